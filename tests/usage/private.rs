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

#[test]
fn a_load_test_shows_neither_paths_nor_persons() {
    let test = |model: &str, gpu: &str| {
        format!(
            r#"{{"model_id":"{model}","gpu":"{gpu}","max_concurrency":64,"duration":118.4,"completed":640,"failed":0,"total_input_tokens":1310720,"total_output_tokens":163840,"output_throughput":1383.8,"median_ttft_ms":480.2,"median_tpot_ms":43.1}}"#
        )
    };
    for (model, gpu, shown) in [
        ("/home/jane.doe/ckpt/gpt-oss-120b/", "jane.doe@acme.com H100 sk-abc", ["gpt-oss-120b", "H100"]),
        ("C:\\\\Users\\\\jane\\\\merger-70b", "4xNVIDIA_L40S", ["merger-70b", "4xNVIDIA_L40S"]),
        ("ckpt/jane.doe/run-3", "", ["run-3", ""]),
        ("s3://jane.doe/run-3", "hf_abcdefghijklmnopqrstuv", ["run-3", ""]),
        (
            "openai/gpt-oss-120b",
            "NVIDIA RTX PRO 6000 Blackwell Max-Q Workstation Edition",
            ["openai/gpt-oss-120b", "NVIDIA RTX PRO 6000 Blackwell Max-Q Workstation Edition"],
        ),
        ("jane.doe@acme.com", "H100", ["", "H100"]),
    ] {
        let usage = read(&[("test.json", &test(model, gpu))]);
        assert_eq!([&*usage.loads[0].model, &*usage.loads[0].gpu], shown);
        let all = serde_json::to_string(&usage).expect("JSON").to_lowercase();
        assert!(!all.contains("jane") && !all.contains("sk-abc"), "{all}");
    }
}

#[test]
fn a_file_without_a_header_is_not_quoted() {
    for text in [
        "Please summarise the secret merger,jane doe,+49 170 1234567\nWhat is the salary,bob miller,555-1234\n",
        "name,jane doe,Bob Miller salary 90000\nx,1,2\n",
    ] {
        let all = serde_json::to_string(&read(&[("file.csv", text)])).expect("JSON").to_lowercase();
        assert!(all.contains("3 columns"), "{all}");
        assert!(["jane", "bob", "merger", "salary"].iter().all(|word| !all.contains(word)), "{all}");
    }
}
