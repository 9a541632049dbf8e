//! Suspicions of names that stand in several rows, and of rows that no other names.

use super::check::Finding;
use super::lines::Lines;
use super::place::position;
use super::suspicions::{At, Suspicion};
use super::suspicious_names::distance;
use super::suspicious_rows::rent_name;
use build_or_buy::catalog::{Catalog, Value};
use std::collections::BTreeMap;

/// One provider is written one way: two spellings would stand as two providers, each with half of the rents.
pub(super) fn providers(found: &mut Vec<Suspicion>, catalog: &Catalog) {
    let mut spelled: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
    for row in &catalog.rents {
        *spelled.entry(plain(&row.provider)).or_default().entry(&row.provider).or_default() += 1;
    }
    for row in &catalog.rents {
        let ways = &spelled[&plain(&row.provider)];
        // Of two ways the rarer one is wrong.
        let mine = ways[row.provider.as_str()];
        if let Some((other, _)) = ways.iter().find(|(name, count)| **name != row.provider && **count >= mine) {
            At { found, table: "rents", row: rent_name(row), from: Some(row.from) }
                .say("provider", format!("`{}`, and other rows say `{other}`: one provider?", row.provider));
        }
    }
    for row in &catalog.rents {
        let mut at = At { found, table: "rents", row: rent_name(row), from: Some(row.from) };
        let rows = |name: &str| catalog.rents.iter().filter(|other| other.provider == name).count();
        let other = catalog.rents.iter().find(|other| near(&row.provider, &other.provider));
        if let Some(other) = other.filter(|other| rows(&other.provider) > rows(&row.provider)) {
            at.hint("provider", format!("`{}`, and other rows say `{}`: misspelled?", row.provider, other.provider));
        }
        let place = row.region.as_deref().unwrap_or("");
        let here = |name: &str| catalog.rents.iter().filter(|other| other.region.as_deref() == Some(name)).count();
        let regions = catalog.rents.iter().filter_map(|other| other.region.as_deref());
        if let Some(other) = regions.filter(|other| near(place, other)).find(|other| here(other) > here(place)) {
            at.hint("region", format!("`{place}`, and other rows say `{other}`: misspelled?"));
        }
    }
}

/// Whether two names are one letter apart; another number is another region.
fn near(a: &str, b: &str) -> bool {
    let letters = |name: &str| name.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    a.len() >= 6 && letters(a) != letters(b) && distance(a, b) == 1
}

/// Scores that nothing is scored by. One of a model that was sold, as the record of prices has it, waits for a price.
pub(super) fn unnamed_scores(catalog: &Catalog, record: &str, value: &Value, lines: &Lines) -> Vec<Finding> {
    let is = |key: &Option<String>, name: &str| key.as_deref() == Some(name);
    let named = |name: &str| {
        catalog.hosted.iter().any(|row| is(&row.quality, name))
            || catalog.models.iter().any(|row| is(&row.quality, name))
            || record.contains(&["/", name, "\""].concat())
    };
    let unnamed = catalog.quality.iter().filter(|row| !named(&row.model));
    unnamed
        .map(|row| Finding {
            line: position(value, "quality", &row.model, "").map_or(1, |at| lines.line("quality", at, "model")),
            table: "quality".into(),
            row: row.model.clone(),
            from: String::new(),
            field: "model".into(),
            problem: "no offer and no open model names it by `quality`: it scores nothing".into(),
            mild: true,
        })
        .collect()
}

/// A name without what a slip changes: capitals, spaces, points and hyphens.
fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
