//! Whether and how the rows of an overlay count: prices of another day, and prices that say less than the public ones.

use super::overlay::{Overlaid, digits};
use super::{Catalog, HostedPrice, Refusal};

/// Limits of steps that differ by less are one step.
const ONE_STEP: f64 = 0.25;

/// Whether a price is one of those that an overlay brought.
fn own(row: &HostedPrice, taken: &[(String, String)]) -> bool {
    let name = [row.id.as_str(), " ", &row.from.to_string()].concat();
    taken.iter().any(|(table, known)| table == "hosted" && *known == name)
}

impl Catalog {
    /// Prices of the overlay that another row takes over on the catalog's day, and prices and rents of a later day.
    pub(super) fn aside(&self, taken: &[(String, String)]) -> Vec<Refusal> {
        let mut found = Vec::new();
        let asof = self.asof.to_string();
        let from_then = ["at most ", &asof, ", the day of these prices, or your file's asof as late"].concat();
        let rents = self.rents.iter().filter(|row| row.from > self.asof);
        for row in rents.filter(|row| taken.iter().any(|(table, name)| table == "rents" && *name == row.name())) {
            let name = [row.gpu.as_str(), " ", &row.provider].concat();
            found.push(Refusal::new("rents", &name, &row.from.to_string(), "from", &from_then));
        }
        for row in self.hosted.iter().filter(|row| own(row, taken)) {
            let rows = self.rows_of(&row.id);
            let counts = rows.iter().rev().find(|row| row.from <= self.asof);
            let allowed = match counts {
                _ if row.from > self.asof && !row.announced => from_then.clone(),
                Some(counts) if counts.from > row.from && !own(counts, taken) => [
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

    /// Prices of the overlay without the steps for long prompts that the public price has. They are used as they stand:
    /// a contract may have none.
    pub(super) fn asked(&self, before: &Self, laid: &Overlaid) -> Vec<Refusal> {
        let mut found = Vec::new();
        let idle =
            |row: &HostedPrice| laid.aside.iter().any(|one| one.row == row.id && one.from == row.from.to_string());
        for row in self.hosted.iter().filter(|row| own(row, &laid.taken) && !idle(row)) {
            let public = before.rows_of(&row.id).iter().rev().find(|known| known.from <= row.from);
            let kept = |above: f64| row.tiers.iter().any(|tier| (tier.above.get() / above - 1.0).abs() < ONE_STEP);
            let reached = |above: f64| row.context.is_none_or(|context| above < context.get());
            let step = public.and_then(|row| row.tiers.iter().find(|tier| reached(tier.above.get())));
            let Some(step) = step.filter(|step| !kept(step.above.get()) && !row.says_no_step()) else { continue };
            let k = digits((step.above.get() / 1e3).round());
            let from = row.from.to_string();
            let mut one = Refusal::new("hosted", &row.id, &from, "tiers", "");
            one.said = [
                &super::place("hosted", &row.id, &from),
                " is used for prompts of any length; above ",
                &k,
                "k tokens the public one asks more. If yours does too, add it in tiers; if not, write \u{201c}no step\u{201d} in note.",
            ]
            .concat();
            found.push(one);
        }
        found
    }
}

impl HostedPrice {
    /// Whether its note says that no price for long prompts is left out.
    pub fn says_no_step(&self) -> bool {
        // Searching text by text is a kilobyte of the browser's module.
        self.note.as_deref().is_some_and(|note| note.as_bytes().windows(7).any(|part| part == b"no step"))
    }
}
