//! What an import asks where parts of one price do not go together: batches, swapped columns, steps, ends, one offer twice.

use super::import::{planned, run};
use serde_json::{Value, json};
use std::path::PathBuf;

/// GPT-5.6 Terra as the catalog has it, in USD per token: 2/12, 0.2 from the cache, 2.5 into it; 4/18/0.4 above 272,000.
fn terra(more: &Value) -> Value {
    let mut entry = json!({
        "litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 2e-6, "output_cost_per_token": 1.2e-5,
        "cache_read_input_token_cost": 2e-7, "cache_creation_input_token_cost": 2.5e-6,
        "input_cost_per_token_above_272k_tokens": 4e-6, "output_cost_per_token_above_272k_tokens": 1.8e-5,
        "cache_read_input_token_cost_above_272k_tokens": 4e-7
    });
    for (key, value) in more.as_object().expect("a map") {
        entry[key] = value.clone();
    }
    entry
}

fn plan(format: &str, name: &str, list: &Value) -> Value {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("sisters-{name}.json"));
    std::fs::write(&path, list.to_string()).expect("written");
    planned(format, &path)
}

/// Why the only question of a list is asked; nothing is appended.
fn asked(format: &str, name: &str, list: &Value) -> String {
    let plan = plan(format, name, list);
    assert_eq!((&plan["append"], plan["ask"].as_array().map(Vec::len)), (&json!([]), Some(1)), "{name}: {plan:#}");
    plan["ask"][0]["why"].as_str().expect("text").to_owned()
}

#[test]
fn prices_of_batches_are_read_and_must_be_one_discount() {
    let same =
        |name: &str, more: &Value| plan("litellm", name, &json!({ "gpt-5.6-terra": terra(more) }))["same"].clone();
    // Half of 2 and half of 12: the discount that the row has.
    let half = json!({ "input_cost_per_token_batches": 1e-6, "output_cost_per_token_batches": 6e-6 });
    assert_eq!(same("half", &half), json!(["openai/gpt-5.6-terra"]));
    for (name, more, words) in [
        ("output", json!({ "output_cost_per_token_batches": 9e-6 }), "batches at 25 % off, where the usual is half"),
        (
            "apart",
            json!({ "input_cost_per_token_batches": 1e-6, "output_cost_per_token_batches": 9e-6 }),
            "input has 50 % off and output 25 %: what is the discount?",
        ),
        ("dearer", json!({ "input_cost_per_token_batches": 4e-6 }), "cost 2 times what the rest does"),
    ] {
        let why = asked("litellm", &format!("batch-{name}"), &json!({ "gpt-5.6-terra": terra(&more) }));
        assert!(why.contains(words), "{name}: {why}");
    }
    // A new offer whose batches contradict each other is not appended either.
    let new = json!({ "litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 2e-6, "output_cost_per_token": 1.2e-5,
        "input_cost_per_token_batches": 1e-6, "output_cost_per_token_batches": 9e-6 });
    assert!(asked("litellm", "batch-new", &json!({ "gpt-9-new": new })).contains("what is the discount?"));
}

#[test]
fn columns_that_are_swapped_are_called_that() {
    let list = |id: &str, input: f64, output: f64| json!({ "id": "groq", "models": [{ "id": id, "name": "x", "cost_per_1m_in": input, "cost_per_1m_out": output }] });
    // The catalog has 0.15 and 0.6.
    let why = asked("catwalk", "swap-known", &list("openai/gpt-oss-120b", 0.6, 0.15));
    assert!(why.contains("the other way round: are the two columns swapped?"), "{why}");
    let why = asked("catwalk", "swap-new", &list("openai/gpt-oss-123b", 0.6, 0.15));
    assert!(why.contains("output at 0.15 beside input at 0.6: are the columns swapped"), "{why}");
}

#[test]
fn an_end_that_lies_ahead_is_asked_or_proposed() {
    let end = json!({ "deprecation_date": "2027-02-01" });
    let why = asked("litellm", "end-known", &json!({ "gpt-5.6-terra": terra(&end) }));
    assert!(why.contains("retired on 2027-02-01: set `until`"), "{why}");
    let moved = json!({ "deprecation_date": "2027-02-01", "input_cost_per_token": 1.8e-6 });
    let plan = plan("litellm", "end-moved", &json!({ "gpt-5.6-terra": terra(&moved) }));
    let row = &plan["append"][0]["row"];
    assert_eq!((&row["until"], &row["ends"], &row["input"]), (&json!("2027-02-01"), &json!("retired"), &json!(1.8)));
    // What the step's cache costs is written no more than the list states it, and not lost: 5 into it, as before.
    assert_eq!(
        row["tiers"],
        json!([{ "above": 272_000, "input": 4, "output": 18, "cached_read": 0.4, "cache_write": 5 }])
    );
    let after = plan["append"][0]["after"].as_str().expect("words");
    assert!(after.contains("not stated, as before:") && after.contains("write above 272000 5"), "{after}");
}

#[test]
fn one_offer_twice_is_asked_about_whichever_part_of_its_price_differs() {
    for (name, more) in [
        ("input", json!({ "input_cost_per_token": 1.9e-6 })),
        ("cache", json!({ "cache_read_input_token_cost": 1.5e-7 })),
        ("step", json!({ "input_cost_per_token_above_272k_tokens": 5e-6 })),
    ] {
        let list = json!({ "gpt-5.6-terra": terra(&json!({})), "openai/gpt-5.6-terra": terra(&more) });
        let why = asked("litellm", &format!("twice-{name}"), &list);
        assert!(why.contains("as `gpt-5.6-terra` and as `openai/gpt-5.6-terra`"), "{name}: {why}");
    }
}

/// Verda asked 3.39 for an H200 from February to August, then 4: a list that has 3.39 is old, and so may be its other rows.
#[test]
fn a_list_that_is_old_in_one_row_is_asked_about_once_with_a_line_for_each_row() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("sisters-old");
    std::fs::create_dir_all(folder.join("gpu-csv")).expect("made");
    let file = folder.join("gpu-csv/verda.csv");
    let rows = "gpu,count,price,spot\nH200,1,3.39,1.7\nL40S,1,1.2,0.5\nB200,1,5.9,3.06\nRTX PRO 6000,1,2.1,0.945\n";
    std::fs::write(&file, rows).expect("written");
    let (file, folder) = (file.display().to_string(), folder.display().to_string());
    let (import, ..) = run(&["catalog", "import", "gpu-csv", &file, "--provider", "Verda", "--seen", "2026-11-24"]);
    let (update, ..) = run(&["catalog", "update", &folder, "--seen", "2026-11-24"]);
    for (out, words) in [
        (import, "5 rows of one list  older: this list is old"),
        (update, "rents of verda, 5 rows of it: this list is old"),
    ] {
        assert_eq!(out.matches("this list is old in another row (h200 at Verda, on-demand").count(), 1, "{out}");
        assert!(out.contains(words) && out.contains("fetch it anew, or paste what its host's page has too"), "{out}");
        // The old row itself, and the five.
        assert_eq!(out.matches(r#"{"gpu":""#).count(), 6, "{out}");
        assert!(out.contains("APPEND 0") && out.contains("ASK 6"), "{out}");
    }
}

/// Three offers moved and one did not; the catalog looked at each after 2026-08-01, when the list was read.
#[test]
fn a_list_older_than_the_rows_is_asked_about_once() {
    let entry = |host: &str, input: f64, output: f64| json!({ "litellm_provider": host, "mode": "chat", "input_cost_per_token": input, "output_cost_per_token": output });
    let list = json!({
        "claude-sonnet-5-5": entry("anthropic", 1.8e-6, 9e-6),
        "gpt-5.6-terra": entry("openai", 1.9e-6, 1.1e-5),
        "groq/openai/gpt-oss-120b": entry("groq", 1.2e-7, 5e-7),
        "groq/llama-3.1-8b-instant": entry("groq", 5e-8, 8e-8),
    });
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("sisters-older");
    std::fs::create_dir_all(&folder).expect("made");
    let file = folder.join("litellm.json");
    std::fs::write(&file, list.to_string()).expect("written");
    let (file, folder) = (file.display().to_string(), folder.display().to_string());
    let (import, ..) = run(&["catalog", "import", "litellm", &file, "--seen", "2026-08-01"]);
    let (update, ..) = run(&["catalog", "update", &folder, "--seen", "2026-08-01"]);
    for (out, words) in [(import, "3 rows of one list  older: "), (update, "- litellm, 3 rows of it: ")] {
        assert_eq!(
            out.matches("is older than the catalog's rows of these offers: keep the catalog's?").count(),
            1,
            "{out}"
        );
        assert!(out.contains(words) && out.contains("APPEND 0") && out.contains("ASK 3"), "{out}");
        assert_eq!(out.matches(r#"{"id":""#).count(), 3, "{out}");
    }
    // For machines each says what it shares with the others.
    let (json, ..) = run(&["catalog", "import", "litellm", &file, "--seen", "2026-08-01", "--json"]);
    let plan: Value = serde_json::from_str(&json).expect("JSON");
    let shared =
        |one: &Value| one["shared"].as_str().is_some_and(|asked| asked.starts_with("the litellm list of 2026-08-01"));
    assert!(plan["ask"].as_array().is_some_and(|all| all.len() == 3 && all.iter().all(shared)), "{plan:#}");
}
