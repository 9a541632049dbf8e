//! Inputs that are each allowed and cannot both be so: what is said, and which of them gives way.

use super::Query;
use super::said::Issue;
use super::value::plain_number;
use crate::catalog::Catalog;
use crate::inputs::Workload;
use crate::units::Share;

/// Parts that add up to all of it may be off by the last digit of a sum: 80 % and 20 % are no more than all.
const ROUNDING: f64 = 1e-12;

/// What was given of each workload and contradicts another of its inputs. The equations take what is said to be used.
pub(super) fn contradictions(query: &mut Query, catalog: &Catalog) {
    let day = query.asof.unwrap_or(catalog.asof);
    let mut found = Vec::new();
    for workload in &query.inputs.workloads {
        let mut say = |name: &str, problem: &str, allowed: String, used: &str| {
            let key = [&workload.slug, ".", name].concat();
            if let Some(given) = query.given.iter().find(|given| given.key == key) {
                let (problem, used) = (problem.to_owned(), used.to_owned());
                found.push(Issue { field: key, text: given.text.clone(), problem, allowed, used, notice: true });
            }
        };
        let left = workload.cached.rest().get();
        if workload.cache_writes.get() > left + ROUNDING {
            let most = plain_number(left * 100.0);
            say(
                "cache_writes",
                "and the cached part together are more than all of the input",
                ["at most ", &most, " %"].concat(),
                &most,
            );
        }
        let mean = workload.input_tokens.get();
        if workload.input_p95.is_some_and(|long| long.get() < mean) {
            let least = ["at least the mean, ", &plain_number(mean), " tokens"].concat();
            say("input_p95", "is shorter than the mean prompt", least, "every prompt as long as the mean");
        }
        let given = [workload.above_tier, workload.above_second_tier];
        for (nth, (name, tier)) in
            [("above_tier", "tier"), ("above_second_tier", "second tier")].into_iter().enumerate()
        {
            let Some(part) = given[nth] else { continue };
            let Some((least, most)) = parts_above(workload, catalog, day, nth) else { continue };
            // What is above the second tier is above the first too.
            let most = if nth > 0 { most.min(given[0].map_or(1.0, Share::get)) } else { most };
            if !(least..=most + ROUNDING).contains(&part.get()) {
                let most = plain_number((most * 1000.0).floor() / 10.0);
                let allowed = if least > 0.0 { "more than 0 %".to_owned() } else { ["at most ", &most, " %"].concat() };
                let problem = ["cannot be with this mean prompt and this model's price ", tier].concat();
                say(name, &problem, allowed, "what you gave");
            }
        }
    }
    query.issues.append(&mut found);
}

/// The least and the greatest part of the prompts that can lie above a price tier of the model bought today, given their
/// mean m and the tier's limit L: a part p of at least L tokens each has p·L ≤ m, and a mean above the limit has at least
/// one prompt above it. `None` where the model has no such tier.
fn parts_above(workload: &Workload, catalog: &Catalog, day: crate::date::Date, nth: usize) -> Option<(f64, f64)> {
    let limit = catalog.price(&workload.model, day)?.tiers_above()[nth]?.get();
    let mean = workload.input_tokens.get();
    Some((if mean > limit { f64::MIN_POSITIVE } else { 0.0 }, (mean / limit).min(1.0)))
}
