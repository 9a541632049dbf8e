//! The formulas, worked out by a small spreadsheet of the test's own, give the engine's numbers; a changed input flows on.

#![cfg(not(target_arch = "wasm32"))]

use build_or_buy::catalog::Catalog;
use build_or_buy::inputs::link;
use build_or_buy::report::answer;
use build_or_buy::sentence::amount_of;
use build_or_buy_workbook::{Cell, Sheet};
use std::collections::BTreeMap;
use std::sync::LazyLock;

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
    let value = serde_json::from_str(include_str!("../www/catalog.json")).expect("the file is JSON");
    Catalog::read(&value).expect("the file has its tables").0
});

/// The report of a query as it crosses to JavaScript.
fn report(query: &str) -> serde_json::Value {
    let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let report = answer(&link::read(&pairs, &CATALOG), &CATALOG, 1);
    serde_json::to_value(report).expect("plain data")
}

fn found(query: &str) -> build_or_buy_workbook::Report {
    serde_json::from_value(report(query)).expect("a report")
}

fn sheets(report: &build_or_buy_workbook::Report) -> Vec<Sheet> {
    build_or_buy_workbook::sheets(report, "?v=2", &amount_of)
}

/// Every cell's value, worked out anew from numbers and formulas alone.
struct Calculator<'s> {
    sheets: BTreeMap<&'s str, &'s Sheet>,
}

impl<'s> Calculator<'s> {
    fn new(sheets: &'s [Sheet]) -> Self {
        Self { sheets: sheets.iter().map(|sheet| (sheet.name.as_str(), sheet)).collect() }
    }

    fn cell(&self, sheet: &str, column: u8, row: usize) -> f64 {
        match &self.sheets[sheet].rows[row - 1][usize::from(column - b'A')] {
            Cell::Number(value, _) => *value,
            Cell::Formula(text, _, _) => self.sum(sheet, text),
            other => panic!("{sheet}!{}{row} is {other:?}", column as char),
        }
    }

    fn sum(&self, sheet: &str, text: &str) -> f64 {
        if let Some(inner) = text.strip_prefix("MAX(0,") {
            return self.sum(sheet, inner.trim_end_matches(')')).max(0.0);
        }
        if let Some(inner) = text.strip_prefix("ROUNDUP(") {
            return self.sum(sheet, inner.trim_end_matches(",0)")).ceil();
        }
        // A name of a sheet in quotes may hold any letter.
        if let Some((name, cell)) = text.strip_prefix('\'').and_then(|rest| rest.split_once("'!")) {
            return self.product(name, cell);
        }
        let (mut total, mut start, mut sign) = (0.0, 0, 1.0);
        for (at, letter) in text.char_indices().chain([(text.len(), '+')]) {
            if matches!(letter, '+' | '-') {
                if at > start {
                    total += sign * self.product(sheet, &text[start..at]);
                }
                (start, sign) = (at + 1, if letter == '-' { -1.0 } else { 1.0 });
            }
        }
        total
    }

    fn product(&self, sheet: &str, text: &str) -> f64 {
        let (mut value, mut start, mut over) = (1.0, 0, false);
        for (at, letter) in text.char_indices().chain([(text.len(), '*')]) {
            if matches!(letter, '*' | '/') {
                let one = self.atom(sheet, &text[start..at]);
                value = if over { value / one } else { value * one };
                (start, over) = (at + 1, letter == '/');
            }
        }
        value
    }

    fn atom(&self, sheet: &str, text: &str) -> f64 {
        if let Ok(number) = text.parse() {
            return number;
        }
        let (sheet, cell) = text.split_once('!').unwrap_or((sheet, text));
        self.cell(sheet, cell.as_bytes()[0], cell[1..].parse().expect("a row"))
    }
}

/// Situations with every kind of line: bought, mixed, owned, reranked, reasoning, waiting.
const CASES: [&str; 6] = [
    "workloads=a~b&a.model=cohere/rerank-v3.5&a.requests=3M&b.reasoning_tokens=900&rota_absorbed=50&run_people_small=12",
    "",
    "assistant.requests=60M&ml_ops=platform",
    "assistant.requests=60M&payment=owned&outage_cost=5000&lag_value=2000&cost_of_delay=9000",
    "extraction.waiting=60&in_region=yes&committed_discount=10&moves=follow",
    "regime=air-gap&premises=owned",
];

#[test]
fn formulas_give_the_engines_numbers() {
    for query in CASES {
        let report = found(query);
        let sheets = sheets(&report);
        let calculator = Calculator::new(&sheets);
        let mut formulas = 0;
        for sheet in &sheets {
            for (row, cells) in sheet.rows.iter().enumerate() {
                for (column, cell) in cells.iter().enumerate() {
                    let Cell::Formula(text, result, _) = cell else { continue };
                    let value = calculator.cell(&sheet.name, b'A' + column as u8, row + 1);
                    let near = (value - result).abs() <= 1e-9 * result.abs().max(1e-3);
                    assert!(near, "{query}: {} row {}: {text} gives {value}, not {result}", sheet.name, row + 1);
                    formulas += 1;
                }
            }
        }
        assert!(formulas > 50, "{query}: {formulas}");
    }
}

/// At 50 % an input is its own rest, and 12 engineers are as many as the months of a year: neither is taken for the other.
#[test]
fn a_number_that_only_looks_like_an_input_is_not_linked_to_it() {
    let report = found("assistant.requests=60M&rota_absorbed=50&run_people_small=12&rota=30");
    let mut sheets = sheets(&report);
    let level = |sheets: &[Sheet], line: &str| {
        let sheet = sheets.iter().find(|sheet| sheet.name.starts_with("Own servers")).expect("own servers");
        let row =
            sheet.rows.iter().position(|row| matches!(row.first(), Some(Cell::Text(text)) if text.starts_with(line)));
        Calculator::new(sheets).cell(&sheet.name, b'B', row.expect("the line") + 1)
    };
    let set = |sheets: &mut [Sheet], key: &str, to: f64| {
        let inputs = sheets.iter_mut().find(|sheet| sheet.name == "Inputs").expect("inputs");
        let row = inputs.rows.iter_mut().find(|row| row[0] == Cell::text(key)).expect("the input");
        let Cell::Number(value, _) = &mut row[2] else { panic!("no number") };
        *value = to;
    };
    let before =
        ["People who run it, level", "On-call cover you don't have yet, level"].map(|line| level(&sheets, line));
    set(&mut sheets, "rota_absorbed", 80.0);
    // More of the rota absorbed never costs more: the half stays as it was.
    assert!(level(&sheets, "On-call cover") <= before[1] * (1.0 + 1e-12));
    set(&mut sheets, "run_people_small", 24.0);
    assert!((level(&sheets, "People who run it") / before[0] - 2.0).abs() < 1e-9);
}

#[test]
fn a_doubled_input_doubles_what_is_paid_for_it() {
    let report = found("workloads=a&a.requests=2M&a.model=openai/gpt-5.6-terra&a.quality=same");
    let mut sheets = sheets(&report);
    let total = |sheets: &[Sheet]| {
        let sheet = sheets.iter().find(|sheet| sheet.name.starts_with("API as you")).expect("today's option");
        let rows = sheet.rows.iter().enumerate();
        let line = rows
            .clone()
            .find(|(_, row)| matches!(row.first(), Some(Cell::Text(text)) if text.starts_with("Tokens out, level")));
        Calculator::new(sheets).cell(&sheet.name, b'B', line.expect("the line").0 + 1)
    };
    let before = total(&sheets);
    let inputs = sheets.iter_mut().find(|sheet| sheet.name == "Inputs").expect("inputs");
    for row in &mut inputs.rows {
        if row[0] == Cell::text("a.requests") {
            let Cell::Number(value, _) = &mut row[2] else { panic!("no number") };
            *value *= 2.0;
        }
    }
    let after = total(&sheets);
    assert!(before > 0.0 && (after / before - 2.0).abs() < 1e-12, "{before} {after}");
}

/// Spreadsheets refuse these letters, names of more than 31 and the same name twice, in capitals or not; the sums still find
/// their sheet.
#[test]
fn whatever_an_option_is_called_its_sheet_has_a_name() {
    for [one, two, three] in [
        ["Managed: [API]/cloud?*\\", "managed API", "'Our own' kit'"],
        ["A name of more than thirty-one letters, here", "A name of more than thirty-one letters, there", "Inputs"],
        ["", ":", "🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂"],
    ] {
        let mut all = report("");
        for (option, name) in all["options"].as_array_mut().expect("options").iter_mut().zip([one, two, three]) {
            option["label"] = name.into();
        }
        let report = serde_json::from_value(all).expect("a report");
        let sheets = sheets(&report);
        let mut seen = Vec::new();
        for Sheet { name, .. } in &sheets {
            assert!(!name.is_empty() && name.encode_utf16().count() <= 31, "{name}");
            assert!(!name.contains(['[', ']', ':', '*', '?', '/', '\\']), "{name}");
            assert!(!name.starts_with('\'') && !name.ends_with('\''), "{name}");
            assert!(!seen.contains(&name.to_lowercase()), "{name} twice");
            seen.push(name.to_lowercase());
        }
        build_or_buy_workbook::file(&report, &sheets).expect("the writer takes them");
        let sums = sheets[0].rows.iter().flatten().filter_map(|cell| match cell {
            Cell::Formula(text, _, _) => Some(text.as_str()),
            _ => None,
        });
        for (sum, sheet) in sums.zip(&sheets[2..]) {
            assert!(sum.starts_with(&format!("'{}'!B", sheet.name.replace('\'', "''"))), "{sum}");
        }
    }
}

/// A cell holds 32,767 letters; the writer refuses a file with more in one.
#[test]
fn a_text_that_no_cell_holds_is_cut_and_the_file_is_made() {
    let report = found("memo_title=x");
    let again = "é".repeat(40_000);
    let sheets = build_or_buy_workbook::sheets(&report, &again, &amount_of);
    build_or_buy_workbook::file(&report, &sheets).expect("a file");
}

/// The memo's title, the company and the author stand first, where a link names them.
#[test]
fn title_and_link_stand_in_it() {
    let sheets = sheets(&found("memo_title=GPUs+or+not&memo_by=Ana&memo_for=ACME"));
    assert_eq!(sheets[0].rows[0], [Cell::Head("GPUs or not · ACME · Ana".to_owned())]);
    assert_eq!(sheets[0].rows.last(), Some(&vec![Cell::text("?v=2")]));
    assert_eq!(build_or_buy_workbook::title(&found("")), "Build or buy?");
}

/// Names stand in its sentences as in the answer's: of workloads, models, hosts and days.
#[test]
fn the_sentences_of_the_answer_stand_in_it_with_their_names() {
    let query =
        "workloads=a&a.requests=60M&a.quality=good&a.model=openai/gpt-5.6-terra&regime=air-gap&clause=4.2&horizon=60";
    let pairs: Vec<(String, String)> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let report = answer(&link::read(&pairs, &CATALOG), &CATALOG, 500);
    let verdict = &report.verdict;
    let said = [&verdict.sentence, &verdict.sure, &verdict.decides, &verdict.holds, &verdict.check];
    let sentences: Vec<String> = said.iter().map(|one| one.plain()).filter(|one| !one.is_empty()).collect();
    assert!(said.iter().any(|one| one.0.iter().any(|part| part.unit == build_or_buy::sentence::Unit::Name)));
    let told = serde_json::from_value(serde_json::to_value(&report).expect("plain data")).expect("a report");
    let rows = &sheets(&told)[0].rows;
    assert_eq!(rows[1..=sentences.len()], sentences.iter().map(|one| vec![Cell::text(one)]).collect::<Vec<_>>());
}
