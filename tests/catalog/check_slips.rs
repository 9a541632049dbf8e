//! Planted errors of the third kind: steps, mixtures, spellings, and rows that say less than they must.

use super::check::planted;
use super::import::run;
use std::path::PathBuf;

const TERRA: &str =
    r#"{"id":"openai/gpt-5.6-terra","host":"OpenAI","model":"GPT-5.6 Terra","kind":"chat","from":"2026-07-30""#;
const FLASH: &str = r#"{"id":"deepseek-v4-flash""#;
const QWEN: &str = r#"{"id":"qwen3-32b""#;

#[test]
fn each_is_found_on_its_line() {
    let tiers =
        r#""tier_style":"cliff","tiers":[{"above":272000,"input":4,"output":18,"cached_read":0.4,"cache_write":5}],"#;
    for (at, (start, old, new, words)) in [
        // The step asks 4 USD for input: nobody pays 6 to read it from a cache.
        (
            TERRA,
            r#""output":18,"cached_read":0.4"#,
            r#""output":18,"cached_read":6"#,
            "tiers: cached_read 6 of the step above 272000 is above its input price of 4",
        ),
        (TERRA, tiers, "", "tiers: the row of 2026-07-09 has a step above 272000, and this one none"),
        // 284 and 13 active with 6 of 256 experts: one has 271/250 = 1.084, six 6.5 of 13, half of the active ones.
        // Ten times all gives 2827/250 × 6 = 67.8, 522 %; a tenth, 28.4, gives 15.4/250 × 6 = 0.37, 3 %.
        (
            FLASH,
            r#""total":284"#,
            r#""total":2840"#,
            "total: 2840 and 13 active with 6 of 256 experts: those in use would have 522 %",
        ),
        (FLASH, r#""total":284"#, r#""total":28.4"#, "those in use would have 3 %"),
        // 271/2554 × 6 = 0.64 of 13.
        (FLASH, r#""experts":256"#, r#""experts":2560"#, "those in use would have 5 %"),
        (QWEN, r#""kv_heads":8"#, r#""kv_heads":7"#, "kv_heads: 7 do not divide 64 query heads"),
        (QWEN, r#""kv_heads":8"#, r#""kv_heads":80"#, "kv_heads: more than there are query heads"),
        (QWEN, r#""precisions":["bf16","#, r#""precisions":["bf16","bf16","#, "precisions: `bf16` stands twice"),
        (r#"{"id":"h200""#, r#""fp8":1979"#, r#""fp8":1979,"fp8":1979"#, "fp8: stands twice in the row"),
        (
            r#"{"gpu":"h200","provider":"Hyperstack""#,
            r#""provider":"Hyperstack""#,
            r#""provider":"hyper stack""#,
            "provider: `hyper stack`, and other rows say `Hyperstack`",
        ),
        (r#"{"key":"judge_cost""#, r#""typical":0.02,"#, "", "typical: is missing"),
        // Its note speaks of other things.
        (
            r#"{"key":"cache_hit""#,
            r#""typical":50,"#,
            "",
            "typical: is missing where low or high stand: write it, or say",
        ),
        (r#"{"key":"judge_cost""#, r#""label":""#, r#""label":"in EUR, "#, "names EUR: amounts are in USD"),
        (r#"{"key":"cache_hit""#, r#""note":""#, r#""note":"0.05 EUR a thousand, "#, "note: names `EUR` and no rate"),
        (r#"{"key":"judge_cost""#, r#""date":"2026""#, r#""date":"2026-12-20""#, "date: `2026-12-20` has not come yet"),
        (
            r#"{"key":"judge_cost""#,
            r#""date":"2026""#,
            r#""date":"20 Dec 2026""#,
            "date: `20 Dec 2026` has not come yet",
        ),
        (r#"{"key":"judge_cost""#, r#""date":"2026""#, r#""date":"Dec 2026""#, "date: `Dec 2026` has not come yet"),
    ]
    .into_iter()
    .enumerate()
    {
        let (out, line) = planted(&format!("third-{at}"), start, old, new);
        let found = out.lines().any(|said| said.contains(&format!(":{line}: wrong: ")) && said.contains(words));
        assert!(found, "line {line}, {words}: {out}");
    }
}

#[test]
fn a_step_that_is_gone_is_no_error_where_the_row_says_so() {
    let line = crate::FILE.lines().find(|line| line.starts_with(TERRA)).expect("there");
    let (start, rest) = line.split_once(r#""tier_style""#).expect("steps");
    let after = rest.split_once("}],").expect("their end").1;
    let said = format!("{start}{}", after.replace(r#""note":""#, r#""note":"no step since then; "#));
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("no-step.json");
    std::fs::write(&path, crate::FILE.replacen(line, &said, 1)).expect("written");
    let (out, error, code) = run(&["catalog", "check", &path.display().to_string()]);
    assert_eq!(code, Some(0), "{out}{error}");
}

#[test]
fn a_score_that_scores_nothing_is_worth_a_look() {
    let row = r#"{"model":"claude-haiku-4.5""#;
    let line = crate::FILE.lines().find(|line| line.starts_with(row)).expect("there");
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("no-model.json");
    let more = format!("{line}\n{}", line.replacen("haiku-4.5", "haiku-4.55", 1));
    std::fs::write(&path, crate::FILE.replacen(line, &more, 1)).expect("written");
    let (out, error, code) = run(&["catalog", "check", &path.display().to_string()]);
    assert_eq!(code, Some(0), "{out}{error}");
    assert!(out.contains("look: quality, row claude-haiku-4.55, model: no offer and no open model names it"), "{out}");
    // Sold until lately, as the record of prices has it: no price of it stands in the catalog, and its score may wait.
    assert!(!out.contains("row gpt-5.4, model"), "{out}");
}

/// Eight bits are a byte: each GPU's link in Gbit/s is eight times its GB/s.
#[test]
fn no_gpu_s_link_passes_in_gigabits() {
    let value: serde_json::Value = serde_json::from_str(crate::FILE).expect("JSON");
    for (at, gpu) in value["gpus"].as_array().expect("rows").iter().enumerate() {
        let (id, link) = (gpu["id"].as_str().expect("text"), gpu["link"].to_string());
        let bits = gpu["link"].as_f64().expect("number") * 8.0;
        let (start, old) = (format!(r#"{{"id":"{id}""#), format!(r#""link":{link},"#));
        let (out, line) = planted(&format!("bits-{at}"), &start, &old, &format!(r#""link":{bits},"#));
        assert!(out.contains(&format!(":{line}: wrong: gpus, row {id}, link: ")), "{id}: {out}");
    }
}
