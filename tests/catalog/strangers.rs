//! What somebody who had never seen the catalog did with it: lists that are behind the rows, rows that need filling in,
//! prices in other money, and an overlay that the check complains of.

use super::check::{check, planted};
use super::frozen;
use super::import::{plan, planned, run};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

fn file(name: &str, text: &str) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("strangers-{name}"));
    std::fs::write(&path, text).expect("written");
    path
}

/// What is asked of an id: about and why; nothing of it is appended.
fn asked(plan: &Value, id: &str) -> (String, String) {
    let of = |part: &str| {
        let all = plan[part].as_array().expect(part);
        all.iter().find(|one| one["id"] == id || one["entry"] == id).cloned()
    };
    assert_eq!(of("append"), None, "{plan:#}");
    let one = of("ask").unwrap_or_else(|| panic!("{id} is not asked: {plan:#}"));
    (one["about"].as_str().expect("about").to_owned(), one["why"].as_str().expect("why").to_owned())
}

/// A provider of genai-prices with one model that has several prices, each from a day or from the beginning.
fn dated(name: &str, provider: &str, model: &str, prices: &[(Option<&str>, Value)]) -> Value {
    let prices: Vec<Value> = prices
        .iter()
        .map(|(from, prices)| match from {
            Some(from) => json!({"constraint": {"start_date": from}, "prices": prices}),
            None => json!({ "prices": prices }),
        })
        .collect();
    let list = json!([{"id": provider, "name": provider, "models": [{"id": model, "match": {"equals": model}, "prices": prices}]}]);
    planned("genai-prices", &file(&format!("{name}.json"), &list.to_string()))
}

fn price(input: f64, output: f64) -> Value {
    json!({"input_mtok": input, "output_mtok": output, "cache_read_mtok": input / 10.0, "cache_write_mtok": input * 1.25})
}

#[test]
fn a_rise_that_a_later_look_did_not_find_is_asked_about() {
    // Anthropic called off the rise of Sonnet 5 to 3/15 from 2026-09-01: its page was read on 2026-10-10, at 2/10.
    let prices = [(None, price(2.0, 10.0)), (Some("2026-09-01"), price(3.0, 15.0))];
    let plan = dated("called-off", "anthropic", "claude-sonnet-5", &prices);
    let (about, why) = asked(&plan, "anthropic/claude-sonnet-5");
    assert!(about == "older" && why.contains("2026-09-01") && why.contains("2026-10-10"), "{about}: {why}");
    // A cloud that the catalog does not have sells the same model by the same two prices.
    let plan = dated("called-off-cloud", "aws", "global.anthropic.claude-sonnet-5-v1:0", &prices);
    let (about, why) = asked(&plan, "bedrock/claude-sonnet-5");
    assert!(about == "older" && why.contains("anthropic/claude-sonnet-5"), "{about}: {why}");
    // Nobody has looked since the day from which this one holds: it is news.
    let plan = dated(
        "came",
        "anthropic",
        "claude-sonnet-5",
        &[(None, price(2.0, 10.0)), (Some("2026-11-01"), price(3.0, 15.0))],
    );
    assert_eq!(plan["append"][0]["row"]["from"], "2026-11-01", "{plan:#}");
}

#[test]
fn an_announced_price_that_leaves_out_what_the_row_has_is_asked_about() {
    // GPT-5.6 Terra has a cached price and a step at 272,000 tokens.
    let plan = dated(
        "announced",
        "openai",
        "gpt-5.6-terra",
        &[
            (None, json!({"input_mtok": 2, "output_mtok": 12})),
            (Some("2026-12-20"), json!({"input_mtok": 2.5, "output_mtok": 15})),
        ],
    );
    let (about, why) = asked(&plan, "openai/gpt-5.6-terra");
    assert!(about == "partial" && why.contains("cached read") && why.contains("steps"), "{about}: {why}");
}

#[test]
fn a_models_row_is_never_appended_unfilled() {
    let own = file("unfilled.json", &frozen::text());
    let config =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/catalog/lists/huggingface/Qwen--Qwen3-32B_config.json");
    let (own_path, config) = (own.display().to_string(), config.display().to_string());
    let (out, error, code) = run(&[
        "catalog",
        "import",
        "huggingface",
        &config,
        "--id",
        "stranger-32b",
        "--seen",
        "2026-11-24",
        "--catalog",
        &own_path,
        "--append",
    ]);
    assert_eq!(code, Some(0), "{error}");
    assert!(out.contains("APPEND 0"), "{out}");
    assert!(
        out.contains("missing: maker, licence, commercial and released are in no config: fill them in. May a company"),
        "{out}"
    );
    assert!(error.contains("nothing was appended"), "{error}");
    assert_eq!(std::fs::read_to_string(&own).expect("read"), frozen::text());
}

fn csv(name: &str, price: &str) -> Value {
    let path = file(name, &format!("gpu,count,price\nH100,1,{price}\n"));
    plan("gpu-csv", &path, &["--provider", "Nebius", "--seen", "2026-11-24"])
}

#[test]
fn euros_are_no_dollars() {
    for price in ["€4.20", "4.20 €", "\"4,20 EUR\"", "£4.20"] {
        let plan = csv("euros.csv", price);
        assert_eq!((&plan["append"], &plan["ask"], &plan["same"]), (&json!([]), &json!([]), &json!([])), "{price}");
        let why = plan["passed_over"][0]["why"].as_str().expect("why");
        assert!(why.contains("no price in US dollars"), "{price}: {why}");
    }
    let plan = csv("dollars.csv", "$4.20");
    let row = [&plan["append"][0]["row"], &plan["ask"][0]["row"]].into_iter().find(|row| !row.is_null());
    assert_eq!(row.expect("a row")["hour"], 4.2, "{plan:#}");
}

#[test]
fn long_prompts_under_an_id_of_their_own_are_no_new_model() {
    let entry = |input: f64| json!({"litellm_provider": "xai", "mode": "chat", "input_cost_per_token": input * 1e-6, "output_cost_per_token": input * 3e-6});
    for id in ["grok-4.7-200k", "grok-4.7-long-context", "grok-4.7-1m"] {
        let list = file(&format!("{id}.json"), &json!({ (id): entry(4.0) }).to_string());
        let plan = planned("litellm", &list);
        let (about, why) = asked(&plan, id);
        assert!(about == "steps" && why.contains("xai/grok-4.7"), "{about}: {why}");
    }
}

#[test]
fn a_list_is_older_than_the_look_that_was_later() {
    // Gemini 4 Argon was looked at again for a later row; the row that is in force on the list's day is older.
    let entry = json!({"litellm_provider": "groq", "mode": "chat", "input_cost_per_token": 1.8e-7, "output_cost_per_token": 6e-7, "cache_read_input_token_cost": 7.5e-8});
    let path = file("older.json", &json!({"groq/gpt-oss-120b": entry}).to_string()).display().to_string();
    let (out, ..) =
        run(&["catalog", "import", "litellm", &path, "--seen", "2025-09-01", "--json", "--catalog", frozen::path()]);
    let plan: Value = serde_json::from_str(&out).expect("JSON");
    let (about, why) = asked(&plan, "groq/gpt-oss-120b");
    assert!(about == "older" && why.contains("was checked on 2026-08-21"), "{about}: {why}");
}

#[test]
fn a_question_does_not_promise_that_the_row_will_be_appended() {
    let path = file("undated.csv", "gpu,count,price\nH100,1,4.30\n").display().to_string();
    let (out, ..) =
        run(&["catalog", "import", "gpu-csv", &path, "--provider", "Nebius", "--json", "--catalog", frozen::path()]);
    assert!(!out.contains("it is a row to append"), "{out}");
}

const OWN: &str = r#"{"name":"Us","hosted":[
{"id":"groq/gpt-oss-120b","host":"Groq","model":"gpt-oss-120b","weights":"gpt-oss-120b","kind":"chat","from":"2026-11-20","input":0.00000015,"output":0.0000006,"quality":"gpt-oss-120b","checked":"2026-11-20","source":"contract 7 of 2026-11-20","grade":"A"}
],"rents":[
{"gpu":"h100","provider":"Quote","market":"specialist","billing":"on-demand","from":"2026-11-20","hour":22,"gpus_min":8,"source":"quote 4711 of 2026-11-20","grade":"A"},
{"gpu":"h200","provider":"Quote","market":"specialist","billing":"on-demand","from":"2027-01-01","hour":3.5,"gpus_min":8,"source":"quote 4712 of 2026-11-20","grade":"A"}
],"quality":[
{"model":"kimi-k3","score":0.55},
{"model":"no-such-model","score":50}
]}"#;

#[test]
fn a_report_says_what_the_check_says_of_an_overlay_that_it_uses() {
    let path = file("own.json", OWN).display().to_string();
    for more in [&["--draws", "50"][..], &["--draws", "0", "--json"], &["--draws", "0", "--csv"]] {
        let arguments = [&["report", "workloads=a", "--catalog", &path][..], more].concat();
        let (_, error, code) = run(&arguments);
        assert_eq!(code, Some(2), "{more:?}: {error}");
        for said in [
            "it looks wrong. The price of groq/gpt-oss-120b from 2026-11-20, input: ",
            "The rent of h100 Quote on-demand 8 from 2026-11-20, hour: 22 where others ask",
            "The score of kimi-k3, score: 0.55 points lies outside",
            "The score of no-such-model, model: is the name of no offer",
        ] {
            assert!(error.contains(said), "{more:?}, {said}: {error}");
        }
    }
    let (out, ..) = run(&["report", "workloads=a", "--catalog", &path, "--draws", "50"]);
    let idle = out.split_once("READ, AND NOT USED IN Us").expect("idle rows").1;
    assert!(idle.contains("The rent of h200 Quote from 2027-01-01 begins after 2026-11-24"), "{idle}");
    // What the check has nothing against is used in silence.
    let good =
        OWN.replace("0.00000015", "0.15").replace("0.0000006", "0.6").replace(":22,", ":2.2,").replace("0.55", "55");
    let good = good.replace("no-such-model", "kimi-k2.6").replace("2027-01-01", "2026-11-20");
    let path = file("own-good.json", &good).display().to_string();
    let (out, error, code) = run(&["report", "workloads=a", "--catalog", &path, "--draws", "50"]);
    assert!(code == Some(0) && error.is_empty(), "{error}{out}");
}

#[test]
fn an_overlay_with_a_day_of_its_own_is_no_whole_catalog() {
    let own = r#"{"name":"Us","asof":"2026-11-25","rents":[
{"gpu":"h100","provider":"Quote","market":"specialist","billing":"on-demand","from":"2026-11-25","hour":2.2,"gpus_min":8,"source":"quote 4711 of 2026-11-25","grade":"A"}]}"#;
    let (out, error, code) = run(&["catalog", "check", &file("own-day.json", own).display().to_string()]);
    assert!(code == Some(0) && out.contains(": 0 wrong"), "{out}{error}");
    // A whole catalog that lost its index is no overlay.
    let lost: String =
        crate::FILE.lines().filter(|line| !line.starts_with("\"index\"")).map(|line| line.to_owned() + "\n").collect();
    let out = check("lost-index", &lost);
    assert!(out.contains("asof, index, index_date, index_source"), "{out}");
}

#[test]
fn one_gpu_is_bought_at_one_price_a_day() {
    let line = crate::FILE
        .lines()
        .find(|line| line.starts_with(r#"{"gpu":"h100","#) && line.contains(r#""low""#))
        .expect("a purchase");
    let twice = crate::FILE.replacen(line, &format!("{},\n{line}", line.trim_end_matches(',')), 1);
    let out = check("bought-twice", &twice);
    assert!(out.contains("wrong: purchases, row h100") && out.contains("stands twice"), "{out}");
}

#[test]
fn an_older_row_is_not_blamed_for_a_newer_one_that_was_refused() {
    let (out, _) = planted("innocent", r#"{"id":"groq/gpt-oss-120b""#, r#""input":0.15"#, r#""input":"0.15""#);
    assert!(!out.contains("nobody has looked"), "{out}");
    assert!(out.contains(": 1 wrong"), "{out}");
}
