//! What plans cost, line by line, against numbers worked out by hand.
#![cfg(not(target_arch = "wasm32"))]

#[path = "cost/budget.rs"]
mod budget;
#[path = "cost/building.rs"]
mod building;
#[path = "cost/caching.rs"]
mod caching;
#[path = "cost/contract.rs"]
mod contract;
#[path = "cost/hardware.rs"]
mod hardware;
#[path = "cost/outages.rs"]
mod outages;
#[path = "cost/overhead.rs"]
mod overhead;
#[path = "cost/people.rs"]
mod people;
#[path = "cost/sharing.rs"]
mod sharing;
#[path = "cost/sizes.rs"]
mod sizes;

use build_or_buy::Catalog;
use build_or_buy::cost::figures::Figures;
use build_or_buy::cost::lines::Line;
use build_or_buy::cost::plan::{Choice, Cost, Group, Pay, Plan, Run};
use build_or_buy::inputs;
use build_or_buy::report::{self, Report};
use build_or_buy::streams::Case;

fn catalog() -> Catalog {
    let file = std::fs::read_to_string("www/catalog.json").expect("the catalog is there");
    Catalog::read(&serde_json::from_str(&file).expect("it is JSON")).expect("it is usable").0
}

/// A quick report of a link.
fn report(link: &str) -> Report {
    let catalog = catalog();
    let pairs: Vec<(String, String)> = form_urlencoded::parse(link.as_bytes()).into_owned().collect();
    let query = inputs::link::read(&pairs, &catalog);
    let issues: Vec<_> = query.issues.iter().filter(|issue| !issue.notice).collect();
    assert!(issues.is_empty(), "{link}: {issues:?}");
    report::quick(&query, &catalog)
}

/// An option's line, USD a month on the level; zero where it has none.
fn line(report: &Report, option: &str, id: &str) -> f64 {
    let option = report.options.iter().find(|one| one.id == option).expect("the option is possible");
    option.lines.iter().find(|one| one.id == id).map_or(0.0, |line| line.monthly.get())
}

/// What a plan costs in which some streams run, each on its first setup, paid and run so; the rest is bought.
fn plan_cost(link: &str, own: &[usize], pay: Pay, run: Run) -> Cost {
    with_figures(link, &mut |figures| figures.cost(&plan(figures, own, pay, run), 1.0).expect("it has a price"))
}

fn plan(figures: &Figures<'_, '_>, own: &[usize], pay: Pay, run: Run) -> Plan {
    let streams = figures.case.streams.len();
    let meanwhile: Vec<Option<usize>> = (0..streams).map(|at| figures.best_offer(at)).collect();
    let group = |&at: &usize| Group { setup: figures.case.streams[at].setups[0], streams: vec![at], pay, run };
    let choice = |at: usize| match own.iter().position(|one| *one == at) {
        Some(group) => Choice::Own(group),
        None => Choice::Bought(meanwhile[at].expect("an offer")),
    };
    Plan {
        choices: (0..streams).map(choice).collect(),
        groups: own.iter().map(group).collect(),
        interim: meanwhile.clone(),
        meanwhile,
    }
}

fn with_figures<T>(link: &str, ask: &mut dyn FnMut(&Figures<'_, '_>) -> T) -> T {
    let catalog = catalog();
    let pairs: Vec<(String, String)> = form_urlencoded::parse(link.as_bytes()).into_owned().collect();
    let query = inputs::link::read(&pairs, &catalog);
    let case = Case::new(&query.inputs, &catalog, query.asof.unwrap_or(catalog.asof));
    ask(&Figures::new(&case, &query.inputs))
}

/// A month's amount on a line.
fn month(cost: &Cost, t: usize, line: Line) -> f64 {
    cost.months[t].lines.get(line).get()
}

#[track_caller]
fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() <= 1e-6 * expected.abs().max(1.0), "{found}, not {expected}");
}

/// The page adds lines up into four parts: a line in none of them would be missing from the bars.
#[test]
fn every_line_stands_in_one_of_the_four_parts_of_the_page() {
    let page = std::fs::read_to_string("www/cost-groups.js").expect("the page is there");
    let lists: String = page.split("lines: [").skip(1).filter_map(|rest| rest.split(']').next()).collect();
    for line in Line::ALL {
        assert_eq!(lists.matches(&format!("'{}'", line.id())).count(), 1, "{}", line.label());
    }
}
