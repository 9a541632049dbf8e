//! An import that is run outside the project: what was retired before is known from the file beside the catalog, and what
//! cannot be made anew is said, after what was appended.

use super::import::chat_of;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::Command;

const EARLIER: &str = include_str!("../../www/earlier.json");

/// A folder of its own with a catalog and a list.
fn folder(name: &str, list: &serde_json::Value) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("build-or-buy-{}-{name}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("made");
    std::fs::write(folder.join("catalog.json"), super::frozen::text()).expect("written");
    std::fs::write(folder.join("list.json"), list.to_string()).expect("written");
    folder
}

/// Output, error and exit code of an import in a folder that is in no project.
fn import(folder: &Path, more: &[&str]) -> (String, String, Option<i32>) {
    let asked = ["catalog", "import", "litellm", "list.json", "--seen", "2026-11-24", "--catalog", "catalog.json"];
    let out = Command::new(env!("CARGO_BIN_EXE_build-or-buy"))
        .args(asked)
        .args(more)
        .current_dir(folder)
        .env_remove("CARGO_MANIFEST_DIR")
        .env(super::import::NOW.0, super::import::NOW.1)
        .output()
        .expect("the command starts");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    (text(out.stdout), text(out.stderr), out.status.code())
}

/// Anthropic retired Claude 3 Opus on 2026-01-05, which `earlier.json` has and the catalog has not.
#[test]
fn what_was_retired_is_known_from_the_file_beside_the_catalog() {
    let list = json!({ "claude-3-opus-20240229": chat_of("anthropic", 1.5e-5, 7.5e-5) });
    let folder = folder("retired", &list);
    let (out, error, _) = import(&folder, &[]);
    assert!(out.contains("APPEND 1"), "{out}");
    assert!(
        error.contains("no earlier.json lies beside catalog.json or in a project here: what was retired"),
        "{error}"
    );
    std::fs::write(folder.join("earlier.json"), EARLIER).expect("written");
    let (out, error, _) = import(&folder, &[]);
    assert!(out.contains("APPEND 0") && out.contains("retired after 2026-01-04: is it still sold here?"), "{out}");
    assert_eq!(error, "");
}

#[test]
fn what_was_appended_is_said_and_a_chart_that_cannot_be_made_is_no_error() {
    let mut offer = chat_of("groq", 1.8e-7, 6e-7);
    offer["cache_read_input_token_cost"] = json!(7.5e-8);
    let folder = folder("appended", &json!({ "groq/openai/gpt-oss-120b": offer }));
    std::fs::write(folder.join("earlier.json"), EARLIER).expect("written");
    let (_, error, code) = import(&folder, &["--append"]);
    assert_eq!(code, Some(0), "{error}");
    assert!(error.starts_with("1 row appended to catalog.json"), "{error}");
    assert!(error.contains("history.json was left as it is: the record that it is made from"), "{error}");
    assert!(!folder.join("history.json").exists());
    // A broken file beside it is found before anything is written.
    std::fs::create_dir_all(folder.join("tests/history")).expect("made");
    let whole = folder.join("www");
    std::fs::create_dir_all(&whole).expect("made");
    for name in ["catalog.json", "list.json"] {
        std::fs::copy(folder.join(name), whole.join(name)).expect("copied");
    }
    std::fs::write(whole.join("catalog.json"), super::frozen::text()).expect("written");
    std::fs::write(folder.join("tests/history/record.json"), "{").expect("written");
    std::fs::write(whole.join("earlier.json"), EARLIER).expect("written");
    let whole = std::fs::canonicalize(whole).expect("there");
    let catalog = whole.join("catalog.json").display().to_string();
    let (_, error, code) = import(&whole, &["--append", "--catalog", &catalog]);
    assert!(code == Some(1) || code == Some(2), "{error}");
    assert_eq!(std::fs::read_to_string(&catalog).expect("there"), super::frozen::text(), "nothing was written");
}
