//! Money in another unit leaves every choice as it was.

use super::drawn::{cases, company};
use super::{CATALOG, inputs, with};
use build_or_buy::catalog::Catalog;
use build_or_buy::cost::figures::Figures;
use build_or_buy::decide::portfolio::Portfolio;
use build_or_buy::inputs::Inputs;
use build_or_buy::units::{Usd, UsdPerHour, UsdPerMtok};
use proptest::prelude::*;
use proptest::sample::select;

proptest! {
    #![proptest_config(cases(192))]

    #[test]
    fn money_in_another_unit_leaves_the_answer(pairs in company(3), scale in select(vec![0.25, 0.5, 2.0, 8.0])) {
        // A power of two, so that every product keeps its digits.
        let before = inputs(&pairs);
        let (after, catalog) = (scaled_inputs(&before, scale), scaled_catalog(scale));
        let look = |_: &Figures<'_, '_>, portfolio: &Portfolio| {
            portfolio.best.as_ref().map(|best| (best.plan.clone(), best.present))
        };
        match (with(&before, &CATALOG, look), with(&after, &catalog, look)) {
            (Some((plan, present)), Some((other, then))) => {
                prop_assert_eq!(plan, other);
                prop_assert!((present * scale - then).abs() <= 1e-9 * then.abs(), "{} {}", present * scale, then);
            }
            (before, after) => prop_assert_eq!(before.is_none(), after.is_none()),
        }
    }
}

fn scaled_inputs(inputs: &Inputs, scale: f64) -> Inputs {
    let mut scaled = inputs.clone();
    scaled.engineer_cost = inputs.engineer_cost * scale;
    scaled.eval_cycle = Usd::new(inputs.eval_cycle.get() * scale);
    scaled.oncall_stipend = inputs.oncall_stipend * scale;
    scaled.cost_of_delay = inputs.cost_of_delay * scale;
    scaled.lag_value = inputs.lag_value * scale;
    scaled.outage_cost = inputs.outage_cost * scale;
    scaled.switch_cost = inputs.switch_cost * scale;
    scaled.gpu_hour = inputs.gpu_hour.map(|hour| hour * scale);
    scaled.colo = inputs.colo * scale;
    scaled.electricity = inputs.electricity * scale;
    scaled
}

fn scaled_catalog(scale: f64) -> Catalog {
    let mut catalog = CATALOG.clone();
    let times = |price: &mut UsdPerMtok| *price = *price * scale;
    for row in &mut catalog.hosted {
        times(&mut row.input);
        times(&mut row.output);
        [&mut row.cached_read, &mut row.cache_write].into_iter().flatten().for_each(times);
        for tier in &mut row.tiers {
            times(&mut tier.input);
            times(&mut tier.output);
            [&mut tier.cached_read, &mut tier.cache_write].into_iter().flatten().for_each(times);
        }
        row.per_request = row.per_request.map(|price| Usd::new(price.get() * scale));
    }
    for row in &mut catalog.rents {
        row.hour = UsdPerHour::new(row.hour.get() * scale);
    }
    for row in &mut catalog.purchases {
        row.price = Usd::new(row.price.get() * scale);
    }
    catalog
}
