//! What is already announced about the prices that the answer and today's bill rest on: a last day, or another price from a
//! day on.

use crate::catalog::{Ending, HostedPrice};
use crate::cost::figures::Figures;
use crate::cost::plan::{Choice, Plan};
use crate::date::Date;
use crate::sentence::Sentence;
use crate::streams::OfferKind;

/// Days that are told; those after them come later.
const TOLD: usize = 3;

/// The first such days, told; none of a past day, whose later days are not known.
pub(super) fn ends(figures: &Figures<'_, '_>, plan: &Plan) -> Sentence {
    let case = figures.case;
    let mut found: Vec<(Date, &HostedPrice, bool)> = Vec::new();
    for (stream, choice) in case.streams.iter().zip(&plan.choices) {
        let today = stream.offers.first().filter(|offer| offer.kind == OfferKind::Today);
        let bought = match choice {
            Choice::Bought(offer) => Some(&stream.offers[*offer]),
            Choice::Own(_) => None,
        };
        for rows in today.into_iter().chain(bought).map(|offer| &offer.rows) {
            let Some((_, row)) = rows.last().filter(|_| case.asof >= case.catalog.asof) else { continue };
            let ahead = |day: &Date| *day > case.asof && (day.months_since(case.asof) as usize) < figures.paths.months;
            let gone = row.until.filter(|_| row.ends == Some(Ending::Retired)).filter(ahead);
            let day = gone.or(Some(row.from).filter(ahead));
            found.extend(day.map(|day| (day, *row, gone.is_some())));
        }
    }
    crate::order::sort(&mut found, |a, b| (a.0, &a.1.id).cmp(&(b.0, &b.1.id)));
    found.dedup_by(|a, b| core::ptr::eq(a.1, b.1));
    found.iter().take(TOLD).fold(Sentence::default(), |said, (day, row, gone)| {
        let said = said.then(Sentence::default().name(&row.model)).say(" at ").name(&row.host);
        let said = said.say(if *gone { " is sold until " } else { " has another price from " }).name(&day.to_string());
        said.say(if *gone {
            ": one of the model changes counted is then."
        } else {
            " on, as announced: it is counted."
        })
    })
}
