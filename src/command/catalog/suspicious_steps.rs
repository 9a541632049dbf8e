//! Suspicions of steps by the length of a prompt: where they begin, beside the row before and the host's other offers, and
//! what each costs beside what lies below it.

use super::names::host;
use super::suspicions::At;
use super::times::Times;
use build_or_buy::catalog::{Catalog, HostedPrice};
use build_or_buy::units::UsdPerMtok;

/// So far away a step is another one: none of record moved at all.
const MOVED: f64 = 3.0;
/// How near to ten times a sister's step a digit is lost or gained.
const DIGIT: f64 = 0.03;

pub(super) fn steps(at: &mut At<'_>, catalog: &Catalog, row: &HostedPrice, before: Option<&HostedPrice>) {
    let mut below = (row.input.get(), row.output.get());
    for tier in &row.tiers {
        let (above, here) = (tier.above.get(), (tier.input.get(), tier.output.get()));
        at.range("tiers", above, 1_000.0, 2e6, "tokens");
        if here.0 < below.0 * 0.999 || here.1 < below.1 * 0.999 {
            at.say("tiers", format!("the step above {above} is cheaper than what lies below it"));
        } else if here == below {
            at.say("tiers", format!("the step above {above} costs what lies below it: it is none"));
        } else if here.0 > below.0 * 8.0 {
            at.say("tiers", format!("the step above {above} costs {:.0} times what lies below it", here.0 / below.0));
        }
        if row.context.is_some_and(|context| above >= context.get()) {
            at.say("tiers", format!("the step above {above} lies beyond the context"));
        }
        if let Some(read) = tier.cached_read.map(UsdPerMtok::get).filter(|read| *read > here.0) {
            let input = here.0;
            at.say(
                "tiers",
                format!("cached_read {read} of the step above {above} is above its input price of {input}"),
            );
        }
        below = here;
    }
    if !catalog.is_own("hosted", &row.name()) {
        begins(at, catalog, row, before);
    }
}

/// A step that begins elsewhere than the one of the row before, or ten times as high or low as the host's others do.
fn begins(at: &mut At<'_>, catalog: &Catalog, row: &HostedPrice, before: Option<&HostedPrice>) {
    let all = |row: &HostedPrice| row.tiers.iter().map(|tier| tier.above.get()).collect::<Vec<f64>>();
    let mine = all(row);
    // Where the row before has as many, each is one of its own; a step that is gone is said elsewhere.
    let before = before.filter(|before| before.model == row.model && before.tiers.len() == mine.len());
    let far = |(old, new): &(f64, f64)| Times::of(*old, *new).is_some_and(|away| away.times >= MOVED);
    if let Some(before) = before
        && let Some((old, new)) = all(before).into_iter().zip(mine.iter().copied()).find(far)
    {
        let from = before.from;
        return at.say(
            "tiers",
            format!("a step above {new}, and the row of {from} has it above {old}: a digit too many, or too few?"),
        );
    }
    let offers = catalog.offers(catalog.asof);
    let sisters = offers.iter().filter(|other| other.id != row.id && host(&other.id) == host(&row.id));
    let theirs: Vec<(f64, &str)> =
        sisters.flat_map(|other| all(other).into_iter().map(|above| (above, other.id.as_str()))).collect();
    let near = |a: f64, b: f64| (a / b - 1.0).abs() < DIGIT;
    let odd = mine.iter().filter(|above| !theirs.iter().any(|(other, _)| near(**above, *other)));
    let digit = |above: &f64| {
        let slipped = |(other, _): &&(f64, &str)| near(*above, 10.0 * other) || near(10.0 * above, *other);
        theirs.iter().find(slipped).map(|(other, id)| (*above, *other, (*id).to_owned()))
    };
    if let Some((above, other, id)) = odd.into_iter().find_map(digit) {
        at.say("tiers", format!("a step above {above}, and {id} has one above {other}: a digit too many, or too few?"));
    }
}
