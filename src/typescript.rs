//! TypeScript's view of what crosses the boundary, written from the Rust types: `src/wasm/types.d.ts` and
//! `src/wasm/usage/types.d.ts` are these tests' output. After a change of those types, `UPDATE=1 cargo test --lib typescript` writes it anew.

use crate::catalog::{Overlaid, Refusal};
use crate::inputs::form::Form;
use crate::report::sensitivity::Sensitivity;
use crate::report::{First, Report};
use crate::usage::Usage;
use std::any::{TypeId, type_name};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use ts_rs::{Config, TS, TypeVisitor};

/// What stands before the types: what only the boundary takes.
const HEAD: &str = "/** Pairs of text: a query, a URLSearchParams, a FormData, or an array of pairs. */
export type Pairs = string | URLSearchParams | FormData | [string, string][];
";

/// Declarations by name, each with the Rust type it is of.
struct Types {
    config: Config,
    found: BTreeMap<String, (TypeId, String)>,
}

impl TypeVisitor for Types {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        // Only types of this crate are declared; the others are written where they stand.
        if T::output_path().is_none() {
            return;
        }
        let name = T::ident(&self.config);
        if let Some((known, _)) = self.found.get(&name) {
            assert_eq!(*known, TypeId::of::<T>(), "{}: another type is already called {name}", type_name::<T>());
            return;
        }
        let docs = T::docs().unwrap_or_default();
        let text = format!("{docs}export {}\n", T::decl(&self.config));
        self.found.insert(name, (TypeId::of::<T>(), text));
        T::visit_dependencies(self);
    }
}

/// One line for a comment of one line, and fields set in.
fn tidy(declaration: &str) -> String {
    let lines: Vec<&str> = declaration.lines().map(str::trim_end).collect();
    let mut out = String::new();
    let (mut at, mut inside) = (0, false);
    while at < lines.len() {
        let indent = if inside && !lines[at].ends_with("};") { "  " } else { "" };
        match lines[at..] {
            ["/**", said, " */", ..] => {
                let _ = writeln!(out, "{indent}/** {} */", said.trim_start_matches(" * "));
                at += 3;
            }
            [line, ..] => {
                inside |= line.ends_with('{');
                let line = line.strip_suffix(", };").map_or_else(|| line.to_owned(), |last| format!("  {last},\n}};"));
                let _ = writeln!(out, "{indent}{line}");
                at += 1;
            }
            [] => unreachable!("there are lines left"),
        }
    }
    out
}

/// What a file declares, and writes it where `UPDATE` is set.
fn checked(place: &str, visit: impl Fn(&mut Types)) {
    let mut types = Types { config: Config::new().with_large_int("number"), found: BTreeMap::new() };
    visit(&mut types);
    let declared = types.found.into_values().map(|(_, text)| text);
    let text = std::iter::once(HEAD.to_owned()).chain(declared.map(|text| tidy(&text))).collect::<Vec<_>>().join("\n");
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(place);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, &text).expect("the file can be written");
    }
    let there = std::fs::read_to_string(&file).expect("the file is there");
    assert!(there == text, "{place} is not what the Rust types say: UPDATE=1 cargo test --lib typescript");
}

#[test]
fn the_types_for_javascript_are_those_of_the_report() {
    checked("src/wasm/types.d.ts", |types| {
        types.visit::<Report>();
        types.visit::<First>();
        types.visit::<Sensitivity>();
        types.visit::<Form>();
        types.visit::<Refusal>();
        types.visit::<Overlaid>();
    });
}

#[test]
fn the_types_for_javascript_are_those_of_the_usage_reader() {
    checked("src/wasm/usage/types.d.ts", Types::visit::<Usage>);
}
