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

/// What a consultant types: figures with a comma or a currency, a day of the continent, a percentage for a share.
#[test]
fn a_refusal_quotes_what_was_written_and_says_what_to_write() {
    let hosted = |id: &str, fields: &str| {
        let known = r#""host":"X","model":"X","kind":"chat","checked":"2026-11-20","source":"contract 7","grade":"A""#;
        format!(r#"{{"id":"{id}",{fields},{known}}}"#)
    };
    let rows = [
        hosted("a/comma", r#""from":"2026-11-20","input":"0,12","output":0.48"#),
        hosted("a/day", r#""from":"20.11.2026","input":1,"output":2"#),
        hosted("a/minus", r#""from":"2026-11-20","input":-1.5,"output":2"#),
        hosted("a/percent", r#""from":"2026-11-20","input":1,"output":2,"batch_discount":50"#),
        hosted("a/less", r#""from":"2026-11-20","input":1"#),
        hosted("a/score", r#""from":"2026-11-20","input":1,"output":2,"quality":"best""#),
        "7".to_owned(),
    ];
    let rent = r#"{"gpu":"H100","provider":"Colo","market":"specialist","billing":"monthly","from":"2026-11-20","hour":2,"gpus_min":8,"source":"q","grade":"A"}"#;
    // Six tables of the catalog's eight: it has a name, and is laid over all the same.
    let own = format!(
        r#"{{"name":"Us","asof":"20.11.2026","prices":[],"hosted":[{}],"rents":[{rent},{}],"models":[],"quality":[],"shapes":[],"parameters":[]}}"#,
        rows.join(","),
        rent.replace("monthly", "reserved")
    );
    let path = file("quoted", &own);
    let (out, error, code) = run(&["report", "workloads=a", "--catalog", &path, "--draws", "0"]);
    let refused = out.split_once("REFUSED IN Us").unwrap_or_else(|| panic!("{out}{error}")).1;
    for said in [
        "- The file: asof must be a date like 2026-11-23, not \u{201c}20.11.2026\u{201d}.",
        "- The file: prices must be a table of the catalog (hosted, models,",
        "- The price of a/comma from 2026-11-20: input must be a number of at least 0, not \u{201c}0,12\u{201d}. Write numbers without quotes, like 0.12.",
        "- The price of a/day from 20.11.2026: from must be a date like 2026-11-23, not \u{201c}20.11.2026\u{201d}.",
        "- The price of a/minus from 2026-11-20: input must be a number of at least 0, not -1.5.",
        "- The price of a/percent from 2026-11-20: batch_discount must be a share from 0 to 1, like 0.5 for half, not 50.",
        "- The price of a/less from 2026-11-20: output is missing: a number of at least 0.",
        "- The price of a/score from 2026-11-20: quality must be a model that has a score, in the catalog or in your own",
        "- Row 7 of hosted: the row must be a group of fields, in { }.",
        "- Row 1 of rents from 2026-11-20: billing must be one of these words: on-demand reserved spot, not \u{201c}monthly\u{201d}.",
        "- The rent of H100 Colo from 2026-11-20: gpu must be one of a10, a100-40,",
    ] {
        assert!(refused.contains(said), "{said}: {refused}");
    }
    assert_eq!((code, refused.matches("\n- ").count()), (Some(2), 11), "{refused}");
}
