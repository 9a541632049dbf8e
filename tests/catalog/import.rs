//! `catalog import` over real excerpts of public lists: units, steps, dates and traps, each against the list read by eye.

use super::frozen;
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;

/// 2026-11-30, 20,787 days after 1970: lists state days that are still to come, and the clock would reach them.
pub const NOW: (&str, &str) = ("SOURCE_DATE_EPOCH", "1795996800");

/// The command with its output, on that day.
pub fn run(arguments: &[&str]) -> (String, String, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_build-or-buy"));
    let out = command.env(NOW.0, NOW.1).args(arguments).output().expect("the command starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    (text(out.stdout), text(out.stderr), out.status.code())
}

pub fn list(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/catalog/lists").join(name).display().to_string()
}

/// The plan for a list that was seen on the catalog's own day, as JSON.
pub fn planned(format: &str, path: &Path) -> Value {
    plan(format, path, &["--seen", "2026-11-24"])
}

/// The plan for a list with more words of the command line, as JSON.
pub fn plan(format: &str, path: &Path, more: &[&str]) -> Value {
    let path = path.display().to_string();
    let arguments = [&["catalog", "import", format, &path, "--json", "--catalog", frozen::path()], more].concat();
    let (out, error, code) = run(&arguments);
    assert_eq!(code, Some(0), "{format}: {error}");
    serde_json::from_str(&out).expect("JSON")
}

/// The plan for an excerpt.
pub fn import(format: &str, more: &[&str]) -> Value {
    plan(format, Path::new(&list(format)), more)
}

/// A chat model as litellm lists it: a host, and USD a token in and out.
pub fn chat_of(host: &str, input: f64, output: f64) -> Value {
    json!({ "litellm_provider": host, "mode": "chat", "input_cost_per_token": input, "output_cost_per_token": output })
}

pub fn entry<'p>(plan: &'p Value, part: &str, id: &str) -> Option<&'p Value> {
    plan[part].as_array().expect(part).iter().find(|one| one["id"] == id || one["entry"] == id)
}

/// A field of the row proposed for an id.
pub fn row<'p>(plan: &'p Value, id: &str) -> &'p Value {
    &entry(plan, "append", id).unwrap_or_else(|| panic!("{id} is not proposed: {plan:#}"))["row"]
}

pub fn asked<'p>(plan: &'p Value, id: &str) -> &'p str {
    entry(plan, "ask", id).unwrap_or_else(|| panic!("{id} is not asked: {plan:#}"))["about"].as_str().expect("about")
}

fn passed<'p>(plan: &'p Value, id: &str) -> &'p str {
    entry(plan, "passed_over", id).unwrap_or_else(|| panic!("{id} was not passed over: {plan:#}"))["why"]
        .as_str()
        .expect("why")
}

pub fn same(plan: &Value, id: &str) -> bool {
    plan["same"].as_array().expect("same").iter().any(|one| one == id)
}

pub fn prices(row: &Value) -> [f64; 2] {
    [row["input"].as_f64().expect("input"), row["output"].as_f64().expect("output")]
}

#[test]
fn litellm_is_per_token_and_holds_batches_steps_and_rerankers() {
    let plan = import("litellm", &["--seen", "2026-08-01"]);
    let gpt = row(&plan, "openai/gpt-5.4");
    assert_eq!(
        (prices(gpt), &gpt["cached_read"], &gpt["batch_discount"]),
        ([2.5, 15.0], &Value::from(0.25), &Value::from(0.5))
    );
    assert_eq!(gpt["tiers"], serde_json::json!([{"above": 272_000, "input": 5, "output": 22.5, "cached_read": 0.5}]));
    // Ranges: the first is the base, the others steps.
    let qwen = row(&plan, "alibaba/qwen3-max");
    assert_eq!(prices(qwen), [1.2, 6.0]);
    assert_eq!(
        qwen["tiers"],
        serde_json::json!([{"above": 32_000, "input": 2.4, "output": 12}, {"above": 128_000, "input": 3, "output": 15}])
    );
    for id in [
        "cohere/rerank-v3.5",
        "voyage/rerank-2.5-lite",
        "groq/llama-3.1-8b",
        "openai/text-embedding-3-large",
        "databricks/bge-large",
        "google/gemini-3.1-pro-preview",
    ] {
        assert!(same(&plan, id), "{id}");
    }
    assert!(passed(&plan, "ft:gpt-4.1-mini-2025-04-14").contains("fine-tuned"));
    assert!(passed(&plan, "azure/us/gpt-4.1-mini-2025-04-14").contains("region"));
    // Neither this excerpt nor the catalog has it without a region.
    assert_eq!(asked(&plan, "eu.anthropic.claude-sonnet-4-5-20250929-v1:0"), "disagree");
    assert!(passed(&plan, "mistral/mistral-medium-latest").contains("alias"));
    assert!(passed(&plan, "ollama/gpt-oss:20b-cloud").contains("free"));
    assert!(passed(&plan, "claude-3-7-sonnet-20250219").contains("2026-02-19"));
    assert!(passed(&plan, "gpt-4o-mini-transcribe").contains("audio"));
}

#[test]
fn openrouter_is_a_reseller_whose_discounts_are_asked_about() {
    let plan = import("openrouter", &["--seen", "2026-08-01"]);
    assert_eq!(plan["append"], serde_json::json!([]));
    // Half of OpenAI's price on that day.
    assert_eq!(asked(&plan, "openai/gpt-5.6-terra"), "promotion");
    assert_eq!(asked(&plan, "xai/grok-4.5"), "reseller");
    let coder = &entry(&plan, "ask", "alibaba/qwen3-coder-plus").expect("asked")["row"];
    assert_eq!((prices(coder), coder["tiers"].as_array().map(Vec::len)), ([0.65, 3.25], Some(2)));
    assert!(same(&plan, "anthropic/claude-sonnet-5") && same(&plan, "deepseek/deepseek-v4-pro"));
    assert!(passed(&plan, "openrouter/auto-beta").contains("run time"));
    assert!(passed(&plan, "nvidia/nemotron-nano-9b-v2:free").contains("free"));
    assert!(passed(&plan, "~anthropic/claude-haiku-latest").contains("alias"));
    assert!(passed(&plan, "openai/gpt-audio-mini").contains("sound"));
    assert!(passed(&plan, "openai/gpt-oss-20b").contains("which host"));
}

#[test]
fn models_dev_inherits_and_omits() {
    let plan = import("models.dev", &["--seen", "2026-07-02"]);
    // Bedrock's GPT-5.4 inherits its name from the base and omits the base's steps.
    let bedrock = row(&plan, "bedrock/gpt-5.4");
    assert_eq!(
        (prices(bedrock), &bedrock["model"], &bedrock["tiers"]),
        ([2.75, 16.5], &Value::from("GPT-5.4"), &Value::Null)
    );
    assert_eq!(bedrock["context"], 272_000);
    let azure = row(&plan, "azure/gpt-5.4");
    assert_eq!(azure["tiers"], serde_json::json!([{"above": 272_000, "input": 5, "output": 22.5, "cached_read": 0.5}]));
    assert_eq!((&azure["host"], &azure["context"]), (&Value::from("Azure"), &Value::from(1_050_000)));
    // The open model behind an offer is found by its id.
    assert_eq!(row(&plan, "alibaba/qwen3.6-35b-a3b")["weights"], "qwen3.6-35b-a3b");
    assert!(same(&plan, "deepseek/deepseek-flash") && same(&plan, "openai/text-embedding-3-large"));
    for id in ["github-copilot/gpt-5.4", "zhipuai-coding-plan/glm-4.5-air"] {
        assert!(passed(&plan, id).contains("subscription"), "{id}");
    }
    assert_eq!(passed(&plan, "claude-3-7-sonnet-20250219"), "retired");
    assert!(passed(&plan, "google/gemini-2.5-pro-preview-tts").contains("audio"));
}

#[test]
fn genai_prices_are_dated_have_hours_and_name_their_promotions() {
    let plan = import("genai-prices", &["--seen", "2026-08-21"]);
    assert!(same(&plan, "openai/gpt-5.6-terra") && same(&plan, "google/gemini-3.7-flash from 2027-01-01"));
    // The price in force, from its day on; the steps it had before are history without a first day.
    let sonnet = row(&plan, "anthropic/claude-sonnet-4.6");
    assert_eq!(
        (prices(sonnet), &sonnet["from"], &sonnet["tiers"]),
        ([3.0, 15.0], &Value::from("2026-03-13"), &Value::Null)
    );
    let bedrock = row(&plan, "bedrock/gpt-5.6-terra");
    assert_eq!((prices(bedrock), &bedrock["from"]), ([2.2, 13.2], &Value::from("2026-07-30")));
    assert_eq!(bedrock["tiers"][0]["output"], 19.8);
    // A promotion with its end; the rise announced after it, whose day has passed, is asked about: it was called off.
    let promotion = row(&plan, "bedrock/claude-sonnet-5");
    assert_eq!((&promotion["until"], &promotion["ends"]), (&Value::from("2026-08-31"), &Value::from("promotion")));
    assert_eq!(asked(&plan, "bedrock/claude-sonnet-5"), "older");
    // An id that has meant model after model.
    assert!(passed(&plan, "deepseek-reasoner").contains("alias"));
    // The list had not followed DeepSeek's rise of 2026-08-16; the row is fresher.
    assert_eq!(asked(&plan, "deepseek/deepseek-v4-pro"), "older");
    assert!(passed(&plan, "gpt-4o-realtime-preview").contains("sound"));
}

#[test]
fn llm_prices_have_a_history_in_either_order_and_steps_by_name() {
    let plan = import("llm-prices", &["--seen", "2026-08-05", "--host", "example"]);
    let rows: Vec<&Value> = plan["append"].as_array().expect("append").iter().map(|one| &one["row"]).collect();
    let of = |id: &str| rows.iter().filter(|row| row["id"] == id).copied().collect::<Vec<_>>();
    let large = of("example/example-large");
    assert_eq!(large.len(), 1, "the price before 2026-07-09 has no first day: {large:?}");
    assert_eq!(
        (prices(large[0]), &large[0]["from"], &large[0]["cached_read"]),
        ([2.0, 10.0], &Value::from("2026-07-09"), &Value::from(0.2))
    );
    assert_eq!(
        large[0]["tiers"],
        serde_json::json!([{"above": 200_000, "input": 4, "output": 15, "cached_read": 0.4}])
    );
    // Zero for cached input is not a price.
    let small = of("example/example-small");
    assert_eq!((prices(small[0]), &small[0]["cached_read"]), ([0.05, 0.2], &Value::Null));
    assert!(small[0]["note"].as_str().is_some_and(|note| note.contains("not stated")));
    assert!(passed(&import("llm-prices", &[]), "example-large").contains("host"));
}

#[test]
fn portkey_is_in_cents_and_catwalk_names_its_cache_columns_the_other_way_round() {
    let plan = import("portkey", &["--seen", "2026-08-21"]);
    for id in [
        "fireworks/glm-5.2",
        "fireworks/gpt-oss-120b",
        "openai/gpt-5.6-terra",
        "cohere/rerank-v4.0-fast",
        "openai/text-embedding-3-large",
    ] {
        assert!(same(&plan, id), "{id}");
    }
    // Two ids are one model: 0.000125 cents a token is 1.25 dollars a million, twice that above 128,000.
    // Google retired it in September 2025: it is asked, with the row.
    assert_eq!(asked(&plan, "google/gemini-1.5-pro"), "retired");
    let gemini = &entry(&plan, "ask", "google/gemini-1.5-pro").expect("asked")["row"];
    assert_eq!((prices(gemini), &gemini["batch_discount"]), ([1.25, 5.0], &Value::from(0.5)));
    assert_eq!(gemini["tiers"], serde_json::json!([{"above": 128_000, "input": 2.5, "output": 10}]));
    let plan = import("catwalk", &["--seen", "2026-08-21"]);
    // Its one price of Grok may be that above the step: asked, with the row.
    assert_eq!(asked(&plan, "xai/grok-4.5"), "steps");
    let grok = &entry(&plan, "ask", "xai/grok-4.5").expect("asked")["row"];
    assert_eq!((&grok["cached_read"], &grok["cache_write"]), (&Value::from(0.3), &Value::Null));
}

#[test]
fn what_is_no_list_is_said() {
    for (format, path, word) in [
        ("litellm", "nowhere.json", "cannot be read"),
        ("models.dev", "tests/catalog/lists/gpu-csv", "no TOML"),
        ("openrouter", "tests/catalog/lists/portkey", "expected"),
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path).display().to_string();
        let (_, error, code) = run(&["catalog", "import", format, &path]);
        assert!(code == Some(1) && error.contains(word), "{format}: {error}");
    }
}
