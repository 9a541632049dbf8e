//! Planted errors of the seventh kind: what a model keeps of its past, its context, the weights of another model, and
//! units of chips, rents and parameters.

use super::check::check;

/// Start of the line, what is replaced, by what, and what is said of that line.
const PLANTED: [(&str, &str, &str, &str); 21] = [
    // Kimi K3: 96 heads of 128 beside a width of 7,168 are 1.71; its convolution keeps 9 numbers for each of 12,288.
    (r#"{"id":"kimi-k3","#, r#""key_dim":128"#, r#""key_dim":1280"#, "linear: 1280 wide keys lies outside"),
    (r#"{"id":"qwen3.5-27b","#, r#""heads":48"#, r#""heads":480"#, "linear: 480 heads with values of 128"),
    (r#"{"id":"qwen3.5-4b","#, r#""convolution":24576"#, r#""convolution":2457600"#, "a quotient of 600.00"),
    (r#"{"id":"glm-5.2","#, r#""index_bytes":132"#, r#""index_bytes":132000"#, "sparse: 132000 bytes of an index"),
    (r#"{"id":"deepseek-v3.2","#, r#""index_bytes":132"#, r#""index_bytes":1"#, "sparse: 1 bytes of an index"),
    (r#"{"id":"glm-5.1","#, r#""selected":2048"#, r#""selected":2"#, "sparse: 2 tokens selected"),
    // 5,840 bytes for 512 numbers are 11.41 each; 32,768 bytes for 40 · 512 are 1.6, for 4 · 512 they are 16.
    (r#"{"id":"deepseek-v4-pro","name"#, r#""entry_bytes":584"#, r#""entry_bytes":5840"#, "a quotient of 11.41"),
    (r#"{"id":"deepseek-v4-flash","name"#, r#""ratio":4,"#, r#""ratio":40,"#, "a quotient of 1.60"),
    (r#"{"id":"gemma-3-27b","name"#, r#""window":1024"#, r#""window":1"#, "window: 1 tokens lies outside 32"),
    // Nobody sells it, so that no host's context tells.
    (r#"{"id":"qwen3-next-80b-a3b","#, r#""context":262144"#, r#""context":262"#, "context: 262 tokens of a model"),
    // Both of its hosts serve 262,144.
    (
        r#"{"id":"kimi-k2.6","name"#,
        r#""context":262144"#,
        r#""context":26214"#,
        "hosts that state one serve 262144 or more",
    ),
    (
        r#"{"id":"groq/qwen3.8-27b""#,
        r#""weights":"qwen3.8-27b""#,
        r#""weights":"qwen3-8b""#,
        "weights: `qwen3-8b` of 8 billion",
    ),
    (
        r#"{"id":"coreweave/qwen3.8-27b""#,
        r#""weights":"qwen3.8-27b""#,
        r#""weights":"kimi-k3""#,
        "no name of this offer says kimi",
    ),
    (
        r#"{"id":"databricks/qwen3-embedding-0.6b""#,
        r#""weights":"qwen3-embedding-0.6b""#,
        r#""weights":"qwen3-embedding-8b""#,
        "of 8 billion parameters, and the offer's name says 0.6",
    ),
    (r#"{"id":"b300","#, r#""fp4":"#, r#""fp4":9"#, "its data sheet says 14000: a digit too many"),
    (r#"{"id":"b200","#, r#""fp4":9000"#, r#""fp4":90000"#, "its data sheet says 9000: a digit too many"),
    (
        r#"{"gpu":"h100","provider":"CoreWeave","market":"specialist","billing":"on-demand","from":"2026-09-20""#,
        r#""gpus_min":8"#,
        r#""gpus_min":80"#,
        "gpus_min: 80: by the hour",
    ),
    (
        r#"{"key":"api_uptime""#,
        r#""low":99.2,"typical":99.7,"high":99.94"#,
        r#""low":0.992,"typical":0.997,"high":0.9994"#,
        "shares in place of percent",
    ),
    (
        r#"{"key":"colo_kw""#,
        r#""low":174,"typical":195,"high":217"#,
        r#""low":0.174,"typical":0.195,"high":0.217"#,
        "0.174 USD/kW-month lies outside",
    ),
    (r#"{"key":"node_power""#, r#""low":6,"high":10.2"#, r#""low":6000,"high":10200"#, "6000 kW lies outside"),
    (r#"{"id":"nemotron-3-ultra","#, r#""context":262144"#, r#""context":1000"#, "context: 1000 tokens of a model"),
];

/// Plants errors, each in the last line that starts so, and finds each called wrong on its line; all that is printed.
pub fn found(name: &str, planted: &[(&str, &str, &str, &str)]) -> String {
    let mut lines: Vec<String> = crate::FILE.lines().map(ToOwned::to_owned).collect();
    let mut expected = Vec::new();
    for (start, old, new, said) in planted {
        let at = lines.iter().rposition(|line| line.starts_with(start)).expect(start);
        assert!(lines[at].contains(old), "{start}: {}", lines[at]);
        lines[at] = lines[at].replacen(old, new, 1);
        expected.push((at + 1, said));
    }
    let out = check(name, &lines.join("\n"));
    for (line, said) in expected {
        let found = out.lines().any(|one| one.contains(&format!(":{line}: wrong: ")) && one.contains(said));
        assert!(found, "line {line}: {said}\n{out}");
    }
    out
}

#[test]
fn each_is_found_on_its_line() {
    let out = found("shapes", &PLANTED);
    // The hosts of a model whose own row is wrong are not blamed.
    assert!(!out.lines().any(|one| one.contains("/kimi-k2.6") && one.contains("context")), "{out}");
}

#[test]
fn a_source_that_retells_is_marked() {
    let file = crate::FILE.replacen("second-hand: from two days", "from two days", 1);
    assert_ne!(file, crate::FILE);
    let path = super::odd_lists::place("unmarked.json");
    std::fs::write(&path, file).expect("written");
    let (out, _, code) = super::import::run(&["catalog", "check", &path.display().to_string()]);
    assert!(code == Some(0) && out.contains("look: parameters, row upgrade_effort, note: the source retells"), "{out}");
}

/// Together's row is from a router's list, Groq's from its own page.
#[test]
fn a_price_of_a_reseller_says_so_in_the_ledger() {
    let source = |model: &str| {
        let link = format!("workloads=a&a.quality=any&a.model={model}");
        let (out, error, _) = super::import::run(&["report", &link, "--csv"]);
        let start = format!("{model} input");
        out.lines().find(|line| line.contains(&start)).unwrap_or_else(|| panic!("{error}{out}")).to_owned()
    };
    assert!(source("together/qwen3.5-9b").contains("; seen at a reseller"));
    assert!(!source("groq/gpt-oss-120b").contains("reseller"));
}
