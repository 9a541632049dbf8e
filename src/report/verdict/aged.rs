//! Prices that the answer and today's bill rest on and that nobody has looked at for long.

use crate::catalog::Billing;
use crate::cost::figures::Figures;
use crate::cost::plan::{Choice, Pay, Plan};
use crate::date::Date;
use crate::sentence::{Sentence, Unit};
use crate::streams::OfferKind;

/// Days after which a price is called old, as the page has it of the whole catalog.
const OLD: i32 = 60;
/// The oldest that are told.
const TOLD: usize = 2;

/// The oldest of them, told: what is bought today, what the answer buys, the rent of what it runs.
pub(super) fn aged(figures: &Figures<'_, '_>, plan: &Plan) -> Sentence {
    let case = figures.case;
    let mut found: Vec<(Date, bool, &str, &str)> = Vec::new();
    for (stream, choice) in case.streams.iter().zip(&plan.choices) {
        let today = stream.offers.first().filter(|offer| offer.kind == OfferKind::Today);
        let bought = match choice {
            Choice::Bought(offer) => stream.offers.get(*offer),
            Choice::Own(_) => None,
        };
        for row in today.into_iter().chain(bought).filter_map(|offer| offer.rows.first()).map(|(_, row)| row) {
            found.push((row.checked, false, &row.model, &row.host));
        }
    }
    for group in &plan.groups {
        let setup = &case.setups[group.setup];
        let (billing, quotes) = match group.pay {
            Pay::OnDemand => (Billing::OnDemand, setup.prices.on_demand),
            Pay::Reserved => (Billing::Reserved, setup.prices.reserved),
            Pay::Spot => (Billing::Spot, setup.prices.spot),
            Pay::Owned => continue,
        };
        // The quote in the middle is the price; of several that ask as much, the one looked at last.
        let rents = case.catalog.rents_of(&setup.gpu.id, case.asof);
        let counts = |rent: &&&crate::catalog::Rent| {
            rent.billing == billing && quotes.is_some_and(|quotes| quotes.median == rent.hour)
        };
        if let Some(rent) = rents.iter().filter(counts).max_by_key(|rent| rent.from) {
            found.push((rent.from, true, &setup.gpu.name, &rent.provider));
        }
    }
    let age = |day: Date| case.asof.days_since_1970() - day.days_since_1970();
    found.retain(|one| age(one.0) > OLD);
    crate::order::sort(&mut found, Ord::cmp);
    found.dedup();
    let since = if case.asof < case.catalog.asof { " days before." } else { " days ago." };
    found.iter().take(TOLD).fold(Sentence::default(), |said, (day, rent, what, place)| {
        let (price, seen) =
            if *rent { ("The rent of ", " is of ") } else { ("The price of ", " was last checked on ") };
        let one = Sentence::new(price).name(what).say(" at ").name(place).say(seen);
        let one = one.name(&day.to_string()).say(", ");
        said.then(one.amount(Unit::Number, f64::from(age(*day))).say(since))
    })
}
