//! Prices whose last day a list states: the row that is proposed or asked about carries it.

use super::frozen;
use super::import::{asked, entry, planned, run};
use serde_json::{Value, json};
use std::path::PathBuf;

/// A list of one vendor; `to_date` is the first day after.
fn llm_prices(name: &str, vendor: &str, id: &str, history: &Value) -> Value {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let path = folder.join(format!("ends-{name}.json"));
    let list = json!({ "vendor": vendor, "models": [{ "id": id, "name": id, "price_history": history }] });
    std::fs::write(&path, list.to_string()).expect("written");
    planned("llm-prices", &path)
}

/// Read on 2026-11-24: the catalog has 0.15 and 0.6 at Groq, and no `gpt-oss-999b`.
#[test]
fn the_last_day_of_a_price_stands_in_the_row_that_is_asked_about() {
    let now = |end: &str| json!([{ "input": 0.12, "output": 0.48, "input_cached": 0.06, "from_date": "2026-11-10", "to_date": end }]);
    for (name, id) in [("known", "groq/gpt-oss-120b"), ("new", "groq/gpt-oss-999b")] {
        let plan = llm_prices(name, "groq", id.trim_start_matches("groq/"), &now("2027-01-01"));
        let one = entry(&plan, "ask", id).unwrap_or_else(|| panic!("{plan:#}"));
        assert_eq!((&one["about"], &plan["append"]), (&json!("promotion"), &json!([])), "{one:#}");
        let row = &one["row"];
        assert_eq!(
            (&row["until"], &row["ends"], &row["input"]),
            (&json!("2026-12-31"), &json!("promotion"), &json!(0.12))
        );
    }
    // A price that comes and goes again: nothing is appended that ends on a day of which nobody knows what follows.
    let coming = json!([
        { "input": 0.15, "output": 0.6, "input_cached": 0.075, "from_date": null, "to_date": "2026-12-01" },
        { "input": 0.12, "output": 0.48, "input_cached": 0.06, "from_date": "2026-12-01", "to_date": "2027-03-01" }
    ]);
    let plan = llm_prices("coming", "groq", "gpt-oss-120b", &coming);
    assert_eq!((asked(&plan, "groq/gpt-oss-120b"), &plan["append"]), ("promotion", &json!([])));
    let row = &entry(&plan, "ask", "groq/gpt-oss-120b").expect("asked")["row"];
    // 2027 has 28 days in February.
    assert_eq!((&row["from"], &row["until"]), (&json!("2026-12-01"), &json!("2027-02-28")), "{row}");
    // Where the list says what follows, the next row ends the one before.
    let followed = json!([
        { "input": 0.12, "output": 0.48, "input_cached": 0.06, "from_date": "2026-11-10", "to_date": "2026-12-15" },
        { "input": 0.13, "output": 0.5, "input_cached": 0.065, "from_date": "2026-12-15", "to_date": null }
    ]);
    let plan = llm_prices("followed", "groq", "gpt-oss-120b", &followed);
    let rows: Vec<&Value> = plan["append"].as_array().expect("rows").iter().map(|one| &one["row"]).collect();
    assert!(rows.len() == 2 && rows.iter().all(|row| row["until"].is_null()), "{plan:#}");
}

#[test]
fn a_last_day_that_is_none_stops_nothing() {
    for (name, end) in [("year", "0000-01-01"), ("month", "2026-00-01"), ("day", "2026-01-00"), ("words", "soon-1-1")] {
        let plan = llm_prices(
            name,
            "groq",
            "gpt-oss-120b",
            &json!([{ "input": 0.15, "output": 0.6, "input_cached": 0.075, "to_date": end }]),
        );
        assert!(plan["same"].as_array().is_some_and(|same| same.len() == 1), "{end}: {plan:#}");
    }
}

/// Two lists have the same new price of one day; one of them also says when it ends. Neither says what follows.
#[test]
fn an_end_that_one_list_of_several_states_is_not_lost() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("ends-update");
    let write = |name: &str, list: &Value| {
        let path = folder.join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, list.to_string()).expect("written");
    };
    let catalog = folder.join("catalog.json");
    let update = || {
        std::fs::write(&catalog, frozen::text()).expect("written");
        let (folder, catalog) = (folder.display().to_string(), catalog.display().to_string());
        let (out, error, code) =
            run(&["catalog", "update", &folder, "--seen", "2026-11-24", "--catalog", &catalog, "--append"]);
        assert_eq!(code, Some(0), "{error}");
        out
    };
    std::fs::remove_dir_all(&folder).ok();
    let prices = json!({ "input_mtok": 0.12, "cache_read_mtok": 0.06, "output_mtok": 0.48 });
    write(
        "genai-prices/v2_data.json",
        &json!([{ "id": "groq", "models": [{ "id": "openai/gpt-oss-120b", "prices": prices }] }]),
    );
    write(
        "litellm.json",
        &json!({ "groq/openai/gpt-oss-120b": { "litellm_provider": "groq", "mode": "chat", "input_cost_per_token": 1.2e-7,
            "output_cost_per_token": 4.8e-7, "cache_read_input_token_cost": 6e-8, "deprecation_date": "2027-02-01" } }),
    );
    let out = update();
    let appended = std::fs::read_to_string(&catalog).expect("read");
    let row = appended.lines().find(|line| line.contains("groq/gpt-oss-120b") && line.contains(r#""input":0.12"#));
    let row = row.unwrap_or_else(|| panic!("{out}"));
    assert!(row.contains(r#""first_seen":"2026-11-24","until":"2027-02-01","ends":"retired","input":0.12"#), "{row}");
    // A price that only runs out: what follows it is asked, and nothing is appended without its end.
    std::fs::remove_file(folder.join("litellm.json")).expect("gone");
    let history = json!([{ "input": 0.12, "output": 0.48, "input_cached": 0.06, "from_date": "2026-11-24", "to_date": "2027-01-01" }]);
    write(
        "llm-prices/groq.json",
        &json!({ "vendor": "groq", "models": [{ "id": "gpt-oss-120b", "name": "x", "price_history": history }] }),
    );
    let out = update();
    assert!(out.contains("llm-prices has in 0.12, out 0.48, cached 0.06, until 2026-12-31"), "{out}");
    assert_eq!(std::fs::read_to_string(&catalog).expect("read"), frozen::text());
}
