//! What a regime does to the options: it binds only with a clause.

use crate::catalog::{Forces, Regime};

/// What a named regime does to the options.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Mandate {
    /// No regime was named.
    None,
    /// The data in scope may not go to an outside API.
    Mandate,
    /// Only special hosts qualify.
    Restricted,
    /// A hosted API is fine under a condition.
    Condition,
    /// An authority decides: both verdicts are shown.
    Unresolved,
    /// A wish without a clause: shown with its price, never enforced.
    Preference,
}

/// Whether a text names a clause. What people type for "there is none" or "we don't know" names none.
pub fn names_a_clause(text: &str) -> bool {
    const NOTHING: [&str; 20] = [
        "",
        "-",
        "–",
        "no",
        "none",
        "non",
        "nein",
        "keine",
        "keiner",
        "n/a",
        "na",
        "nil",
        "null",
        "unknown",
        "not known",
        "not sure",
        "unsure",
        "don't know",
        "dont know",
        "no clause",
    ];
    let bare = text.trim().trim_end_matches(['.', '!', '?', ' ']).trim().to_lowercase().replace('\u{2019}', "'");
    !NOTHING.contains(&bare.as_str())
}

/// The rule of the compliance table: a regime binds only with a clause.
pub(super) fn mandate(regime: Option<&Regime>, clause: &str) -> Mandate {
    match regime {
        None => Mandate::None,
        Some(_) if !names_a_clause(clause) => Mandate::Preference,
        Some(regime) => match regime.forces {
            Forces::Yes => Mandate::Mandate,
            Forces::Narrow => Mandate::Restricted,
            Forces::No => Mandate::Condition,
            Forces::Ask => Mandate::Unresolved,
        },
    }
}

#[cfg(test)]
mod clauses {
    use super::names_a_clause;

    #[test]
    fn what_people_type_for_nothing_names_no_clause() {
        for text in ["", " ", "none", "None.", "no", "?", "??", "not sure", "n/a", "-", "don’t know", "unknown!"] {
            assert!(!names_a_clause(text), "{text}");
        }
        for text in ["§ 203 StGB", "Art. 28", "clause 12", "site security order", "no outside processors"] {
            assert!(names_a_clause(text), "{text}");
        }
    }
}
