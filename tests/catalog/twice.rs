//! One thing twice: an offer under two names, a list on one day read again, two lists on one day.

use super::frozen;
use super::import::{chat_of as entry, list, planned, run};
use serde_json::json;
use std::path::PathBuf;

fn place(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("twice-{name}"))
}

#[test]
fn a_name_with_a_day_is_the_plain_one_at_its_price_and_a_question_at_another() {
    let path = place("days.json");
    let file = json!({
        "gpt-9-2027-05-13": entry("openai", 5e-6, 1.5e-5),
        "gpt-9-2027-08-06": entry("openai", 2.5e-6, 1e-5),
        "gpt-9": entry("openai", 2.5e-6, 1e-5),
        "azure/gpt-35-turbo-99": entry("azure", 5e-7, 1.5e-6),
        "azure/gpt-3.5-turbo-99": entry("azure", 5e-7, 1.5e-6),
    });
    std::fs::write(&path, file.to_string()).expect("written");
    let plan = planned("litellm", &path);
    let ids = |part: &str, name: &str| -> Vec<String> {
        plan[part].as_array().expect(part).iter().map(|one| one[name].as_str().expect(name).to_owned()).collect()
    };
    assert_eq!(ids("append", "id"), ["azure/gpt-3.5-turbo-99", "openai/gpt-9"], "{plan:#}");
    assert_eq!(ids("ask", "id"), ["openai/gpt-9-2027-05-13"]);
    assert_eq!(plan["ask"][0]["why"], "a longer name of openai/gpt-9, at another price: is it sold beside it?");
    // Nothing is dropped in silence: five entries, five told.
    assert_eq!(
        ids("passed_over", "why"),
        [
            "the list has it as `azure/gpt-3.5-turbo-99` too, at the same price",
            "a longer name of openai/gpt-9, at its price"
        ]
    );
}

/// Clouds and lists write one model in ways of their own: no second offer comes of it.
#[test]
fn ways_to_write_a_known_offer_add_none() {
    let path = place("written.json");
    let cohere = json!({ "litellm_provider": "bedrock", "mode": "rerank", "input_cost_per_query": 0.001 });
    let file = json!({
        "meta.llama3-1-8b-instruct-v1:0": entry("bedrock", 2.2e-7, 2.2e-7),
        "claude-4.5-haiku": entry("anthropic", 1e-6, 5e-6),
        "amazon.rerank-v1:0": cohere,
        "together-ai-8.1b-21b": entry("together_ai", 3e-7, 3e-7),
        "azure/gpt-4.1-mini.ft": entry("azure", 8e-7, 3.2e-6),
    });
    std::fs::write(&path, file.to_string()).expect("written");
    let plan = planned("litellm", &path);
    assert_eq!(plan["same"], json!(["bedrock/amazon-rerank-v1", "anthropic/claude-haiku-4.5", "bedrock/llama-3.1-8b"]));
    assert_eq!((&plan["append"], &plan["ask"]), (&json!([]), &json!([])), "{plan:#}");
    assert!(plan["passed_over"].to_string().contains("names no model"), "{plan:#}");
}

#[test]
fn each_excerpt_appended_passes_the_check_and_read_again_adds_nothing() {
    for (format, name, day) in [
        ("litellm", "litellm", "2026-08-01"),
        ("models.dev", "models.dev", "2026-07-02"),
        ("genai-prices", "genai-prices", "2026-08-21"),
        ("llm-prices", "llm-prices", "2026-08-05"),
        ("openrouter", "openrouter", "2026-08-01"),
        ("portkey", "portkey", "2026-08-21"),
        ("catwalk", "catwalk", "2026-08-21"),
        ("gpu-csv", "gpu-csv/verda_vms.csv", "2026-11-24"),
        ("litellm", "litellm", "2026-11-24"),
    ] {
        let catalog = place("appended.json");
        std::fs::copy(frozen::path(), &catalog).expect("copied");
        let (catalog, path) = (catalog.display().to_string(), list(name));
        let import = |more: &[&str]| {
            let arguments = ["catalog", "import", format, &path, "--seen", day, "--catalog", &catalog];
            let (out, error, code) = run(&[&arguments[..], more].concat());
            assert_eq!(code, Some(0), "{format}: {error}");
            out
        };
        let first = import(&["--append"]);
        let (check, _, code) = run(&["catalog", "check", &catalog]);
        assert_eq!(code, Some(0), "{format} of {day}: {check}");
        let asked = |out: &str| out.lines().find(|line| line.starts_with("ASK ")).expect("asked").to_owned();
        let second = import(&[]);
        assert!(second.contains("APPEND 0") && asked(&second) == asked(&first), "{format} of {day}: {second}");
    }
}

/// Two lists read on one day have two prices: the second is asked about, and no day stands twice.
#[test]
fn two_prices_of_one_day_do_not_both_get_in() {
    let catalog = place("day.json");
    std::fs::write(&catalog, crate::FILE).expect("written");
    let catalog = catalog.display().to_string();
    let import = |input: f64| {
        let path = place("day-list.json");
        let mut groq = entry("groq", input, 6e-7);
        groq["cache_read_input_token_cost"] = json!(7.5e-8);
        std::fs::write(&path, json!({ "groq/openai/gpt-oss-120b": groq }).to_string()).expect("written");
        let path = path.display().to_string();
        run(&["catalog", "import", "litellm", &path, "--seen", "2026-11-24", "--catalog", &catalog, "--append"]).0
    };
    assert!(import(1.4e-7).contains("APPEND 1"));
    let second = import(1.3e-7);
    assert!(second.contains("APPEND 0") && second.contains("has a row from that day too, 2026-11-24"), "{second}");
    assert_eq!(run(&["catalog", "check", &catalog]).2, Some(0));
}

#[test]
fn what_is_asked_of_every_row_of_a_list_is_asked_once() {
    for (format, name, words) in [
        ("openrouter", "openrouter", "the openrouter list is a reseller's"),
        ("catwalk", "catwalk", "the catwalk list keeps only the highest"),
    ] {
        let arguments = ["catalog", "import", format, &list(name), "--seen", "2026-08-21", "--catalog", frozen::path()];
        let (out, ..) = run(&arguments);
        assert!(out.matches(words).count() == 1 && out.contains("rows of one list  "), "{format}: {out}");
    }
}
