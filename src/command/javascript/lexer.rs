//! Splits JavaScript into tokens: enough to find imports and exports and to leave strings and templates alone.

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An identifier, a keyword or a number.
    Word,
    /// One character of punctuation.
    Mark,
    /// A quoted string.
    Text,
    /// A piece of a template literal: from a backtick or `}` to the next `${` or the closing backtick.
    Template,
    /// A regular expression with its flags.
    Regex,
    /// A comment of either form, without a line comment's end of line.
    Comment,
    /// Blanks without an end of line.
    Space,
    /// Blanks with an end of line.
    NewLine,
}

/// A token and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'a> {
    /// What it is.
    pub kind: Kind,
    /// Its text as written.
    pub text: &'a str,
    /// How many brackets, braces and parentheses are open before it.
    pub depth: usize,
}

impl Token<'_> {
    /// Whether it is code: neither blank nor comment.
    pub fn is_code(&self) -> bool {
        !matches!(self.kind, Kind::Comment | Kind::Space | Kind::NewLine)
    }
}

/// Words after which a slash starts a regular expression.
const BEFORE_REGEX: [&str; 15] = [
    "return",
    "typeof",
    "case",
    "in",
    "of",
    "delete",
    "void",
    "throw",
    "new",
    "instanceof",
    "do",
    "else",
    "await",
    "yield",
    "default",
];

/// The tokens of a module, in order and without gaps.
///
/// Errors: a string, template, comment or bracket that does not end.
pub fn tokens(source: &str) -> Result<Vec<Token<'_>>, String> {
    let mut found: Vec<Token<'_>> = Vec::new();
    // What each open bracket is closed by; a template's `${` is kept apart by its own mark.
    let mut open: Vec<char> = Vec::new();
    let mut before: Option<(Kind, &str)> = None;
    let mut at = 0;
    while let Some(first) = source[at..].chars().next() {
        let rest = &source[at..];
        let depth = open.len();
        let (kind, length) = match first {
            c if c.is_whitespace() => blank(rest),
            '/' if rest.starts_with("//") => (Kind::Comment, rest.find('\n').unwrap_or(rest.len())),
            '/' if rest.starts_with("/*") => {
                (Kind::Comment, rest[2..].find("*/").ok_or_else(|| unfinished(source, at, "comment"))? + 4)
            }
            '/' if regex_may_start(before) => {
                (Kind::Regex, regex(rest).ok_or_else(|| unfinished(source, at, "regex"))?)
            }
            '"' | '\'' => (Kind::Text, string(rest, first).ok_or_else(|| unfinished(source, at, "string"))?),
            '`' => {
                let length = template(rest, &mut open).ok_or_else(|| unfinished(source, at, "template"))?;
                (Kind::Template, length)
            }
            '}' if open.last() == Some(&'$') => {
                open.pop();
                let length = template(rest, &mut open).ok_or_else(|| unfinished(source, at, "template"))?;
                (Kind::Template, length)
            }
            c if is_word(c) => (Kind::Word, rest.find(|c: char| !is_word(c)).unwrap_or(rest.len())),
            '(' | '[' | '{' => {
                open.push(if first == '(' {
                    ')'
                } else if first == '[' {
                    ']'
                } else {
                    '}'
                });
                (Kind::Mark, 1)
            }
            ')' | ']' | '}' => {
                if open.pop() != Some(first) {
                    return Err(format!("line {}: `{first}` closes nothing", line_of(source, at)));
                }
                (Kind::Mark, 1)
            }
            other => (Kind::Mark, other.len_utf8()),
        };
        let token = Token { kind, text: &rest[..length], depth };
        if token.is_code() {
            before = Some((kind, token.text));
        }
        found.push(token);
        at += length;
    }
    if open.is_empty() { Ok(found) } else { Err("a bracket is not closed at the end of the file".to_owned()) }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$' | '#' | '@')
}

fn blank(rest: &str) -> (Kind, usize) {
    let length = rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len());
    (if rest[..length].contains('\n') { Kind::NewLine } else { Kind::Space }, length)
}

/// After an operand a slash divides; after an operator or an opening bracket it starts a regular expression. After
/// `)` and `}` both can be: division is taken, which the page's style guarantees.
fn regex_may_start(before: Option<(Kind, &str)>) -> bool {
    match before {
        None => true,
        Some((Kind::Word, word)) => BEFORE_REGEX.contains(&word),
        Some((Kind::Mark, mark)) => !matches!(mark, ")" | "]" | "}"),
        Some((Kind::Template, text)) => text.ends_with("${"),
        Some(_) => false,
    }
}

fn string(rest: &str, quote: char) -> Option<usize> {
    ends_at(rest, |c, _| c == quote)
}

/// A slash inside a character class does not end the expression; flags follow the one that does.
fn regex(rest: &str) -> Option<usize> {
    let mut in_class = false;
    let body = ends_at(rest, |c, _| {
        match c {
            '[' => in_class = true,
            ']' => in_class = false,
            _ => {}
        }
        c == '/' && !in_class
    })?;
    Some(body + rest[body..].find(|c: char| !is_word(c)).unwrap_or(rest.len() - body))
}

/// A piece of a template up to its end or to the next `${`, which is noted as open.
fn template(rest: &str, open: &mut Vec<char>) -> Option<usize> {
    let mut opened = false;
    let length = ends_at(rest, |c, before| {
        opened = c == '{' && before == '$';
        opened || c == '`'
    })?;
    if opened {
        open.push('$');
    }
    Some(length)
}

/// The length up to and with the first character, after the opening one and not escaped, that `ends` accepts.
fn ends_at(rest: &str, mut ends: impl FnMut(char, char) -> bool) -> Option<usize> {
    let mut escaped = false;
    let mut before = '\0';
    for (index, c) in rest.char_indices().skip(1) {
        if escaped {
            escaped = false;
            before = '\0';
        } else if c == '\\' {
            escaped = true;
        } else if ends(c, before) {
            return Some(index + c.len_utf8());
        } else {
            before = c;
        }
    }
    None
}

fn unfinished(source: &str, at: usize, what: &str) -> String {
    format!("line {}: a {what} does not end", line_of(source, at))
}

fn line_of(source: &str, at: usize) -> usize {
    source[..at].matches('\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(source: &str) -> Vec<(Kind, &str)> {
        let all = tokens(source).expect(source);
        assert_eq!(all.iter().map(|token| token.text).collect::<String>(), source, "no gap, nothing lost");
        all.into_iter().filter(Token::is_code).map(|token| (token.kind, token.text)).collect()
    }

    #[test]
    fn a_slash_is_a_division_after_an_operand_and_a_regex_after_an_operator() {
        assert_eq!(code("a / b / c").iter().filter(|(kind, _)| *kind == Kind::Regex).count(), 0);
        assert_eq!(code("x = /[/'\"]\\//gu.test(y)")[2], (Kind::Regex, "/[/'\"]\\//gu"));
        assert_eq!(code("return /'/")[1], (Kind::Regex, "/'/"));
        assert_eq!(code("f(1) / 2 / g")[4], (Kind::Mark, "/"));
    }

    #[test]
    fn templates_nest_and_their_text_is_left_alone() {
        let source = "`a ${f(`b ${ {c: '}'} } // no comment`)} ${1}` + 1 // comment";
        let all = code(source);
        assert_eq!(all[0], (Kind::Template, "`a ${"));
        assert!(all.contains(&(Kind::Template, "} // no comment`")), "{all:?}");
        assert_eq!(all.last(), Some(&(Kind::Word, "1")));
    }

    #[test]
    fn depth_counts_open_brackets() {
        let all = tokens("a(b[{c}])d").expect("balanced");
        let depth = |text: &str| all.iter().find(|token| token.text == text).map(|token| token.depth);
        assert_eq!((depth("a"), depth("b"), depth("c"), depth("d")), (Some(0), Some(1), Some(3), Some(0)));
    }

    #[test]
    fn what_does_not_end_is_named_with_its_line() {
        for (source, message) in [
            ("\n'abc", "line 2: a string does not end"),
            ("/* abc", "line 1: a comment does not end"),
            ("`abc${1}", "line 1: a template does not end"),
            ("f(]", "line 1: `]` closes nothing"),
            ("f((1)", "a bracket is not closed at the end of the file"),
        ] {
            assert_eq!(tokens(source), Err(message.to_owned()), "{source}");
        }
    }
}
