//! Planted errors of the fourth kind: figures that read well and are not those of their name, their family or their chip.

use super::import::run;
use std::path::PathBuf;

/// What the check says of the shipped file with pieces of the last line of a beginning replaced, on that line.
fn said(name: &str, start: &str, pieces: &[(&str, &str)]) -> String {
    let lines: Vec<&str> = crate::FILE.lines().collect();
    let at = lines.iter().rposition(|line| line.starts_with(start)).unwrap_or_else(|| panic!("no line {start}"));
    let mut line = lines[at].to_owned();
    for (old, new) in pieces {
        assert!(line.contains(old), "{line} no longer holds {old}");
        line = line.replacen(old, new, 1);
    }
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("apart-{name}.json"));
    std::fs::write(&path, crate::FILE.replacen(lines[at], &line, 1)).expect("written");
    let (out, ..) = run(&["catalog", "check", &path.display().to_string()]);
    let mark = format!(":{}: ", at + 1);
    out.lines().filter(|line| line.contains(&mark)).collect::<Vec<_>>().join("\n")
}

const LLAMA: &str = r#"{"id":"llama-3.3-70b""#;
const H100: &str = r#"{"id":"h100","#;
const PRO: &str = r#"{"id":"deepseek/deepseek-v4-pro""#;

#[test]
fn figures_unlike_their_name_family_or_chip_are_found() {
    for (at, (start, old, new, words)) in [
        (
            LLAMA,
            r#""total":70.6,"active":70.6"#,
            r#""total":141.2,"active":141.2"#,
            "wrong: models, row llama-3.3-70b, total: 141.2 billion, and its name says 70",
        ),
        (LLAMA, r#""kv_heads":8"#, r#""kv_heads":1"#, "kv_heads: 1 for 64 query heads"),
        // 64 heads of 256 are 16,384 wide, twice the model's 8,192.
        (
            LLAMA,
            r#""head_dim":128"#,
            r#""head_dim":256"#,
            "head_dim: heads are 2.0 times as wide together as the model",
        ),
        (
            LLAMA,
            r#""released":"2024-12-06""#,
            r#""released":"2025-12-06""#,
            "released: 2025-12-06, and the row of its score says 2024-12-06",
        ),
        // Its family of these months has 32.04 at least.
        (
            r#"{"model":"deepseek-v4-pro""#,
            r#""score":44.27,"plain":31.22"#,
            r#""score":4.427,"plain":3.122"#,
            "score: 4.427, and its maker's models of these months have 32.04 to",
        ),
        (
            r#"{"model":"deepseek-v4-pro""#,
            r#""score":44.27"#,
            r#""score":88"#,
            "score: 88, and its maker's models of these months have",
        ),
        (
            H100,
            r#""watts":700"#,
            r#""watts":1400"#,
            "wrong: gpus, row h100, watts: 1400 W, twice the 700 of its data sheet",
        ),
        (H100, r#""bf16":989"#, r#""bf16":494.5"#, "bf16: 494.5 TFLOPS, half of the 989 of its data sheet"),
        (H100, r#""per_node":8"#, r#""per_node":16"#, "per_node: 16: others have up to 8 in one server"),
        (H100, r#""vendor":"NVIDIA""#, r#""vendor":"AMD""#, "vendor: `AMD`, and this GPU is made by NVIDIA"),
        (
            r#"{"gpu":"h100","provider":"Lambda""#,
            r#""provider":"Lambda""#,
            r#""provider":"Lamda""#,
            "provider: `Lamda`, and other rows say `Lambda`: misspelled?",
        ),
        (
            r#"{"id":"groq/gpt-oss-120b""#,
            r#""id":"groq/"#,
            r#""id":"grok/"#,
            "id: begins with grok/, and the offers of Groq with groq/: is it groq/gpt-oss-120b?",
        ),
        (
            r#"{"id":"groq/gpt-oss-120b""#,
            r#""context":131072"#,
            r#""context":1310720"#,
            "context: 1310720 tokens, and its weights have 131072",
        ),
        (PRO, r#""peak_factor":2"#, r#""peak_factor":0.5"#, "peak_factor: 0.5, less than 1"),
        (PRO, r#""peak_hours":[1,4,6,10]"#, r#""peak_hours":[1,6,4,10]"#, "peak_hours: overlap, or stand out of order"),
        (
            r#"{"key":"util_default""#,
            r#""low":10,"typical":30,"high":60"#,
            r#""low":30,"typical":30,"high":30"#,
            "low: low, typical and high are one figure, and it is judgment",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let said = said(&at.to_string(), start, &[(old, new)]);
        assert!(said.contains(words), "{start} {old} → {new}: {said}");
    }
}

/// A B200 at 54,167 USD is 7,978 hours of its rent of 6.79; 2.5 times as much is 19,944, a fifth 1,595.
#[test]
fn a_price_to_own_far_from_its_rent_is_worth_a_look() {
    for (name, factor, hours) in [("dear", 2.5, "19944 hours of its rent of 6.79"), ("cheap", 0.2, "1595 hours")] {
        let price = |figure: f64| format!("{}", figure * factor);
        let pieces = [("43333", price(43333.0)), ("54167", price(54167.0)), ("65000", price(65000.0))];
        let pieces: Vec<(&str, &str)> = pieces.iter().map(|(old, new)| (*old, new.as_str())).collect();
        let said = said(name, r#"{"gpu":"b200","price":54167"#, &pieces);
        assert!(said.contains(" look: purchases, row b200") && said.contains(hours), "{said}");
    }
}

/// OpenAI's GPT-5.5 since 2026-04-24; 2.5 times all of it seven months later, without a word.
#[test]
fn a_rise_of_all_prices_alike_is_worth_a_look_however_late() {
    let start = r#"{"id":"openai/gpt-5.5","#;
    let line = crate::FILE.lines().rfind(|line| line.starts_with(start)).expect("there").trim_end_matches(',');
    let mut new = line.to_owned();
    for (old, later) in [
        (r#""from":"2026-04-24""#, r#""from":"2026-11-20""#),
        (r#""checked":"2026-08-21""#, r#""checked":"2026-11-20""#),
        (r#""input":5,"output":30,"cached_read":0.5"#, r#""input":12.5,"output":75,"cached_read":1.25"#),
        (r#""input":10,"output":45,"cached_read":1}"#, r#""input":25,"output":112.5,"cached_read":2.5}"#),
    ] {
        assert!(new.contains(old), "{new} no longer holds {old}");
        new = new.replacen(old, later, 1);
    }
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("apart-rise.json");
    std::fs::write(&path, crate::FILE.replacen(line, &format!("{line},\n{new}"), 1)).expect("written");
    let (out, ..) = run(&["catalog", "check", &path.display().to_string()]);
    assert!(out.contains("2.5 times more. If it is so, say it in `note`"), "{out}");
}

/// Eight GPUs as one: nobody else reserves an H200 in the file, and on demand it costs a few dollars.
#[test]
fn a_quote_for_a_whole_server_is_found_where_nobody_else_lets_it_so() {
    for billing in ["reserved", "spot", "on-demand"] {
        let own = format!(
            r#"{{"name":"Us","rents":[{{"gpu":"h200","provider":"Colo","market":"specialist","billing":"{billing}","from":"2026-11-01","hour":16.8,"gpus_min":8,"source":"quote 7","grade":"A"}}]}}"#
        );
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("apart-{billing}.json"));
        std::fs::write(&path, &own).expect("written");
        let (out, _, code) = run(&["catalog", "check", &path.display().to_string()]);
        assert!(code == Some(1) && out.contains("hour: 16.8 where others ask"), "{billing}: {out}");
        std::fs::write(&path, own.replace("16.8", "2.1")).expect("written");
        let (out, ..) = run(&["catalog", "check", &path.display().to_string()]);
        assert!(out.contains(": 0 wrong"), "{billing}: {out}");
    }
}
