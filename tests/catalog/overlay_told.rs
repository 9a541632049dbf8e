//! The README's example of a file of one's own: what a reader copies must be valid, and count.

use super::import::run;
use build_or_buy::catalog::fields;
use std::path::{Path, PathBuf};

const README: &str = include_str!("../../README.md");

/// The section on own prices, up to the next one.
fn section() -> &'static str {
    let start = README.find("**Your own prices**").expect("there is a section on own prices");
    &README[start..start + README[start..].find("**Offline**").expect("and one after it")]
}

/// Its example, as a file.
fn example() -> PathBuf {
    let text = section().split_once("```json\n").expect("an example").1.split_once("```").expect("its end").0;
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("readme-own.json");
    std::fs::write(&path, text).expect("written");
    path
}

#[test]
fn the_example_of_the_readme_passes_the_check_and_counts() {
    let path = example().display().to_string();
    let (out, error, code) = run(&["catalog", "check", &path]);
    assert!(code == Some(0) && out.contains(": 0 wrong, 0 worth a look"), "{out}{error}");
    let link = "workloads=a&a.model=groq/gpt-oss-120b&gpu=h200&a.open_model=gpt-oss-120b";
    let (out, error, code) = run(&["report", link, "--catalog", &path]);
    assert!(code == Some(0) && error.is_empty(), "{error}");
    let own = out.split_once("FROM Our quotes").expect("the report names the file").1;
    // Three rows and two inputs stand there. 0.08 to 0.14 has its middle at the root of their product, 0.1058.
    for said in [
        "150000 USD/year",
        ": 0.1058 USD/kWh, from 0.08 to 0.14",
        "0.12 USD/M",
        "0.48 USD/M",
        "3 rows and 2 inputs were read",
    ] {
        assert!(own.contains(said), "{said}: {own}");
    }
    assert!(!own.contains("REFUSED"), "{own}");
    // The third row lets Kimi K3 be weighed without reasoning too: every row counts.
    assert!(own.contains("Kimi K3, points on the quality index: 42 points (your own score)"), "{own}");
    assert!(!own.contains("NOT USED"), "{own}");
}

#[test]
fn the_section_names_every_table_and_points_at_files_that_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let tables = ["hosted", "models", "gpus", "rents", "purchases", "quality", "shapes", "parameters", "regimes"];
    for table in tables {
        assert!(!fields(table).is_empty() && section().contains(&format!("`{table}`")), "{table}");
    }
    // What stands before the first link is none.
    let links: Vec<&str> = section().split("](").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    assert_eq!(links.len(), 2, "{links:?}");
    for link in links {
        let (file, heading) = link.split_once('#').unwrap_or((link, ""));
        let text = std::fs::read_to_string(root.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        let anchor = |line: &str| line.trim_start_matches('#').trim().replace(',', "").replace(' ', "-").to_lowercase();
        assert!(
            heading.is_empty() || text.lines().any(|line| line.starts_with('#') && anchor(line) == heading),
            "{link}"
        );
    }
}

/// The list asks 4 and 15 USD above 272,000 tokens; the contract says nothing of long prompts.
#[test]
fn a_price_without_the_lists_steps_is_used_and_asked_about() {
    let own = |more: &str| {
        let row = r#""id":"openai/gpt-6.1-sol","host":"OpenAI","model":"GPT-6.1 Sol","kind":"chat","from":"2026-11-20","input":1.5,"output":8,"cached_read":0.15"#;
        let text = format!(
            r#"{{"name":"Us","hosted":[{{{row}{more},"checked":"2026-11-20","source":"contract 7","grade":"A"}}]}}"#
        );
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("own-steps.json");
        std::fs::write(&path, text).expect("written");
        let path = path.display().to_string();
        let (check, _, checked) = run(&["catalog", "check", &path]);
        let link = "workloads=a&a.model=openai/gpt-6.1-sol&a.quality=same";
        let (report, error, code) = run(&["report", link, "--catalog", &path, "--draws", "0"]);
        assert_eq!((checked, code), (Some(0), Some(0)), "{check}{error}");
        assert!(report.contains("GPT-6.1 Sol at OpenAI, input: 1.5 USD/M tokens (contract 7)"), "{report}");
        (check, report)
    };
    let said = "used for prompts of any length; above 272k tokens the public one asks more. If yours does too, add it in tiers";
    let (check, report) = own("");
    assert!(
        check.contains("look: hosted, row openai/gpt-6.1-sol of 2026-11-20, tiers: ") && check.contains(said),
        "{check}"
    );
    assert!(report.contains("USED, AND WORTH A QUESTION IN Us") && report.contains(said), "{report}");
    for more in [
        r#","note":"no step in the contract""#,
        r#","tier_style":"cliff","tiers":[{"above":272000,"input":3,"output":11}]"#,
    ] {
        let (check, report) = own(more);
        assert!(check.contains("0 wrong, 0 worth a look") && !report.contains("WORTH A QUESTION"), "{check}{report}");
    }
}

/// `catalog check` of a file of one's own names the row and field, quotes what stands there and says what is allowed.
#[test]
fn a_check_of_ones_own_file_quotes_what_it_refuses() {
    let file = r#"{"name":"Us","asof":"tomorrow","modles":[],
"inputs":{"engineer_cost":"lots"},
"hosted":[{"id":"a/comma","host":"A","model":"m","kind":"chatty","from":"2026-11-01","input":"0,12","output":-1,"checked":"2026-11-20","source":"c","grade":"A"},
{"id":"a/free","host":"A","model":"m","kind":"chat","from":"2026-11-01","input":0,"output":0,"checked":"2026-11-20","source":"c","grade":"A"},
{"id":"a/weights","host":"A","model":"m","weights":"nowhere","kind":"chat","from":"2026-11-01","input":1,"output":2,"checked":"2026-11-20","source":"c","grade":"A"}],
"rents":[{"gpu":"h2000","provider":"Colo","market":"specialist","billing":"monthly","from":"2026-11-01","source":"q","grade":"A"}],
"shapes":[{"id":"w","name":"W","hours":[1,2],"checked":"2026-11-20","source":"c","grade":"A"}]}"#;
    let path = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("quoted.json");
    std::fs::write(&path, file).expect("written");
    let (out, error, code) = crate::import::run(&["catalog", "check", &path.display().to_string()]);
    assert_eq!(code, Some(1), "{out}{error}");
    for said in [
        ":1: wrong: overlay, row head, asof: must be a date like 2026-11-23, not `tomorrow`",
        ":1: wrong: overlay, row head, modles: must be a table of the catalog",
        ":2: wrong: inputs, row -, engineer_cost: `lots` is not a number; allowed: a number from 10k to 2M USD/year",
        ":3: wrong: hosted, row a/comma of 2026-11-01, kind: must be one of these words: chat",
        ", not `chatty`",
        ":3: wrong: hosted, row a/comma of 2026-11-01, input: must be a number of at least 0, not `0,12`",
        ":3: wrong: hosted, row a/comma of 2026-11-01, output: must be a number of at least 0, not `-1`",
        ":4: wrong: hosted, row a/free of 2026-11-01, input, output: must be above 0: a free or subscribed offer has no price \
         per token, not input `0` and output `0`",
        ":5: wrong: hosted, row a/weights of 2026-11-01, weights: must be the id of an open model, of the catalog or of your \
         own models, not `nowhere`",
        "billing: must be one of these words: on-demand reserved spot, not `monthly`",
        "hour: is missing: a number above 0",
        "row w, hours: must be 168 figures of at least 0 with a mean of 1, not a list of 2",
    ] {
        assert!(out.contains(said), "{said}: {out}");
    }
    assert!(!out.contains("not a list of 0"), "{out}");
}
