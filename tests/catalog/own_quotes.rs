//! A visitor's own quotes for GPUs: they are the price, or are said not to be.

use super::import::run;
use crate::{catalog, date};
use build_or_buy::catalog::{Catalog, Overlaid, Value};
use build_or_buy::fleet::rents::prices;
use build_or_buy::inputs::{Provider, link};
use build_or_buy::report;
use std::path::PathBuf;

fn with(tables: &str) -> (Catalog, Overlaid) {
    let mut catalog = catalog();
    let own: Value = serde_json::from_str(&format!(r#"{{"name":"Us",{tables}}}"#)).expect("JSON");
    let laid = catalog.overlay(&own);
    (catalog, laid)
}

fn rent(gpu: &str, who: &str, market: &str, billing: &str, hour: f64) -> String {
    format!(
        r#"{{"gpu":"{gpu}","provider":"{who}","market":"{market}","billing":"{billing}","from":"2026-08-01","hour":{hour},"gpus_min":1,"source":"quote of {who}","grade":"A"}}"#
    )
}

const DELL: &str =
    r#"{"gpu":"h100","price":30000,"low":28000,"high":33000,"from":"2026-11-01","source":"quote of Dell","grade":"A"}"#;

/// Seven specialists ask 0.79 to 1.82 for an L40S, and one reserves an H100 at 2.72: whoever has a quote pays the quote.
#[test]
fn a_quote_is_the_price_of_its_gpu_and_way_to_pay() {
    let on = date("2026-11-24");
    let hour = |tables: &[String], gpu: &str| {
        let (catalog, laid) = with(&format!(r#""rents":[{}]"#, tables.join(",")));
        assert!(laid.refused.is_empty() && laid.aside.is_empty(), "{laid:?}");
        let prices = prices(&catalog, catalog.gpu(gpu).expect("there"), Provider::Specialist, on);
        let of = |quotes: Option<build_or_buy::fleet::rents::Quotes>| quotes.map(|one| (one.median.get(), one.own));
        (of(prices.on_demand), of(prices.reserved))
    };
    let market = hour(&[], "l40s").0.expect("specialists let it");
    let own = |hour: f64| rent("l40s", "Colo", "specialist", "on-demand", hour);
    // Dear or cheap, it is what the visitor pays.
    for quote in [0.2, 9.0] {
        assert_eq!(hour(&[own(quote)], "l40s"), (Some((quote, true)), None));
    }
    // Of three the middle one, as of the market's.
    let three = [
        own(0.9),
        rent("l40s", "Barn", "specialist", "on-demand", 0.5),
        rent("l40s", "Shed", "specialist", "on-demand", 0.7),
    ];
    assert_eq!(hour(&three, "l40s").0, Some((0.7, true)));
    // Another kind of company than the one asked for, and another GPU.
    assert_eq!(hour(&[rent("l40s", "Colo", "marketplace", "on-demand", 0.2)], "l40s").0, Some(market));
    assert_eq!(hour(&[rent("h100", "Colo", "specialist", "on-demand", 0.2)], "l40s").0, Some(market));
    // Reserved, of a new company and of one whose public price is later than the quote.
    for who in ["Colo", "Hyperstack"] {
        assert_eq!(hour(&[rent("h100", who, "specialist", "reserved", 3.0)], "h100").1, Some((3.0, true)), "{who}");
    }
}

/// A quote is one figure: it has no low and no high end.
#[test]
fn a_quote_to_buy_is_one_number() {
    let one = r#"{"gpu":"h100","from":"2026-11-01","price":30000,"source":"quote of Dell","grade":"A"}"#;
    let (catalog, laid) = with(&format!(r#""purchases":[{one}]"#));
    assert!(laid.refused.is_empty() && laid.asked.is_empty() && laid.aside.is_empty(), "{laid:?}");
    assert_eq!(catalog.purchase("h100", catalog.asof).map(|row| row.price.get()), Some(30_000.0));
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("one-quote.json");
    std::fs::write(&path, format!(r#"{{"name":"Us","purchases":[{one}]}}"#)).expect("written");
    let (out, error, code) = run(&["catalog", "check", &path.display().to_string()]);
    assert_eq!(code, Some(0), "{out}{error}");
    // A row of the catalog has both ends, and ends that are given enclose the price.
    let (out, line) =
        crate::check::planted("no-ends", r#"{"gpu":"gb300","price":41667"#, r#""low":33333,"high":50000,"#, "");
    assert!(
        out.contains(&format!(":{line}: wrong: purchases, row gb300 of 2025-09-23, low: low and high are missing")),
        "{out}"
    );
    std::fs::write(
        &path,
        format!(r#"{{"name":"Us","purchases":[{}]}}"#, one.replace("\"price\"", "\"low\":31000,\"price\"")),
    )
    .expect("written");
    let (out, _, code) = run(&["catalog", "check", &path.display().to_string()]);
    assert!(code == Some(1) && out.contains("low: low, price and high must rise"), "{out}");
}

/// The catalog's price of an H100, 40,625, was seen on 2026-11-23, after the quote.
#[test]
fn a_quote_to_buy_counts_before_the_market_and_with_its_source() {
    let (catalog, _) = with(&format!(r#""purchases":[{DELL}]"#));
    let link = [
        ("workloads", "a"),
        ("a.requests", "2M"),
        ("a.model", "openai/gpt-6-sol"),
        ("a.quality", "any"),
        ("a.open_model", "qwen3-32b"),
        ("gpu", "h100"),
        ("payment", "owned"),
    ];
    let pairs: Vec<(String, String)> = link.iter().map(|(key, text)| ((*key).into(), (*text).into())).collect();
    let report = report::answer(&link::read(&pairs, &catalog), &catalog, 0);
    let row = report.ledger.iter().find(|row| row.key == "h100 purchase").expect("it is bought");
    assert_eq!((row.value, row.set_by, row.source.as_str()), (Some(30_000.0), "overlay", "quote of Dell"));
    // A quote that has not come yet is none.
    let (catalog, laid) = with(&format!(r#""purchases":[{}]"#, DELL.replace("2026-11-01", "2026-12-01")));
    assert_eq!(catalog.purchase("h100", catalog.asof).map(|row| row.price.get()), Some(40_625.0));
    assert!(laid.aside.iter().any(|one| one.said.contains("h100 from 2026-12-01 begins after 2026-11-24")), "{laid:?}");
}

/// One start of the program: what counts, what does not and why, and what looks wrong.
#[test]
fn the_report_says_which_quotes_count_and_why_the_others_do_not() {
    let rents = [
        rent("h100", "Colo", "specialist", "on-demand", 1.0).replace(r#""gpus_min":1"#, r#""gpus_min":8"#),
        rent("h100", "Barn", "specialist", "on-demand", 2.0),
        rent("h100", "AWS", "hyperscaler", "on-demand", 3.0),
        rent("h100", "Shed", "specialist", "spot", 0.5),
        rent("l4", "Shed", "specialist", "on-demand", 0.5),
    ];
    let contract = r#"{"id":"openai/gpt-6-sol","host":"OpenAI","model":"GPT-6 Sol","kind":"chat","from":"2026-11-01","input":160,"output":800,"until":"2026-11-15","ends":"promotion","checked":"2026-11-15","source":"contract 7","grade":"A"}"#;
    let idle =
        contract.replace("openai/gpt-6-sol", "mistral/mistral-embed").replace("chat", "embedding").replace("800", "0");
    let text = format!(
        r#"{{"name":"Us","inputs":{{"engineer_costs":150000}},"rents":[{}],"hosted":[{contract},{idle}],"purchases":[{DELL}],"parameters":[{{"key":"cache_hit","typical":70}}]}}"#,
        rents.join(",")
    );
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("own-quotes.json");
    std::fs::write(&path, text).expect("written");
    let link = "workloads=a&a.requests=2M&a.model=openai/gpt-6-sol&a.quality=any&a.open_model=qwen3-32b&gpu=h100&payment=on-demand";
    let (out, error, _) = run(&["report", link, "--catalog", &path.display().to_string(), "--draws", "0"]);
    let own = out.split_once("\nFROM Us").unwrap_or_else(|| panic!("{out}{error}")).1;
    for said in [
        "H100 80GB SXM, on demand, your quote, let 8 at a time: 1 USD/GPU-hour",
        "USED, AND LOOKS WRONG IN Us",
        "The price of openai/gpt-6-sol from 2026-11-01 ended on 2026-11-15",
        "The rent of h100 Barn from 2026-08-01 does not count: of your two quotes for this GPU the lower one does, 1 USD",
        "The rent of h100 AWS from 2026-08-01 is a hyperscaler's, and this question rents from a specialist",
        "The rent of h100 Shed from 2026-08-01 counts where GPUs are paid so: payment=spot, and here it is on-demand",
        "The rent of l4 Shed from 2026-08-01 has no effect here",
        "The price to buy h100 from 2026-11-01 counts where GPUs are bought: payment=owned",
        "The price of mistral/mistral-embed from 2026-11-01 has no effect here",
        "The parameter cache_hit is evidence",
        "engineer_costs: \u{201c}150000\u{201d} is not an input known here; allowed: one of the names in the table of inputs. Do you mean `engineer_cost`?",
    ] {
        assert!(own.contains(said), "{said}: {own}");
    }
    assert!(error.contains("used as it stands, and it looks wrong"), "{error}");
}

#[test]
fn what_is_no_list_or_stands_twice_or_lacks_fields_is_refused_in_words() {
    let said = |tables: &str| with(tables).1.refused.into_iter().map(|one| one.said).collect::<Vec<_>>();
    for table in ["hosted", "parameters"] {
        assert_eq!(
            said(&format!(r#""{table}":{{"id":"x"}}"#)),
            [format!("The file: {table} must be a list of rows, in [ ].")]
        );
    }
    let one = rent("h100", "Colo", "specialist", "reserved", 1.6);
    let (catalog, laid) = with(&format!(r#""rents":[{one},{}]"#, one.replace("1.6", "1.9")));
    assert_eq!(
        laid.refused[0].said,
        "The rent of h100 Colo reserved 1 from 2026-08-01: the row must be there only once: the first of them counts."
    );
    let counts = catalog.rents_of("h100", catalog.asof).into_iter().find(|row| row.provider == "Colo");
    assert_eq!(counts.map(|row| row.hour.get()), Some(1.6));
    // Three fields that are missing are told at once.
    let fields: Vec<String> =
        with(r#""hosted":[{"id":"openai/gpt-6-sol","host":"OpenAI","model":"GPT-6 Sol","kind":"chat","input":1,"output":5}]"#)
            .1
            .refused
            .into_iter()
            .map(|one| one.field)
            .collect();
    assert_eq!(fields, ["from", "checked", "source", "grade"]);
    // And a whole catalog's.
    let rents: Vec<&str> = crate::FILE.split("\"rents\":[").collect();
    let whole = [rents[0], "\"rents\":{},\"left\":[", rents[1]].concat();
    let (_, refused) = Catalog::read(&serde_json::from_str(&whole).expect("JSON")).expect("the other tables");
    assert_eq!(refused[0].said, "The file: rents must be a list of rows, in [ ].");
}

/// Publicly 0.2; the contract says nothing, and the engine bills input from the cache as all other input.
#[test]
fn a_contract_without_a_price_of_cached_input_is_asked_about() {
    let row = |more: &str| {
        let text = r#"{"id":"openai/gpt-6-sol","host":"OpenAI","model":"GPT-6 Sol","kind":"chat","from":"2026-11-01","input":1.6,"output":8,"checked":"2026-11-20","source":"contract 7","grade":"A""#;
        let asked = with(&format!(r#""hosted":[{text}{more}}}]"#)).1.asked;
        asked.into_iter().map(|one| one.said).collect::<Vec<_>>()
    };
    let asked = row(r#","note":"no step""#);
    assert!(
        asked[0].contains(
            "has no cached_read: input that a cache serves costs 1.6 as all other does; publicly it costs 0.2"
        ),
        "{asked:?}"
    );
    assert_eq!(row(r#","note":"no step, no cached price""#), Vec::<String>::new());
    assert_eq!(row(r#","note":"no step","cached_read":0.16"#), Vec::<String>::new());
}

/// 30 USD an hour for one L4, where others ask about half a dollar, and no plan of this question runs on it: one line says both.
#[test]
fn a_quote_that_is_wrong_and_not_used_is_told_once() {
    let late = rent("h100", "Late", "specialist", "on-demand", 2.0).replace("2026-08-01", "2026-12-05");
    let text = format!(r#"{{"name":"Us","rents":[{},{late}]}}"#, rent("l4", "Shed", "specialist", "on-demand", 30.0));
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("own-wrong-idle.json");
    std::fs::write(&path, text).expect("written");
    let path = path.display().to_string();
    let link = "workloads=a&a.requests=2M&a.model=openai/gpt-6-sol&a.quality=any&a.open_model=qwen3-32b&gpu=h100";
    let (out, error, code) = run(&["report", link, "--catalog", &path, "--draws", "0"]);
    let own = out.split_once("\nFROM Us").unwrap_or_else(|| panic!("{out}{error}")).1;
    let lines: Vec<&str> = own.lines().filter(|line| line.contains("of l4 Shed")).collect();
    assert!(
        matches!(lines[..], [one] if one.contains("has no effect here") && one.contains("It looks wrong, too: hour: 30 where")),
        "{own}"
    );
    assert!(!own.contains("LOOKS WRONG IN"), "{own}");
    // Beside it, one line for whoever reads a program's answer; it may not be used because it is wrong.
    assert!(code == Some(2) && error.matches("The rent of l4 Shed").count() == 1, "{error}");
    assert!(error.contains("read, and not used here, and it looks wrong."), "{error}");
    // The check has one finding of a rent that has not begun, and calls it no error.
    let (out, ..) = run(&["catalog", "check", &path]);
    let lines: Vec<&str> = out.lines().filter(|line| line.contains("h100 Late")).collect();
    assert!(matches!(lines[..], [one] if one.contains(": look: ") && one.contains("begins after 2026-11-24")), "{out}");
}
