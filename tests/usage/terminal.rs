//! What the terminal prints: an issue begins with its file, and a reader that has seen enough is no error.

use std::io::Read;
use std::process::{Command, Stdio};

fn page(name: &str) -> String {
    let bucket = |at: u64| {
        let start = 1_793_577_600 + at * 3_600;
        format!(
            r#"{{"object":"bucket","start_time":{start},"end_time":{},"results":[{{"object":"organization.usage.completions.result","input_tokens":1000,"output_tokens":100,"num_model_requests":7,"model":"gpt-5.6-luna"}}]}}"#,
            start + 3_600
        )
    };
    let buckets: Vec<String> = (0..200).map(bucket).collect();
    let text = format!(r#"{{"object":"page","data":[{}],"has_more":true,"next_page":"z"}}"#, buckets.join(","));
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).expect("written");
    path.display().to_string()
}

#[test]
fn an_issue_begins_with_the_file_it_is_about() {
    let out = Command::new(env!("CARGO_BIN_EXE_build-or-buy")).args(["usage", &page("page.json")]).output();
    let said = String::from_utf8(out.expect("the command starts").stderr).expect("text");
    assert!(said.starts_with("page.json: The last page of the OpenAI usage export says that more follow"), "{said}");
}

#[test]
fn a_pipe_that_is_closed_early_is_no_error() {
    let started = Command::new(env!("CARGO_BIN_EXE_build-or-buy"))
        .args(["usage", &page("pipe.json"), "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = started.expect("the command starts");
    drop(child.stdout.take());
    let mut said = String::new();
    child.stderr.take().expect("piped").read_to_string(&mut said).expect("text");
    assert_eq!((child.wait().expect("it ends").code(), said.contains("panicked")), (Some(2), false), "{said}");
}

#[test]
fn what_is_set_with_blanks_counts_and_what_changes_nothing_is_said() {
    let page = page("set.json");
    let run = |sets: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_build-or-buy"));
        command.args(["usage", &page]);
        for set in sets {
            command.args(["--set", set]);
        }
        let out = command.output().expect("the command starts");
        (String::from_utf8(out.stdout).expect("text"), String::from_utf8(out.stderr).expect("text"))
    };
    let (out, said) = run(&[" w1.requests = 5000 "]);
    assert!(out.contains("\nLINK\nIt holds names from your files: gpt-5.6-luna."), "{out}");
    assert!(!run(&["w1.name=Shop"]).0.contains("names from your files"));
    assert!(out.contains("requests = 5000 (given: given by you)\n") && !said.contains("changes nothing"), "{said}");
    // No load test was given, a name is empty, a value is missing.
    for set in ["replicas=2", "w1.name=", "w1.requests", "w1.into=w1"] {
        let (_, said) = run(&[set, "w1.model=openai/gpt-5.6-terra"]);
        let key = set.split('=').next().unwrap_or_default();
        assert!(said.contains(&format!("“{key}=")) && said.contains("changes nothing."), "{set}: {said}");
        assert!(!said.contains("“w1.model"), "{said}");
    }
}
