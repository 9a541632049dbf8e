//! Takes comments and needless blanks out of scripts and stylesheets, and nothing else.

use super::lexer::{Kind, Token, tokens};

/// The script without comments (but for licenses) and blanks, and with nothing in it that could end the `<script>`
/// element that may hold it.
///
/// Errors: what the lexer refuses, or `<script`, `</script` or `<!--` outside of a string.
pub fn script(source: &str) -> Result<String, String> {
    let mut shrunk = String::with_capacity(source.len());
    let mut before: Option<Token<'_>> = None;
    let mut new_line = false;
    let mut space = false;
    for token in tokens(source)? {
        if token.kind == Kind::Comment && token.text.starts_with("/*!") {
            shrunk.push_str(token.text);
            shrunk.push('\n');
            continue;
        }
        if !token.is_code() {
            new_line |= token.text.contains('\n');
            space = true;
            continue;
        }
        if let Some(before) = before {
            if new_line && !joins(&before, &token) {
                shrunk.push('\n');
            } else if space && !touches(&before, &token) {
                shrunk.push(' ');
            }
        }
        if token.kind == Kind::Template {
            // Markup reads a line break with blanks behind it as one blank; the page has no other templates of lines.
            let lines: Vec<&str> = token
                .text
                .split('\n')
                .enumerate()
                .map(|(n, line)| if n == 0 { line } else { line.trim_start() })
                .collect();
            push_inert(&mut shrunk, &Token { text: &lines.join("\n"), ..token })?;
        } else {
            push_inert(&mut shrunk, &token)?;
        }
        before = Some(token);
        (new_line, space) = (false, false);
    }
    Ok(shrunk)
}

/// Whether no statement can end between these two, so that a line break means nothing.
fn joins(before: &Token<'_>, next: &Token<'_>) -> bool {
    let opens = before.kind == Kind::Mark && matches!(before.text, "{" | "(" | "[" | ";" | ",");
    let closes = next.kind == Kind::Mark && matches!(next.text, "}" | ")" | "]" | ";" | ",");
    opens || closes
}

/// Whether these two may stand side by side and remain two tokens.
fn touches(before: &Token<'_>, next: &Token<'_>) -> bool {
    // `+ +`, `- -`, `/ /`, `1 .` and `< !--` would read differently without their blank.
    let safe = |token: &Token<'_>| {
        token.kind == Kind::Mark && !matches!(token.text, "+" | "-" | "/" | "." | "*" | "<")
            || matches!(token.kind, Kind::Text | Kind::Template)
    };
    (safe(before) || safe(next)) && !(before.text == "<" || next.text == "/")
}

/// Writes `<` as `\x3C` where an HTML parser would see a tag or a comment in it.
fn push_inert(shrunk: &mut String, token: &Token<'_>) -> Result<(), String> {
    let mut rest = token.text;
    while let Some(at) = rest.find('<') {
        let after = rest[at + 1..].get(..7).unwrap_or(&rest[at + 1..]).to_ascii_lowercase();
        shrunk.push_str(&rest[..at]);
        if ["script", "/script", "!--"].iter().any(|tag| after.starts_with(tag)) {
            // A backslash that already stands there serves the same escape.
            shrunk.push_str(if shrunk.ends_with('\\') { "x3C" } else { "\\x3C" });
        } else {
            shrunk.push('<');
        }
        rest = &rest[at + 1..];
    }
    shrunk.push_str(rest);
    if token.kind == Kind::Mark && token.text == "!" && shrunk.ends_with("<!") {
        return Err("`<!` in code may read as the start of an HTML comment: put a blank between".to_owned());
    }
    Ok(())
}

/// The stylesheet without comments and needless blanks.
pub fn stylesheet(source: &str) -> String {
    let mut shrunk = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '/' if rest.starts_with("/*") => {
                push_blank(&mut shrunk);
                rest.find("*/").map_or(rest.len(), |end| end + 2)
            }
            '"' | '\'' => {
                let end = rest[1..].find(c).map_or(rest.len(), |end| end + 2);
                shrunk.push_str(&rest[..end]);
                end
            }
            c if c.is_whitespace() => {
                push_blank(&mut shrunk);
                c.len_utf8()
            }
            '{' | '}' | ';' | ',' => {
                if shrunk.ends_with(' ') {
                    shrunk.pop();
                }
                if c == '}' && shrunk.ends_with(';') {
                    shrunk.pop();
                }
                shrunk.push(c);
                1
            }
            other => {
                shrunk.push(other);
                other.len_utf8()
            }
        };
        rest = &rest[length..];
    }
    shrunk
}

/// One blank, or none where the character before separates by itself. (A blank after a colon stays: `a :is(b)`.)
fn push_blank(shrunk: &mut String) {
    if !shrunk.is_empty() && !shrunk.ends_with(['{', '}', ';', ',', ' ']) {
        shrunk.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_blanks_go_and_strings_stay() {
        let source =
            "/** doc */\nconst a = 1; // one\n\nlet b  =  'x  // y' + `  ${ a }  `;\n/*! license */\nf( a , b )\n";
        let expected = "const a=1;let b='x  // y'+`  ${a}  `;/*! license */\nf(a,b)";
        assert_eq!(script(source).as_deref(), Ok(expected));
    }

    #[test]
    fn a_line_break_that_ends_a_statement_stays() {
        assert_eq!(script("a = b\n(c)\nd()\n").as_deref(), Ok("a=b\n(c)\nd()"));
        assert_eq!(script("return\n1").as_deref(), Ok("return\n1"));
        assert_eq!(script("{\n a\n}\nb").as_deref(), Ok("{a}\nb"));
    }

    #[test]
    fn operators_that_would_merge_keep_their_blank() {
        assert_eq!(script("a + +b - -c").as_deref(), Ok("a + +b - -c"));
        assert_eq!(script("a < ! b; 1 .toFixed(); x = y / /z/.w").as_deref(), Ok("a < !b;1 .toFixed();x=y / /z/.w"));
        assert_eq!(script("typeof x; in y").as_deref(), Ok("typeof x;in y"));
    }

    #[test]
    fn nothing_can_end_the_element_that_holds_the_script() {
        let source = "const s = '<script src=x></SCRIPT>' + `<!-- ${1} <\\/script>` + '\\<script';";
        let inert = script(source).expect("valid");
        for tag in ["<script", "</script", "<!--"] {
            assert!(!inert.to_ascii_lowercase().contains(tag), "{inert}");
        }
        assert!(inert.contains(r"'\x3Cscript src=x>\x3C/SCRIPT>'") && inert.contains(r"'\x3Cscript'"), "{inert}");
    }

    #[test]
    fn a_stylesheet_keeps_its_meaning() {
        let source = "/* head */\na :is(b) , c > d {\n  color : red ;\n  width: calc(1px + 2px);\n}\n@media (min-width: 3px) { e::after { content: '  /* x */ ' } }\n";
        let expected = "a :is(b),c > d{color : red;width: calc(1px + 2px)}@media (min-width: 3px){e::after{content: '  /* x */ '}}";
        assert_eq!(stylesheet(source), expected);
    }
}
