//! Two ids of one model of which one says more: a release's month, a size, who made it.

use super::names;
use build_or_buy::catalog::{Catalog, OpenModel};
use std::collections::HashMap;

/// How sure it is that two ids mean one model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kin {
    /// What one says more is true of the other too.
    Same,
    /// What one says more may tell another release.
    Perhaps,
}

/// Words that makers and hosts put before or behind a name.
const MANNERS: [&str; 8] = ["open", "amazon", "nvidia", "meta", "instruct", "chat", "it", "hf"];

/// Whether two keys mean one model, or may: nothing where one has a word that makes a model of its own.
pub(super) fn kin(one: &str, other: &str) -> Option<Kin> {
    let (mut mine, mut theirs) = (Vec::new(), Vec::new());
    mine.extend(one.split('-'));
    theirs.extend(other.split('-'));
    theirs.retain(|word| match mine.iter().position(|known| known == word) {
        Some(at) => {
            mine.remove(at);
            false
        }
        None => true,
    });
    let more = match (mine.is_empty(), theirs.is_empty()) {
        (true, _) => theirs,
        (_, true) => mine,
        _ => return None,
    };
    // What is left of `mistral-small` without its name would be kin of anything.
    let named = one.split('-').count().min(other.split('-').count()) > 1 && one.chars().next() == other.chars().next()
        || more.iter().any(|word| MANNERS.contains(word));
    if !named || !more.iter().all(|word| is_small(word)) {
        return None;
    }
    Some(if more.iter().all(|word| MANNERS.contains(word)) { Kin::Same } else { Kin::Perhaps })
}

/// A word that does not make another model of a name: a month, a size, a version below one, a preview.
fn is_small(word: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let month = digits(word) && matches!(word.len(), 2 | 4);
    let early = word.strip_prefix("0.").is_some_and(digits);
    MANNERS.contains(&word) || word == "preview" || month || early || size(word).is_some()
}

/// Billions of a word such as `675b` or `a22b`; the experts of `128e` count none.
pub(super) fn size(word: &str) -> Option<f64> {
    if word.strip_suffix('e').is_some_and(|count| count.parse::<u32>().is_ok()) {
        return Some(0.0);
    }
    word.strip_prefix('a').unwrap_or(word).strip_suffix('b')?.parse().ok().filter(|size: &f64| size.is_finite())
}

/// The open weights of an id: surely, where all that its name says more is true of them; else perhaps.
pub(super) fn weights<'c>(catalog: &'c Catalog, id: &str) -> Option<(&'c OpenModel, Kin)> {
    let key = names::key(id);
    let joined = |text: &str| text.replace('-', "");
    // Most models are of another family: their names need no reading.
    let family = |model: &&OpenModel| {
        let start = model.id.get(..3).unwrap_or("");
        key.split('-').any(|word| word.starts_with(start))
    };
    let family: Vec<&OpenModel> = catalog.models.iter().filter(family).collect();
    let exact = |model: &&OpenModel| {
        [names::key(&model.id), names::named(&model.name)].iter().any(|known| joined(known) == joined(&key))
    };
    if let Some(model) = family.iter().copied().find(exact) {
        // The name of a first release may be meant, where the catalog has the weights of a later one.
        let later = release(&names::named(&model.name)).is_some_and(|later| release(&key) != Some(later));
        return Some((model, if later { Kin::Perhaps } else { Kin::Same }));
    }
    let near = family.into_iter().filter_map(|model| Some((model, of_model(&key, model)?)));
    let mut near: Vec<(&OpenModel, Kin)> = near.collect();
    // The longest name says most.
    near.sort_by_key(|(model, how)| (*how != Kin::Same, core::cmp::Reverse(model.id.len())));
    near.first().copied()
}

/// The month of a release at the end of a key: `2507` or `0528`.
fn release(key: &str) -> Option<&str> {
    let last = key.rsplit('-').next()?;
    (last.len() == 4 && last.bytes().all(|byte| byte.is_ascii_digit())).then_some(last)
}

/// Whether a key means a model. A size that is the model's own, and the version of weights that had but one, tell no
/// other release.
fn of_model(key: &str, model: &OpenModel) -> Option<Kin> {
    let known = [names::key(&model.id), names::named(&model.name)];
    let ways: Vec<Kin> = known.iter().filter_map(|known| kin(key, known)).collect();
    let sure = ways.contains(&Kin::Same);
    ways.first()?;
    let own = |word: &str| {
        let near = |size: f64, of: f64| (size / of - 1.0).abs() < 0.1;
        known.iter().any(|known| known.split('-').any(|other| other == word))
            || MANNERS.contains(&word)
            || word == "0.1" && key.contains("mixtral")
            || size(word).is_some_and(|size| near(size, model.total.get()) || near(size, model.active.get()))
    };
    Some(if sure || key.split('-').all(own) { Kin::Same } else { Kin::Perhaps })
}

/// The offer of a host that an id may be, which the list writes longer or shorter than the catalog.
pub(super) fn offered<'k>(
    by_key: &'k HashMap<(String, String), String>,
    host: &str,
    id: &str,
) -> Option<(&'k str, Kin)> {
    let key = names::key(id);
    let of_host = by_key.iter().filter(|((of, _), _)| of == host);
    let near = of_host.filter_map(|((_, known), offer)| Some((known.len(), offer.as_str(), kin(&key, known)?)));
    let mut near: Vec<_> = near.collect();
    near.sort_by_key(|(length, offer, how)| (*how != Kin::Same, core::cmp::Reverse(*length), *offer));
    near.first().map(|(_, offer, how)| (*offer, *how))
}

#[cfg(test)]
mod tests {
    use super::{Kin, kin};

    #[test]
    fn what_says_more_of_one_model_is_told_from_another_model() {
        for (one, other, how) in [
            ("command-a-03-2025", "command-a", Some(Kin::Perhaps)),
            ("gemma-4-26b", "gemma-4-26b-a4b", Some(Kin::Perhaps)),
            ("mistral-large-3-675b", "mistral-large-3", Some(Kin::Perhaps)),
            ("open-mixtral-8x7b", "mixtral-8x7b", Some(Kin::Same)),
            ("nemotron-nano-3-30b", "nemotron-3-nano", Some(Kin::Perhaps)),
            ("kimi-k2-thinking", "kimi-k2", None),
            ("qwen3-14b", "qwen3-32b", None),
            ("llama-3.1-70b", "llama-3.3-70b", None),
            ("gpt-5.4-mini", "gpt-5.4", None),
            ("mistral-large-2411", "mistral-large-3", None),
            ("voyage-4-large", "voyage-4", None),
        ] {
            assert_eq!(kin(one, other), how, "{one} {other}");
        }
    }
}
