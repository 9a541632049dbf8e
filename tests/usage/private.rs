//! Nothing that names a person, an account or a machine is shown, and nothing that names the work is hidden.

use super::{input, read};

#[test]
fn a_number_that_runs_through_a_session_names_no_application() {
    // Forty sessions of eight requests each, of one model: one workload, named after it.
    let id = |session: u32| format!("0f8fad5b-d9cb-469f-a165-7086{session:08x}");
    let rows = |column: &str| {
        let row =
            |at: u32| format!("2026-11-{:02}T{:02}:05:00Z,{},gpt-5.6-luna,200,30\n", 1 + at / 24, at % 24, id(at / 8));
        format!("time,{column},model,input_tokens,output_tokens\n") + &(0..320).map(row).collect::<String>()
    };
    let usage = read(&[("log.csv", &rows("tag"))]);
    let names: Vec<&str> = usage.workloads.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["gpt-5.6-luna"]);
    // A project may be a number: it parts the work, and is not shown.
    let usage = read(&[("log.csv", &rows("project_id"))]);
    assert!(usage.workloads.len() > 1 && usage.workloads[0].name.starts_with("key "), "{:?}", usage.workloads[0].name);
}

#[test]
fn a_host_that_is_not_known_may_be_a_person() {
    for model in ["gpt-5.6-luna", "llama-3.3-70b"] {
        let text = format!(
            "{{\"created\":1791158700,\"provider\":\"Jane Doe\",\"model\":\"{model}\",\"usage\":{{\"prompt_tokens\":20,\"completion_tokens\":3}}}}\n"
        );
        let usage = read(&[("log.jsonl", &text)]);
        let rule = &input(&usage.workloads[0], "model").rule;
        assert!(rule.contains("no price of its host is in the catalog"), "{rule}");
        assert!(!serde_json::to_string(&usage).expect("JSON").to_lowercase().contains("jane"), "{usage:?}");
    }
    // One that the catalog knows is named.
    let text = "{\"created\":1791158700,\"provider\":\"Nebius\",\"model\":\"gpt-5.6-luna\",\"usage\":{\"prompt_tokens\":20,\"completion_tokens\":3}}\n";
    let usage = read(&[("log.jsonl", text)]);
    assert!(input(&usage.workloads[0], "model").rule.contains("no price of nebius is in the catalog"));
}
