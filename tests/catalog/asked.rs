//! What an import must ask and once appended: prices beside the two main ones, what a list leaves unsaid, lists that are
//! old or contradict themselves, rows that the check would refuse.

use super::frozen;
use super::import::{planned, run};
use serde_json::{Value, json};
use std::path::PathBuf;

const M: f64 = 1e-6;

fn place(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("asked-{name}"))
}

/// The plan of a list of `litellm`.
fn litellm(name: &str, list: &Value) -> Value {
    let path = place(&format!("{name}.json"));
    std::fs::write(&path, list.to_string()).expect("written");
    planned("litellm", &path)
}

/// An entry of a host, with more fields.
fn entry(host: &str, input: f64, output: f64, more: &Value) -> Value {
    let mut entry = json!({ "litellm_provider": host, "mode": "chat", "input_cost_per_token": input * M, "output_cost_per_token": output * M });
    for (key, value) in more.as_object().expect("a map") {
        entry[key] = value.clone();
    }
    entry
}

/// What is asked of a list of one entry: about, why and the row; nothing is appended.
fn asked(name: &str, id: &str, entry: &Value) -> (String, String, Value) {
    let plan = litellm(name, &json!({ (id): entry }));
    assert_eq!((&plan["append"], plan["ask"].as_array().map(Vec::len)), (&json!([]), Some(1)), "{name}: {plan:#}");
    let one = &plan["ask"][0];
    let text = |field: &str| one[field].as_str().expect("text").to_owned();
    (text("about"), text("why"), one["row"].clone())
}

/// Claude Sonnet 5.5 costs 2/10, 0.1 from the cache and 2.5 into it; GPT-5.6 Terra 2/12 and 4/18 above 272,000.
#[test]
fn large_moves_of_the_cache_of_searches_and_of_steps_are_asked_about() {
    let sonnet =
        |read: f64| json!({ "cache_read_input_token_cost": read * M, "cache_creation_input_token_cost": 2.5 * M });
    let terra = |input: f64, output: f64| json!({ "cache_read_input_token_cost": 0.2 * M, "input_cost_per_token_above_272k_tokens": input * M, "output_cost_per_token_above_272k_tokens": output * M });
    let search = |each: f64| json!({ "litellm_provider": "cohere", "mode": "rerank", "input_cost_per_query": each, "input_cost_per_token": 0, "output_cost_per_token": 0 });
    for (name, id, one, words) in [
        (
            "cached-19",
            "claude-sonnet-5-5",
            entry("anthropic", 2.0, 10.0, &sonnet(1.9)),
            "the cached read 19 times dearer",
        ),
        (
            "step-5",
            "gpt-5.6-terra",
            entry("openai", 2.0, 12.0, &terra(19.0, 90.0)),
            "the input above 272000 4.75 times dearer",
        ),
        ("search-45", "rerank-v3.5", search(0.09), "the price of a request 45 times dearer"),
        ("search-1000", "rerank-v3.5", search(2.0), "the price of a request 1000 times dearer"),
        ("search-new", "rerank-v6", search(3.0), "3 USD for one request: is it the price of a thousand?"),
        (
            "step-new",
            "gpt-9",
            entry("openai", 2.0, 12.0, &terra(20.0, 90.0)),
            "it would cost 10 times what it costs below",
        ),
    ] {
        let (about, why, _) = asked(name, id, &one);
        assert!(about == "jump" && why.contains(words), "{name}: {about}: {why}");
    }
}

#[test]
fn what_a_list_leaves_unsaid_is_not_carried_over_a_move() {
    // 3.8 and 19 are 1.9 times as much; what the cache costs then nobody said.
    let (about, why, row) = asked("unsaid", "claude-sonnet-5-5", &entry("anthropic", 3.8, 19.0, &json!({})));
    assert_eq!(about, "partial", "{why}");
    assert!(why.contains("cached read, cache write"), "{why}");
    assert_eq!((&row["input"], &row["cached_read"], &row["cache_write"]), (&json!(3.8), &Value::Null, &Value::Null));
    // Where all is stated, the line of the new price says what is kept.
    let all = json!({ "cache_read_input_token_cost": 0.09 * M, "cache_creation_input_token_cost": 2.25 * M });
    let plan = litellm("said", &json!({ "claude-sonnet-5-5": entry("anthropic", 1.8, 9.0, &all) }));
    let after = plan["append"][0]["after"].as_str().expect("proposed");
    assert_eq!(after, "in 1.8, out 9, cached 0.09, write 2.25; not stated, as before: batch off 0.5");
}

#[test]
fn news_beside_an_unchanged_price_is_asked_about() {
    let same = json!({ "cache_read_input_token_cost": 0.1 * M, "cache_creation_input_token_cost": 2.5 * M });
    let with = |key: &str, value: Value| {
        let mut more = same.clone();
        more[key] = value;
        entry("anthropic", 2.0, 10.0, &more)
    };
    for (name, id, one, expected, words) in [
        (
            "retires",
            "claude-sonnet-5-5",
            with("deprecation_date", json!("2027-02-01")),
            "retired",
            "is retired on 2027-02-01",
        ),
        (
            "dear-read",
            "claude-sonnet-5-5",
            with("cache_read_input_token_cost", json!(3.0 * M)),
            "disagree",
            "what does the cache cost",
        ),
        // The promotion ran out on 2026-11-21, and the list of 2026-11-24 still has its price.
        (
            "promotion",
            "gpt-5.6-sol",
            entry("openai", 4.0, 20.0, &json!({ "cache_read_input_token_cost": 0.4 * M })),
            "promotion",
            "ran out on 2026-11-21",
        ),
    ] {
        let (about, why, _) = asked(name, id, &one);
        assert!(about == expected && why.contains(words), "{name}: {about}: {why}");
    }
}

#[test]
fn a_row_that_the_check_would_refuse_is_asked_about() {
    // A row of that day is there already, and 62.5 dollars are no rent of one GPU.
    let twice = entry(
        "anthropic",
        1.9,
        9.5,
        &json!({ "cache_read_input_token_cost": 0.1 * M, "cache_creation_input_token_cost": 2.4 * M }),
    );
    let list = place("same-day.json");
    std::fs::write(&list, json!({ "claude-sonnet-5-5": twice }).to_string()).expect("written");
    let catalog = place("same-day-catalog.json");
    std::fs::copy(frozen::path(), &catalog).expect("copied");
    let (list, catalog) = (list.display().to_string(), catalog.display().to_string());
    let import = || {
        run(&[
            "catalog",
            "import",
            "litellm",
            &list,
            "--seen",
            "2026-11-24",
            "--catalog",
            &catalog,
            "--append",
            "--json",
        ])
    };
    let (_, error, _) = import();
    assert!(error.contains("1 row appended"), "{error}");
    let other = entry(
        "anthropic",
        1.8,
        9.0,
        &json!({ "cache_read_input_token_cost": 0.1 * M, "cache_creation_input_token_cost": 2.3 * M }),
    );
    std::fs::write(&list, json!({ "claude-sonnet-5-5": other }).to_string()).expect("written");
    let plan: Value = serde_json::from_str(&import().0).expect("JSON");
    let why = plan["ask"][0]["why"].as_str().expect("asked");
    assert!(
        plan["append"] == json!([]) && why.contains("the catalog has a row from that day too, 2026-11-24"),
        "{plan:#}"
    );

    let csv = place("rents.csv");
    std::fs::write(&csv, "gpu,count,price\nL4,1,62.5\nL4,1,\nNVIDIA L4 24GB,0,3\nH100 SXM5 80GB,1,-3\n")
        .expect("written");
    let (out, ..) = run(&[
        "catalog",
        "import",
        "gpu-csv",
        &csv.display().to_string(),
        "--provider",
        "RunPod",
        "--seen",
        "2026-11-24",
        "--json",
    ]);
    let plan: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(plan["append"], json!([]), "{plan:#}");
    let passed = plan["passed_over"].to_string();
    assert!(
        passed.contains("`-3` is no price") && passed.contains("NVIDIA L4 24GB: `0` is no count of GPUs"),
        "{passed}"
    );
}

#[test]
fn a_step_at_the_end_of_the_context_is_not_taken_for_one() {
    let steps = json!({ "max_input_tokens": 200_000, "input_cost_per_token_above_200k_tokens": 6.0 * M, "output_cost_per_token_above_200k_tokens": 22.5 * M });
    let plan = litellm("context", &json!({ "claude-sonnet-4-5-20250929": entry("anthropic", 3.0, 15.0, &steps) }));
    let row = &plan["append"][0]["row"];
    assert_eq!((&row["context"], &row["tiers"][0]["above"]), (&Value::Null, &json!(200_000)), "{plan:#}");
    assert!(row["note"].as_str().is_some_and(|note| note.contains("a context of 200000, which is not taken")), "{row}");
}

#[test]
fn a_new_row_of_a_known_model_has_its_score_and_a_name() {
    let plan = litellm("known", &json!({ "claude-opus-4-8-20260520": entry("anthropic", 5.0, 25.0, &json!({})) }));
    let one = &plan["append"][0];
    let fields = ["id", "model", "quality"].map(|name| one["row"][name].as_str().unwrap_or("").to_owned());
    assert_eq!(fields, ["anthropic/claude-opus-4.8", "Claude Opus 4.8", "claude-opus-4.8"], "{one:#}");
    assert!(one["why"].as_str().is_some_and(|why| why.contains("`tokenizer_factor`: has this one?")), "{one:#}");
}

#[test]
fn a_list_of_tomorrow_was_not_read() {
    let path = place("tomorrow.json");
    std::fs::write(&path, "{}").expect("written");
    let path = path.display().to_string();
    let against = format!("litellm={path}");
    for arguments in [
        &["catalog", "import", "litellm", &path, "--seen", "2090-01-01"][..],
        &["catalog", "check", "--against", &against, "--seen", "2090-01-01"],
    ] {
        let (_, error, code) = run(arguments);
        assert!(code == Some(1) && error.contains("--seen 2090-01-01 has not come yet"), "{arguments:?}: {error}");
    }
}
