//! The cheapest plan at every volume: bands against the winner there, wherever volume is counted from, and `auto`
//! against every choice forced. The queries are those of the review of 2026-11-24 that 1.0.0 answered wrongly.

use build_or_buy::catalog::{Catalog, Value};
use build_or_buy::cost::figures::Figures;
use build_or_buy::cost::plan::Side;
use build_or_buy::decide::break_even::{BreakEven, Pool, break_even};
use build_or_buy::decide::portfolio::{self, Market, Portfolio, optimize};
use build_or_buy::inputs::link;
use build_or_buy::streams::Case;

/// B1, minute bursts apart, which 1.0.0 left out of base loads: running wins for good at some multiple, and 1.0.0 said
/// "not cheaper up to ten million times".
const HIDDEN: &str = "workloads=a&a.requests=6953627&a.input_tokens=100&a.output_tokens=2000&\
    a.model=openai/gpt-5.6-sol&a.quality=strong&a.shape=flat&a.cached=0&a.reasoning_tokens=1000&engineer_cost=100000&\
    growth=0&regions=2&minute_burst=1";
/// B2: nobody is paid for anything; 1.0.0 had a band of buying where every report said hybrid.
const UNPAID: &str = "run_people_small=0&run_people_medium=0&run_people_large=0&rota=0&incidents=0&oncall_stipend=0&\
    build_months=0&upgrades=0";
/// B3: the crossing lay 1 % beside the reports'.
const DEARER: &str = "api_price_change=500&assistant.quality=strong";

fn catalog() -> Catalog {
    let value: Value = serde_json::from_str(include_str!("../www/catalog.json")).expect("the file is JSON");
    Catalog::read(&value).expect("the file has its tables").0
}

fn with<T>(text: &str, judge: impl Fn(&Figures<'_, '_>) -> T) -> T {
    let catalog = catalog();
    let pairs: Vec<(String, String)> = form_urlencoded::parse(text.as_bytes()).into_owned().collect();
    let query = link::read(&pairs, &catalog);
    let case = Case::new(&query.inputs, &catalog, catalog.asof);
    judge(&Figures::new(&case, &query.inputs))
}

fn bands(text: &str) -> BreakEven {
    with(text, |figures| break_even(figures, &optimize(figures)))
}

/// Side and cost of the best plan of a report.
fn best(text: &str) -> (Side, f64) {
    with(text, |figures| {
        optimize(figures).best.map_or((Side::Buy, f64::INFINITY), |best| (best.plan.side(), best.present))
    })
}

#[test]
fn the_band_that_holds_a_volume_names_the_winner_of_the_report_there() {
    for query in [HIDDEN, UNPAID, DEARER, ""] {
        let found = bands(query);
        println!("{:?} first {:?} durable {:?} unsettled {}", found.bands, found.first, found.durable, found.unsettled);
        let mut volume = 0.002;
        while volume < 9e5 {
            // Within half a percent of an edge either answer may stand.
            let near = found.bands.iter().any(|band| (band.from / volume - 1.0).abs() < 0.006);
            let band = found.bands.iter().rev().find(|band| band.from <= volume).expect("bands begin below");
            let (side, _) = best(&format!("{query}&volume_factor={volume:.6}"));
            assert!(near || side == band.side, "{query} at {volume}: {side:?} against {band:?}");
            volume *= 2.3;
        }
    }
}

/// The hosted bill while own servers are built goes to today's model at a small volume and to a cheaper host at a large
/// one, where moving is worth its effort: below that the bill rises with today's price, above it with the other's.
const MOVING: &str = "workloads=p&p.cached=60&p.input_tokens=2000&p.model=openai/gpt-5.6-terra&p.output_tokens=300&\
    p.requests=69150&retries=0";

#[test]
fn a_plan_taken_apart_costs_at_every_volume_what_it_costs_whole() {
    for query in [MOVING, HIDDEN, UNPAID, ""] {
        with(query, |figures| {
            let market = Market::new(figures);
            for searched in [1.0, 60.0, 4_000.0] {
                let portfolio = portfolio::at(&market, searched, false);
                for priced in [&portfolio.buy, &portfolio.hybrid, &portfolio.build].into_iter().flatten() {
                    let alone = Portfolio { buy: None, hybrid: None, build: None, ..portfolio.clone() };
                    let pool = Pool::of(figures, &Portfolio { build: Some(priced.clone()), ..alone });
                    for volume in [0.01, 1.0, 17.0, 60.0, 300.0, 2_000.0, 4_000.0, 90_000.0] {
                        let whole = figures.present(&priced.plan, volume).map(|lines| lines.total().get());
                        let (apart, whole) = (pool.least(volume).map(|(_, cost)| cost), whole);
                        let (Some(apart), Some(whole)) = (apart, whole) else { continue };
                        assert!((apart / whole - 1.0).abs() < 1e-9, "{query} at {volume}: {apart} against {whole}");
                    }
                }
            }
        });
    }
}

#[test]
fn crossings_are_the_same_volume_from_wherever_it_is_counted() {
    for query in [HIDDEN, DEARER, ""] {
        let here = bands(query);
        assert!(here.durable.is_some_and(|durable| durable > 0.01 && durable < 1e4), "{query}: {:?}", here.bands);
        for factor in [0.01, 50.0] {
            let there = bands(&format!("{query}&volume_factor={factor}"));
            for (a, b) in [(here.first, there.first), (here.durable, there.durable), (here.naive, there.naive)] {
                let same = match (a, b) {
                    (Some(a), Some(b)) => (b * factor / a - 1.0).abs() < 0.005,
                    (a, b) => a == b,
                };
                assert!(same, "{query}: {a:?} from 1, {b:?} from {factor}");
            }
        }
    }
}

#[test]
fn a_crossing_is_where_the_two_answers_cost_the_same() {
    // A hundred-thousandth below it buying is cheaper, and a hundred-thousandth above it is not.
    for query in [HIDDEN, DEARER, ""] {
        let durable = bands(query).durable.expect("it pays somewhere");
        let side = |factor: f64| best(&format!("{query}&volume_factor={:.9}", durable * factor)).0;
        assert_eq!((side(1.0 - 1e-5), side(1.0 + 1e-5) == Side::Buy), (Side::Buy, false), "{query} at {durable}");
    }
}

/// Of more than four workloads the bands come from the plans that are cheapest at some volumes. What they may miss are plans
/// found at none of these, so the search by hand is held to a percent.
#[test]
fn of_five_workloads_the_bands_end_where_own_servers_begin_to_win() {
    let query = format!("workloads=a~b~c~d~assistant&{DEARER}");
    let found = bands(&query);
    let side = |volume: f64| best(&format!("{query}&volume_factor={volume:.9}")).0;
    let durable = found.durable.expect("it pays somewhere");
    assert_eq!((side(durable * 0.99), side(durable * 1.01) == Side::Buy), (Side::Buy, false), "{:?}", found.bands);
    let (first, last) = (&found.bands[0], found.bands.last().expect("a band"));
    assert_eq!((first.side, last.side == Side::Buy, last.to), (Side::Buy, false, None), "{:?}", found.bands);
    for pair in found.bands.windows(2) {
        assert_eq!(pair[0].to, Some(pair[1].from));
        assert!(pair[0].side != pair[1].side && pair[0].from < pair[1].from, "{pair:?}");
    }
}

#[test]
fn no_choice_forced_beats_auto() {
    let queries = [
        "workloads=a&a.requests=570450274&a.input_tokens=3000&a.output_tokens=2000&a.quality=good&a.shape=flat&a.waiting=100&growth=100",
        "workloads=a&a.requests=45018257&a.input_tokens=12000&a.output_tokens=10&a.quality=basic&ml_ops=platform&regions=2&horizon=12",
        "workloads=a&a.requests=744M&a.quality=good&a.shape=office&ml_ops=platform",
    ];
    for query in queries {
        let (_, auto) = best(query);
        for forced in [
            "payment=owned",
            "payment=reserved",
            "payment=on-demand",
            "schedule=zero",
            "schedule=hourly",
            "schedule=always",
            "gpu=mi300x",
            "gpu=b200",
            "gpu=gb300",
            "gpu=h100",
            "gpu=l40s",
            "gpu=mi355x",
        ] {
            let (_, cost) = best(&format!("{query}&{forced}"));
            assert!(cost >= auto * (1.0 - 1e-9), "{query}: {forced} costs {cost}, auto {auto}");
        }
    }
}

#[test]
fn more_volume_never_costs_less() {
    for query in [HIDDEN, UNPAID, ""] {
        let (mut before, mut volume) = (0.0, 0.01);
        while volume < 1e5 {
            let (_, cost) = best(&format!("{query}&volume_factor={volume:.6}"));
            assert!(cost >= before * (1.0 - 1e-9), "{query} at {volume}: {cost} after {before}");
            (before, volume) = (cost, volume * 1.7);
        }
    }
}

#[test]
fn the_cheapest_plan_alone_is_that_of_the_whole_search() {
    // Over nine decades of volume, from where bounds alone tell that buying wins to where running does: with people paid
    // and unpaid, bought GPUs at hand, moves to cheaper models, a rule that binds, five workloads.
    let five = "workloads=a~b~c~d~e";
    for query in [HIDDEN, UNPAID, DEARER, "", "owned_gpus=16", "moves=follow", "regime=air-gap&clause=4.2", five] {
        for decade in -3..6 {
            let text = format!("{query}&volume_factor={}", libm::pow(10.0, f64::from(decade)));
            with(&text, |figures| {
                let (all, alone) = (portfolio::sketch(figures), portfolio::best(figures));
                assert_eq!(alone.serves_all, all.unserved.is_empty(), "{text}");
                let told = |best: Option<portfolio::Priced>| best.map(|best| (best.plan.side(), best.present));
                assert_eq!(told(alone.priced), told(all.best), "{text}");
            });
        }
    }
}

#[test]
fn what_the_answer_may_be_above_the_least_possible_is_told() {
    // Twelve workloads are too many to try every plan; of three every one is tried, and nothing is left to be told.
    let slugs: Vec<String> = (0..12).map(|at| format!("w{at}")).collect();
    let each = |slug: &String| format!("&{slug}.requests=20M&{slug}.quality=good&{slug}.output_tokens=200");
    let many = format!("ml_ops=platform&workloads={}{}", slugs.join("~"), slugs.iter().map(each).collect::<String>());
    with(&many, |figures| {
        let found = optimize(figures);
        let best = found.best.as_ref().expect("an answer").present;
        let gap = found.gap().get();
        // So much less of it is what no plan can undercut.
        assert!(gap > 0.0 && gap < 1.0 && (best * (1.0 - gap) / found.bound - 1.0).abs() < 1e-9, "{gap}");
        for other in [&found.buy, &found.hybrid, &found.build].into_iter().flatten() {
            assert!(other.present >= best && best >= found.bound);
        }
    });
    with("", |figures| assert_eq!(optimize(figures).gap().get(), 0.0));
}
