//! `catalog import` over real excerpts of public lists: units, steps, dates and traps, each against the list read by eye.

use super::frozen;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The command with its output.
pub fn run(arguments: &[&str]) -> (String, String, Option<i32>) {
    let out = Command::new(env!("CARGO_BIN_EXE_build-or-buy")).args(arguments).output().expect("the command starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    (text(out.stdout), text(out.stderr), out.status.code())
}

fn list(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/catalog/lists").join(name).display().to_string()
}

/// The plan for a list that was seen on the catalog's own day, as JSON.
pub fn planned(format: &str, path: &Path) -> Value {
    plan(format, path, &["--seen", "2026-11-24"])
}

fn plan(format: &str, path: &Path, more: &[&str]) -> Value {
    let path = path.display().to_string();
    let arguments = [&["catalog", "import", format, &path, "--json", "--catalog", frozen::path()], more].concat();
    let (out, error, code) = run(&arguments);
    assert_eq!(code, Some(0), "{format}: {error}");
    serde_json::from_str(&out).expect("JSON")
}

/// The plan for an excerpt.
fn import(format: &str, more: &[&str]) -> Value {
    plan(format, Path::new(&list(format)), more)
}

fn entry<'p>(plan: &'p Value, part: &str, id: &str) -> Option<&'p Value> {
    plan[part].as_array().expect(part).iter().find(|one| one["id"] == id || one["entry"] == id)
}

/// A field of the row proposed for an id.
fn row<'p>(plan: &'p Value, id: &str) -> &'p Value {
    &entry(plan, "append", id).unwrap_or_else(|| panic!("{id} is not proposed: {plan:#}"))["row"]
}

fn asked<'p>(plan: &'p Value, id: &str) -> &'p str {
    entry(plan, "ask", id).unwrap_or_else(|| panic!("{id} is not asked: {plan:#}"))["about"].as_str().expect("about")
}

fn passed<'p>(plan: &'p Value, id: &str) -> &'p str {
    entry(plan, "passed_over", id).unwrap_or_else(|| panic!("{id} was not passed over: {plan:#}"))["why"]
        .as_str()
        .expect("why")
}

fn same(plan: &Value, id: &str) -> bool {
    plan["same"].as_array().expect("same").iter().any(|one| one == id)
}

fn prices(row: &Value) -> [f64; 2] {
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
    assert!(passed(&plan, "eu.anthropic.claude-sonnet-4-5-20250929-v1:0").contains("region"));
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
    assert_eq!(asked(&plan, "deepseek/deepseek-reasoner"), "hours");
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
    let gemini = row(&plan, "google/gemini-1.5-pro");
    assert_eq!((prices(gemini), &gemini["batch_discount"]), ([1.25, 5.0], &Value::from(0.5)));
    assert_eq!(gemini["tiers"], serde_json::json!([{"above": 128_000, "input": 2.5, "output": 10}]));
    let plan = import("catwalk", &["--seen", "2026-08-21"]);
    // Its one price of Grok may be that above the step: asked, with the row.
    assert_eq!(asked(&plan, "xai/grok-4.5"), "steps");
    let grok = &entry(&plan, "ask", "xai/grok-4.5").expect("asked")["row"];
    assert_eq!((&grok["cached_read"], &grok["cache_write"]), (&Value::from(0.3), &Value::Null));
}

#[test]
fn gpu_rents_are_per_gpu_and_an_empty_cell_is_no_price() {
    let path = list("gpu-csv/verda_vms.csv");
    let plan = |day: &str| -> Value {
        serde_json::from_str(
            &run(&["catalog", "import", "gpu-csv", &path, "--seen", day, "--json", "--catalog", frozen::path()]).0,
        )
        .expect("JSON")
    };
    let fresh = plan("2026-11-24");
    // Four B300 for 27.96 are 6.99 each: one row, the smallest form.
    let b300 = &entry(&fresh, "ask", "b300 at Verda, on-demand, from 1 GPU").expect("asked")["row"];
    assert_eq!(
        (&b300["hour"], &b300["gpus_min"], &b300["market"]),
        (&Value::from(6.99), &Value::from(1), &Value::from("specialist"))
    );
    // 2.29 is what an H100 cost before 2026-08-18: the file has not followed, or the price is back.
    let h100 = entry(&fresh, "ask", "h100 at Verda, on-demand, from 1 GPU").expect("asked");
    assert_eq!((&h100["about"], &h100["row"]["hour"]), (&Value::from("older"), &Value::from(2.29)));
    // One row that is old makes the file old: of the others nothing is appended either.
    assert_eq!(
        (&fresh["append"], asked(&fresh, "a100-80 at Verda, spot, from 1 GPU")),
        (&serde_json::json!([]), "older")
    );
    // 2B300.60V has a spot price alone; nothing is proposed at zero.
    for one in fresh["ask"].as_array().expect("ask") {
        assert!(one["row"]["hour"].as_f64().is_some_and(|hour| hour > 0.1), "{one}");
    }
    assert!(fresh["passed_over"].to_string().contains("V100"));
    // The same file, older than the rows of 2026-08-18, only asks.
    let old = plan("2026-08-01");
    assert_eq!(asked(&old, "h100 at Verda, on-demand, from 1 GPU"), "older");
}

#[test]
fn configs_agree_with_the_catalogs_shapes() {
    let plan = import("huggingface", &["--seen", "2026-08-21"]);
    for id in [
        "minimax-m3",
        "mimo-v2-flash",
        "deepseek-v4-flash",
        "kimi-k3",
        "glm-5.2",
        "qwen3.5-397b-a17b",
        "gpt-oss-120b",
        "qwen3-32b",
    ] {
        assert!(same(&plan, id), "{id}: {plan:#}");
    }
    let ultra = entry(&plan, "ask", "NVIDIA-Nemotron-3-Ultra-550B-A55B-BF16").expect("asked");
    assert!(
        ultra["why"].as_str().is_some_and(|why| why.contains("--total") && why.contains("nemotron-3-ultra")),
        "{ultra}"
    );
    assert_eq!(
        ultra["row"]["linear"],
        serde_json::json!({"heads": 256, "key_dim": 128, "value_dim": 64, "convolution": 55_296})
    );
    let path = list("huggingface/Qwen--Qwen3-32B_config.json");
    let (out, ..) = run(&["catalog", "import", "huggingface", &path, "--id", "made-up-32b", "--json"]);
    let plan: Value = serde_json::from_str(&out).expect("JSON");
    // 64 · (5,120 · 128 · 2 · 72 + 3 · 5,120 · 25,600) + 2 · 151,936 · 5,120 = 32.8 billion.
    let made_up = &entry(&plan, "ask", "made-up-32b").expect("its maker and license are asked for")["row"];
    assert_eq!((&made_up["total"], &made_up["layers"]), (&Value::from(32.8), &Value::from(64)));
}

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

#[test]
fn an_offer_that_was_retired_is_asked_about_and_not_sold_again() {
    let entry = r#""groq/llama-3.3-70b-versatile":{"litellm_provider":"groq","mode":"chat","input_cost_per_token":5.9e-7,"output_cost_per_token":8.1e-7}"#;
    // Groq gave it up on 2026-10-02.
    let plan = litellm("retired", entry, &["--seen", "2026-11-24"]);
    assert_eq!((asked(&plan, "groq/llama-3.3-70b"), plan["append"].as_array().map(Vec::len)), ("retired", Some(0)));
    let why = plan["ask"][0]["why"].as_str().expect("why");
    assert!(why.contains("retired after 2026-10-02") && why.ends_with("is it back?"), "{why}");
}
