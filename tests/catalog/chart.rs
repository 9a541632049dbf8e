//! The chart of past prices tells what the catalog tells, offer by offer and GPU by GPU: `catalog history` makes its file.

use super::import::{chat_of, run};
use super::odd_lists::place;
use crate::FILE;
use serde_json::{Value, json};

const EARLIER: &str = include_str!("../../www/earlier.json");
const CHART: &str = include_str!("../../www/history.json");

fn parse(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

fn text<'v>(row: &'v Value, name: &str) -> &'v str {
    row[name].as_str().unwrap_or_default()
}

/// Rows of catalog and earlier file that began by the catalog's day.
fn rows(table: &str) -> Vec<Value> {
    let asof = parse(FILE)["asof"].as_str().expect("a day").to_owned();
    let files = [parse(EARLIER), parse(FILE)];
    let all = files.iter().flat_map(|file| file[table].as_array().expect("rows").clone());
    all.filter(|row| text(row, "from") <= asof.as_str()).collect()
}

/// The step of a line that holds on a day.
fn on<'c>(line: &'c Value, day: &str) -> Option<&'c Value> {
    line.as_array()?.iter().rfind(|step| step[0].as_str().is_some_and(|from| from <= day))
}

#[test]
fn the_chart_has_every_price_of_an_offer_on_its_day_and_its_end() {
    let (chart, asof) = (parse(CHART), parse(FILE)["asof"].clone());
    assert_eq!(chart["compiled"], asof, "run `cargo run -- catalog history`");
    let all = rows("hosted");
    for row in &all {
        let (id, from) = (text(row, "id"), text(row, "from"));
        let search = row.get("per_request").is_some();
        let line = &chart[if search { "searches" } else { "hosted" }][id];
        let step = on(line, from).unwrap_or_else(|| panic!("{id} of {from}: run `cargo run -- catalog history`"));
        let price = if search { row["per_request"].as_f64() } else { row["input"].as_f64() };
        assert_eq!(step[1].as_f64(), price, "{id} of {from}");
        assert!(search || step[2].as_f64() == row["output"].as_f64(), "{id} of {from}");
        let last = all.iter().all(|other| text(other, "id") != id || text(other, "from") <= from);
        // The day after the last one, where it was or will be retired.
        let ended = line.as_array().expect("steps").last().filter(|step| step[1].is_null());
        let retired = last && row["ends"] == "retired";
        if last {
            assert_eq!(ended.is_some(), retired, "{id}");
        }
        if let Some(end) = ended.filter(|_| last) {
            assert!(end[0].as_str() > row["until"].as_str(), "{id}: {end}");
        }
        if last && row["ends"] == "unseen" {
            assert_eq!(line.as_array().and_then(|steps| steps.last()?[6].as_str()), row["until"].as_str(), "{id}");
        }
    }
    // And no price that neither file has.
    for (id, line) in chart["hosted"].as_object().expect("offers") {
        let mine: Vec<&Value> = all.iter().filter(|row| text(row, "id") == id).collect();
        for step in line.as_array().expect("steps").iter().filter(|step| !mine.is_empty() && !step[1].is_null()) {
            let has = |row: &&Value| row["from"] == step[0] && row["input"].as_f64() == step[1].as_f64();
            assert!(mine.iter().any(has), "{id}: {step}");
        }
    }
    // Groq's last day of Llama 3.3 70B was 2026-10-02; Fireworks asked 1.32 and 3.96 for DeepSeek V4 Pro from 2026-08-21.
    let end = chart["hosted"]["groq/llama-3.3-70b"].as_array().and_then(|steps| steps.last()).expect("an end");
    assert_eq!((&end[0], &end[1]), (&json!("2026-10-03"), &Value::Null));
    let step = on(&chart["hosted"]["fireworks/deepseek-v4-pro"], "2026-08-22").expect("a price");
    assert_eq!((&step[1], &step[2]), (&json!(1.32), &json!(3.96)));
}

#[test]
fn the_chart_has_every_rent_of_every_gpu() {
    let chart = parse(CHART);
    let lines = chart["rents"].as_object().expect("rents");
    for row in rows("rents") {
        let card = text(&row, "gpu").split('-').next().unwrap_or("").to_uppercase();
        let of_it = lines
            .iter()
            .filter(|(name, _)| name.starts_with(&card) && name.contains(&[", ", text(&row, "billing")].concat()));
        let told = of_it
            .flat_map(|(_, steps)| steps.as_array().expect("steps"))
            .any(|step| step[0] == row["from"] && step[1].as_f64() == row["hour"].as_f64() && step[3] == row["grade"]);
        assert!(told, "{row}: run `cargo run -- catalog history`");
    }
    // A server of eight is no later price of one GPU: Lambda asked 4.29 for one H100 from 2026-09-20, 3.99 for each of 8.
    let last = |name: &str| on(&lines[name], "2026-11-24").map(|step| step[1].clone());
    assert_eq!(last("H100 at Lambda, on-demand"), Some(json!(4.29)));
    assert_eq!(last("H100 at Lambda, on-demand, servers of 8"), Some(json!(3.99)));
}

/// Groq asks 0.15 for gpt-oss-120b; a list has it at 0.18.
#[test]
fn rows_that_an_import_appends_are_in_the_chart_too() {
    let folder = place("chart-renewed");
    std::fs::create_dir_all(&folder).expect("made");
    let file = |name: &str| folder.join(name).display().to_string();
    std::fs::write(file("catalog.json"), super::frozen::text()).expect("written");
    std::fs::write(file("earlier.json"), EARLIER).expect("written");
    let mut offer = chat_of("groq", 1.8e-7, 6e-7);
    offer["cache_read_input_token_cost"] = json!(7.5e-8);
    std::fs::write(file("list.json"), json!({ "groq/openai/gpt-oss-120b": offer }).to_string()).expect("written");
    let (list, catalog) = (file("list.json"), file("catalog.json"));
    let (_, error, code) =
        run(&["catalog", "import", "litellm", &list, "--seen", "2026-11-24", "--catalog", &catalog, "--append"]);
    assert!(code == Some(0) && error.contains("1 row appended"), "{error}");
    let chart = parse(&std::fs::read_to_string(file("history.json")).expect("the chart's file"));
    let steps = chart["hosted"]["groq/gpt-oss-120b"].as_array().expect("steps");
    let last = steps.last().expect("a step");
    assert_eq!((&last[0], &last[1], &last[2]), (&json!("2026-11-24"), &json!(0.18), &json!(0.6)));
}
