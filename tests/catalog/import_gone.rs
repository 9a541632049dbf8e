//! What lists still have and nobody sells, what they have in a region only, where they have stayed behind, and models
//! of other kinds.

use super::import::{asked, chat_of, entry, plan, planned, row, same};
use super::odd_lists::place;
use serde_json::{Value, json};

fn of(format: &str, name: &str, list: &Value) -> Value {
    let path = place(name);
    std::fs::write(&path, list.to_string()).expect("written");
    planned(format, &path)
}

fn why<'p>(plan: &'p Value, part: &str, id: &str) -> &'p str {
    entry(plan, part, id).unwrap_or_else(|| panic!("{id}: {plan:#}"))["why"].as_str().expect("why")
}

/// Anthropic retired Claude 3 Opus on 2026-01-05 (its page of deprecations); what Groq gave up, others still serve.
#[test]
fn a_retired_model_is_asked_about() {
    let list = json!({
        "claude-3-opus-20240229": chat_of("anthropic", 1.5e-5, 7.5e-5),
        "bedrock/anthropic.claude-3-opus-20240229-v1:0": chat_of("bedrock", 1.5e-5, 7.5e-5),
        "groq/llama-3.1-70b-versatile": chat_of("groq", 5.9e-7, 7.9e-7),
        "together_ai/meta-llama/Meta-Llama-3.1-70B-Instruct-Turbo": chat_of("together_ai", 8.8e-7, 8.8e-7),
        "deepseek/deepseek-chat": chat_of("deepseek", 2.8e-7, 4.2e-7),
    });
    let plan = of("litellm", "gone.json", &list);
    assert!(why(&plan, "ask", "anthropic/claude-3-opus").contains("retired after 2026-01-04: is it still sold here?"));
    assert_eq!(asked(&plan, "bedrock/claude-3-opus"), "retired");
    // What lists merely stopped telling may be sold all the same.
    assert_eq!(row(&plan, "groq/llama-3.1-70b")["input"], 0.59);
    assert_eq!(row(&plan, "together/llama-3.1-70b")["input"], 0.88);
    assert!(why(&plan, "passed_over", "deepseek/deepseek-chat").contains("alias"));
}

/// OpenAI retired o1 after 2026-10-22 and announced the end of GPT-5 pro for 2026-12-10 (its page of deprecations): a list
/// of August knows neither, and must not put the one back on sale nor the other without its end.
#[test]
fn a_list_of_an_earlier_day_brings_back_nothing_that_is_retired_since() {
    let list = json!({ "o1": chat_of("openai", 1.5e-5, 6e-5), "gpt-5-pro": chat_of("openai", 1.5e-5, 1.2e-4) });
    let path = place("gone-since.json");
    std::fs::write(&path, list.to_string()).expect("written");
    let plan = plan("litellm", &path, &["--seen", "2026-08-01"]);
    assert!(why(&plan, "ask", "openai/o1").contains("retired after 2026-10-22: is it still sold here?"), "{plan:#}");
    let gpt = row(&plan, "openai/gpt-5-pro");
    assert_eq!((&gpt["until"], &gpt["ends"]), (&json!("2026-12-10"), &json!("retired")), "{gpt:#}");
    assert!(why(&plan, "append", "openai/gpt-5-pro").contains("known to be retired after 2026-12-10"), "{plan:#}");
}

#[test]
fn a_model_in_a_region_only_is_asked_once_and_others_are_passed_over() {
    let list = json!({
        "us.example.newmodel-1-v1:0": chat_of("bedrock_converse", 2.75e-6, 1.1e-5),
        "eu.example.newmodel-1-v1:0": chat_of("bedrock_converse", 2.75e-6, 1.1e-5),
        "eu.example.other-2-v1:0": chat_of("bedrock_converse", 1.1e-6, 4.4e-6),
        "example.other-2-v1:0": chat_of("bedrock_converse", 1e-6, 4e-6),
        "us.openai.gpt-oss-120b-1:0": chat_of("bedrock_converse", 1.65e-7, 6.6e-7),
    });
    let plan = of("litellm", "regions.json", &list);
    let about: Vec<&str> = plan["ask"].as_array().expect("ask").iter().filter_map(|one| one["id"].as_str()).collect();
    assert_eq!(about, ["bedrock/newmodel-1"], "{plan:#}");
    assert!(why(&plan, "ask", "bedrock/newmodel-1").contains("in a region only"));
    assert!(why(&plan, "passed_over", "eu.example.other-2-v1:0").contains("the global price is used"));
    assert!(
        why(&plan, "passed_over", "us.openai.gpt-oss-120b-1:0")
            .contains("the price in the catalog is that of no region")
    );
    assert_eq!(row(&plan, "bedrock/other-2")["input"], 1);
}

/// Fireworks asked 1.74 and 3.48 for DeepSeek V4 Pro until 2026-08-21, 1.32 and 3.96 since.
#[test]
fn a_list_that_stayed_behind_in_one_row_of_a_host_is_asked_about_its_others() {
    let cached = |host: &str, input: f64, output: f64, read: f64| {
        let mut entry = chat_of(host, input, output);
        entry["cache_read_input_token_cost"] = read.into();
        entry
    };
    let behind = json!({
        "fireworks_ai/accounts/fireworks/models/deepseek-v4-pro": chat_of("fireworks_ai", 1.74e-6, 3.48e-6),
        "fireworks_ai/accounts/fireworks/models/glm-5p2": cached("fireworks_ai", 1.2e-6, 4e-6, 2.4e-7),
        "groq/openai/gpt-oss-120b": cached("groq", 1.2e-7, 5e-7, 6e-8),
    });
    let plan = of("litellm", "behind.json", &behind);
    assert_eq!(asked(&plan, "fireworks/deepseek-v4-pro"), "older");
    assert!(
        why(&plan, "ask", "fireworks/glm-5.2")
            .contains("old in another row of the same host (fireworks/deepseek-v4-pro)")
    );
    // Another host's rows stand on their own.
    assert_eq!(row(&plan, "groq/gpt-oss-120b")["input"], 0.12);
    let mut follows = behind;
    follows["fireworks_ai/accounts/fireworks/models/deepseek-v4-pro"] = chat_of("fireworks_ai", 1.32e-6, 3.96e-6);
    let plan = of("litellm", "follows.json", &follows);
    assert!(same(&plan, "fireworks/deepseek-v4-pro") && row(&plan, "fireworks/glm-5.2")["input"] == 1.2);
}

/// The catalog has the weights of July 2025 and of May 2025 under these names; hosts sell the first releases too.
#[test]
fn a_name_without_a_release_is_asked_where_the_weights_known_are_a_later_one_s() {
    let list = json!({
        "deepinfra/Qwen/Qwen3-235B-A22B": chat_of("deepinfra", 1.8e-7, 5.4e-7),
        "deepinfra/deepseek-ai/DeepSeek-R1": chat_of("deepinfra", 7e-7, 2.4e-6),
        "baseten/Qwen/Qwen3-30B-A3B-Instruct-2507": chat_of("baseten", 1e-7, 3e-7),
    });
    let plan = of("litellm", "releases.json", &list);
    for id in ["deepinfra/qwen3-235b-a22b", "deepinfra/deepseek-r1"] {
        assert!(why(&plan, "ask", id).contains("are these its weights, of that release?"), "{id}");
    }
    assert_eq!(row(&plan, "baseten/Qwen/Qwen3-30B-A3B-Instruct-2507")["weights"], "qwen3-30b-a3b");
}

/// US cents a token, one file a host: 0.0000008 are 0.008 USD a million.
#[test]
fn models_that_embed_or_judge_are_no_chat_models() {
    let token = |cents: f64| json!({ "pricing_config": { "pay_as_you_go": { "request_token": { "price": cents }, "response_token": { "price": cents } } } });
    let folder = place("portkey-kinds");
    std::fs::create_dir_all(&folder).expect("made");
    let list = json!({
        "thenlper/gte-large": token(1.6e-6), "BAAI/bge-base-en-v1.5": token(8e-7), "WhereIsAI/UAE-Large-V1": token(8e-7),
        "meta-llama/Llama-Guard-4-12B": token(2e-5), "acme/page-ocr-2": token(2e-5),
    });
    std::fs::write(folder.join("fireworks-ai.json"), list.to_string()).expect("written");
    let plan = planned("portkey", &folder);
    for entry in plan["append"].as_array().expect("append") {
        assert_eq!(entry["row"]["kind"], "embedding", "{entry:#}");
    }
    for id in ["meta-llama/Llama-Guard-4-12B", "acme/page-ocr-2"] {
        assert!(why(&plan, "passed_over", id).contains("checks texts or reads pages"), "{id}");
    }
    // A list that says that it writes.
    let list = json!({ "together_ai/BAAI/bge-large-en-v1.5": chat_of("together_ai", 2e-8, 2e-8) });
    assert!(
        why(&of("litellm", "kinds.json", &list), "ask", "together_ai/BAAI/bge-large-en-v1.5")
            .contains("another kind (embedding)")
    );
}

#[test]
fn the_frozen_file_of_genai_prices_says_so() {
    let folder = place("frozen").join("prices");
    std::fs::create_dir_all(folder.join("new_data/v2")).expect("made");
    let list = json!([{ "id": "groq", "models": [{ "id": "openai/gpt-oss-120b", "prices": { "input_mtok": 0.15, "output_mtok": 0.6 } }] }]);
    for (path, frozen) in [("data.json", true), ("new_data/v2/data.json", false)] {
        std::fs::write(folder.join(path), list.to_string()).expect("written");
        let plan = planned("genai-prices", &folder.join(path));
        assert_eq!(plan["passed_over"].to_string().contains("frozen since 2026-07-25"), frozen, "{plan:#}");
    }
}

/// A list of 2026-09-01 beside rows that were looked at later: the row that is newer is shown, not one before it.
#[test]
fn of_a_list_that_is_older_the_newer_row_is_shown() {
    let path = place("older.json");
    let list = json!({ "groq/openai/gpt-oss-120b": chat_of("groq", 1.2e-7, 5e-7) });
    std::fs::write(&path, list.to_string()).expect("written");
    let plan = plan("litellm", &path, &["--seen", "2025-09-01"]);
    let one = entry(&plan, "ask", "groq/gpt-oss-120b").unwrap_or_else(|| panic!("{plan:#}"));
    assert!(one["before"].as_str().expect("a row").contains("from 2026-08-21"), "{one:#}");
    assert!(one["why"].as_str().expect("why").contains("input 0.15 → 0.12, output 0.6 → 0.5"), "{one:#}");
}
