//! What the first view says, against the options that stand below it and against numbers worked out by hand.
#![cfg(not(target_arch = "wasm32"))]

#[path = "verdict/horizon.rs"]
mod horizon;
#[path = "verdict/moves.rs"]
mod moves;
#[path = "verdict/volume.rs"]
mod volume;

use build_or_buy::catalog::Catalog;
use build_or_buy::inputs::link;
use build_or_buy::report::options::OptionCost;
use build_or_buy::report::{self, Report};
use build_or_buy::sentence::{Sentence, Unit};
use std::sync::LazyLock;

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
    let value = serde_json::from_str(include_str!("../www/catalog.json")).expect("JSON");
    Catalog::read(&value).expect("tables").0
});

fn answer(company: &str) -> Report {
    let pairs: Vec<(String, String)> = form_urlencoded::parse(company.as_bytes()).into_owned().collect();
    report::answer(&link::read(&pairs, &CATALOG), &CATALOG, 20)
}

fn option<'r>(report: &'r Report, id: &str) -> &'r OptionCost {
    report.options.iter().find(|option| option.id == id).expect("the option")
}

/// The amounts of a sentence, as they come.
fn amounts(said: &Sentence) -> Vec<f64> {
    said.0.iter().filter(|part| !part.unit.is_words()).map(|part| part.value).collect()
}

fn note(report: &Report) -> String {
    report.verdict.note.as_ref().map_or_else(String::new, Sentence::plain)
}

#[track_caller]
fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() <= 1e-6 * expected.abs().max(1.0), "{found} is not {expected}");
}

/// Two million requests that a cheaper model would do; what is paid today per million tokens in and out is said.
fn bought(price: f64) -> Report {
    let company =
        format!("workloads=a&a.quality=good&a.requests=2M&moves=stay&a.price_input={price}&a.price_output={price}");
    answer(&company)
}

#[test]
fn the_headline_has_the_amounts_of_the_options_and_their_ratio() {
    let report = bought(0.4);
    let (buy, own) = (option(&report, "buy").monthly.get(), option(&report, "hybrid").monthly.get());
    let own = own.min(option(&report, "build").monthly.get());
    let said = &report.verdict.sentence;
    assert!(said.plain().starts_with("Buy. An API costs about $"), "{}", said.plain());
    let told = amounts(said);
    near(told[0], buy);
    near(told[told.len() - 2], own);
    near(told[told.len() - 1], own / buy);
    assert!(said.plain().contains(". Running your own would cost $") && said.plain().ends_with(" times as much."));
    // Where the large work is run the other way is an API alone.
    let both = answer(
        "workloads=a~b&a.quality=good&b.quality=frontier&b.requests=3k&a.requests=1B&a.input_tokens=800&a.output_tokens=40&ml_ops=platform",
    );
    let said = &both.verdict.sentence;
    assert!(
        said.plain().contains("Some work on your own servers and the rest with an API cost about $"),
        "{}",
        said.plain()
    );
    assert!(said.plain().contains(". An API alone would cost $"), "{}", said.plain());
    let told = amounts(said);
    near(told[told.len() - 2], option(&both, "buy").monthly.get());
    near(told[told.len() - 1], option(&both, "buy").monthly.get() / option(&both, "hybrid").monthly.get());
}

#[test]
fn what_is_saved_is_the_news_from_a_half_on_and_worth_a_word_from_a_fifth_on() {
    // Today's bill rises with its price, and what one moves to costs the same: the price at which a part of the bill is saved
    // follows from two bills.
    let bill = |price: f64| option(&bought(price), "today").monthly.get();
    let (low, high) = (bill(1.0), bill(3.0));
    let best = option(&bought(3.0), "buy").monthly.get();
    let price = |saved: f64| 1.0 + (best / (1.0 - saved) - low) / (high - low) * 2.0;
    for (saved, headline, word) in [(0.51, true, false), (0.49, false, true), (0.21, false, true), (0.19, false, false)]
    {
        let report = bought(price(saved));
        near(option(&report, "buy").monthly.get(), best);
        near(1.0 - best / option(&report, "today").monthly.get(), saved);
        let said = report.verdict.sentence.plain();
        assert_eq!(said.contains("% less than the $"), headline, "{saved}: {said}");
        assert_eq!(note(&report).contains("Staying as you are costs $"), word, "{saved}: {}", note(&report));
        if headline {
            let told = report.verdict.sentence.0.iter().find(|part| part.unit == Unit::Percent).expect("a part").value;
            near(told, 51.0);
        }
    }
}

#[test]
fn what_decides_is_the_block_of_lines_that_differs_most() {
    // The blocks as the page's own bars have them: tokens, GPUs, people, changes of models, the build, and what is missed.
    let blocks: [&[&str]; 6] = [
        &["input", "cached_read", "cache_write", "output", "reasoning", "searches", "batch", "following"],
        &["gpus", "overhead", "hardware", "power", "newer"],
        &["people", "rota", "on_call"],
        &["evaluation", "upgrades", "migration"],
        &["build", "delay"],
        &["outage", "lag"],
    ];
    for (company, best, other, words) in [
        ("workloads=a&a.quality=good&a.requests=2M", "buy", "hybrid", "for people to run and watch the servers"),
        (
            "workloads=a&a.quality=good&a.requests=2M&ml_ops=platform&cost_of_delay=3M",
            "buy",
            "hybrid",
            "for building it",
        ),
        (
            "workloads=a&a.quality=good&a.requests=2M&ml_ops=platform&lag_value=50k",
            "buy",
            "hybrid",
            "for outages and being behind",
        ),
        ("workloads=a&a.quality=strong&a.requests=300M&ml_ops=platform", "hybrid", "buy", "for tokens"),
    ] {
        let report = answer(company);
        let (best, other) = (option(&report, best), option(&report, other));
        let sum = |option: &OptionCost, block: &[&str]| -> f64 {
            option.lines.iter().filter(|line| block.contains(&line.id)).map(|line| line.monthly.get()).sum()
        };
        let (theirs, ours) = blocks
            .iter()
            .map(|block| (sum(other, block), sum(best, block)))
            .max_by(|a, b| (a.0 - a.1).total_cmp(&(b.0 - b.1)))
            .expect("six");
        let told = amounts(&report.verdict.decides);
        near(told[0], theirs);
        let said = report.verdict.decides.plain();
        assert!(said.contains(words), "{company}: {said}");
        // Half a percent of it is next to nothing.
        if ours > 0.005 * theirs {
            near(told[1], ours);
        } else {
            assert!(said.ends_with("this one next to nothing."), "{said}");
        }
    }
}

#[test]
fn a_memo_of_two_paragraphs_is_text_and_of_three_a_list() {
    use build_or_buy::report::memo::{Block, markdown};
    let block = |many: usize| Block {
        heading: "Answer",
        paragraphs: vec![Sentence::new("Buy | it."); many],
        columns: &[],
        rows: Vec::new(),
    };
    // What a table or a link could be made of is escaped.
    assert_eq!(markdown(&[block(2)]), "# Build or buy\n\n## Answer\n\nBuy \\| it.\n\nBuy \\| it.\n");
    assert_eq!(markdown(&[block(3)]), format!("# Build or buy\n\n## Answer\n{}", "- Buy \\| it.\n".repeat(3)));
}
