//! One offer that a list has under several names.

use super::differences::same_periods;
use super::offer::Offer;
use super::plan::{Passed, Question};
use super::said::said;

/// An entry of a list with its place in the catalog.
pub(super) struct Entry {
    /// The catalog's offer, where it has it.
    pub known: Option<String>,
    /// The offer's id, or what it would be.
    pub id: String,
    /// Host and model, whatever day the name carries.
    pub model: String,
    /// What the list says.
    pub offer: Offer,
}

/// What becomes of an entry that stands there under another name too.
pub(super) enum Twin {
    /// The other one speaks for both.
    Told(Passed),
    /// They differ.
    Asked(Question),
}

/// Whether an entry has a twin: equal prices are one, different ones a question, whichever stands first.
pub(super) fn twin(all: &[Entry], at: usize) -> Option<Twin> {
    let one = &all[at];
    let told = |why: String| Some(Twin::Told(Passed { entry: one.offer.id.clone(), why }));
    if let Some(first) = all[..at].iter().find(|other| other.id == one.id) {
        let how = if same_periods(&first.offer, &one.offer) { "at the same price" } else { "and is asked about there" };
        return told(format!("the list has it as `{}` too, {how}", first.offer.id));
    }
    let later = all[at + 1..].iter().find(|other| other.id == one.id && !same_periods(&one.offer, &other.offer));
    if let Some(later) = later {
        let why = format!(
            "the list has it twice, as `{}` and as `{}`, at different prices: which is it?",
            one.offer.id, later.offer.id
        );
        return Some(Twin::Asked(question(&one.id, &later.offer, &one.offer, why)));
    }
    // A release that the list names by its day beside the name that moves.
    let plain = all
        .iter()
        .filter(|other| one.known.is_none() && other.model == one.model && other.id.len() < one.id.len())
        .min_by_key(|other| other.id.len())?;
    if same_periods(&plain.offer, &one.offer) {
        return told(format!("a longer name of {}, at its price", plain.id));
    }
    let why = format!("a longer name of {}, at another price: is it sold beside it?", plain.id);
    Some(Twin::Asked(question(&one.id, &one.offer, &plain.offer, why)))
}

fn question(id: &str, entry: &Offer, other: &Offer, why: String) -> Question {
    let last = |offer: &Offer| offer.periods.last().map(|period| said(&period.prices)).unwrap_or_default();
    Question {
        id: id.to_owned(),
        entry: entry.id.clone(),
        about: "disagree",
        why,
        before: Some(last(other)),
        after: last(entry),
        row: None,
        shared: None,
    }
}
