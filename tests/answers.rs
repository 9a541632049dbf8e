//! No number moves unnoticed: what this version answers for some ninety companies, kept beside it.
//!
//! A shared link opens with the engine that it names, so whoever moves a number raises the version and says in CHANGELOG for
//! whom. The file tells which companies those are: their amounts as they stand, and of every part of the report a digest of
//! all its numbers, in sentences too, and a digest of all its words. Words may change within a version: whoever changed some on
//! purpose writes the file anew, and sees that nothing but the line `words` moves.
//!
//! `UPDATE=1 cargo test --test answers` writes it anew.
#![cfg(not(target_arch = "wasm32"))]

use build_or_buy::catalog::Catalog;
use build_or_buy::inputs::link;
use build_or_buy::report;
use serde_json::Value;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::LazyLock;

/// Few draws tell that something moved as well as many do.
const DRAWS: u32 = 40;
/// Companies of which flips and curves are kept too, which take longest.
const FOLLOWED: usize = 3;
/// Prices of one day, so that rows of later ones change nothing here.
const DAY: &str = "2026-11-24";

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
    let value = serde_json::from_str(include_str!("../www/catalog.json")).expect("JSON");
    Catalog::read(&value).expect("tables").0
});

fn file() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/answers/{}.txt", report::ENGINE))
}

/// The numbers of a part of a report, in order, at twelve digits.
fn numbers(part: &Value, all: &mut String) {
    match part {
        Value::Number(number) => write!(all, "{:.11e} ", number.as_f64().expect("a double")).expect("a string grows"),
        Value::Bool(yes) => all.push_str(if *yes { "yes " } else { "no " }),
        Value::Array(parts) => parts.iter().for_each(|part| numbers(part, all)),
        Value::Object(parts) => parts.values().for_each(|part| numbers(part, all)),
        Value::Null => all.push_str("- "),
        Value::String(_) => {}
    }
}

/// The texts of a part of a report, in order.
fn words(part: &Value, all: &mut String) {
    match part {
        Value::String(text) => all.extend([text.as_str(), "\n"]),
        Value::Array(parts) => parts.iter().for_each(|part| words(part, all)),
        Value::Object(parts) => parts.values().for_each(|part| words(part, all)),
        _ => {}
    }
}

fn digest(part: &Value, of: fn(&Value, &mut String)) -> String {
    let mut all = String::new();
    of(part, &mut all);
    // FNV-1a, 64 bits.
    let hash = all
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{:08x}", hash >> 32)
}

fn amount(value: &Value) -> String {
    value.as_f64().map_or("-".to_owned(), |amount| format!("{amount:.2}"))
}

/// What is kept of one company's answer.
fn kept(company: &str, followed: bool) -> String {
    let pairs: Vec<(String, String)> = form_urlencoded::parse(company.as_bytes()).into_owned().collect();
    let dated = if pairs.iter().any(|pair| pair.0 == "asof") { Vec::new() } else { vec![("asof".into(), DAY.into())] };
    let query = link::read(&[pairs, dated].concat(), &CATALOG);
    let report = serde_json::to_value(report::answer(&query, &CATALOG, DRAWS)).expect("a report");
    let verdict = &report["verdict"];
    let mut text = format!("\n?{company}\n");
    let word = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let (side, said) = (word(&verdict["side"]), word(&verdict["word"]));
    writeln!(text, "  {said} {side} {} other {}", amount(&verdict["monthly"]), amount(&verdict["other"]))
        .expect("text");
    for option in report["options"].as_array().into_iter().flatten() {
        writeln!(text, "  {} {}", word(&option["id"]), amount(&option["monthly"])).expect("text");
    }
    let volume = &report["break_even"];
    let (first, durable) = (amount(&volume["first"]), amount(&volume["durable"]));
    writeln!(text, "  wins from {first}, for good from {durable}, naively from {}", amount(&volume["naive"]))
        .expect("text");
    for (name, part) in report.as_object().into_iter().flatten() {
        if !matches!(part, Value::String(_)) {
            writeln!(text, "  {name} {}", digest(part, numbers)).expect("text");
        }
    }
    // The catalog's own day moves with every row that is added.
    let said: Vec<Value> = report
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(name, _)| *name != "catalog_asof")
        .map(|(_, part)| part.clone())
        .collect();
    writeln!(text, "  words {}", digest(&Value::Array(said), words)).expect("text");
    if followed {
        let along = report::sensitivity::sensitivity(&query, &CATALOG);
        writeln!(text, "  flips {}", digest(&serde_json::to_value(along).expect("flips"), numbers)).expect("text");
    }
    text
}

fn companies() -> Vec<String> {
    let text = include_str!("answers/companies.txt");
    text.lines().filter_map(|line| line.strip_prefix('?')).map(str::to_owned).collect()
}

/// Every `of`-th company from the `at`-th on, so that two cores work at once.
fn hold(at: usize, of: usize) {
    // The file is being written by the test below.
    if std::env::var_os("UPDATE").is_some() {
        return;
    }
    let text = std::fs::read_to_string(file()).expect("this version's answers: UPDATE=1 cargo test --test answers");
    for (number, company) in companies().iter().enumerate().skip(at).step_by(of) {
        let is = kept(company, number < FOLLOWED);
        let was = text.split("\n\n").find(|block| block.lines().next() == Some(&format!("?{company}"))).unwrap_or("");
        assert!(
            is.trim() == was.trim(),
            "numbers or words of {} moved; were\n{was}\nare{is}\n{ADVICE}",
            report::ENGINE
        );
    }
}

const ADVICE: &str = "Words alone (the line `words`): read them. Numbers: where this version is released, raise it, and say \
                      in CHANGELOG for whom. Then UPDATE=1 cargo test --test answers";

#[test]
fn no_number_of_the_first_half_moves_within_a_version() {
    hold(0, 2);
}

#[test]
fn no_number_of_the_second_half_moves_within_a_version() {
    hold(1, 2);
}

#[test]
fn every_company_is_kept_once() {
    let all = companies();
    if std::env::var_os("UPDATE").is_some() {
        let head = format!(
            "# What engine {} answers for tests/answers/companies.txt. See tests/answers.rs.\n",
            report::ENGINE
        );
        let kept: Vec<String> = all.iter().enumerate().map(|(at, company)| kept(company, at < FOLLOWED)).collect();
        std::fs::write(file(), head + &kept.concat()).expect("the file is written");
    }
    let text = std::fs::read_to_string(file()).expect("this version's answers");
    let kept: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix('?')).collect();
    assert_eq!(kept, all);
}
