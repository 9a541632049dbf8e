//! A cheaper model first: it costs what the two workloads cost that it is, and pays up to the share that is told.
#![cfg(not(target_arch = "wasm32"))]

use build_or_buy::catalog::Catalog;
use build_or_buy::cost::figures::Figures;
use build_or_buy::decide::portfolio::optimize;
use build_or_buy::inputs::link;
use build_or_buy::judge::cascade::Cascade;
use build_or_buy::report::{Report, answer};
use build_or_buy::streams::Case;
use build_or_buy::units::Usd;
use std::sync::LazyLock;

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
    let value = serde_json::from_str(include_str!("../www/catalog.json")).expect("the file is JSON");
    Catalog::read(&value).expect("the file has its tables").0
});

fn query(text: &str) -> link::Query {
    let pairs = text.split('&').filter_map(|pair| pair.split_once('='));
    link::read(&pairs.map(|(key, text)| (key.to_owned(), text.to_owned())).collect::<Vec<_>>(), &CATALOG)
}

/// What a cheaper model first comes to, and up to which share it pays, in percent.
#[derive(Debug)]
struct Found {
    present: f64,
    pays_to: Option<f64>,
}

/// The least present value of a link, and what a cheaper model first comes to.
fn of(text: &str) -> (f64, Option<Found>) {
    let query = query(text);
    assert_eq!(query.issues, []);
    let case = Case::new(&query.inputs, &CATALOG, CATALOG.asof);
    let figures = Figures::new(&case, &query.inputs);
    let best = optimize(&figures).best.expect("something serves").present;
    let found = Cascade::of(&figures).map(|found| Found {
        present: found.present().get(),
        pays_to: found.pays_to(&query.inputs, Usd::new(best)).map(|share| share.get() * 100.0),
    });
    (best, found)
}

/// The share up to which it pays, in percent.
fn pays_to(found: Option<Found>) -> f64 {
    found.expect("a share is named").pays_to.expect("it pays somewhere")
}

const ONE: &str = "v=2&workloads=a&a.requests=2M&a.input_tokens=3000&a.output_tokens=400&a.model=openai/gpt-6.1-sol\
                   &a.quality=frontier&retries=0&growth=0";

#[test]
fn it_costs_what_its_two_workloads_cost() {
    // 2,000,000 requests at a basic model, a quarter of them, 500,000, again at one that is good enough.
    let (without, found) = of(&format!("{ONE}&a.passed_on=25&a.first_quality=basic"));
    let found = found.expect("a share is named");
    let two = format!("{ONE}&workloads=b~a&b.requests=2M&b.input_tokens=3000&b.output_tokens=400&b.model=openai/gpt-6.1-sol&b.quality=basic")
        .replace("workloads=a&", "")
        .replace("a.requests=2M", "a.requests=500k");
    let (both, none) = of(&two);
    assert!((found.present / both - 1.0).abs() < 1e-12, "{found:?} {both}");
    assert!(none.is_none() && found.present < without);
    // The answer itself is the same with a share named and without.
    assert_eq!(of(ONE).0, without);
}

#[test]
fn it_pays_up_to_the_share_that_is_told_and_no_further() {
    let link = |share: f64| format!("{ONE}&a.passed_on={share:.9}");
    let (without, found) = of(&link(30.0));
    let most = pays_to(found);
    // More passed on costs more, and at the share told it costs what going without does.
    let at = |share: f64| of(&link(share)).1.expect("a share is named").present;
    assert!(at(5.0) < at(30.0) && at(30.0) < at(90.0));
    assert!(most < 99.0 && at(most * 0.99) < without && at(most * 1.01) > without, "{most}");
    // It is the same share from wherever it is asked.
    for share in [10.0, 80.0, 95.0] {
        let again = pays_to(of(&link(share)).1);
        assert!((again - most).abs() < 0.3, "{again} {most}");
    }
    // With nothing passed on it pays up to the same share, which is searched from nothing on.
    let upto = pays_to(of(&link(0.0)).1);
    assert!((upto - most).abs() < 0.3, "{upto} {most}");
    // Where the better model is hardly dearer, a second one to test and to change is not worth it, whatever it passes on.
    let strong = link(30.0).replace("frontier", "strong");
    let (without, found) = of(&strong);
    assert_eq!(found.expect("a share is named").pays_to, None);
    assert!(of(&strong.replace("passed_on=30", "passed_on=0")).1.expect("a share is named").present >= without);
}

#[test]
fn it_is_an_option_beside_the_others_and_never_the_answer() {
    let told = |more: &str| answer(&query(&format!("{ONE}{more}")), &CATALOG, 1000);
    let (without, with) = (told(""), told("&a.passed_on=25"));
    // The others are the same, bit for bit, and so is the answer; what is compared is the last.
    let others = |report: &Report| report.options.iter().map(|one| (one.id, one.present, one.best)).collect::<Vec<_>>();
    let last = with.options.last().expect("options");
    assert_eq!(others(&with)[..without.options.len()], others(&without)[..]);
    assert_eq!((last.id, last.best, with.options.len()), ("cascade", false, without.options.len() + 1));
    assert!(without.options.iter().all(|one| one.id != "cascade"));
    assert_eq!(
        (&without.verdict.sentence, without.verdict.monthly, without.verdict.other),
        (&with.verdict.sentence, with.verdict.monthly, with.verdict.other)
    );
    assert_eq!(last.present.get(), of(&format!("{ONE}&a.passed_on=25")).1.expect("named").present);
    // Its lines are its sum, and each is the sum of its equations.
    let sum: f64 = last.lines.iter().map(|line| line.present.get()).sum();
    assert!((sum / last.present.get() - 1.0).abs() < 1e-9);
    assert!(last.lines.iter().all(|line| line.equations.is_some()));
    let odds = |report: &Report| report.uncertainty.as_ref().and_then(|odds| odds.cascade);
    let chance = odds(&with).expect("odds");
    assert!(odds(&without).is_none() && chance.exact > 0.9, "{chance:?}");
}

#[test]
fn its_odds_are_those_of_the_same_draws() {
    // Passing on what makes it cost what going without does, it is a toss-up; passing on all, it costs both.
    let chance = |share: f64| {
        let link = format!("{ONE}&a.passed_on={share:.9}");
        answer(&query(&link), &CATALOG, 1000).uncertainty.and_then(|odds| odds.cascade).expect("odds").exact
    };
    let even = pays_to(of(&format!("{ONE}&a.passed_on=30")).1);
    let all = [5.0, even * 0.9, even, 100.0].map(chance);
    assert!(all.windows(2).all(|pair| pair[0] >= pair[1]), "{all:?}");
    assert!(all[0] > 0.9 && all[3] < 0.05, "{all:?}");
}

#[test]
fn of_two_shares_the_smaller_follows_the_larger() {
    // Each of two workloads names a share, one four fifths of the other's.
    let a = ONE.replace("workloads=a&", "workloads=a~b&");
    let b = ONE.replace("v=2&workloads=a&", "&").replace("&a.", "&b.").replace("&retries=0&growth=0", "");
    // The smaller has little traffic, so that passing on everything does not pay.
    let b = b.replace("2M", "100k");
    let link = |share: f64| format!("{a}{b}&a.passed_on={share:.9}&b.passed_on={:.9}", share / 1.25);
    let (without, found) = of(&link(40.0));
    let most = pays_to(found);
    let at = |share: f64| of(&link(share)).1.expect("a share is named").present;
    assert!(most < 99.0 && at(most * 0.99) < without && at(most * 1.01) > without, "{most}");
    // It is the same share from wherever it is asked.
    assert!((pays_to(of(&link(80.0)).1) - most).abs() < 0.3, "{most}");
}

#[test]
fn it_is_told_with_its_amounts_and_only_where_a_share_is_named() {
    let ahead = |more: &str| answer(&query(&format!("{ONE}{more}")), &CATALOG, 100).verdict.ahead.plain();
    assert!(!ahead("").contains("cheaper model first"));
    let told = ahead("&a.passed_on=25");
    assert!(told.starts_with("With a cheaper model first (") && told.contains("passes 25 % on, it is $"), "{told}");
    assert!(
        told.contains(" less (in ") && told.contains(" of 100 plausible futures it costs less); it pays up to "),
        "{told}"
    );
    // Where the cheapest model is good enough for all, nothing cheaper goes first, and none is called so.
    let dearer = answer(
        &query(
            "v=2&workloads=a&a.requests=5M&a.model=anthropic/claude-sonnet-5.5&a.quality=good&a.first_quality=good&a.passed_on=25",
        ),
        &CATALOG,
        100,
    );
    assert!(
        dearer.verdict.ahead.plain().starts_with("A cheaper model first does not pay: with "),
        "{:?}",
        dearer.verdict.ahead.plain()
    );
    // Nobody passes on vectors, and a fine-tuned model is the one that answers.
    assert!(!ahead("&a.passed_on=25&a.tuning=adapter").contains("cheaper model first"));
}
