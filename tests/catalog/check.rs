//! Forty planted errors, one test each: `catalog check` finds each by table and field, on its line.

use super::import::run;
use std::path::PathBuf;

/// Checks the shipped file with one piece of one line replaced, the latest row of that beginning; gives the output and
/// the line that was changed.
pub fn planted(name: &str, start: &str, old: &str, new: &str) -> (String, usize) {
    let lines: Vec<&str> = crate::FILE.lines().collect();
    let at = lines.iter().rposition(|line| line.starts_with(start)).unwrap_or_else(|| panic!("no line {start}"));
    let line = lines[at];
    assert!(line.contains(old), "{line} no longer holds {old}");
    let file = crate::FILE.replacen(line, &line.replacen(old, new, 1), 1);
    (check(name, &file), at + 1)
}

/// What the command says of a file; the exit code must be that of a file with errors.
pub fn check(name: &str, file: &str) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("planted-{name}.json"));
    std::fs::write(&path, file).expect("written");
    let (out, error, code) = run(&["catalog", "check", &path.display().to_string()]);
    assert_eq!(code, Some(1), "{name}: {out}{error}");
    out
}

#[test]
fn the_shipped_file_is_clean() {
    let (out, error, code) = run(&["catalog", "check"]);
    assert_eq!(code, Some(0), "{out}{error}");
    assert!(out.contains(": 0 wrong"), "{out}");
}

/// Each: name, start of the line, what is replaced, by what, and the table and field that must be named.
macro_rules! errors {
    ($($name:ident: $start:literal, $old:literal => $new:literal, $table:literal, $field:literal;)+) => {$(
        #[test]
        fn $name() {
            let (out, line) = planted(stringify!($name), $start, $old, $new);
            let found = out.lines().any(|said| {
                said.contains(&format!(":{line}: wrong: {}, row ", $table)) && said.contains(&format!(", {}", $field))
            });
            assert!(found, "line {line}, {} {}: {out}", $table, $field);
        }
    )+};
}

errors! {
    a_price_that_is_text: r#"{"id":"groq/gpt-oss-120b""#, r#""input":0.15"# => r#""input":"0.15""#, "hosted", "input";
    a_missing_price: r#"{"id":"groq/gpt-oss-120b""#, r#""output":0.6,"# => r"", "hosted", "output";
    a_negative_price: r#"{"id":"groq/gpt-oss-120b""#, r#""output":0.6"# => r#""output":-0.6"#, "hosted", "output";
    an_unknown_field: r#"{"id":"groq/gpt-oss-120b""#, r#""input":0.15"# => r#""inptu":0.15"#, "hosted", "inptu";
    a_field_that_stands_twice: r#"{"id":"groq/gpt-oss-120b""#, r#""input":0.15"# => r#""input":0.15,"input":0.25"#, "hosted", "input";
    an_empty_host: r#"{"id":"groq/gpt-oss-120b""#, r#""host":"Groq""# => r#""host":"""#, "hosted", "host";
    a_wrong_kind: r#"{"id":"groq/gpt-oss-120b""#, r#""kind":"chat""# => r#""kind":"chatty""#, "hosted", "kind";
    a_price_per_token: r#"{"id":"groq/gpt-oss-120b""#, r#""input":0.15,"output":0.6,"cached_read":0.075"# => r#""input":0.00000015,"output":0.0000006"#, "hosted", "input";
    a_price_in_cents: r#"{"id":"openai/gpt-5.6-terra","host":"OpenAI","model":"GPT-5.6 Terra","kind":"chat","from":"2026-07-30""#, r#""input":2,"output":12"# => r#""input":200,"output":1200"#, "hosted", "input";
    a_price_ten_times_too_high: r#"{"id":"groq/gpt-oss-120b""#, r#""input":0.15,"output":0.6"# => r#""input":1.5,"output":6"#, "hosted", "input";
    output_below_input: r#"{"id":"groq/gpt-oss-120b""#, r#""output":0.6"# => r#""output":0.06"#, "hosted", "output";
    a_cached_price_above_input: r#"{"id":"groq/gpt-oss-120b""#, r#""cached_read":0.075"# => r#""cached_read":0.75"#, "hosted", "cached_read";
    a_cached_price_of_zero_by_another_name: r#"{"id":"groq/gpt-oss-120b""#, r#""cached_read":0.075"# => r#""cached_read":0.0000075"#, "hosted", "cached_read";
    a_discount_in_percent: r#"{"id":"anthropic/claude-haiku-5.5""#, r#""batch_discount":0.5"# => r#""batch_discount":50"#, "hosted", "batch_discount";
    a_free_offer: r#"{"id":"groq/gpt-oss-120b""#, r#""input":0.15,"output":0.6"# => r#""input":0,"output":0"#, "hosted", "input";
    a_context_in_thousands: r#"{"id":"groq/gpt-oss-120b""#, r#""context":131072"# => r#""context":131"#, "hosted", "context";
    a_step_in_thousands: r#"{"id":"openai/gpt-5.6-terra","host":"OpenAI","model":"GPT-5.6 Terra","kind":"chat","from":"2026-07-30""#, r#""above":272000"# => r#""above":272"#, "hosted", "tiers";
    a_cheaper_step: r#"{"id":"openai/gpt-5.6-terra","host":"OpenAI","model":"GPT-5.6 Terra","kind":"chat","from":"2026-07-30""#, r#""input":4,"output":18"# => r#""input":1,"output":18"#, "hosted", "tiers";
    steps_without_a_style: r#"{"id":"openai/gpt-5.6-terra","host":"OpenAI","model":"GPT-5.6 Terra","kind":"chat","from":"2026-07-30""#, r#""tier_style":"cliff","# => r"", "hosted", "tiers";
    a_search_priced_per_thousand: r#"{"id":"cohere/rerank-v3.5""#, r#""per_request":0.002"# => r#""per_request":2"#, "hosted", "per_request";
    no_source: r#"{"id":"groq/gpt-oss-120b""#, r#""source":"anomalyco/models.dev groq @f3fc6922; pydantic/genai-prices @47df840a; romanshumy/llm-prices-data @ee652e2d","# => r"", "hosted", "source";
    a_source_that_is_none: r#"{"id":"groq/gpt-oss-120b""#, r#""source":"anomalyco/models.dev groq @f3fc6922; pydantic/genai-prices @47df840a; romanshumy/llm-prices-data @ee652e2d""# => r#""source":"internet""#, "hosted", "source";
    a_day_that_is_none: r#"{"id":"groq/gpt-oss-120b""#, r#""from":"2026-08-21""# => r#""from":"2026-08-32""#, "hosted", "from";
    checked_in_the_future: r#"{"id":"groq/gpt-oss-120b""#, r#""checked":"2026-08-21""# => r#""checked":"2027-08-21""#, "hosted", "checked";
    a_future_price_that_is_not_announced: r#"{"id":"groq/gpt-oss-120b""#, r#""from":"2026-08-21""# => r#""from":"2027-08-21""#, "hosted", "announced";
    an_end_without_a_reason: r#"{"id":"groq/gpt-oss-120b""#, r#""from":"2026-08-21""# => r#""from":"2026-08-21","until":"2026-09-21""#, "hosted", "until";
    a_grade_that_is_none: r#"{"id":"groq/gpt-oss-120b""#, r#""grade":"B""# => r#""grade":"A+""#, "hosted", "grade";
    weights_that_are_nowhere: r#"{"id":"groq/gpt-oss-120b""#, r#""weights":"gpt-oss-120b""# => r#""weights":"gpt-oss-121b""#, "hosted", "weights";
    a_score_that_is_nowhere: r#"{"id":"groq/gpt-oss-120b""#, r#""quality":"gpt-oss-120b""# => r#""quality":"gpt-oss-121b""#, "hosted", "quality";
    a_host_written_another_way: r#"{"id":"groq/gpt-oss-120b""#, r#""host":"Groq""# => r#""host":"groq.com""#, "hosted", "host";
    a_rent_of_a_gpu_that_is_nowhere: r#"{"gpu":"h200","provider":"AWS","market":"hyperscaler","billing":"on-demand""#, r#""gpu":"h200""# => r#""gpu":"h201""#, "rents", "gpu";
    the_price_of_a_whole_server: r#"{"gpu":"h200","provider":"AWS","market":"hyperscaler","billing":"on-demand""#, r#""hour":7.912"# => r#""hour":63.3"#, "rents", "hour";
    a_rent_a_hundred_times_too_low: r#"{"gpu":"h200","provider":"AWS","market":"hyperscaler","billing":"on-demand""#, r#""hour":7.912"# => r#""hour":0.0791"#, "rents", "hour";
    a_bandwidth_in_terabytes: r#"{"id":"h100","#, r#""bandwidth":3350"# => r#""bandwidth":3.35"#, "gpus", "bandwidth";
    a_sparse_rate: r#"{"id":"h100","#, r#""fp8":1979"# => r#""fp8":7916"#, "gpus", "fp8";
    more_active_than_all: r#"{"id":"deepseek-v4-flash","#, r#""active":13"# => r#""active":300"#, "models", "active";
    a_state_that_is_missing: r#"{"id":"qwen3.6-27b","#, r#""linear":{"heads":48,"key_dim":128,"value_dim":128,"convolution":30720},"# => r"", "models", "linear";
    a_parameter_out_of_order: r#"{"key":"cache_hit""#, r#""low":20"# => r#""low":60"#, "parameters", "low";
    a_judgement_without_a_replacement: r#"{"key":"util_default""#, r#""better":"The load shape and the fleet, which this tool computes.","# => r"", "parameters", "better";
    a_score_on_another_scale: r#"{"model":"glm-5.2""#, r#""score":51.09"# => r#""score":1451"#, "quality", "score";
    a_model_without_a_day: r#"{"id":"glm-5.2","name""#, r#""released":"2026-06-16","# => r"", "models", "released";
    a_maker_that_nobody_filled_in: r#"{"id":"glm-5.2","name""#, r#""maker":"Z.AI""# => r#""maker":"?""#, "models", "maker";
    a_jump_of_ten: r#"{"id":"openai/gpt-5.6-luna","host":"OpenAI","model":"GPT-5.6 Luna","kind":"chat","from":"2026-07-30""#, r#""input":0.2,"output":1.2"# => r#""input":10,"output":60"#, "hosted", "input";
}

#[test]
fn a_row_that_stands_twice() {
    let start = r#"{"id":"groq/gpt-oss-120b""#;
    let line = crate::FILE.lines().find(|line| line.starts_with(start)).expect("there");
    let out = check("twice", &crate::FILE.replacen(line, &format!("{line}\n{line}"), 1));
    assert!(out.contains("hosted, row groq/gpt-oss-120b of 2025-08-05, id, from: must be only once"), "{out}");
}

#[test]
fn a_row_out_of_order() {
    let at = crate::FILE.lines().position(|line| line.starts_with(r#"{"id":"groq/gpt-oss-120b""#)).expect("there");
    let mut lines: Vec<&str> = crate::FILE.lines().collect();
    lines.swap(at, at + 1);
    // The newer row was pasted above the older: it is the one to move.
    let out = check("order", &lines.join("\n"));
    let said = format!(":{}: wrong: hosted, row groq/gpt-oss-120b of 2025-11-11, id: stands above the row of", at + 1);
    assert!(out.contains(&said), "{out}");
    lines.swap(at, at + 1);
    lines.swap(at - 1, at);
    let out = check("order", &lines.join("\n"));
    assert!(out.contains("sorted by id and day"), "{out}");
}

/// Groq sells seven models, and the new one was pasted below the first of them: it is named, and not those below it.
#[test]
fn a_row_that_was_pasted_too_high_is_named_itself() {
    let start = r#"{"id":"groq/gpt-oss-120b""#;
    let line = crate::FILE.lines().rfind(|line| line.starts_with(start)).expect("there");
    let new = line.replacen("groq/gpt-oss-120b", "groq/qwen9-7b", 1).replace(r#""weights":"gpt-oss-120b","#, "");
    let file = crate::FILE.replacen(line, &format!("{line}\n{new}"), 1);
    let at = file.lines().position(|line| line == new).expect("pasted") + 1;
    let out = check("high", &file);
    let said = format!(":{at}: wrong: hosted, row groq/qwen9-7b of 2026-08-21, id: stands before groq/gpt-oss-20b");
    assert!(out.contains(&said), "{out}");
}

#[test]
fn a_file_cut_short() {
    let out = check("cut", &crate::FILE[..crate::FILE.len() / 2]);
    assert!(out.contains("is not JSON") && out.contains("wrong: file"), "{out}");
}

#[test]
fn a_table_that_there_is_not() {
    let out = check("table", &crate::FILE.replacen("\"rents\":[", "\"rentals\":[", 1));
    assert!(out.contains("rentals, row -, rentals: is not a table of the catalog"), "{out}");
}

#[test]
fn a_list_that_disagrees_is_worth_a_look_and_no_error() {
    let list = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("against.json");
    let entry = r#"{"groq/gpt-oss-120b":{"litellm_provider":"groq","mode":"chat","input_cost_per_token":1.8e-7,"output_cost_per_token":6e-7,"cache_read_input_token_cost":7.5e-8}}"#;
    std::fs::write(&list, entry).expect("written");
    let against = format!("litellm={}", list.display());
    let (out, _, code) = run(&["catalog", "check", "--against", &against, "--seen", "2026-11-24"]);
    assert_eq!(code, Some(0));
    assert!(out.contains("look: hosted, row groq/gpt-oss-120b, input: litellm disagrees: input 0.15 → 0.18"), "{out}");
}

/// Slips that more than one rule finds: each rule must say its own words, or nobody would miss it.
#[test]
fn rules_that_overlap_speak_each_for_itself() {
    const GROQ: &str = r#"{"id":"groq/gpt-oss-120b""#;
    const TERRA: &str =
        r#"{"id":"openai/gpt-5.6-terra","host":"OpenAI","model":"GPT-5.6 Terra","kind":"chat","from":"2026-07-30""#;
    const H200: &str = r#"{"gpu":"h200","provider":"AWS","market":"hyperscaler","billing":"on-demand""#;
    for (name, start, old, new, words) in [
        ("token", GROQ, r#""input":0.15"#, r#""input":0.00000015"#, &["a price per token", "times less"][..]),
        ("cents", TERRA, r#""input":2,"output":12"#, r#""input":200,"output":1200"#, &["in cents", "times more"]),
        ("server", H200, r#""hour":7.912"#, r#""hour":39"#, &["where others ask"]),
        ("far", H200, r#""hour":7.912"#, r#""hour":63.3"#, &["outside 0.05 to 40", "where others ask"]),
    ] {
        let (out, line) = planted(name, start, old, new);
        for words in words {
            let found = out.lines().any(|said| said.contains(&format!(":{line}: wrong: ")) && said.contains(words));
            assert!(found, "{name}, {words}: {out}");
        }
    }
}
