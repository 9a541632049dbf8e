//! What whole lists hold that excerpts do not: each entry has the shape of one in a public list of July or August 2026,
//! read by eye; the numbers are those of the list unless the comment says otherwise.

use super::import::{chat_of as entry, planned};
use serde_json::{Value, json};
use std::path::PathBuf;

fn place(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("whole-lists");
    std::fs::create_dir_all(&folder).expect("a folder");
    folder.join(name)
}

fn plan(format: &str, name: &str, text: &str) -> Value {
    let path = place(name);
    std::fs::write(&path, text).expect("written");
    planned(format, &path)
}

/// Where an entry went, and the words about it.
fn told(plan: &Value, entry: &str) -> (String, String) {
    for (part, words) in [("append", "after"), ("ask", "why"), ("passed_over", "why")] {
        if let Some(one) = plan[part].as_array().expect(part).iter().find(|one| one["entry"] == entry) {
            return (part.to_owned(), one[words].as_str().expect("words").to_owned());
        }
    }
    panic!("{entry} is nowhere: {plan:#}")
}

fn holds(plan: &Value, expected: &[(&str, &str, &str)]) {
    for (entry, part, words) in expected {
        let (found, said) = told(plan, entry);
        assert!(found == *part && said.contains(words), "{entry}: {found}: {said}");
    }
}

#[test]
fn models_that_differ_by_one_word_are_not_one() {
    let list = json!({
        "gpt-4-x": entry("openai", 3e-5, 6e-5),
        "gpt-4-x-turbo": entry("openai", 1e-5, 3e-5),
        "anthropic.claude-v1": entry("bedrock", 8e-6, 2.4e-5),
        "anthropic.claude-instant-v1": entry("bedrock", 8e-7, 2.4e-6),
        "deepseek.v3.1": entry("bedrock_converse", 5.8e-7, 1.68e-6),
        "bedrock/sa-east-1/deepseek.v3.1": entry("bedrock", 7e-7, 2e-6),
        "azure_ai/Meta-Llama-3-70B-Instruct": entry("azure_ai", 1.1e-6, 3.7e-7),
        "wandb/Qwen/Qwen3-Coder-480B-A35B-Instruct": entry("wandb", 0.1, 0.15),
        "gpt-audio-mini-2025": entry("openai", 6e-7, 2.4e-6),
        "gpt-oss-120b:exacto": entry("openai", 6e-7, 2.4e-6),
    });
    let plan = plan("litellm", "words.json", &list.to_string());
    holds(
        &plan,
        &[
            ("gpt-4-x", "append", "in 30, out 60"),
            ("gpt-4-x-turbo", "append", "in 10, out 30"),
            ("anthropic.claude-v1", "append", "in 8, out 24"),
            ("anthropic.claude-instant-v1", "append", "in 0.8, out 2.4"),
            ("deepseek.v3.1", "append", "in 0.58, out 1.68"),
            ("bedrock/sa-east-1/deepseek.v3.1", "passed_over", "one region"),
            // Output at a third of the price of input: no text model is sold so.
            ("azure_ai/Meta-Llama-3-70B-Instruct", "ask", "is one of the two a slip"),
            // The list has 0.1 dollars a token: a hundred thousand a million.
            ("wandb/Qwen/Qwen3-Coder-480B-A35B-Instruct", "ask", "is the unit right"),
            ("gpt-audio-mini-2025", "passed_over", "sound"),
            ("gpt-oss-120b:exacto", "passed_over", "another way to buy"),
        ],
    );
    let id = |entry: &str| {
        plan["append"].as_array().expect("rows").iter().find(|one| one["entry"] == entry).map(|one| one["id"].clone())
    };
    assert_eq!(id("deepseek.v3.1"), Some("bedrock/deepseek-v3.1".into()));
}

#[test]
fn the_price_before_the_row_in_force_is_not_news() {
    // OpenAI's GPT-5.6 Terra cost 2.50/15 until 2026-07-30 and 2/12 since; a list of 2026-08-22 still had the former.
    let list = json!({ "gpt-5.6-terra": entry("openai", 2.5e-6, 1.5e-5), "groq/qwen/qwen3-32b": entry("groq", 3.1e-7, 5.9e-7) });
    let plan = plan("litellm", "behind.json", &list.to_string());
    holds(
        &plan,
        &[
            ("gpt-5.6-terra", "ask", "has the list not followed, or is the price back?"),
            // A price that never was is news.
            ("groq/qwen/qwen3-32b", "append", "in 0.31, out 0.59"),
        ],
    );
}

#[test]
fn catwalks_columns_for_a_cache_are_told_apart_by_their_prices() {
    let model = |id: &str, input: f64, output: f64, in_cached: f64, out_cached: f64| {
        json!({ "id": id, "name": id, "cost_per_1m_in": input, "cost_per_1m_out": output,
            "cost_per_1m_in_cached": in_cached, "cost_per_1m_out_cached": out_cached })
    };
    let models = [
        // Anthropic's file: the write stands in `in_cached`.
        model("claude-x", 3.0, 15.0, 3.75, 0.3),
        // MiniMax's: the read does.
        model("m-x", 0.3, 1.2, 0.06, 0.375),
        model("m-x-highspeed", 0.6, 2.4, 0.06, 0.375),
        // OpenAI's: the read stands in both, and nothing is asked for a write.
        model("gpt-x", 1.75, 14.0, 0.175, 0.175),
        // Z.AI's: the read alone, in the column of writes.
        model("glm-x", 1.4, 4.4, 0.26, 0.0),
        // Google's: the price of output in the column of reads.
        model("gemini-x", 0.3, 2.5, 0.03, 2.5),
    ];
    let plan = plan("catwalk", "columns.json", &json!({ "id": "openai", "models": models }).to_string());
    for (id, said) in [
        ("claude-x", "in 3, out 15, cached 0.3, write 3.75"),
        ("m-x", "in 0.3, out 1.2, cached 0.06, write 0.375"),
        ("m-x-highspeed", "in 0.6, out 2.4, cached 0.06, write 0.375"),
        ("gpt-x", "in 1.75, out 14, cached 0.175"),
        ("glm-x", "in 1.4, out 4.4, cached 0.26"),
        ("gemini-x", "in 0.3, out 2.5, cached 0.03"),
    ] {
        let one = plan["ask"].as_array().expect("ask").iter().find(|one| one["entry"] == id).expect("asked");
        assert_eq!((&one["about"], &one["after"]), (&json!("steps"), &json!(said)), "{id}");
    }
}

#[test]
fn portkeys_halves_begin_where_the_vendor_says_and_equal_halves_are_no_step() {
    // Cents per token: 0.0002 is two dollars a million.
    let paid = |input: f64, output: f64| json!({ "pricing_config": { "pay_as_you_go": { "request_token": { "price": input }, "response_token": { "price": output } } } });
    let list = json!({
        "gemini-3.9-pro-lte-128k": paid(2e-4, 1.2e-3), "gemini-3.9-pro-gt-128k": paid(4e-4, 1.8e-3),
        "gemini-1.4-pro-lte-128k": paid(1.25e-4, 5e-4), "gemini-1.4-pro-gt-128k": paid(2.5e-4, 1e-3),
        "gemini-3.9-flash-lte-128k": paid(3e-5, 2.5e-4), "gemini-3.9-flash-gt-128k": paid(3e-5, 2.5e-4),
    });
    let plan = plan("portkey", "google.json", &list.to_string());
    holds(
        &plan,
        &[
            ("gemini-3.9-pro", "append", "in 2, out 12, above 200000: 4/18/-"),
            ("gemini-1.4-pro", "append", "in 1.25, out 5, above 128000: 2.5/10/-"),
        ],
    );
    assert_eq!(told(&plan, "gemini-3.9-flash").1, "in 0.3, out 2.5");
}

#[test]
fn a_global_price_beats_its_twin_in_a_region_and_the_mainland_is_not_followed() {
    let model = |id: &str, input: f64, output: f64| json!({ "id": id, "prices": { "input_mtok": input, "output_mtok": output } });
    let list = json!([
        { "id": "aws", "models": [model("global.openai.gpt-9-luna", 0.2, 1.2), model("openai.gpt-9-luna", 0.22, 1.32)] },
        { "id": "zhipuai", "models": [model("GLM-9-Turbo", 0.69, 3.034)] },
        { "id": "novita", "models": [model("vendor/dust", 0.070_000_002, 0.28)] },
    ]);
    let plan = plan("genai-prices", "global.json", &list.to_string());
    holds(
        &plan,
        &[
            ("global.openai.gpt-9-luna", "append", "in 0.2, out 1.2"),
            ("openai.gpt-9-luna", "passed_over", "its global price too"),
            ("GLM-9-Turbo", "passed_over", "mainland China"),
        ],
    );
    assert_eq!(told(&plan, "vendor/dust").1, "in 0.07, out 0.28");
}

#[cfg(unix)]
#[test]
fn a_file_of_a_folder_that_cannot_be_read_loses_nothing_but_itself() {
    // models.dev holds links from one host's files to another's; one whose aim has moved leads nowhere.
    let models = place("models.dev").join("providers/groq/models");
    std::fs::create_dir_all(&models).expect("folders");
    let _ = std::fs::remove_file(models.join("gone.toml"));
    std::os::unix::fs::symlink("../../nowhere/gone.toml", models.join("gone.toml")).expect("a link");
    std::fs::write(models.join("new-model.toml"), "name = \"New\"\n[cost]\ninput = 0.5\noutput = 2\n")
        .expect("written");
    std::fs::write(models.join("broken.toml"), "name = \"").expect("written");
    let plan_of = planned("models.dev", &place("models.dev"));
    holds(
        &plan_of,
        &[
            ("new-model", "append", "in 0.5, out 2"),
            ("gone.toml", "passed_over", "cannot be read"),
            ("broken.toml", "passed_over", "is not TOML"),
        ],
    );
    let portkey = place("portkey");
    std::fs::create_dir_all(&portkey).expect("a folder");
    std::fs::write(portkey.join("groq.json"), r#"{"a-model":{"pricing_config":{"pay_as_you_go":{"request_token":{"price":0.0001},"response_token":{"price":0.0004}}}}}"#).expect("written");
    std::fs::write(portkey.join("openai.json"), "{").expect("written");
    let plan_of = planned("portkey", &portkey);
    holds(&plan_of, &[("a-model", "append", "in 1, out 4"), ("openai.json", "passed_over", "is not JSON")]);
}

#[test]
fn rents_are_of_the_cheapest_server_of_the_right_card() {
    // Two servers that differ in processors, one card in two forms, a marketplace's two tiers, a spot price that is none.
    let csv = "InstanceType,AcceleratorName,AcceleratorCount,vCPUs,MemoryGiB,Price,Region,GpuInfo,SpotPrice\n\
        gpu-l40s_4gpu-192vcpu,L40S,4,192,1152,11.0064,eu-north1,,\n\
        gpu-l40s_4gpu-128vcpu,L40S,4,128,768,9.1376,eu-north1,,\n\
        gpu_1x_h100_pcie,H100,1,26,225,3.29,us-west-1,,\n\
        gpu_8x_h100_sxm5,H100,8,208,1800,36.00,us-west-1,,36.00\n";
    let path = place("nebius.csv");
    std::fs::write(&path, csv).expect("written");
    let plan = planned("skypilot", &path);
    let hour = |id: &str| {
        let parts = ["append", "ask"].map(|part| plan[part].as_array().expect(part).clone()).concat();
        let rows: Vec<f64> =
            parts.iter().filter(|one| one["entry"] == id).filter_map(|one| one["row"]["hour"].as_f64()).collect();
        rows
    };
    // 9.1376 / 4 = 2.2844; 36.00 / 8 = 4.5, which is Nebius' price in force and so is the same.
    assert_eq!((hour("l40s"), hour("h100-pcie"), hour("h100")), (vec![2.2844], vec![3.29], vec![]), "{plan:#}");
    assert!(plan["same"].as_array().expect("same").iter().any(|one| one == "h100 at Nebius, on-demand, from 8 GPUs"));
}
