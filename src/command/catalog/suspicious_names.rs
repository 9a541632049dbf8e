//! Suspicions of names: a model spelled one or two letters away from how its other rows, its id or its maker's other
//! models spell it.

use super::names::{self, tail};
use super::suspicions::{At, Suspicion};
use build_or_buy::catalog::Catalog;
use build_or_buy::date::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Letters that a word must have before one letter more or less is a slip and no other word.
const LONG_WORD: usize = 5;

/// Words of models that are one letter from another such word, and no slip.
const OWN_WORDS: [&str; 6] = ["codex", "coder", "mixtral", "pixtral", "preview", "review"];

/// One way to write one model: the newest row that has it.
struct Spelled<'c> {
    table: &'static str,
    field: &'static str,
    id: &'c str,
    from: Option<Date>,
    name: &'c str,
    /// What tells the model, whoever sells it.
    model: String,
}

/// Names that are near another and not it.
pub(super) fn names_of_models(found: &mut Vec<Suspicion>, catalog: &Catalog) {
    let all = spelled(catalog);
    let words = vocabulary(&all);
    for one in &all {
        let mut at = At { found, table: one.table, row: one.id.to_owned(), from: one.from };
        let id = tail(one.id);
        if let Some(other) = sister(&all, one) {
            at.hint(one.field, format!("`{}`, and {} writes `{}`: misspelled?", one.name, other.id, other.name));
        } else if near(one.name, id) {
            at.hint(one.field, format!("`{}`, and its id says `{id}`: is one of them misspelled?", one.name));
        } else if unlike(one.name, id) {
            at.hint(one.field, format!("`{}` has no word of its id `{id}`: the name of another model?", one.name));
        } else if let Some((mine, theirs)) = rare_word(&words, one) {
            at.hint(one.field, format!("`{mine}` in `{}`, and other models say `{theirs}`: misspelled?", one.name));
        }
    }
}

/// Every open model, and every offer once for each way that its rows write it.
fn spelled(catalog: &Catalog) -> Vec<Spelled<'_>> {
    let models = catalog.models.iter().map(|row| Spelled {
        table: "models",
        field: "name",
        id: &row.id,
        from: None,
        name: &row.name,
        model: row.id.clone(),
    });
    let mut all: Vec<Spelled<'_>> = models.collect();
    let mut latest: BTreeMap<(&str, &str), Spelled<'_>> = BTreeMap::new();
    for row in &catalog.hosted {
        let model = row.weights.clone().unwrap_or_else(|| names::key(tail(&row.id)));
        let (table, field, from) = ("hosted", "model", Some(row.from));
        latest.insert((&row.id, &row.model), Spelled { table, field, id: &row.id, from, name: &row.model, model });
    }
    all.extend(latest.into_values());
    all
}

/// Another row of the same model whose spelling more rows have, or that of its weights.
fn sister<'s, 'c>(all: &'s [Spelled<'c>], one: &Spelled<'c>) -> Option<&'s Spelled<'c>> {
    let many = |name: &str| all.iter().filter(|other| other.model == one.model && other.name == name).count();
    let mine = many(one.name);
    let counts = |other: &Spelled<'_>| other.table == "models" || many(other.name) > mine;
    let of_it = all.iter().filter(|other| one.table != "models" && other.model == one.model && counts(other));
    let mut near = of_it.filter(|other| self::near(one.name, other.name));
    near.next()
}

/// The words of a name: versions without their `v` and their `.0`.
fn words(name: &str) -> BTreeSet<String> {
    let lower = name.to_lowercase();
    let parts = lower.split(|c: char| !c.is_ascii_alphanumeric() && c != '.').filter(|word| !word.is_empty());
    let plain = |word: &str| {
        let number = word.strip_prefix('v').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        let word = number.unwrap_or(word);
        word.strip_suffix(".0").unwrap_or(word).to_owned()
    };
    parts.map(plain).collect()
}

/// Whether two names are one or two letters apart. A name that only says more, such as `Turbo` or a date, is not.
fn near(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    if a.is_subset(&b) || b.is_subset(&a) {
        return false;
    }
    let one: String = a.difference(&b).map(String::as_str).collect();
    let other: String = b.difference(&a).map(String::as_str).collect();
    // `Mistral Large 24.02` is `mistral-large-2402`.
    if one.replace('.', "") == other.replace('.', "") && one.len().max(other.len()) == 5 {
        return false;
    }
    // Of words that differ more than half must be the same.
    let apart = distance(&one, &other);
    apart <= 2 && 2 * apart < one.len().max(other.len()) + 1
}

/// Whether two names share no word, and none of one begins one of the other: `embed` and `Embeddings`.
fn unlike(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    let alike = |one: &String, other: &String| one.starts_with(other.as_str()) || other.starts_with(one.as_str());
    !a.iter().any(|one| b.iter().any(|other| alike(one, other)))
}

/// The words of names and ids, and how many ids have each.
fn vocabulary(all: &[Spelled<'_>]) -> BTreeMap<String, usize> {
    let mut ids: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for one in all {
        for word in words(one.name).into_iter().chain(words(tail(one.id))) {
            ids.entry(word).or_default().insert(one.id);
        }
    }
    ids.into_iter().map(|(word, ids)| (word, ids.len())).collect()
}

/// A word that one id alone has, one letter away from a word of several. A letter more at its end makes a name of its
/// own: `FlashX`, `Coder`.
fn rare_word(words: &BTreeMap<String, usize>, one: &Spelled<'_>) -> Option<(String, String)> {
    let lettered = |word: &str| {
        !OWN_WORDS.contains(&word) && word.len() >= LONG_WORD && word.bytes().all(|byte| byte.is_ascii_lowercase())
    };
    let mine = self::words(one.name).into_iter().chain(self::words(tail(one.id)));
    let mut rare = mine.filter(|word| lettered(word) && words.get(word) == Some(&1));
    rare.find_map(|mine| {
        let longer = |word: &str| word.starts_with(&mine) || mine.starts_with(word);
        let mut common = words.iter().filter(|(word, many)| **many > 1 && lettered(word) && !longer(word));
        let theirs = common.find(|(word, _)| one_apart(&mine, word))?.0.clone();
        Some((mine, theirs))
    })
}

/// Whether two names are one letter apart.
pub(super) fn one_apart(a: &str, b: &str) -> bool {
    // Most pairs differ too much in length to be looked at letter by letter. A letter has at most four bytes.
    a.len().abs_diff(b.len()) <= 4 && distance(a, b) == 1
}

/// Letters to add, take away, change or swap with their neighbor (Damerau, optimal string alignment).
pub(super) fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![(0..=b.len()).collect::<Vec<usize>>()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let changed = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = changed.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::{distance, near, unlike};

    #[test]
    fn letters_are_counted_and_what_a_name_says_more_is_no_slip() {
        for (a, b, apart) in
            [("sonnet", "sonet", 1), ("terra", "tarre", 2), ("ab", "ba", 1), ("", "abc", 3), ("x", "x", 0)]
        {
            assert_eq!(distance(a, b), apart, "{a} {b}");
        }
        for (a, b) in [
            ("Claude Sonet 5.5", "claude-sonnet-5.5"),
            ("GPT-5.6 Tera", "GPT-5.6 Terra"),
            ("Kimi K2.5", "kimi-k2.6"),
            ("Qwen3 23B", "qwen3-32b"),
        ] {
            assert!(near(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("Llama 3.3 70B Turbo", "Llama 3.3 70B"),
            ("DeepSeek Flash (V4)", "DeepSeek V4 Flash"),
            ("Rerank 4.0 Fast", "rerank-v4.0-fast"),
            ("Amazon Rerank 1.0", "amazon-rerank-v1"),
            ("Titan Text Embeddings V2", "titan-embed-v2"),
        ] {
            assert!(!near(a, b) && !unlike(a, b), "{a} {b}");
        }
        assert!(unlike("Llama 3.1 8B", "gpt-oss-120b"));
    }
}
