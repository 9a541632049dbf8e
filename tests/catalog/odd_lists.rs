//! Lists as they also come: fields that are missing, null, text or nonsense, prices of zero and below, steps out of
//! order, days that are none, thousands of rows. Nothing panics, nothing is dropped in silence.

use super::import::{planned, run};
use serde_json::{Value, json};
use std::path::PathBuf;

fn place(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("odd-{name}"))
}

/// The plan for a list written as text.
fn of_text(format: &str, name: &str, text: &str) -> Value {
    let path = place(name);
    std::fs::write(&path, text).expect("written");
    planned(format, &path)
}

fn find<'p>(plan: &'p Value, part: &str, entry: &str) -> Option<&'p Value> {
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

fn holds(plan: &Value, expected: &[(&str, &str)]) {
    for (entry, part) in expected {
        let told = told(plan, entry);
        assert!(told.contains(part), "{entry}: {told}");
    }
}

fn chat(input: impl Into<Value>, output: impl Into<Value>, more: &Value) -> Value {
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
            ("apac.amazon.x", "one region"),
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

#[test]
fn catwalk_portkey_and_models_dev_with_gaps() {
    let host = json!({ "id": "groq", "models": [
        { "id": "a", "cost_per_1m_in": 2, "cost_per_1m_out": 6, "cost_per_1m_in_cached": 0, "cost_per_1m_out_cached": 0.5 },
        { "id": "b", "cost_per_1m_in": 0, "cost_per_1m_out": 0 },
        { "id": "c", "cost_per_1m_in": null, "cost_per_1m_out": 3 },
        { "id": "d", "cost_per_1m_in": -2, "cost_per_1m_out": 3 },
        { "name": "none" }
    ] });
    let plan = of_text("catwalk", "catwalk.json", &host.to_string());
    holds(
        &plan,
        &[
            ("a", "keeps only the highest"),
            ("b", "free"),
            ("c", "input has no price"),
            ("d", "run time"),
            ("an entry without an id", "which model"),
        ],
    );
    assert_eq!(find(&plan, "ask", "a").expect("asked")["after"], "in 2, out 6, cached 0.5");

    let folder = place("portkey");
    std::fs::create_dir_all(&folder).expect("a folder");
    let paid = |input: Value, output: Value| json!({ "pricing_config": { "pay_as_you_go": { "request_token": { "price": input }, "response_token": { "price": output } } } });
    let models = json!({
        "default": {}, "a": paid(json!(0.0001), json!(0.0004)), "b": paid(Value::Null, Value::Null), "c": paid(json!(0), json!(0)),
        "d-lte-128k": paid(json!(0.0001), json!(0.0004)), "d-gt-128k": paid(json!(0.0002), json!(0.0008)), "odd": 5
    });
    std::fs::write(folder.join("groq.json"), models.to_string()).expect("written");
    std::fs::write(folder.join("cohere.json"), "[1,2]").expect("written");
    let plan = planned("portkey", &folder);
    holds(
        &plan,
        &[
            ("a", "in 1, out 4"),
            ("b", "no price is stated"),
            ("c", "free"),
            ("d", "above 128000: 2/8"),
            ("odd", "no price is stated"),
            ("cohere", "no map of models"),
        ],
    );

    let folder = place("models.dev").join("providers/groq/models");
    std::fs::create_dir_all(&folder).expect("a folder");
    for (name, text) in [
        ("free", "[cost]\ninput=0\noutput=0\n"),
        ("text", "[cost]\ninput=\"1\"\noutput=\"4\"\n"),
        ("heir", "base_model=\"no/such\"\n[cost]\ninput=1\noutput=4\n"),
        (
            "timed",
            "[cost]\ninput=1\noutput=4\n[[cost.tiers]]\ninput=2\noutput=8\ntier={type=\"context\",size=200000}\n[[cost.tiers]]\ninput=9\noutput=9\ntier={type=\"time\",size=5}\n",
        ),
    ] {
        std::fs::write(folder.join(format!("{name}.toml")), text).expect("written");
    }
    let plan = planned("models.dev", &place("models.dev"));
    holds(&plan, &[("free", "free"), ("text", "in 1, out 4"), ("timed", "in 1, out 4, above 200000: 2/8/-")]);
    let note = find(&plan, "append", "heir").expect("proposed")["row"]["note"].as_str().expect("note");
    assert!(note.contains("`no/such` is not in this folder"), "{note}");
}

#[test]
fn rents_with_foreign_decimals_and_names() {
    let table = "\u{feff}AcceleratorName;AcceleratorCount;Price;SpotPrice\r\nNVIDIA H100 80GB HBM3;8;24,8;\r\nH100;1e9;3;\r\nL4;1;on request;0\r\nTPU-v5;4;10;\r\nH100;0;9;\r\n";
    let plan = of_text("gpu-csv", "rents.csv", table);
    // 24.80 for eight is 3.10 for one; a provider that nobody knows is a question.
    assert_eq!(plan["ask"].as_array().map(Vec::len), Some(1), "{plan:#}");
    assert_eq!((&plan["ask"][0]["row"]["gpu"], &plan["ask"][0]["row"]["hour"]), (&json!("h100"), &json!(3.1)));
    let whys: Vec<&str> =
        plan["passed_over"].as_array().expect("list").iter().filter_map(|one| one["why"].as_str()).collect();
    for part in
        ["`on request` is no price", "1e9 GPUs in one instance", "TPU-v5: no such GPU", "H100: `0` is no count of GPUs"]
    {
        assert!(whys.iter().any(|why| why.contains(part)), "{part}: {whys:?}");
    }
}

#[test]
fn files_that_are_no_list_are_refused_with_a_reason() {
    for (name, text, part) in [
        ("empty.json", "{}", "holds no entry of this format"),
        ("list.json", "[]", "a map of models was expected"),
        ("cut.json", "{\"a\":", "is not JSON"),
        ("other.json", r#"{"data":[{"id":"openai/gpt-5.5"}]}"#, "holds no price in the format of litellm"),
    ] {
        let path = place(name);
        std::fs::write(&path, text).expect("written");
        let (out, error, code) = run(&["catalog", "import", "litellm", &path.display().to_string()]);
        assert_eq!(code, Some(1), "{name}: {out}");
        assert!(error.contains(part), "{name}: {error}");
    }
    let marked = format!("\u{feff}{}", json!({ "groq/a": chat(1e-6, 4e-6, &json!({})) }));
    holds(&of_text("litellm", "marked.json", &marked), &[("groq/a", "in 1, out 4")]);
}

#[test]
fn thousands_of_rows_are_read_with_progress() {
    let list: serde_json::Map<String, Value> = (0..3_000)
        .map(|at| {
            let price = 1e-8 * f64::from(at % 90 + 1);
            (format!("groq/made-up-{at}"), chat(price, price * 4.0, &json!({})))
        })
        .collect();
    let path = place("big.json");
    std::fs::write(&path, Value::Object(list).to_string()).expect("written");
    let (out, error, code) =
        run(&["catalog", "import", "litellm", &path.display().to_string(), "--seen", "2026-11-24"]);
    assert_eq!(code, Some(0));
    assert!(error.contains("3000 entries read") && error.contains("2500 of 3000 entries compared"), "{error}");
    assert!(out.contains("APPEND 3000"), "{}", &out[..200]);
}
