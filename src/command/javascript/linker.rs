//! Joins modules that import each other into one module script.
//!
//! Each module becomes a function of its own, called once in the order of its imports, so that names never clash;
//! the entry module stays at the top level. Bindings are taken when a module starts, which is the same as live
//! bindings as long as there is no cycle and no exported variable is assigned later: both are refused.

use super::lexer::{Kind, Token, tokens};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A module taken apart.
#[derive(Default)]
struct Module {
    /// The specifier as written, resolved, and the names taken: (exported, local), `*` for the namespace.
    imports: Vec<(String, Vec<(String, String)>)>,
    /// (exported, local).
    exports: Vec<(String, String)>,
    body: String,
}

/// Links the entry and everything it imports; `read` gives the text of a path such as `vendor/lit-html.js`.
///
/// Errors name the module: a missing file, a name that is not exported, a cycle, or a form outside of the style.
pub fn link(entry: &str, read: &dyn Fn(&str) -> Result<String, String>) -> Result<String, String> {
    let mut done: Vec<(String, Module)> = Vec::new();
    visit(entry, read, &mut Vec::new(), &mut done)?;
    let exported: BTreeMap<&str, Vec<&str>> = done
        .iter()
        .map(|(path, module)| (path.as_str(), module.exports.iter().map(|(name, _)| name.as_str()).collect()))
        .collect();
    let place = |path: &str| done.iter().position(|(known, _)| known == path).unwrap_or_default();
    let mut linked = String::new();
    for (index, (path, module)) in done.iter().enumerate() {
        let is_entry = path == entry;
        if !is_entry {
            let _ = writeln!(linked, "const $m{index} = (() => {{");
        }
        for (from, names) in &module.imports {
            let target = place(from);
            for (name, local) in names {
                if name == "*" {
                    let _ = writeln!(linked, "const {local} = $m{target};");
                } else if exported[from.as_str()].contains(&name.as_str()) {
                    let _ = writeln!(linked, "const {local} = $m{target}.{name};");
                } else {
                    return Err(format!("{path} imports `{name}`, which {from} does not export"));
                }
            }
        }
        linked.push_str(module.body.trim());
        linked.push('\n');
        if !is_entry {
            let pairs = module.exports.iter().map(|(name, local)| format!("{name}: {local}"));
            let _ = writeln!(linked, "return {{ {} }};\n}})();", pairs.collect::<Vec<_>>().join(", "));
        }
    }
    Ok(linked)
}

/// Depth first, so that every module stands after those it imports.
fn visit(
    path: &str,
    read: &dyn Fn(&str) -> Result<String, String>,
    open: &mut Vec<String>,
    done: &mut Vec<(String, Module)>,
) -> Result<(), String> {
    if done.iter().any(|(known, _)| known == path) {
        return Ok(());
    }
    if open.iter().any(|known| known == path) {
        return Err(format!("modules import each other in a circle: {} -> {path}", open.join(" -> ")));
    }
    let source = read(path)?;
    let module = take_apart(path, &source).map_err(|message| format!("{path}: {message}"))?;
    open.push(path.to_owned());
    for (from, _) in &module.imports {
        visit(from, read, open, done)?;
    }
    open.pop();
    done.push((path.to_owned(), module));
    Ok(())
}

fn take_apart(path: &str, source: &str) -> Result<Module, String> {
    let all = tokens(source)?;
    let mut module = Module::default();
    let mut at = 0;
    while let Some(token) = all.get(at) {
        let starts = token.depth == 0 && token.kind == Kind::Word && starts_statement(&all[..at]);
        let next = all[at + 1..].iter().find(|token| token.is_code()).map_or("", |token| token.text);
        match token.text {
            "import" if starts && !matches!(next, "(" | ".") => at = take_import(path, &all, at, &mut module)?,
            "export" if starts => at = take_export(path, &all, at, &mut module)?,
            text => {
                module.body.push_str(text);
                at += 1;
            }
        }
    }
    Ok(module)
}

fn starts_statement(before: &[Token<'_>]) -> bool {
    let new_line = before.iter().rev().take_while(|token| !token.is_code()).any(|token| token.text.contains('\n'));
    let code = before.iter().rev().find(|token| token.is_code());
    new_line || code.is_none_or(|token| matches!(token.text, ";" | "}"))
}

/// Walks over the code tokens of a statement.
struct Cursor<'s, 't> {
    all: &'s [Token<'t>],
    at: usize,
}

impl<'t> Cursor<'_, 't> {
    fn peek(&self) -> Option<Token<'t>> {
        self.all[self.at..].iter().find(|token| token.is_code()).copied()
    }

    fn next(&mut self) -> Option<Token<'t>> {
        let ahead = self.all[self.at..].iter().position(Token::is_code)?;
        self.at += ahead + 1;
        Some(self.all[self.at - 1])
    }

    /// Takes the token if it reads so.
    fn took(&mut self, text: &str) -> bool {
        let found = self.peek().is_some_and(|token| token.text == text);
        if found {
            self.next();
        }
        found
    }

    fn word(&mut self, what: &str) -> Result<String, String> {
        match self.next() {
            Some(token) if token.kind == Kind::Word => Ok(token.text.to_owned()),
            other => Err(format!("{what}: a name is expected, not `{}`", other.map_or("the end", |token| token.text))),
        }
    }

    /// `a, b as c }` after the opening brace, as (first, second) pairs; without `as` both are the same.
    fn names(&mut self, what: &str) -> Result<Vec<(String, String)>, String> {
        let mut names = Vec::new();
        while !self.took("}") {
            let first = self.word(what)?;
            let second = if self.took("as") { self.word(what)? } else { first.clone() };
            names.push((first, second));
            if !self.took(",") && self.peek().is_none_or(|token| token.text != "}") {
                return Err(format!("{what}: `,` or `}}` is expected after `{}`", names[names.len() - 1].0));
            }
        }
        Ok(names)
    }

    /// `"./x.js"` and the semicolon after it, resolved against the importing module.
    fn specifier(&mut self, path: &str, what: &str) -> Result<String, String> {
        let text = self.next().filter(|token| token.kind == Kind::Text).map_or("", |token| token.text);
        self.took(";");
        resolve(path, text.trim_matches(['"', '\'']))
            .ok_or_else(|| format!("{what}: {text} is not a path that starts with ./ or ../ and stays below www"))
    }
}

/// Reads `import … from "…"` and returns the place after it.
fn take_import(path: &str, all: &[Token<'_>], at: usize, module: &mut Module) -> Result<usize, String> {
    const WHAT: &str = "import";
    let mut cursor = Cursor { all, at: at + 1 };
    let mut names = Vec::new();
    if cursor.peek().is_none_or(|token| token.kind != Kind::Text) {
        loop {
            if cursor.took("{") {
                names.extend(cursor.names(WHAT)?);
            } else if cursor.took("*") {
                cursor.took("as");
                names.push(("*".to_owned(), cursor.word(WHAT)?));
            } else {
                names.push(("default".to_owned(), cursor.word(WHAT)?));
            }
            if !cursor.took(",") {
                break;
            }
        }
        if !cursor.took("from") {
            return Err("import: `from` is expected after the names".to_owned());
        }
    }
    let from = cursor.specifier(path, WHAT)?;
    module.imports.push((from, names));
    Ok(cursor.at)
}

/// Reads the head of an export, keeps the declaration behind it, and returns the place where reading goes on.
fn take_export(path: &str, all: &[Token<'_>], at: usize, module: &mut Module) -> Result<usize, String> {
    const WHAT: &str = "export";
    let mut cursor = Cursor { all, at: at + 1 };
    let head = cursor.peek().map_or("", |token| token.text);
    match head {
        "{" => {
            cursor.next();
            let mut names = cursor.names(WHAT)?;
            if cursor.took("from") {
                let from = cursor.specifier(path, WHAT)?;
                let index = module.imports.len();
                for (place, (local, _)) in names.iter_mut().enumerate() {
                    let inner = format!("$r{index}_{place}");
                    module.imports.push((from.clone(), vec![(std::mem::replace(local, inner.clone()), inner)]));
                }
            }
            cursor.took(";");
            module.exports.extend(names.into_iter().map(|(local, exported)| (exported, local)));
            Ok(cursor.at)
        }
        "const" | "function" | "async" | "class" => {
            let start = cursor.at;
            let name = declared(&mut cursor)?;
            module.exports.push((name.clone(), name));
            Ok(start)
        }
        "default" => {
            cursor.next();
            let start = cursor.at;
            let declares = cursor.peek().is_some_and(|token| matches!(token.text, "function" | "async" | "class"));
            let local = if declares { declared(&mut cursor).ok() } else { None };
            if local.is_none() {
                module.body.push_str("const $default =");
            }
            module.exports.push(("default".to_owned(), local.unwrap_or_else(|| "$default".to_owned())));
            Ok(start)
        }
        other => Err(format!(
            "`export {other}` is outside of the style: const, function, class, default or a list in braces"
        )),
    }
}

/// The name after `const`, `async function*` or `class`.
fn declared(cursor: &mut Cursor<'_, '_>) -> Result<String, String> {
    loop {
        let word = cursor.took("*").then(String::new).map_or_else(|| cursor.word("export"), Ok)?;
        if !matches!(word.as_str(), "" | "const" | "async" | "function" | "class") {
            return Ok(word);
        }
    }
}

/// `./x.js` or `../x.js` seen from the module at `path`; none where it leaves the folder or is no relative path.
fn resolve(path: &str, specifier: &str) -> Option<String> {
    if !specifier.starts_with("./") && !specifier.starts_with("../") {
        return None;
    }
    let mut parts: Vec<&str> = path.split('/').collect();
    parts.pop();
    for part in specifier.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()?),
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linked(files: &[(&str, &str)]) -> Result<String, String> {
        let read = |path: &str| {
            let found = files.iter().find(|(name, _)| *name == path);
            found.map(|(_, text)| (*text).to_owned()).ok_or_else(|| format!("{path} is not there"))
        };
        link(files[0].0, &read)
    }

    #[test]
    fn a_module_becomes_a_function_and_its_names_are_taken_from_it() {
        let files = [
            ("main.js", "import { a, b as c } from './lib/x.js';\nimport y, * as all from \"./y.js\"\na(c, y, all);\n"),
            ("lib/x.js", "import './../y.js';\nexport const a = 1;\nfunction d() {}\nexport { d as b };"),
            ("y.js", "export default class Y {}\nexport async function* z() { await import.meta; }"),
        ];
        let expected = "const $m0 = (() => {\nclass Y {}\n async function* z() { await import.meta; }\n\
            return { default: Y, z: z };\n})();\n\
            const $m1 = (() => {\nconst a = 1;\nfunction d() {}\nreturn { a: a, b: d };\n})();\n\
            const a = $m1.a;\nconst c = $m1.b;\nconst y = $m0.default;\nconst all = $m0;\na(c, y, all);\n";
        assert_eq!(linked(&files).expect("links"), expected);
    }

    #[test]
    fn minified_modules_link_too() {
        let files = [
            ("main.js", "import{a as b}from\"./v.js\";import*as c from\"./v.js\";b(c);export{}"),
            ("v.js", "var t=/[\"'`]/g,n=()=>t;export{n as a};export default n;"),
        ];
        let text = linked(&files).expect("links");
        assert!(
            text.contains("var t=/[\"'`]/g,n=()=>t;const $default = n;\nreturn { a: n, default: $default };"),
            "{text}"
        );
        assert!(text.ends_with("const b = $m0.a;\nconst c = $m0;\nb(c);\n"), "{text}");
    }

    #[test]
    fn a_re_export_passes_the_name_on() {
        let files = [
            ("main.js", "import { b } from './x.js'; b();"),
            ("x.js", "export { a as b } from './y.js';"),
            ("y.js", "export function a() {}"),
        ];
        let text = linked(&files).expect("links");
        assert!(text.contains("const $r0_0 = $m0.a;\n\nreturn { b: $r0_0 };"), "{text}");
    }

    #[test]
    fn words_in_strings_comments_and_members_are_no_statements() {
        let source = "// import x from './x.js'\nconst s = `\nexport const a = 1;\n${\nimport.meta.url}`;\no.import; import('./later.js');\n";
        assert_eq!(linked(&[("main.js", source)]).as_deref(), Ok(source));
    }

    #[test]
    fn what_cannot_be_linked_is_named() {
        let cases: [(&[(&str, &str)], &str); 6] = [
            (&[("m.js", "import { a } from './n.js';")], "n.js is not there"),
            (&[("m.js", "import { a } from 'lit';")], "m.js: import: 'lit' is not a path"),
            (&[("m.js", "import { a } from '../n.js';")], "m.js: import: '../n.js' is not a path"),
            (&[("m.js", "import { a } from './n.js';"), ("n.js", "")], "m.js imports `a`, which n.js does not export"),
            (&[("m.js", "export let a = 1;")], "m.js: `export let` is outside of the style"),
            (
                &[("m.js", "import './n.js';"), ("n.js", "import './m.js';")],
                "modules import each other in a circle: m.js -> n.js -> m.js",
            ),
        ];
        for (files, message) in cases {
            let error = linked(files).expect_err(message);
            assert!(error.starts_with(message), "{error}");
        }
    }
}
