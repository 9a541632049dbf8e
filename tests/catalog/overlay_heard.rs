//! What a report says of an overlay where its text is not printed, of a score that nothing shows, and of a mark before
//! the first byte; and a reader that has seen enough.

use super::import::run;
use std::path::PathBuf;
use std::process::{Command, Stdio};

fn file(name: &str, text: &str) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("heard-{name}.json"));
    std::fs::write(&path, text).expect("written");
    path.display().to_string()
}

#[test]
fn refused_rows_are_said_beside_json_and_csv() {
    // Nobody knows such a GPU.
    let own = r#"{"name":"Us","rents":[{"gpu":"h999","provider":"Us","market":"specialist","billing":"on-demand","from":"2026-11-20","hour":2,"gpus_min":1,"source":"own contract","grade":"A"}]}"#;
    let path = file("refused", own);
    for format in ["--json", "--csv"] {
        let (out, error, code) = run(&["report", "workloads=a", "--catalog", &path, format]);
        assert!(code == Some(2) && error.contains("refused. ") && error.contains("h999"), "{format}: {error}");
        assert!(!out.contains("refused. "), "{format}");
    }
}

#[test]
fn a_score_that_nothing_shows_is_told_and_a_mark_before_the_file_is_no_error() {
    let path = file("score", "\u{feff}{\"name\":\"Us\",\"quality\":[{\"model\":\"kimi-k3\",\"score\":55}]}");
    let told = |link: &str| {
        let (out, error, code) = run(&["report", link, "--catalog", &path]);
        assert!(code == Some(0), "{error}");
        out.split_once("FROM Us").expect("the report names the file").1.to_owned()
    };
    let none = told("workloads=a&a.model=groq/gpt-oss-120b&gpu=h200&a.open_model=gpt-oss-120b");
    assert!(none.contains("The score of kimi-k3 has no effect here"), "{none}");
    let shown = told("workloads=a&a.model=moonshot/kimi-k3");
    assert!(shown.contains("55 points") && !shown.contains("has no effect here"), "{shown}");
}

#[test]
fn a_price_that_begins_after_the_day_that_is_asked_about_is_told_so() {
    let own = r#"{"name":"Us","hosted":[{"id":"groq/gpt-oss-120b","host":"Groq","model":"gpt-oss-120b","kind":"chat","from":"2026-11-01","input":0.12,"output":0.48,"cached_read":0.06,"checked":"2026-11-20","source":"our contract","grade":"A"}]}"#;
    let path = file("later", own);
    let (out, error, _) = run(&["report", "workloads=a&a.model=groq/gpt-oss-120b&asof=2026-10-15", "--catalog", &path]);
    let told = out.split_once("FROM Us").unwrap_or_else(|| panic!("{error}")).1;
    assert!(told.contains("begins later than the day that is asked about, 2026-10-15"), "{told}");
}

#[test]
fn a_closed_pipe_is_no_error_of_the_catalog_s_commands() {
    let list = file(
        "list",
        r#"{"groq/gpt-oss-120b":{"litellm_provider":"groq","mode":"chat","input_cost_per_token":1.8e-7,"output_cost_per_token":6e-7}}"#,
    );
    for arguments in [&["catalog", "check", "--json"][..], &["catalog", "import", "litellm", &list]] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_build-or-buy"))
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("started");
        // Closed before a word is read.
        drop(child.stdout.take());
        let ended = child.wait_with_output().expect("ended");
        let error = String::from_utf8_lossy(&ended.stderr);
        assert!(ended.status.success() && error.is_empty(), "{arguments:?}: {error}");
    }
}
