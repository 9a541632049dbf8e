//! `catalog import` of a price that moved: appended in its place with its day, or asked about.

use super::import::{asked, prices, row, run};
use serde_json::Value;
use std::path::PathBuf;

/// A list of one entry in a file of its own.
fn litellm(name: &str, entry: &str, more: &[&str]) -> Value {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let path = folder.join(format!("{name}.json"));
    std::fs::write(&path, format!("{{{entry}}}")).expect("written");
    let path = path.display().to_string();
    let arguments = [&["catalog", "import", "litellm", &path, "--json"], more].concat();
    serde_json::from_str(&run(&arguments).0).expect("JSON")
}

#[test]
fn moved_prices_are_appended_with_their_day_and_large_moves_are_asked_about() {
    let entry = |input: f64, output: f64| {
        format!(
            r#""groq/gpt-oss-120b":{{"litellm_provider":"groq","mode":"chat","input_cost_per_token":{input:e},"output_cost_per_token":{output:e},"cache_read_input_token_cost":7.5e-8}}"#
        )
    };
    let today = ["--seen", "2026-11-24"];
    // The catalog has 0.15 and 0.60.
    let plan = litellm("moved", &entry(1.8e-7, 6e-7), &today);
    let appended = row(&plan, "groq/gpt-oss-120b");
    assert_eq!(
        (prices(appended), &appended["from"], &appended["weights"]),
        ([0.18, 0.6], &Value::from("2026-11-24"), &Value::from("gpt-oss-120b"))
    );
    assert_eq!(
        (&appended["first_seen"], &appended["checked"], &appended["note"]),
        (&Value::from("2026-11-24"), &Value::from("2026-11-24"), &Value::Null)
    );
    let plan = litellm("slip", &entry(1.5e-6, 6e-6), &today);
    assert_eq!(asked(&plan, "groq/gpt-oss-120b"), "jump");
    assert!(plan["ask"][0]["why"].as_str().is_some_and(|why| why.contains("10 times")), "{plan}");
    assert_eq!(asked(&litellm("undated", &entry(1.8e-7, 6e-7), &[]), "groq/gpt-oss-120b"), "undated");
    let two = format!(
        "{},{}",
        entry(1.8e-7, 6e-7),
        entry(1.9e-7, 6e-7).replace("groq/gpt-oss-120b", "groq/openai/gpt-oss-120b")
    );
    assert_eq!(asked(&litellm("twice", &two, &today), "groq/gpt-oss-120b"), "disagree");
    assert_eq!(litellm("free", &entry(0.0, 0.0), &today)["append"], serde_json::json!([]));
}

#[test]
fn appending_adds_a_line_in_its_place_and_changes_no_other() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let (catalog, path) = (folder.join("appended.json"), folder.join("append-list.json"));
    std::fs::write(&catalog, crate::FILE).expect("written");
    let entry = r#"{"groq/gpt-oss-120b":{"litellm_provider":"groq","mode":"chat","input_cost_per_token":1.8e-7,"output_cost_per_token":6e-7,"cache_read_input_token_cost":9e-8}}"#;
    std::fs::write(&path, entry).expect("written");
    let (catalog, path) = (catalog.display().to_string(), path.display().to_string());
    let (_, error, code) =
        run(&["catalog", "import", "litellm", &path, "--seen", "2026-11-24", "--catalog", &catalog, "--append"]);
    assert_eq!(code, Some(0), "{error}");
    let after = std::fs::read_to_string(&catalog).expect("read");
    let added: Vec<&str> = after.lines().filter(|line| !crate::FILE.contains(line)).collect();
    assert_eq!(added.len(), 1, "{added:?}");
    let place = after.lines().position(|line| line == added[0]).expect("there");
    assert!(after.lines().nth(place - 1).is_some_and(|line| line.starts_with(r#"{"id":"groq/gpt-oss-120b""#)));
    assert_eq!(after.lines().count(), crate::FILE.lines().count() + 1);
    let (out, _, code) = run(&["catalog", "check", &catalog]);
    assert_eq!(code, Some(0), "{out}");
}

#[test]
fn an_offer_that_was_retired_is_asked_about_and_not_sold_again() {
    let entry = r#""groq/llama-3.3-70b-versatile":{"litellm_provider":"groq","mode":"chat","input_cost_per_token":5.9e-7,"output_cost_per_token":8.1e-7}"#;
    // Groq gave it up on 2026-10-02.
    let plan = litellm("retired", entry, &["--seen", "2026-11-24"]);
    assert_eq!((asked(&plan, "groq/llama-3.3-70b"), plan["append"].as_array().map(Vec::len)), ("retired", Some(0)));
    let why = plan["ask"][0]["why"].as_str().expect("why");
    assert!(why.contains("retired after 2026-10-02") && why.ends_with("is it back?"), "{why}");
}
