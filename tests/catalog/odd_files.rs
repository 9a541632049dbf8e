//! Files of lists as they also come: gaps in the smaller formats, foreign decimals, files that are no list, a
//! thousand rows.

use super::import::{planned, run};
use super::odd_lists::{chat, find, holds, of_text, place};
use serde_json::{Value, json};

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
        ("thinks", "status=\"beta\"\n[cost]\ninput=1\noutput=4\nreasoning=12\n"),
        ("thinks-alike", "status=\"alpha\"\n[cost]\ninput=1\noutput=4\nreasoning=4\n"),
        // The catalog has these two at 0.29 and 0.59, and 0.15 and 0.6 with reads of the cache at 0.075.
        ("qwen3-32b", "[cost]\ninput=0.29\noutput=0.59\n[[cost.tiers]]\ninput=9\noutput=9\ntier={type=\"peak\"}\n"),
        ("gpt-oss-120b", "[cost]\ninput=0.15\noutput=0.6\ncache_read=0.075\nreasoning=1\n"),
        (
            "timed",
            "[cost]\ninput=1\noutput=4\n[[cost.tiers]]\ninput=2\noutput=8\ntier={type=\"context\",size=200000}\n[[cost.tiers]]\ninput=9\noutput=9\ntier={type=\"time\",size=5}\n",
        ),
    ] {
        std::fs::write(folder.join(format!("{name}.toml")), text).expect("written");
    }
    let plan = planned("models.dev", &place("models.dev"));
    holds(
        &plan,
        &[
            ("free", "free"),
            ("text", "in 1, out 4"),
            ("timed", "another price, 9 in and 9 out, hangs on time: which one counts, and is there a peak factor?"),
            ("thinks", "reasoning tokens cost 12 a million, other output 4: a row has one price for both"),
            ("thinks-alike", "in 1, out 4"),
            ("qwen3-32b", "hangs on peak: the row has no `peak_factor`"),
            ("gpt-oss-120b", "reasoning tokens cost 1 a million, other output 0.6"),
        ],
    );
    let timed = find(&plan, "ask", "timed").expect("asked");
    assert!(timed["after"].as_str().expect("prices").contains("in 1, out 4, above 200000: 2/8/-"), "{timed}");
    let early = find(&plan, "append", "thinks-alike").expect("proposed")["row"]["note"].as_str().expect("note");
    assert!(early.contains("called alpha by the list"), "{early}");
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
fn a_thousand_rows_are_read_with_progress() {
    let list: serde_json::Map<String, Value> = (0..1_200)
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
    assert!(error.contains("1200 entries read") && error.contains("1000 of 1200 entries compared"), "{error}");
    assert!(out.contains("APPEND 1200"), "{}", &out[..200]);
}
