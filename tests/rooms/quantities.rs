//! What a public function takes and gives is a quantity with its unit in the type, or a plain number whose comment says of
//! what. Money and time as a plain number say why besides: with the word "bare".

use super::imports::files;
use std::fs::read_to_string;
use std::path::Path;

/// One of these in the comment says what a plain number counts. "Times" is times today's volume, or another named thing.
const KINDS: &[&str] = &[
    "times",
    "factor",
    "share",
    "part",
    "chance",
    "points",
    "percent",
    "score",
    "logarithm",
    "logarithms",
    "tokens",
    "requests",
    "replicas",
    "replica",
    "sequences",
    "gpus",
    "bytes",
    "s",
    "seconds",
    "milliseconds",
    "hours",
    "days",
    "weeks",
    "months",
    "years",
    "year",
    "usd",
    "dollars",
    "unit",
    "units",
    "plain",
];

/// A comment with one of these is about money.
const MONEY: &[&str] = &["usd", "dollars"];

/// A name with one of these words is money, tokens or time.
const MEASURED: &[&str] = &[
    "usd",
    "dollars",
    "cost",
    "costs",
    "price",
    "prices",
    "rent",
    "rents",
    "bill",
    "amount",
    "monthly",
    "present",
    "token",
    "tokens",
    "second",
    "seconds",
    "milliseconds",
    "hour",
    "hours",
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
    "startup",
    "age",
];

/// A public function with a plain number in its signature.
struct Plain {
    name: String,
    /// What its comment says, in small letters.
    said: String,
    /// Names of the parameters that are plain numbers, and its own where the result is.
    named: Vec<String>,
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty())
}

/// The parts of a signature between commas that stand in no bracket.
fn parted(list: &str) -> Vec<String> {
    let (mut depth, mut parts, mut before) = (0, vec![String::new()], ' ');
    for c in list.chars() {
        depth += i32::from("([{<".contains(c)) - i32::from(")]}".contains(c) || c == '>' && before != '-');
        if c == ',' && depth == 0 {
            parts.push(String::new());
        } else {
            parts.last_mut().unwrap().push(c);
        }
        before = c;
    }
    parts
}

/// The first place where the bracket that a text opens with is closed.
fn closed(text: &str) -> usize {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        depth += i32::from(c == '(') - i32::from(c == ')');
        if depth == 0 {
            return at;
        }
    }
    text.len()
}

fn read(signature: &str, said: &str) -> Option<Plain> {
    if !words(signature).any(|word| word == "f64") {
        return None;
    }
    let (before, after) = signature.split_once("fn ")?;
    let name: String = after.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    let open = after.find('(')?;
    let end = open + closed(&after[open..]);
    let mut named = Vec::new();
    for part in parted(&after[open + 1..end]) {
        // A tuple of several is `(a, b): (f64, f64)`; a function of plain numbers has a name of its own.
        let Some((pattern, kind)) = part.rsplit_once(": ").map(|(pattern, kind)| (pattern, kind.trim())) else {
            continue;
        };
        if words(kind).any(|word| word == "f64") && !kind.contains("Fn") {
            named.push(pattern.to_string());
        }
    }
    if words(&after[end..]).any(|word| word == "f64") {
        named.push(name.clone());
    }
    assert!(before.contains("pub"));
    Some(Plain { name, said: said.to_lowercase(), named })
}

/// The public functions of a file with plain numbers in their signatures.
fn plain(text: &str) -> Vec<Plain> {
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let (mut found, mut said, mut lines) = (Vec::new(), String::new(), code.lines());
    while let Some(line) = lines.next() {
        let line = line.trim();
        if let Some(more) = line.strip_prefix("///") {
            said.push_str(more);
            continue;
        }
        if line.starts_with("#[") {
            continue;
        }
        let head = line.split('(').next().unwrap_or_default();
        if line.starts_with("pub") && (line.contains(" fn ") || head.contains("fn ")) {
            let mut signature = line.to_string();
            while !signature.contains('{') && !signature.ends_with(';') {
                let Some(more) = lines.next() else { break };
                signature.push(' ');
                signature.push_str(more.trim());
            }
            found.extend(read(signature.split('{').next().unwrap_or_default(), &said));
        }
        said.clear();
    }
    found
}

/// What is wrong with a plain number, if anything is.
fn wrong(plain: &Plain) -> Option<String> {
    if !words(&plain.said).any(|word| KINDS.contains(&word)) {
        return Some(format!("{}: its comment names no unit", plain.name));
    }
    if words(&plain.said).any(|word| word == "bare") {
        return None;
    }
    if words(&plain.said).any(|word| MONEY.contains(&word)) {
        return Some(format!("{}: money is a bare f64, and no comment says why", plain.name));
    }
    let measured =
        plain.named.iter().find(|name| words(&name.replace('_', " ")).any(|word| MEASURED.contains(&word)))?;
    Some(format!("{}: `{measured}` is a bare f64, and no comment says why", plain.name))
}

#[test]
fn a_plain_number_says_what_it_counts() {
    let mut paths = Vec::new();
    files(Path::new("src"), &mut paths);
    let mut all = Vec::new();
    for path in paths {
        for found in plain(&read_to_string(&path).unwrap()) {
            all.extend(wrong(&found).map(|what| format!("{}: {what}", path.display())));
        }
    }
    assert!(all.is_empty(), "{} of:\n{}", all.len(), all.join("\n"));
}

#[test]
fn the_reader_of_signatures_finds_plain_numbers() {
    let text = "/// At `scale` times today's volume.\n    pub fn whole(&self, a: &[f64],\n  scale: f64) -> Usd {\n\
        /// What it costs.\n#[must_use]\npub(crate) fn told((month, gpus): (f64, f64), cost: impl Fn(f64) -> Usd) -> Usd {\n\
        /// Months.\npub const fn month(usd: Usd) -> Option<f64> {\nfn own(x: f64) {\n/// Months, bare: an array's.\npub fn months() -> f64 {\n\
        pub fn typed(usd: Usd) -> Usd {\n";
    let found: Vec<Option<String>> = plain(text).iter().map(wrong).collect();
    assert_eq!(
        found,
        [
            None,
            Some("told: its comment names no unit".to_string()),
            Some("month: `month` is a bare f64, and no comment says why".to_string()),
            None,
        ]
    );
}
