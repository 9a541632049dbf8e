//! Laws that hold whatever is typed in.
#![cfg(not(target_arch = "wasm32"))]

#[path = "properties/all_alike.rs"]
mod all_alike;
#[path = "properties/another_unit.rs"]
mod another_unit;
#[path = "properties/brute_force.rs"]
mod brute_force;
#[path = "properties/drawn.rs"]
mod drawn;
#[path = "properties/links.rs"]
mod links;

use build_or_buy::catalog::Catalog;
use build_or_buy::cost::figures::Figures;
use build_or_buy::cost::plan::{Choice, Side};
use build_or_buy::decide::break_even::break_even;
use build_or_buy::decide::portfolio::{self, Portfolio};
use build_or_buy::hosted::bill::{self, OwnPrices};
use build_or_buy::inputs::{self, Inputs};
use build_or_buy::judge::scenarios;
use build_or_buy::reasons::{lock_in, rules};
use build_or_buy::streams::Case;
use build_or_buy::units::{People, Share, UsdPerMonth, UsdPerWeek, YearlyChange};
use drawn::{anything, cases, company};
use proptest::prelude::*;
use proptest::sample::Index;
use std::sync::LazyLock;

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
    let value = serde_json::from_str(include_str!("../www/catalog.json")).expect("the file is JSON");
    Catalog::read(&value).expect("the file has its tables").0
});

type Pairs = Vec<(String, String)>;

fn inputs(pairs: &Pairs) -> Inputs {
    inputs::link::read(pairs, &CATALOG).inputs
}

/// The portfolio of some inputs, with what it was made from.
fn with<T>(inputs: &Inputs, catalog: &Catalog, look: impl FnOnce(&Figures<'_, '_>, &Portfolio) -> T) -> T {
    let case = Case::new(inputs, catalog, catalog.asof);
    let figures = Figures::new(&case, inputs);
    let portfolio = portfolio::optimize(&figures);
    look(&figures, &portfolio)
}

fn best(inputs: &Inputs) -> Option<(Side, f64)> {
    with(inputs, &CATALOG, |_, portfolio| portfolio.best.as_ref().map(|best| (best.plan.side(), best.present)))
}

/// Today's volume is only where multiples are counted from: ten times the volume, a tenth of the crossing.
#[test]
fn the_durable_crossing_is_one_volume_wherever_it_is_counted_from() {
    // The last is so small today that only a fleet thousands of times as large shows which setup wins in the end.
    let small = [
        ("workloads", "assistant"),
        ("assistant.requests", "20k"),
        ("assistant.quality", "strong"),
        ("ml_ops", "none"),
    ];
    for link in [&[][..], &[("ml_ops", "platform")], &[("gpu_price_change", "-50")], &small] {
        let at = |factor: f64| {
            let mut pairs: Pairs = link.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect();
            pairs.push(("volume_factor".into(), factor.to_string()));
            let durable = with(&inputs(&pairs), &CATALOG, |figures, found| break_even(figures, found).durable);
            durable.expect("it crosses") * factor
        };
        let here = at(1.0);
        for factor in [0.1, 10.0, 60.0] {
            assert!((at(factor) / here - 1.0).abs() < 0.01, "{link:?} times {factor}: {} and {here}", at(factor));
        }
    }
}

proptest! {
    #![proptest_config(cases(192))]

    #[test]
    fn a_dearer_api_never_turns_building_into_buying(pairs in company(3), dearer in 1.0..200.0_f64) {
        let before = inputs(&pairs);
        let mut after = before.clone();
        after.api_price_change = YearlyChange::new(dearer / 100.0);
        if let (Some((before, _)), Some((after, _))) = (best(&before), best(&after)) {
            prop_assert!(before == Side::Buy || after != Side::Buy, "{:?} became {:?}", before, after);
        }
    }

    #[test]
    fn more_of_a_fixed_cost_never_turns_buying_into_building(pairs in company(3), more in 1.01..8.0_f64, which in 0..4) {
        let before = inputs(&pairs);
        let mut after = before.clone();
        match which {
            0 => {
                after.run_people_small = People::new(before.run_people_small.get() * more);
                after.run_people_medium = People::new(before.run_people_medium.get() * more);
                after.run_people_large = People::new(before.run_people_large.get() * more);
            }
            1 => after.rota = People::new(before.rota.get() * more),
            2 => after.oncall_stipend = UsdPerWeek::new(before.oncall_stipend.get() * more),
            _ => after.cost_of_delay = UsdPerMonth::new(more * 1e6),
        }
        if let (Some((was, present)), Some((is, then))) = (best(&before), best(&after)) {
            prop_assert!(was != Side::Buy || is == Side::Buy, "{:?} became {:?}", was, is);
            prop_assert!(then >= present - 1e-6 * present.abs(), "{} fell to {}", present, then);
        }
    }

    #[test]
    fn an_option_nobody_chose_can_go(pairs in company(3), which in any::<Index>()) {
        let inputs = inputs(&pairs);
        let (used, present) = with(&inputs, &CATALOG, |figures, portfolio| {
            let mut used: Vec<String> = inputs.workloads.iter().map(|workload| workload.model.clone()).collect();
            if let Some(best) = &portfolio.best {
                let offer = |stream: usize, offer: usize| figures.case.streams[stream].offers[offer].rows[0].1.id.clone();
                for (stream, choice) in best.plan.choices.iter().enumerate() {
                    if let Choice::Bought(at) = *choice {
                        used.push(offer(stream, at));
                    }
                    used.extend(best.plan.meanwhile[stream].map(|at| offer(stream, at)));
                }
            }
            (used, portfolio.best.as_ref().map(|best| best.present))
        });
        let mut catalog = CATALOG.clone();
        let others: Vec<String> =
            catalog.hosted.iter().map(|row| row.id.clone()).filter(|id| !used.contains(id)).collect();
        let gone = &others[which.index(others.len())];
        catalog.hosted.retain(|row| row.id != *gone);
        let then = with(&inputs, &catalog, |_, portfolio| portfolio.best.as_ref().map(|best| best.present));
        prop_assert_eq!(present.map(f64::to_bits), then.map(f64::to_bits), "without {}", gone);
    }

    #[test]
    fn a_hosted_bill_grows_in_step_with_requests(pairs in company(1), times in 0.01..1000.0_f64, row in any::<Index>()) {
        let inputs = inputs(&pairs);
        let price = &CATALOG.hosted[row.index(CATALOG.hosted.len())];
        with(&inputs, &CATALOG, |figures, _| {
            let usage = figures.flows[0].usage;
            let more = bill::Usage { requests: usage.requests * times, ..usage };
            let terms = bill::Terms {
                caching: true,
                batching: true,
                in_region: true,
                committed: Share::new(0.1),
                gateway: Share::new(0.05),
                price_change: 0.2,
                peak_share: Share::new(0.3),
            };
            let once = bill::bill(price, &OwnPrices::default(), &usage, &terms);
            let then = bill::bill(price, &OwnPrices::default(), &more, &terms);
            assert!((then.total.get() - once.total.get() * times).abs() <= 1e-9 * then.total.get().abs());
            let lines = then.input + then.cached_read + then.cache_write + then.output + then.reasoning
                + then.searches + then.batch + then.adjustments;
            assert!((lines.get() - then.total.get()).abs() <= 1e-9 * then.total.get().abs());
        });
    }

    #[test]
    fn no_amount_is_ever_not_a_number(pairs in anything()) {
        let inputs = inputs(&pairs);
        with(&inputs, &CATALOG, |figures, portfolio| {
            let plans = [&portfolio.today, &portfolio.buy, &portfolio.hybrid, &portfolio.build, &portfolio.best];
            for priced in plans.into_iter().flatten() {
                assert!(priced.present.is_finite(), "{priced:?}");
                let cost = figures.cost(&priced.plan, 1.0).expect("it was priced before");
                assert!(cost.present.0.iter().all(|amount| amount.get().is_finite()));
                for month in &cost.months {
                    assert!(month.lines.0.iter().all(|amount| amount.get().is_finite()));
                    assert!(month.gpus.is_finite() && month.engineers.get().is_finite());
                }
            }
            let durable = rules::Durable { factor: Some(3.0), never: None };
            for rule in rules::judge(figures, portfolio, &durable) {
                assert!(rule.deciding.0.iter().all(|part| part.value.is_finite()), "{rule:?}");
                assert!(!rule.deciding.plain().contains("NaN"), "{rule:?}");
            }
            if let Some(found) = scenarios::scenarios(figures, portfolio) {
                let regret = found.scenarios.iter().flat_map(|one| one.regret.iter().flatten());
                assert!(regret.clone().all(|regret| regret.is_finite() && *regret >= 0.0));
            }
            assert!(lock_in::lock_in(figures, portfolio).leave_api.money.is_finite());
        });
    }
}
