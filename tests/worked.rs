//! Every equation that is shown gives the amount shown, with the values shown; and what stands apart from the engine's
//! own arithmetic in it is what catalog and calendar say.
#![cfg(not(target_arch = "wasm32"))]

use build_or_buy::catalog::Catalog;
use build_or_buy::inputs::link;
use build_or_buy::report::equation::Equation;
use build_or_buy::report::{Report, answer};
use std::sync::LazyLock;

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
    let value = serde_json::from_str(include_str!("../www/catalog.json")).expect("the file is JSON");
    Catalog::read(&value).expect("the file has its tables").0
});

/// The presets, then companies with the lines that no preset has.
fn links() -> Vec<String> {
    let presets: Vec<serde_json::Value> =
        serde_json::from_str(include_str!("../www/presets.json")).expect("presets are JSON");
    assert_eq!(presets.len(), 10, "all of them");
    let mut links: Vec<String> = presets.iter().map(|one| one["query"].as_str().expect("a query").to_owned()).collect();
    for more in [
        "",
        "payment=owned&volume_factor=300&cost_of_delay=500000&gpu_drift=-20&gpu_price_change=10",
        "ml_ops=none&lag_value=20000&outage_cost=500&volume_factor=200&in_region=yes&committed_discount=10&gateway_fee=5",
        "ml_ops=platform&volume_factor=100&payment=spot&schedule=always&rota_absorbed=10",
        "assistant.tuning=private&assistant.quality=good&horizon=12&growth=-20&api_price_change=20",
        "workloads=r&r.reasoning_tokens=1000&r.requests=20M&r.input_tokens=250000&r.waiting=30&r.cache_writes=20",
        "workloads=s&s.model=cohere/rerank-v3.5&s.requests=1M&s.input_tokens=2000&s.output_tokens=0&s.quality=any",
        "moves=follow&growth=20",
        "moves=follow&follow_moves=6&ml_ops=platform&volume_factor=100&api_drift=10&assistant.quality=good",
        "moves=follow&ml_ops=platform&volume_factor=300&schedule=auto&tickets.quality=same",
        "workloads=a,b&a.requests=50M&b.requests=50M&a.open_model=llama-3.3-70b&b.open_model=qwen3-32b&a.quality=any\
         &b.quality=any&gpu=h100&payment=owned&schedule=always&owned_gpus=4",
        "regime=gdpr&clause=Article+9&assistant.in_scope=40&volume_factor=50&engineer_cost=90000",
        "regime=written-order&clause=Order+17&assistant.in_scope=40&assistant.quality=good&premises=rented&volume_factor=50",
    ] {
        links.push(more.to_owned());
    }
    links
}

fn report(link: &str) -> Report {
    let pairs: Vec<(String, String)> = link
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(key, text)| (key.to_owned(), text.replace('+', " ")))
        .collect();
    answer(&link::read(&pairs, &CATALOG), &CATALOG, 100)
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1e-6)
}

#[test]
fn every_line_is_worked_out_and_the_equations_give_its_amount() {
    let mut lines = std::collections::BTreeSet::new();
    let mut missing = Vec::new();
    for link in links() {
        for option in report(&link).options {
            for line in option.lines {
                let worked = line.equations.expect("asked for");
                let level = worked.level.expect("always there");
                assert!(close(level.evaluated(), line.monthly.get()), "{link}: {} level", line.id);
                assert!(close(level.terms[0].factors[0].value, line.present.get()), "{link}: {} present", line.id);
                if worked.equations.is_empty() {
                    missing.push(format!("{link}: {} {}", option.id, line.id));
                    continue;
                }
                lines.insert(line.id);
                for equation in &worked.equations {
                    assert!(close(equation.evaluated(), equation.result), "{link}: {} {equation:?}", line.id);
                    uses_what_stands_before(&worked.equations, equation);
                }
            }
        }
    }
    assert!(missing.is_empty(), "no equations for\n{}", missing.join("\n"));
    assert_eq!(lines.len(), build_or_buy::cost::lines::LINES, "every line was met: {lines:?}");
}

/// A factor without a source of its own in an equation with parts is the result of one before it.
fn uses_what_stands_before(all: &[Equation], equation: &Equation) {
    let at = all.iter().position(|one| std::ptr::eq(one, equation)).expect("one of them");
    for part in all[..at].iter().filter(|one| !one.adds) {
        let used = all.iter().flat_map(|one| &one.terms).flat_map(|term| &term.factors);
        assert!(
            used.into_iter().any(|factor| factor.source.is_empty() && factor.value == part.result),
            "{} is used",
            part.title
        );
    }
}

#[test]
fn every_factor_stands_in_the_ledger_constants_included() {
    let mut constants = std::collections::BTreeSet::new();
    for link in links() {
        let report = report(&link);
        for line in report.options.iter().flat_map(|option| &option.lines) {
            let worked = line.equations.as_ref().expect("asked for");
            let terms = worked.equations.iter().chain(&worked.level).flat_map(|one| &one.terms);
            for factor in terms.flat_map(|term| &term.factors).filter(|factor| !factor.source.is_empty()) {
                let mut rows = report.ledger.iter().filter(|row| row.key == factor.source).peekable();
                assert!(rows.peek().is_some(), "{link}: {} is not in the ledger", factor.source);
                for row in rows.filter(|row| row.set_by == "engine") {
                    // A share is written in the ledger as it is multiplied.
                    assert!(close(row.value.expect("a number"), factor.value), "{link}: {factor:?}");
                    constants.insert(row.key.clone());
                }
            }
        }
    }
    // What failing servers of one's own lose is one factor: the hours of an incident are inside of it.
    assert_eq!(constants.len(), 11, "all constants but one are used somewhere: {constants:?}");
}

#[test]
fn prices_and_hours_in_the_equations_are_the_catalogs_and_the_calendars() {
    let mut checked = (0, 0);
    for link in links() {
        for option in report(&link).options {
            for line in option.lines {
                for equation in line.equations.expect("asked for").equations {
                    for factor in equation.terms.iter().flat_map(|term| &term.factors) {
                        // A price of a row without tiers, that the visitor did not set, is the row's own.
                        let row = CATALOG
                            .hosted
                            .iter()
                            .find(|row| factor.source == format!("{} output", row.id) && row.tiers.is_empty());
                        if let Some(row) = row {
                            let known = CATALOG.hosted.iter().filter(|one| one.id == row.id);
                            let mut prices = known.map(|one| one.output.get());
                            assert!(prices.any(|price| close(price, factor.value)), "{link}: {factor:?}");
                            checked.0 += 1;
                        }
                        // An always-on GPU runs 8,766 / 12 hours a month.
                        if factor.label == "hours" && line.id == "gpus" && link.contains("schedule=always") {
                            assert!(close(factor.value, 730.5), "{link}: {factor:?}");
                            checked.1 += 1;
                        }
                    }
                }
            }
        }
    }
    assert!(checked.0 > 20 && checked.1 > 0, "{checked:?}");
}

#[test]
fn the_invoice_is_the_bill_and_nothing_else() {
    // 30,000 requests of 1,000 tokens in and 200 out, no cache, no retries: with GPT-5.6 Luna's row of the catalog,
    // 30 M × input + 6 M × output.
    let row = CATALOG.price("openai/gpt-5.6-luna", CATALOG.asof).expect("a row");
    let bill = 30.0 * row.input.get() + 6.0 * row.output.get();
    let report = report(
        "workloads=a&a.requests=30000&a.input_tokens=1000&a.output_tokens=200&a.cached=0&a.cache_writes=0&retries=0\
         &a.model=openai/gpt-5.6-luna&a.quality=any",
    );
    let today = report.options.iter().find(|option| option.id == "today").expect("today");
    assert!(close(today.invoice.get(), bill), "{} is not {bill}", today.invoice.get());
    // Model changes: 0.8 a year of 5,000 dollars to test and a week of 207,000 a year; 12 · 331.74 + 333.33 a month,
    // level because nothing grows in it: 0.8 / 12 · (5,000 + 207,000 / 52) = 598.72.
    assert!(close(today.people.get(), 0.8 / 12.0 * (5_000.0 + 207_000.0 / 52.0)), "{}", today.people.get());
}

#[test]
fn where_nothing_is_worked_out_no_month_is_named() {
    use build_or_buy::report::worked::Worked;
    assert!(Worked::default().sentences().is_empty());
    let first = Worked { month: 1, ..Worked::default() }.sentences();
    assert_eq!(first.iter().map(build_or_buy::sentence::Sentence::plain).collect::<Vec<_>>(), ["Month 1:"]);
}

#[test]
fn the_rent_of_an_hour_is_called_the_visitors_where_it_is_theirs() {
    let source = |more: &str| {
        let link = format!("workloads=a&a.quality=basic&a.open_model=llama-3.1-8b&gpu=h100&schedule=always&{more}");
        let report = report(&link);
        let build = report.options.iter().find(|option| option.id == "build").expect("it runs");
        let line = build.lines.iter().find(|line| line.id == "gpus").expect("rented");
        let equations = &line.equations.as_ref().expect("asked for").equations;
        let factors: Vec<_> = equations
            .iter()
            .flat_map(|one| &one.terms)
            .flat_map(|term| &term.factors)
            .map(|one| one.source.clone())
            .collect();
        assert!(!factors.is_empty(), "{more}");
        factors.into_iter().filter(|one| one == "gpu_hour" || one.starts_with("h100 ")).collect::<Vec<_>>()
    };
    // A rent of one's own is that of GPUs by the hour, not of those agreed for a year.
    assert_eq!(source("payment=on-demand"), ["h100 on demand"]);
    assert_eq!(source("payment=on-demand&gpu_hour=2"), ["gpu_hour"]);
    assert_eq!(source("payment=reserved"), ["h100 reserved"]);
    assert_eq!(source("payment=reserved&gpu_hour=2"), ["h100 reserved"]);
}
