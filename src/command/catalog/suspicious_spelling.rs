//! Suspicions of names that stand in several rows, and of rows that no other names.

use super::check::Finding;
use super::lines::Lines;
use super::place::position;
use super::suspicions::{At, Suspicion};
use super::suspicious_names::one_apart;
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
    let providers = misspelled(catalog.rents.iter().map(|row| row.provider.as_str()));
    let regions = misspelled(catalog.rents.iter().filter_map(|row| row.region.as_deref()));
    for row in &catalog.rents {
        let mut at = At { found, table: "rents", row: rent_name(row), from: Some(row.from) };
        let other = |names: &BTreeMap<&str, &str>, name: &str| names.get(name).map(|other| (*other).to_owned());
        if let Some(other) = other(&providers, &row.provider) {
            at.hint("provider", format!("`{}`, and other rows say `{other}`: misspelled?", row.provider));
        }
        let place = row.region.as_deref().unwrap_or("");
        if let Some(other) = other(&regions, place) {
            at.hint("region", format!("`{place}`, and other rows say `{other}`: misspelled?"));
        }
    }
}

/// Names one letter away from one that more rows have, each with that one.
fn misspelled<'c>(names: impl Iterator<Item = &'c str>) -> BTreeMap<&'c str, &'c str> {
    let mut rows: BTreeMap<&str, usize> = BTreeMap::new();
    for name in names {
        *rows.entry(name).or_default() += 1;
    }
    let meant = |name: &str, mine: usize| rows.iter().find(|(other, many)| **many > mine && near(name, other));
    rows.iter().filter_map(|(name, mine)| meant(name, *mine).map(|(other, _)| (*name, *other))).collect()
}

/// Whether two names are one letter apart; another number is another region.
fn near(a: &str, b: &str) -> bool {
    let letters = |name: &str| name.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    a.len().max(b.len()) >= 6 && a != b && letters(a) != letters(b) && one_apart(a, b)
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
