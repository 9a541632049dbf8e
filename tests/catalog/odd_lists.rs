//! Lists as they also come: fields that are missing, null, text or nonsense, prices of zero and below, steps out of
//! order, days that are none, thousands of rows. Nothing panics, nothing is dropped in silence.

use super::import::planned;
use serde_json::{Value, json};
use std::path::PathBuf;

pub fn place(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("odd-{name}"))
}

/// The plan for a list written as text.
pub fn of_text(format: &str, name: &str, text: &str) -> Value {
    let path = place(name);
    std::fs::write(&path, text).expect("written");
    planned(format, &path)
}

pub fn find<'p>(plan: &'p Value, part: &str, entry: &str) -> Option<&'p Value> {
    plan[part].as_array().expect(part).iter().find(|one| one["entry"] == entry)
}

/// Why an entry was passed over or asked about, or the prices of the row proposed for it.
fn told(plan: &Value, entry: &str) -> String {
    if let Some(one) = find(plan, "append", entry) {
        return one["after"].as_str().expect("prices").to_owned();
    }
    let other = find(plan, "ask", entry).or_else(|| find(plan, "passed_over", entry));
    let why = other.unwrap_or_else(|| panic!("{entry} is nowhere: {plan:#}"))["why"].as_str().expect("why");
    why.to_owned()
}

pub fn holds(plan: &Value, expected: &[(&str, &str)]) {
    for (entry, part) in expected {
        let told = told(plan, entry);
        assert!(told.contains(part), "{entry}: {told}");
    }
}

pub fn chat(input: impl Into<Value>, output: impl Into<Value>, more: &Value) -> Value {
    let mut entry = json!({ "litellm_provider": "groq", "mode": "chat" });
    entry["input_cost_per_token"] = input.into();
    entry["output_cost_per_token"] = output.into();
    for (name, value) in more.as_object().expect("a map") {
        entry[name] = value.clone();
    }
    entry
}

#[test]
fn litellm_with_gaps_slips_and_steps() {
    let none = json!({});
    let mut list = json!({});
    let mut put = |id: &str, entry: Value| list[id] = entry;
    put("groq/text", chat("1e-6", "4e-6", &none));
    // 4 and 12 USD a million.
    put("groq/thinks", chat(1e-6, 4e-6, &json!({ "output_cost_per_reasoning_token": 1.2e-5 })));
    put("groq/null", chat(Value::Null, 4e-6, &none));
    put("groq/below-zero", chat(-1, -1, &none));
    put("groq/no-output", chat(1e-6, 0, &none));
    put("groq/nonsense", chat("NaN", "abc", &none));
    put("groq/slip", chat(0.15, 0.6, &none));
    put("groq/word", "hello".into());
    put("groq/", chat(1e-6, 4e-6, &none));
    let step = |above: &str, input: f64, output: f64| json!({ format!("input_cost_per_token_above_{above}_tokens"): input, format!("output_cost_per_token_above_{above}_tokens"): output });
    put("groq/million", chat(1e-6, 4e-6, &step("1m", 2e-6, 8e-6)));
    put("groq/cheaper", chat(1e-6, 4e-6, &step("128k", 5e-7, 1e-6)));
    put("groq/half", chat(1e-6, 4e-6, &json!({ "input_cost_per_token_above_128k_tokens": 2e-6 })));
    put("groq/batch", chat(1e-6, 4e-6, &json!({ "input_cost_per_token_batches": 5e-7 })));
    put("groq/batch-dearer", chat(1e-6, 4e-6, &json!({ "input_cost_per_token_batches": 2e-6 })));
    put("groq/soon", chat(1e-6, 4e-6, &json!({ "deprecation_date": "soon" })));
    put("groq/gone", chat(1e-6, 4e-6, &json!({ "deprecation_date": "2026-01-01" })));
    put("bedrock/us-gov-west-1/x", chat(1e-6, 4e-6, &json!({ "litellm_provider": "bedrock" })));
    put("apac.amazon.x", chat(1e-6, 4e-6, &json!({ "litellm_provider": "bedrock_converse" })));
    let ranges = |range: Value| json!({ "litellm_provider": "dashscope", "mode": "chat", "tiered_pricing": [{ "range": range, "input_cost_per_token": 1e-7, "output_cost_per_token": 4e-7 }] });
    put("dashscope/ranged", ranges(json!([0, 32000])));
    put("dashscope/unread", ranges("up to 32k".into()));
    let plan = of_text("litellm", "litellm.json", &list.to_string());
    holds(
        &plan,
        &[
            ("groq/text", "in 1, out 4"),
            ("groq/thinks", "reasoning tokens cost 12 a million, other output 4: a row has one price for both"),
            ("groq/null", "input has no price of its own"),
            ("groq/below-zero", "decided at run time"),
            ("groq/no-output", "output has no price of its own"),
            ("groq/nonsense", "no price is stated"),
            ("groq/slip", "is the unit right"),
            ("groq/word", "no price is stated"),
            ("groq/", "names no model"),
            ("groq/million", "above 1000000: 2/8"),
            ("groq/cheaper", "are the steps right"),
            ("groq/half", "above 128000: 2/4"),
            ("groq/batch", "batch off 0.5"),
            ("groq/batch-dearer", "cost 2 times what the rest does: what is the discount?"),
            ("groq/gone", "retired on 2026-01-01"),
            ("groq/soon", "in 1, out 4"),
            ("bedrock/us-gov-west-1/x", "one region"),
            ("apac.amazon.x", "in a region only"),
            ("dashscope/ranged", "in 0.1, out 0.4"),
            ("dashscope/unread", "no price is stated"),
        ],
    );
    let note = find(&plan, "append", "groq/soon").expect("proposed")["row"]["note"].as_str().expect("note");
    assert!(note.contains("`soon`, which is no day"), "{note}");
}

#[test]
fn one_price_under_two_names_is_one_and_two_prices_are_a_question() {
    let price = |cents: f64| chat(cents, cents * 4.0, &json!({}));
    let list = json!({ "groq/a-model": price(1e-6), "groq/vendor/a-model": price(1e-6), "groq/b-model": price(1e-6), "groq/vendor/b-model": price(1.5e-6) });
    let plan = of_text("litellm", "twins.json", &list.to_string());
    // Of two prices neither is appended, whichever stands first.
    assert_eq!(plan["append"].as_array().map(Vec::len), Some(1), "{plan:#}");
    assert_eq!(plan["ask"].as_array().map(Vec::len), Some(1), "{plan:#}");
    assert_eq!((&plan["append"][0]["id"], &plan["ask"][0]["id"]), (&json!("groq/a-model"), &json!("groq/b-model")));
    assert_eq!(plan["ask"][0]["about"], "disagree");
}

#[test]
fn openrouter_with_gaps() {
    let data = json!({ "data": [
        { "id": "z-ai/glm-a", "pricing": { "prompt": "0.000001", "completion": "0.000004", "overrides": [
            { "min_prompt_tokens": 128_000, "prompt": "0.000002", "completion": "0.000008" },
            { "min_prompt_tokens": 32_000, "prompt": "0.0000015", "completion": "0.000006" },
            { "prompt": "1" }
        ] } },
        { "id": "z-ai/glm-b", "pricing": { "prompt": "", "completion": null } },
        { "id": "z-ai/glm-c", "pricing": null },
        { "id": "z-ai/glm-d", "pricing": { "prompt": "-1", "completion": "-1" } },
        { "id": "z-ai/glm-e:free", "pricing": { "prompt": "0", "completion": "0" } },
        { "id": "z-ai/glm-f", "pricing": { "prompt": "0.000001", "completion": "0.000004" }, "expiration_date": "2026-05-01" },
        { "id": 42 }
    ] });
    let plan = of_text("openrouter", "openrouter.json", &data.to_string());
    assert_eq!(plan["append"], json!([]));
    let steps = &find(&plan, "ask", "z-ai/glm-a").expect("asked")["row"]["tiers"];
    assert_eq!((steps[0]["above"].as_f64(), steps[1]["above"].as_f64()), (Some(32_000.0), Some(128_000.0)));
    holds(
        &plan,
        &[
            ("z-ai/glm-b", "no price is stated"),
            ("z-ai/glm-c", "no price is stated"),
            ("z-ai/glm-d", "run time"),
            ("z-ai/glm-e:free", "free"),
            ("z-ai/glm-f", "retired on 2026-05-01"),
            ("an entry without an id", "which model"),
        ],
    );
}

#[test]
fn genai_prices_with_days_that_are_none_and_bare_flags() {
    let prices = json!({ "input_mtok": 1, "output_mtok": 4 });
    let list = json!([{ "id": "groq", "models": [
        { "id": "a", "prices": [{ "prices": { "input_mtok": 2, "output_mtok": 8 } }, { "constraint": { "start_date": "2026-12-24" }, "prices": prices }] },
        { "id": "b", "prices": [{ "constraint": { "start_date": "yesterday" }, "prices": prices }] },
        { "id": "c", "prices": [] },
        { "id": "d", "prices": null },
        { "id": "e", "deprecated": true, "prices": prices },
        { "id": "f", "prices": { "input_mtok": 0, "output_mtok": 0 } },
        { "id": "g", "prices": { "input_mtok": { "base": 1, "tiers": [{ "start": 200_000, "price": 2 }] }, "output_mtok": "4" } },
        { "prices": prices }
    ] }, 7, null]);
    let plan = of_text("genai-prices", "genai.json", &list.to_string());
    let days = |entry: &str| -> Vec<String> {
        let rows = plan["append"].as_array().expect("append").iter().filter(|one| one["entry"] == entry);
        rows.map(|one| one["row"]["from"].as_str().expect("from").to_owned()).collect()
    };
    assert_eq!(days("a"), ["2026-11-24", "2026-12-24"]);
    holds(
        &plan,
        &[
            ("b", "`yesterday`, which is no day"),
            ("c", "no price is stated"),
            ("d", "no price is stated"),
            ("e", "retired"),
            ("f", "free"),
            ("g", "above 200000: 2/4"),
            ("an entry without an id", "which model"),
        ],
    );
}

#[test]
fn llm_prices_whose_last_price_has_ended() {
    let list = json!({ "vendor": "groq", "models": [
        { "id": "ended", "price_history": [{ "input": 1, "output": 5, "from_date": "2026-01-01", "to_date": "2026-03-01" }] },
        { "id": "no-day", "price_history": [{ "input": 1, "output": 5, "from_date": "2026-13-45" }] },
        { "id": "nothing", "price_history": [] },
        { "id": "free", "price_history": [{ "input": 0, "output": 0 }] },
        { "id": "moved", "price_history": [{ "input": 1, "output": 5, "from_date": "2026-10-01", "to_date": null }, { "input": 3, "output": 15, "from_date": null, "to_date": "2026-10-01" }] },
        { "id": "moved-200k", "price_history": [{ "input": 2, "output": 7 }] }
    ] });
    let plan = of_text("llm-prices", "llm.json", &list.to_string());
    holds(
        &plan,
        &[
            ("ended", "retired on 2026-02-28"),
            ("no-day", "`2026-13-45`, which is no day"),
            ("nothing", "no price is stated"),
            ("free", "free"),
            ("moved", "in 1, out 5, above 200000: 2/7"),
        ],
    );
    assert_eq!(find(&plan, "append", "moved").expect("proposed")["row"]["from"], "2026-10-01");
}
