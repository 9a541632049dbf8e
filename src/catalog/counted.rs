//! Whether and how the rows of an overlay count: prices of another day, and prices that say less than the public ones.

use super::digits::digits;
use super::overlay::Overlaid;
use super::{Catalog, HostedPrice, Refusal};
use crate::date::Date;

/// Limits of steps that differ by less are one step.
const ONE_STEP: f64 = 0.25;

impl Catalog {
    /// Prices of the overlay that another row takes over on the catalog's day, and prices and rents of a later day.
    pub(super) fn aside(&self) -> Vec<Refusal> {
        let mut found = Vec::new();
        let asof = self.asof.to_string();
        let later = |table, row: &str, from: Date| {
            let from = from.to_string();
            let mut one = Refusal::new(table, row, &from, "from", "");
            one.said = [
                &super::place(table, row, &from),
                " begins after ",
                &asof,
                ", the day of these prices. If it is in force, write \u{201c}asof\u{201d}: \u{201c}",
                &from,
                "\u{201d} at the top of your file.",
            ]
            .concat();
            one
        };
        for row in self.purchases.iter().filter(|row| row.from > self.asof && self.is_own("purchases", &row.name())) {
            found.push(later("purchases", &row.gpu, row.from));
        }
        for row in self.rents.iter().filter(|row| row.from > self.asof && self.is_own_rent(row)) {
            let name = [row.gpu.as_str(), " ", &row.provider].concat();
            found.push(later("rents", &name, row.from));
        }
        for row in self.own_prices() {
            let rows = self.rows_of(&row.id);
            let counts = rows.iter().rev().find(|row| row.from <= self.asof);
            let allowed = match counts {
                _ if row.from > self.asof && !row.announced => {
                    found.push(later("hosted", &row.id, row.from));
                    continue;
                }
                Some(counts) if counts.from > row.from && !self.is_own("hosted", &counts.name()) => [
                    "later than ",
                    &counts.from.to_string(),
                    ", the first day of the public price, which counts instead",
                ]
                .concat(),
                _ => continue,
            };
            found.push(Refusal::new("hosted", &row.id, &row.from.to_string(), "from", &allowed));
        }
        found
    }

    /// Prices of the overlay without the price of cached input, or the steps for long prompts, that the public price has.
    /// They are used as they stand: a contract may have none.
    pub(super) fn asked(&self, before: &Self, laid: &Overlaid) -> Vec<Refusal> {
        let mut found = Vec::new();
        let idle =
            |row: &HostedPrice| laid.aside.iter().any(|one| one.row == row.id && one.from == row.from.to_string());
        for row in self.own_prices().filter(|row| !idle(row)) {
            let public = before.rows_of(&row.id).iter().rev().find(|known| known.from <= row.from);
            let from = row.from.to_string();
            let place = super::place("hosted", &row.id, &from);
            let mut ask = |field, said: &[&str]| {
                let mut one = Refusal::new("hosted", &row.id, &from, field, "");
                one.said = [place.as_str(), &said.concat()].concat();
                found.push(one);
            };
            if let Some(read) = public.and_then(|row| row.cached_read)
                && row.cached_read.is_none()
                && !row.notes(b"no cached")
            {
                let (input, read) = (digits(row.input.get()), digits(read.get()));
                ask(
                    "cached_read",
                    &[
                        " has no cached_read: input that a cache serves costs ",
                        &input,
                        " as all other does; publicly it costs ",
                        &read,
                        ". Add yours, or write \u{201c}no cached price\u{201d} in note.",
                    ],
                );
            }
            let kept = |above: f64| row.tiers.iter().any(|tier| (tier.above.get() / above - 1.0).abs() < ONE_STEP);
            let reached = |above: f64| row.context.is_none_or(|context| above < context.get());
            let step = public.and_then(|row| row.tiers.iter().find(|tier| reached(tier.above.get())));
            let Some(step) = step.filter(|step| !kept(step.above.get()) && !row.notes(b"no step")) else { continue };
            let k = digits((step.above.get() / 1e3).round());
            ask(
                "tiers",
                &[
                    " is used for prompts of any length; above ",
                    &k,
                    "k tokens the public one asks more. If yours does too, add it in tiers; if not, write \u{201c}no step\u{201d} in note.",
                ],
            );
        }
        found
    }
}

impl HostedPrice {
    /// Whether its note says that no price for long prompts is left out.
    pub fn says_no_step(&self) -> bool {
        self.notes(b"no step")
    }

    /// Whether its note has these words.
    fn notes(&self, words: &[u8]) -> bool {
        // Searching text by text is a kilobyte of the browser's module.
        self.note.as_deref().is_some_and(|note| note.as_bytes().windows(words.len()).any(|part| part == words))
    }
}
