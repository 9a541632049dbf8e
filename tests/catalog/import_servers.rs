//! `catalog import` of what servers need: GPU rents from CSV, and shapes of open models from their `config.json`.

use super::frozen;
use super::import::{asked, entry, import, list, run, same};
use serde_json::Value;

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
