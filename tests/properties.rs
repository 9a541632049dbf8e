//! Laws that hold whatever is typed in.
#![cfg(not(target_arch = "wasm32"))]

use build_or_buy::catalog::Catalog;
use build_or_buy::cost::figures::Figures;
use build_or_buy::cost::plan::{Choice, Group, Load, Pay, Plan, Run, Side};
use build_or_buy::decide::break_even::break_even;
use build_or_buy::decide::portfolio::{self, Portfolio};
use build_or_buy::hosted::bill::{self, OwnPrices};
use build_or_buy::inputs::number;
use build_or_buy::inputs::{self, GLOBAL, Inputs, Slot, Table, WORKLOAD};
use build_or_buy::judge::scenarios;
use build_or_buy::reasons::{lock_in, rules};
use build_or_buy::streams::{Case, OfferKind};
use build_or_buy::units::{People, Share, Usd, UsdPerHour, UsdPerMonth, UsdPerMtok, UsdPerWeek, YearlyChange};
use proptest::prelude::*;
use proptest::sample::{Index, select};
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

/// A number as a link writes it.
fn text(value: f64) -> String {
    format!("{value:.5e}")
}

/// A value between two bounds, by its logarithm where they lie far apart.
fn between(min: f64, max: f64, part: f64) -> f64 {
    if min > 0.0 && max / min > 100.0 {
        min * libm::pow(max / min, part)
    } else if min >= 0.0 && max > 1e3 {
        libm::pow(max + 1.0, part) - 1.0 + min
    } else {
        min + (max - min) * part
    }
}

/// Companies one could meet: one to some workloads of any size, of models of every price.
fn company(most: usize) -> impl Strategy<Value = Pairs> {
    let workload = (
        2.5..9.3_f64,
        1.7..3.9_f64,
        0.7..3.1_f64,
        select(vec!["any", "basic", "good", "strong", "frontier", "same"]),
        select(vec![
            "anthropic/claude-sonnet-5.5",
            "openai/gpt-5.6-terra",
            "openai/gpt-5.6-luna",
            "groq/gpt-oss-120b",
            "deepinfra/gpt-oss-20b",
            "anthropic/claude-opus-5.5",
        ]),
        select(vec!["chat", "coding", "flat", "office"]),
        prop_oneof![Just(0.0), 0.0..100.0],
        prop_oneof![4 => Just("none"), 1 => Just("adapter"), 1 => Just("private")],
    );
    let global = (
        select(vec!["none", "some", "platform"]),
        -30.0..100.0_f64,
        12.0..48.0_f64,
        -30.0..30.0_f64,
        -30.0..30.0_f64,
        select(vec!["auto", "on-demand", "reserved", "owned"]),
        select(vec!["auto", "always", "hourly"]),
    );
    (prop::collection::vec(workload, 1..=most), global).prop_map(|(workloads, global)| {
        let slugs: Vec<String> = (0..workloads.len()).map(|at| format!("w{at}")).collect();
        let mut pairs = vec![("workloads".to_owned(), slugs.join("~"))];
        let mut set = |key: String, value: String| pairs.push((key, value));
        for (slug, (requests, input, output, quality, model, shape, waiting, tuning)) in slugs.iter().zip(workloads) {
            set(format!("{slug}.requests"), text(libm::exp10(requests)));
            set(format!("{slug}.input_tokens"), text(libm::exp10(input)));
            set(format!("{slug}.output_tokens"), text(libm::exp10(output)));
            set(format!("{slug}.quality"), quality.into());
            set(format!("{slug}.model"), model.into());
            set(format!("{slug}.shape"), shape.into());
            set(format!("{slug}.waiting"), text(waiting));
            set(format!("{slug}.tuning"), tuning.into());
        }
        set("ml_ops".into(), global.0.into());
        set("growth".into(), text(global.1));
        set("horizon".into(), text(global.2));
        set("api_drift".into(), text(global.3));
        set("gpu_drift".into(), text(global.4));
        set("payment".into(), global.5.into());
        set("schedule".into(), global.6.into());
        pairs
    })
}

/// Any input at any allowed value, with the ends of its range among them.
fn anything() -> impl Strategy<Value = Pairs> {
    let part = prop_oneof![1 => Just(0.0), 1 => Just(1.0), 4 => 0.0..=1.0_f64];
    let tweak = (any::<Index>(), part, any::<Index>(), 0..3_usize);
    (prop::collection::vec(tweak, 0..24), 1..4_usize).prop_map(|(tweaks, workloads)| {
        let slugs = ["assistant", "extraction", "night-jobs"];
        let mut pairs = vec![("workloads".to_owned(), slugs[..workloads].join("~"))];
        let all = GLOBAL.len() + WORKLOAD.len();
        for (which, part, other, workload) in tweaks {
            let at = which.index(all);
            let one = if let Some(input) = GLOBAL.get(at) {
                (input.name.to_owned(), value(&input.slot, part, other))
            } else {
                let input = &WORKLOAD[at - GLOBAL.len()];
                let slug = slugs[workload % workloads];
                (format!("{slug}.{}", input.name), value(&input.slot, part, other))
            };
            pairs.push(one);
        }
        pairs
    })
}

fn value<T>(slot: &Slot<T>, part: f64, other: Index) -> String {
    let row = |ids: Vec<&str>| ids[other.index(ids.len())].to_owned();
    match slot {
        Slot::Number { min, max, .. } => text(between(*min, *max, part)),
        Slot::Choice { options, .. } => options[other.index(options.len())].0.to_owned(),
        Slot::Text { .. } => "par. 3 & 4".into(),
        Slot::Reference { table, .. } => match table {
            Table::Hosted => row(CATALOG.hosted.iter().map(|one| one.id.as_str()).collect()),
            Table::Models => row(CATALOG.models.iter().map(|one| one.id.as_str()).collect()),
            Table::Gpus => row(CATALOG.gpus.iter().map(|one| one.id.as_str()).collect()),
            Table::Shapes => row(CATALOG.shapes.iter().map(|one| one.id.as_str()).collect()),
            Table::Regimes => row(CATALOG.regimes.iter().map(|one| one.id.as_str()).collect()),
        },
    }
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
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

/// Holds the best plan against every one that does the same for all workloads.
fn no_choice_for_all_is_cheaper(pairs: &Pairs) {
    with(&inputs(pairs), &CATALOG, |figures, portfolio| {
        let Some(best) = &portfolio.best else { return };
        for plan in uniform(figures) {
            if let Some(cost) = figures.present(&plan, 1.0) {
                let cost = cost.total().get();
                assert!(best.present <= cost * (1.0 + 1e-9), "{} for {plan:?}, {} chosen", cost, best.present);
            }
        }
    });
}

#[test]
fn bought_gpus_of_a_company_that_shrinks_are_not_ruled_out_by_faster_ones() {
    // Drawn on 24 November 2026: the search left out a slower setup that cost 0.4 % less over twelve months.
    let company = "w0.requests=9.22864e8 w0.input_tokens=484.218 w0.output_tokens=5.01187 w0.quality=same \
        w0.model=openai/gpt-5.6-terra w0.shape=office w0.waiting=43.473 w0.tuning=none workloads=w0 ml_ops=platform \
        growth=-13.135 horizon=12 api_drift=0 gpu_drift=0 payment=owned schedule=auto";
    let pair = |text: &str| text.split_once('=').map(|(key, text)| (key.to_owned(), text.to_owned()));
    no_choice_for_all_is_cheaper(&company.split_whitespace().filter_map(pair).collect::<Vec<_>>());
}

proptest! {
    #![proptest_config(cases(10_000))]

    #[test]
    fn a_link_reads_back_to_the_same_inputs_bit_for_bit(pairs in anything()) {
        let first = inputs::link::read(&pairs, &CATALOG);
        let written = first.pairs();
        let again = inputs::link::read(&written, &CATALOG);
        prop_assert_eq!(&first.inputs, &again.inputs);
        prop_assert_eq!(written, again.pairs());
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,40}", unit in select(vec!["", "%", "months", "ms", "USD"])) {
        if let Ok(reading) = number::read(&text, unit) {
            let written = reading.text();
            prop_assert_eq!(number::read(&written, "").map(|again| again.text()), Ok(written));
        }
    }

    #[test]
    fn texts_of_digits_and_marks_are_read_or_refused(text in "[-0-9.,~ 'kMe$€%to]{0,16}") {
        if let Ok(reading) = number::read(&text, "") {
            let parts = [reading.low, reading.typical, reading.high];
            prop_assert!(parts.into_iter().flatten().all(|part| part.value().is_finite()));
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
    fn the_portfolio_is_never_dearer_than_one_choice_for_all(pairs in company(4)) {
        no_choice_for_all_is_cheaper(&pairs);
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

proptest! {
    #![proptest_config(cases(128))]

    #[test]
    fn up_to_three_workloads_get_the_best_of_all_plans(
        pairs in company(3),
        gpu in select(vec!["h100", "l40s", "b200", "a100-80"]),
        model in select(vec!["gpt-oss-120b", "gpt-oss-20b", "qwen3.6-35b-a3b", "llama-3.3-70b"]),
    ) {
        let pairs = narrowed(pairs, gpu, model, &[]);
        against_brute_force(&inputs(&pairs))?;
    }

    #[test]
    fn up_to_six_workloads_on_one_setup_get_the_best_of_all_plans(
        pairs in company(6),
        gpu in select(vec!["h100", "l40s"]),
        model in select(vec!["gpt-oss-20b", "qwen3.6-35b-a3b"]),
        payment in select(vec!["on-demand", "reserved"]),
    ) {
        let pairs = narrowed(pairs, gpu, model, &[("payment", payment), ("schedule", "always")]);
        against_brute_force(&inputs(&pairs))?;
    }
}

/// The same company on one model and GPU.
fn narrowed(mut pairs: Pairs, gpu: &str, model: &str, more: &[(&str, &str)]) -> Pairs {
    let slugs: Vec<String> = pairs[0].1.split('~').map(ToOwned::to_owned).collect();
    pairs.push(("gpu".into(), gpu.into()));
    pairs.extend(slugs.iter().map(|slug| (format!("{slug}.open_model"), model.to_owned())));
    pairs.extend(more.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())));
    pairs
}

fn against_brute_force(inputs: &Inputs) -> Result<(), TestCaseError> {
    with(inputs, &CATALOG, |figures, portfolio| {
        if !portfolio.unserved.is_empty() {
            prop_assert!(brute_force(figures).iter().all(Option::is_none), "some plan serves every workload");
            return Ok(());
        }
        let brute = brute_force(figures);
        let build = if portfolio.build_is_partial { &None } else { &portfolio.build };
        for (side, found) in [&portfolio.buy, &portfolio.hybrid, build].into_iter().enumerate() {
            match (found, &brute[side]) {
                (Some(found), Some((present, plan))) => {
                    let same = (found.present - present).abs() <= 1e-9 * present.abs();
                    prop_assert!(same, "{:?} but {} by {:?}", found, present, plan);
                }
                (found, brute) => prop_assert_eq!(found.is_none(), brute.is_none(), "side {}", side),
            }
        }
        let least = brute.iter().flatten().map(|(present, _)| *present).fold(f64::INFINITY, f64::min);
        let best = portfolio.best.as_ref().map_or(f64::INFINITY, |best| best.present);
        prop_assert!((best - least).abs() <= 1e-9 * least, "{} but {}", best, least);
        Ok(())
    })
}

/// The cheapest for each answer (everything bought, a mix, everything run) of every assignment of every stream to
/// every offer or group, every setup, every way to pay and run.
fn brute_force(figures: &Figures<'_, '_>) -> [Option<(f64, Plan)>; 3] {
    let streams = figures.case.streams.len();
    let meanwhile: Vec<Option<usize>> = (0..streams).map(|stream| figures.best_offer(stream)).collect();
    let mut best = [None, None, None];
    // Labels by restricted growth: 0 is bought, 1 … k the groups in order of first use.
    let mut labels = vec![0_usize; streams];
    loop {
        try_labels(figures, &labels, &meanwhile, &mut best);
        let mut at = streams;
        loop {
            if at == 0 {
                return best;
            }
            at -= 1;
            let used = labels[..at].iter().copied().max().unwrap_or(0);
            if labels[at] <= used {
                labels[at] += 1;
                labels[at + 1..].fill(0);
                break;
            }
        }
    }
}

fn try_labels(
    figures: &Figures<'_, '_>,
    labels: &[usize],
    meanwhile: &[Option<usize>],
    best: &mut [Option<(f64, Plan)>; 3],
) {
    let case = figures.case;
    let mut choices = Vec::new();
    for (stream, &label) in labels.iter().enumerate() {
        if label > 0 {
            choices.push(Choice::Own(label - 1));
            continue;
        }
        let feasible = (0..case.streams[stream].offers.len()).filter(|&at| case.streams[stream].offers[at].feasible);
        let cheapest = feasible
            .min_by(|&a, &b| figures.bought(stream, a, 1.0).get().total_cmp(&figures.bought(stream, b, 1.0).get()));
        let Some(offer) = cheapest else { return };
        choices.push(Choice::Bought(offer));
    }
    let groups = labels.iter().copied().max().unwrap_or(0);
    let options: Vec<Vec<(Group, Load)>> = (1..=groups)
        .map(|label| {
            let members: Vec<usize> = (0..labels.len()).filter(|&stream| labels[stream] == label).collect();
            priced_ways(figures, &members, meanwhile)
        })
        .collect();
    if options.iter().any(Vec::is_empty) {
        return;
    }
    let mut taken = vec![0; options.len()];
    loop {
        let chosen: Vec<&(Group, Load)> = options.iter().zip(&taken).map(|(ways, &at)| &ways[at]).collect();
        let plan = Plan {
            choices: choices.clone(),
            groups: chosen.iter().map(|(group, _)| group.clone()).collect(),
            meanwhile: meanwhile.to_vec(),
            interim: Vec::new(),
        };
        let loads: Vec<Load> = chosen.iter().map(|(_, load)| load.clone()).collect();
        if let Some(cost) = figures.present_with(&plan, &loads, 1.0) {
            let present = cost.total().get();
            let slot = &mut best[plan.side() as usize];
            if slot.as_ref().is_none_or(|(known, _)| present < *known) {
                *slot = Some((present, plan));
            }
        }
        let Some(next) = (0..taken.len()).find(|&at| taken[at] + 1 < options[at].len()) else { return };
        taken[..next].fill(0);
        taken[next] += 1;
    }
}

/// The ways that hold any GPU: a base load of nothing is buying with people, and no plan.
fn priced_ways(figures: &Figures<'_, '_>, members: &[usize], meanwhile: &[Option<usize>]) -> Vec<(Group, Load)> {
    let load = |group: Group| Some((group.clone(), figures.load(group.setup, &group.streams)?));
    let runs = |(group, load): &(Group, Load)| {
        figures.alone(group, load, meanwhile, 1.0).is_some_and(|alone| alone.gpus.iter().any(|gpus| *gpus > 0.0))
    };
    ways(figures, members).into_iter().filter_map(load).filter(runs).collect()
}

fn ways(figures: &Figures<'_, '_>, members: &[usize]) -> Vec<Group> {
    let case = figures.case;
    let mut ways = Vec::new();
    for setup in 0..case.setups.len() {
        let model = &case.setups[setup].model.id;
        let fits =
            |&stream: &usize| case.streams[stream].setups.iter().any(|&other| case.setups[other].model.id == *model);
        if !members.iter().all(fits) || !members.iter().any(|&stream| case.streams[stream].setups.contains(&setup)) {
            continue;
        }
        let owned_only = members.iter().any(|&stream| case.streams[stream].owned_only);
        let own_only = members.iter().any(|&stream| case.streams[stream].own_only);
        for pay in [Pay::OnDemand, Pay::Reserved, Pay::Owned] {
            let word = match pay {
                Pay::OnDemand => "on-demand",
                Pay::Reserved => "reserved",
                _ => "owned",
            };
            let asked = figures.inputs.payment.word();
            if asked != "auto" && asked != word && !owned_only || owned_only && pay != Pay::Owned {
                continue;
            }
            let priced = if pay == Pay::Owned {
                case.setups[setup].prices.purchase.is_some()
            } else {
                figures.gpu_hour(setup, pay).is_some()
            };
            let by_hour = pay == Pay::OnDemand;
            let runs: &[Run] = match (figures.inputs.schedule.word(), by_hour) {
                ("auto", true) if !own_only => &[Run::Always, Run::Hourly, Run::Zero, Run::Burst],
                ("auto", true) => &[Run::Always, Run::Hourly, Run::Zero],
                ("auto", false) if !own_only => &[Run::Always, Run::Burst],
                ("hourly", true) => &[Run::Hourly],
                ("zero", true) => &[Run::Zero],
                _ => &[Run::Always],
            };
            if priced {
                ways.extend(runs.iter().map(|&run| Group { setup, streams: members.to_vec(), pay, run }));
            }
        }
    }
    ways
}

/// Plans that treat every stream alike.
fn uniform(figures: &Figures<'_, '_>) -> Vec<Plan> {
    let case = figures.case;
    let streams = case.streams.len();
    let meanwhile: Vec<Option<usize>> = (0..streams).map(|stream| figures.best_offer(stream)).collect();
    let mut plans = Vec::new();
    for kind in [OfferKind::Today, OfferKind::Well, OfferKind::SameWeights, OfferKind::Other] {
        let choices: Option<Vec<Choice>> = (0..streams)
            .map(|stream| {
                let offers = &case.streams[stream].offers;
                let of = (0..offers.len()).find(|&at| offers[at].feasible && offers[at].kind == kind);
                of.map(Choice::Bought)
            })
            .collect();
        if let Some(choices) = choices {
            plans.push(Plan { choices, groups: Vec::new(), meanwhile: meanwhile.clone(), interim: Vec::new() });
        }
    }
    let all: Vec<usize> = (0..streams).collect();
    for (group, _) in priced_ways(figures, &all, &meanwhile) {
        plans.push(Plan {
            choices: vec![Choice::Own(0); streams],
            groups: vec![group],
            meanwhile: meanwhile.clone(),
            interim: Vec::new(),
        });
    }
    plans
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
