//! Who follows cheaper models: what it saves, where it is shown, and that it never costs more before the work of moving.
#![cfg(not(target_arch = "wasm32"))]

#[path = "following/later_days.rs"]
mod later_days;

use build_or_buy::catalog::Catalog;
use build_or_buy::cost::figures::Figures;
use build_or_buy::cost::lines::Line;
use build_or_buy::decide::portfolio::optimize;
use build_or_buy::inputs::link::{self, Query};
use build_or_buy::inputs::{Inputs, Moves};
use build_or_buy::report::quick;
use build_or_buy::streams::Case;
use std::sync::LazyLock;

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
    let value = serde_json::from_str(include_str!("../www/catalog.json")).expect("the file is JSON");
    Catalog::read(&value).expect("the file has its tables").0
});

fn read(link: &str) -> Query {
    let pairs = link.split('&').filter_map(|pair| pair.split_once('='));
    let pairs: Vec<(String, String)> = pairs.map(|(key, text)| (key.to_owned(), text.replace('+', " "))).collect();
    link::read(&pairs, &CATALOG)
}

fn links() -> Vec<String> {
    let presets: Vec<serde_json::Value> =
        serde_json::from_str(include_str!("../www/presets.json")).expect("presets are JSON");
    let presets = presets.iter().map(|one| one["query"].as_str().expect("a query").to_owned());
    let more = [
        "v=2&payment=owned&volume_factor=300&growth=-30",
        "v=2&ml_ops=platform&volume_factor=100&payment=reserved&assistant.quality=strong",
        "v=2&ml_ops=platform&volume_factor=40&payment=spot&api_drift=30&gpu_drift=-20&assistant.quality=same",
        "v=2&ml_ops=platform&volume_factor=200&schedule=zero&upgrades=6&own_fall=-90",
    ];
    presets.chain(more.map(str::to_owned)).collect()
}

#[test]
fn following_is_never_dearer_than_staying_before_the_work_of_moving() {
    // What moving takes, and outages, of which fewer replicas have more.
    const MOVING: [Line; 4] = [Line::Evaluation, Line::Upgrades, Line::Migration, Line::Outage];
    let (mut plans, mut cheaper) = (0, [0, 0]);
    for link in links() {
        let staying = Inputs { moves: Moves::Stay, ..read(&link).inputs };
        let case = Case::new(&staying, &CATALOG, CATALOG.asof);
        let found = optimize(&Figures::new(&case, &staying));
        let bare = |inputs: &Inputs, plan| {
            let lines = Figures::new(&case, inputs).present(plan, 1.0)?;
            Some(lines.total().get() - MOVING.map(|line| lines.get(line).get()).iter().sum::<f64>())
        };
        for priced in [&found.today, &found.buy, &found.hybrid, &found.build].into_iter().flatten() {
            for (follow_moves, fall) in [(1.0, -0.6), (6.0, -0.95), (0.3, 0.0)] {
                let mut following = Inputs { moves: Moves::Follow, ..staying.clone() };
                following.follow_moves = build_or_buy::units::PerYear::new(follow_moves);
                following.follow_fall = build_or_buy::units::YearlyChange::new(fall);
                let (Some(stay), Some(follow)) = (bare(&staying, &priced.plan), bare(&following, &priced.plan)) else {
                    continue;
                };
                plans += 1;
                assert!(follow <= stay + 1e-9 * stay.abs(), "{link}: {follow} > {stay} with {follow_moves}, {fall}");
                let own = usize::from(!priced.plan.groups.is_empty());
                cheaper[own] += usize::from(follow < stay - 1e-6 * stay.abs());
            }
        }
    }
    assert!(plans > 100 && cheaper[0] > 20 && cheaper[1] > 20, "{plans} {cheaper:?}");
}

#[test]
fn a_frontier_bill_falls_at_each_move_and_the_saving_is_a_line_of_its_own() {
    // Two years without growth or discounting, one move after the first: 48 points were first sold in April 2026, seven
    // months before the day, when 2^(−7/7.5) = 0.523647 of the fall is left. A year takes that part of a first year's
    // ln 2.5 = 0.916291: e^−0.479813 = 0.618899. Twelve months at that: 12 · 0.381101 = 4.573210 first bills saved.
    let link = "v=2&workloads=a&a.requests=1M&a.quality=frontier&horizon=24&growth=0&discount_rate=0&moves=follow\
                &follow_moves=1&follow_fall=-60&asof=2026-11-24";
    let report = quick(&read(link), &CATALOG);
    let today = report.options.iter().find(|option| option.id == "today").expect("today");
    let line = |id: &str| today.lines.iter().find(|line| line.id == id).map_or(0.0, |line| line.present.get());
    assert!(
        (line("following") / today.invoice.get() + 4.573_210).abs() < 1e-5,
        "{} of {}",
        line("following"),
        today.invoice.get()
    );
    // List prices stay as they are: tokens cost 24 first months.
    let tokens: f64 = today
        .lines
        .iter()
        .filter(|line| ["input", "cached_read", "cache_write", "output"].contains(&line.id))
        .map(|line| line.present.get())
        .sum();
    assert!((tokens / today.invoice.get() - 24.0).abs() < 1e-9);
    // One move a year is more than the 0.8 that hosts force: a year of 5,000 dollars and a week of 207,000.
    let work = line("evaluation") + line("upgrades");
    assert!((work - 2.0 * (5_000.0 + 207_000.0 / 52.0)).abs() < 1e-6, "{work}");
    let staying = quick(&read(&link.replace("moves=follow", "moves=stay")), &CATALOG);
    assert!(staying.options.iter().all(|option| option.lines.iter().all(|line| line.id != "following")));
}

#[test]
fn an_old_quality_has_nothing_left_to_fall_and_no_later_day_is_read() {
    let saved = |link: &str| {
        let report = quick(&read(link), &CATALOG);
        let today = report.options.iter().find(|option| option.id == "today").expect("today").clone();
        let saved = today.lines.iter().find(|line| line.id == "following").map_or(0.0, |line| -line.present.get());
        saved / today.invoice.get()
    };
    let of = |quality: &str, day: &str| {
        saved(&format!(
            "v=2&workloads=a&a.quality={quality}&moves=follow&growth=0&model=openai/gpt-5.6-luna&asof={day}"
        ))
    };
    // Any model will do: that has been so for ever. A basic one was sold in April 2024, a frontier one two years later.
    assert_eq!(of("any", "2026-11-24"), 0.0);
    let [basic, good, strong, frontier] = ["basic", "good", "strong", "frontier"].map(|one| of(one, "2026-11-24"));
    assert!(0.0 < basic && basic < good && good < strong && strong < frontier, "{basic} {good} {strong} {frontier}");
    // On a day before either was sold, both are new: what came later is not known.
    assert_eq!(of("strong", "2025-01-15"), of("frontier", "2025-01-15"));
    assert!(of("good", "2026-02-15") > of("good", "2026-11-24"));
}

#[test]
fn links_of_the_first_version_keep_their_drift_and_stay() {
    let first = read("v=1").inputs;
    assert_eq!((first.api_drift.get(), first.moves), (-0.15, Moves::Stay));
    let second = read("v=2").inputs;
    assert_eq!((second.api_drift.get(), second.moves), (0.0, Moves::ByWork));
}

#[test]
fn a_quality_is_as_old_as_the_record_of_its_cheapest_model() {
    use build_or_buy::date::Date;
    use build_or_buy::hosted::following::{Source, age};
    use build_or_buy::units::IndexPoints;
    let mut first: std::collections::BTreeMap<String, Date> = std::collections::BTreeMap::new();
    for line in include_str!("history/tier_floor.csv").lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        first.entry(cells[1].to_owned()).or_insert_with(|| Date::parse(cells[0]).expect("a day"));
    }
    let mut compared = 0;
    for (points, day) in first {
        let points = IndexPoints::new(points.parse().expect("a number"));
        // The table begins with 7 points; the lowest score of the record was never new there.
        if points.get() >= 7.0 {
            let old = [0, 5].map(|months| age(Some(points), day.first_of_month_after(months), Source::Hosted).get());
            assert_eq!(old, [0.0, 5.0], "{points:?} on {day}");
            compared += 1;
        }
    }
    assert_eq!(compared, 12);
}

/// Where any model will do, or nothing falls, there is nothing to move for: the work of moving is what a host's own changes make.
#[test]
fn nobody_moves_where_nothing_cheaper_is_to_come() {
    for link in ["a.quality=any", "a.quality=frontier&follow_fall=0&follow_moves=4"] {
        let bought = |moves: &str| {
            let link = format!("v=2&workloads=a&a.requests=1M&{link}&moves={moves}");
            let report = quick(&read(&link), &CATALOG);
            let today = report.options.into_iter().find(|option| option.id == "today").expect("it is bought");
            today.lines.into_iter().map(|line| (line.id, line.present.get())).collect::<Vec<_>>()
        };
        assert_eq!(bought("follow"), bought("stay"), "{link}");
    }
}

#[test]
fn what_newer_open_models_save_is_a_line_of_its_own() {
    use build_or_buy::cost::newer::keeping;
    use build_or_buy::cost::plan::{Choice, Group, Pay, Plan, Run};
    let link = "v=2&workloads=a&a.requests=90M&a.quality=good&moves=follow&growth=0&a.model=groq/gpt-oss-120b";
    let inputs = read(link).inputs;
    let case = Case::new(&inputs, &CATALOG, CATALOG.asof);
    let figures = Figures::new(&case, &inputs);
    let kept = keeping(&inputs).expect("it follows");
    let first = Figures::new(&case, &kept);
    let mut told = 0;
    for setup in 0..case.setups.len() {
        let group = Group { setup, streams: vec![0], pay: Pay::OnDemand, run: Run::Always };
        let plan =
            Plan { choices: vec![Choice::Own(0)], groups: vec![group], meanwhile: vec![None], interim: vec![None] };
        let (Some(cost), Some(all), Some(without)) =
            (figures.cost_told(&plan, Some(&first)), figures.cost(&plan, 1.0), first.cost(&plan, 1.0))
        else {
            continue;
        };
        let saved = cost.present.get(Line::Newer).get();
        // The sum is the plan's, every other line that of who keeps the first model.
        let total = all.present.total().get();
        assert!((cost.present.total().get() - total).abs() < 1e-9 * total);
        for line in Line::ALL.iter().filter(|line| **line != Line::Newer) {
            assert_eq!(cost.present.get(*line), without.present.get(*line), "{}", line.id());
        }
        for (month, (whole, same)) in cost.months.iter().zip(all.months.iter().zip(&without.months)) {
            // Always on and rented, nothing but GPUs, what hangs on them and their people can become less.
            let fell = same.lines.total().get() - whole.lines.total().get();
            assert!(fell > -1e-9 && (month.lines.get(Line::Newer).get() + fell).abs() < 1e-6);
            assert_eq!(month.gpus, whole.gpus);
        }
        told += usize::from(saved < -1.0);
    }
    assert!(told > 10, "{told}");
    assert!(keeping(&read(&link.replace("=follow", "=stay")).inputs).is_none());
}
