//! What a licence that stands beside the weights allows. Nothing is guessed: what none states is asked.

use super::json::text;
use crate::command::project::read_text;
use serde_json::Value;
use std::path::Path;

/// A licence as a row has it, and whether it lets a company serve the model.
#[derive(Debug, PartialEq)]
pub struct Licence {
    /// `Apache 2.0`, or as it is stated.
    pub name: String,
    /// `yes` or `no`; nothing where its terms have to be read.
    pub commercial: Option<&'static str>,
}

/// Licences that ask for nothing but their own text: as makers tag them, and as rows write them.
const FREE: [(&str, &str); 5] = [
    ("apache-2.0", "Apache 2.0"),
    ("mit", "MIT"),
    ("bsd-2-clause", "BSD 2-Clause"),
    ("bsd-3-clause", "BSD 3-Clause"),
    ("openmdw-1.0", "OpenMDW"),
];

/// The licence that a config states, or the model card in its folder.
pub fn stated(config: &Value, file: &Path) -> Option<Licence> {
    let named = text(config, "license").or_else(|| text(config, "licence")).map(ToOwned::to_owned);
    named.or_else(|| on_the_card(file)).map(|name| Licence::named(name.trim())).filter(|found| !found.name.is_empty())
}

impl Licence {
    fn named(name: &str) -> Self {
        let plain = name.to_lowercase().replace([' ', '_'], "-");
        if let Some((_, name)) = FREE.iter().find(|(tag, _)| *tag == plain) {
            return Self { name: (*name).to_owned(), commercial: Some("yes") };
        }
        let refused = plain.contains("non-commercial") || plain.contains("noncommercial");
        let refused = refused || plain.split('-').any(|word| word == "nc");
        Self { name: name.to_owned(), commercial: refused.then_some("no") }
    }
}

/// What the head of a `README.md` beside a `config.json` says: `license: apache-2.0`, or the name of another one.
fn on_the_card(file: &Path) -> Option<String> {
    file.file_name().filter(|name| *name == "config.json")?;
    let card = read_text(&file.with_file_name("README.md")).ok()?;
    let head = card.strip_prefix("---")?.split_once("\n---")?.0;
    let of = |key: &str| {
        let value = head.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(':'))?;
        Some(value.trim().trim_matches(['"', '\'']).to_owned()).filter(|value| !value.is_empty())
    };
    let own = || of("license_name").or_else(|| of("license"));
    of("license").filter(|name| name != "other").or_else(own)
}

#[cfg(test)]
mod tests {
    use super::Licence;

    /// Creative Commons' `nc` is "non-commercial"; Llama's and Kimi's terms have to be read.
    #[test]
    fn only_licences_that_are_known_answer_for_a_company() {
        for (name, row, commercial) in [
            ("apache-2.0", "Apache 2.0", Some("yes")),
            ("Apache 2.0", "Apache 2.0", Some("yes")),
            ("MIT", "MIT", Some("yes")),
            ("cc-by-nc-4.0", "cc-by-nc-4.0", Some("no")),
            ("llama3.3", "llama3.3", None),
            ("modified-mit", "modified-mit", None),
            ("other", "other", None),
        ] {
            assert_eq!(Licence::named(name), Licence { name: row.to_owned(), commercial }, "{name}");
        }
    }
}
