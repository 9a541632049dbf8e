//! Planted errors of the seventh kind: slips of ten that passed in silence until something beside them was asked, and that
//! may be true all the same, so that each is wrong or worth a look.

use super::import::run;
use std::path::PathBuf;

/// What is said of the last line of a beginning with pieces of it replaced.
fn said(name: &str, start: &str, swaps: &[(&str, &str)]) -> String {
    let at = crate::FILE.lines().collect::<Vec<_>>().iter().rposition(|line| line.starts_with(start)).expect(start);
    let mut lines: Vec<String> = crate::FILE.lines().map(ToOwned::to_owned).collect();
    for (old, new) in swaps {
        assert!(lines[at].contains(old), "{start}: {old}: {}", lines[at]);
        lines[at] = lines[at].replacen(old, new, 1);
    }
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("silent-{name}.json"));
    std::fs::write(&path, lines.join("\n")).expect("written");
    let (out, _, _) = run(&["catalog", "check", &path.display().to_string()]);
    out.lines().filter(|one| one.contains(&format!(":{}: ", at + 1))).fold(String::new(), |all, one| all + one + "\n")
}

/// Each: start of the line, what is replaced by what, and what is said of it.
const SLIPS: [(&str, &[(&str, &str)], &str); 16] = [
    // OpenAI asks 2 for the model of the same score.
    (
        r#"{"id":"azure/gpt-5.6-terra""#,
        &[(r#""input":2,"output":12"#, r#""input":0.2,"output":1.2"#)],
        "input: 0.2 where another host asks 2 for the same model: 10 times less",
    ),
    // Fireworks asks 1.4 for the model of the same name.
    (
        r#"{"id":"zai/glm-5.3""#,
        &[(r#""input":1.4,"output":4.4"#, r#""input":14,"output":44"#)],
        "input: 14 where another host asks 1.4 for the same model: 10 times more",
    ),
    // √(1.3 · 4) = 2.280 beside Together's √(0.88 · 0.88) = 0.88: 2.59 times.
    (
        r#"{"id":"nebius/llama-3.3-70b""#,
        &[(r#""input":0.13,"output":0.4"#, r#""input":1.3,"output":4"#)],
        "together 2.59 times more than any of them",
    ),
    // √(1.5 · 4.5) = 2.598 beside Bedrock's 0.22: 11.8 times, and 1.5 beside the 0.22 in the middle only 6.8.
    (
        r#"{"id":"databricks/llama-3.1-8b""#,
        &[(r#""input":0.15,"output":0.45"#, r#""input":1.5,"output":4.5"#)],
        "together 11.8 times more than any of them",
    ),
    // √(0.5 · 3) = 1.22; Terra, newer and 0.11 points above it, asks √24 = 4.90: 4 times as much.
    (
        r#"{"id":"openai/gpt-5.5","#,
        &[(r#""input":5,"output":30"#, r#""input":0.5,"output":3"#)],
        "openai/gpt-5.6-terra, newer and scored no better, costs 2 and 12: together 4 times less",
    ),
    (
        r#"{"id":"mistral/mistral-large-4""#,
        &[(r#""input":1.36,"output":4.18"#, r#""input":0.136,"output":0.418"#)],
        "by its name a smaller one",
    ),
    // 27 billion; Nebius asks √0.12 = 0.346 for the nearest, of √(235 · 22) = 72; √(1 · 3) is 5 times that.
    (
        r#"{"id":"nebius/gemma-3-27b""#,
        &[(r#""input":0.1,"output":0.3"#, r#""input":1,"output":3"#)],
        "nebius/qwen3-235b-a22b, the nearest price here of a model of like size, costs 0.2 and 0.6: together 5 times more",
    ),
    // 2,400 and 95 billion by its name, at a tenth of its price √12 / 10 = 0.346: Qwen3.8 27B asks √1.5 = 1.22.
    (
        r#"{"id":"alibaba/qwen3.8-2.4t-a95b""#,
        &[(r#""input":2,"output":6"#, r#""input":0.2,"output":0.6"#)],
        "alibaba/qwen3.8-27b, a smaller one of its family, costs 0.5 and 3: together 3.54 times less",
    ),
    // Of lists of December 2025 the regional price, 0.33.
    (
        r#"{"id":"bedrock/nova-2-lite""#,
        &[(r#""input":0.3,"output":2.5"#, r#""input":3,"output":25"#)],
        "input: 0.33 from 2025-12-13, then 3: 9.09 times more",
    ),
    (
        r#"{"id":"bedrock/amazon-rerank-v1""#,
        &[("0.001", "0.01")],
        "per_request: 0.01 where 3 others of its kind cost 0.002 to 0.0025",
    ),
    (
        r#"{"gpu":"h100","provider":"Oracle Cloud""#,
        &[(r#""hour":10"#, r#""hour":1"#)],
        "hour: 1 at a hyperscaler, and nobody asks less than 2.4024",
    ),
    // Nobody else lets one; an H100 has like memory and bandwidth.
    (r#"{"gpu":"gh200","provider":"Lambda""#, &[(r#""hour":2.29"#, r#""hour":22.9"#)], "hour: 22.9 where others ask"),
    (
        r#"{"id":"xai/grok-4.7""#,
        &[(r#""above":200000"#, r#""above":2000000"#)],
        "tiers: a step above 2000000, and xai/grok-4.3 has one above 200000",
    ),
    // 2.5 of 10 is a quarter; Anthropic's others ask a tenth at most.
    (
        r#"{"id":"anthropic/claude-fable-5.1""#,
        &[(r#""cached_read":0.25"#, r#""cached_read":2.5"#)],
        "cached_read: 2.5, 25 % of its input price, and this host's 6 others ask 5 % to 10 %",
    ),
    (
        r#"{"id":"openai/gpt-6.1-sol""#,
        &[(r#""cached_read":0.1"#, r#""cached_read":0.01"#)],
        "cached_read: 0.01, 0.5 % of its input price",
    ),
    (
        r#"{"key":"sw_incidents_per_month""#,
        &[(r#""typical":1,"#, r#""typical":10,"#), (r#""high":4"#, r#""high":40"#)],
        "typical: 10, and the calculator starts from 1 a month: 10 times more",
    ),
];

#[test]
fn each_is_said_on_its_line() {
    for (at, (start, swaps, words)) in SLIPS.iter().enumerate() {
        let out = said(&at.to_string(), start, swaps);
        assert!(out.contains(words), "{start}: {words}: {out}");
    }
}

/// The row that follows an introduction is the one that is blamed: which of the two slipped only a person knows.
#[test]
fn an_introduction_costs_less_than_what_follows_it() {
    let line = r#"{"id":"google/gemini-3.6-flash","host":"Google","model":"Gemini 3.6 Flash","kind":"chat","from":"2026-08-13""#;
    let old = crate::FILE.lines().find(|one| one.starts_with(line)).expect("there");
    let slip = old.replacen(r#""input":0.75,"output":3.75"#, r#""input":7.5,"output":37.5"#, 1);
    assert_ne!(old, slip);
    let out = super::check::check("introduction", &crate::FILE.replacen(old, &slip, 1));
    assert!(out.contains("less than the promotion of 2026-08-13 that it follows, 7.5"), "{out}");
}

/// A step of the row before, of its sisters, and the end of its context.
#[test]
fn a_step_that_moved_by_ten_is_wrong() {
    let terra = r#"{"id":"openai/gpt-5.6-terra","host":"OpenAI""#;
    let moved = said("terra", terra, &[("272000", "27200")]);
    assert!(
        moved.contains("wrong") && moved.contains("a step above 27200, and the row of 2026-07-09 has it above 272000"),
        "{moved}"
    );
    let alone = said("five", r#"{"id":"openai/gpt-5.5","#, &[("272000", "27200")]);
    assert!(alone.contains("wrong") && alone.contains("has one above 272000"), "{alone}");
    let never = said("haiku", r#"{"id":"anthropic/claude-haiku-5.5""#, &[(r#""above":100000"#, r#""above":1000000"#)]);
    assert!(never.contains("wrong") && never.contains("the step above 1000000 lies beyond the context"), "{never}");
    let context =
        said("context", r#"{"id":"anthropic/claude-haiku-5.5""#, &[(r#""context":1000000"#, r#""context":10000000"#)]);
    assert!(context.contains("context: 10000000 tokens, and no other offer without open weights"), "{context}");
}
