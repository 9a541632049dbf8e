//! Whether a company may serve a model: from a licence that is stated, or asked.

use super::configs::read;
use super::import::run;
use serde_json::{Value, json};
use std::path::PathBuf;

/// A config may name a licence, and so may the head of the model card beside it; what neither does is asked.
#[test]
fn whether_a_company_may_serve_a_model_is_never_guessed() {
    let licensed = |name: &str, changes: &Value| {
        let (row, why) = read(name, changes);
        let text = |field: &str| row[field].as_str().expect("text").to_owned();
        (text("licence"), text("commercial"), why)
    };
    let (licence, commercial, why) = licensed("unlicensed", &json!({}));
    assert_eq!((licence.as_str(), commercial.as_str()), ("?", "?"));
    assert!(why.contains("May a company serve it: `yes`, under `conditions`, `no`?"), "{why}");
    for (name, named, row, commercial) in [
        ("free", "apache-2.0", "Apache 2.0", "yes"),
        ("barred", "cc-by-nc-4.0", "cc-by-nc-4.0", "no"),
        ("own", "llama3.3", "llama3.3", "?"),
    ] {
        let (licence, allowed, why) = licensed(&format!("licence-{name}"), &json!({ "license": named }));
        assert_eq!((licence.as_str(), allowed.as_str()), (row, commercial), "{why}");
        assert!(why.contains(&format!("licence `{row}`")), "{why}");
    }
    // The card of a folder: `other` is named below.
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("carded-7b");
    std::fs::create_dir_all(&folder).expect("made");
    std::fs::write(
        folder.join("README.md"),
        "---\ntags:\n- x\nlicense: other\nlicense_name: holo-terms\n---\n# Carded\n",
    )
    .expect("written");
    std::fs::write(
        folder.join("config.json"),
        r#"{"hidden_size":4096,"num_hidden_layers":32,"num_attention_heads":32}"#,
    )
    .expect("written");
    let (out, ..) = run(&["catalog", "import", "huggingface", &folder.display().to_string(), "--json"]);
    let plan: Value = serde_json::from_str(&out).expect("JSON");
    let row = &plan["ask"][0]["row"];
    assert_eq!((&row["licence"], &row["commercial"]), (&json!("holo-terms"), &json!("?")), "{plan:#}");
}
