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
