//! A score and a model of one's own: what a row leaves unsaid stays the catalog's, and what does not count says why.

use super::import::run;
use crate::catalog;
use build_or_buy::catalog::Value;
use build_or_buy::units::IndexPoints;
use std::path::PathBuf;

/// What a report says of a file.
fn told(name: &str, link: &str, own: &str) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("score-{name}.json"));
    std::fs::write(&path, own).expect("written");
    let (out, error, _) = run(&["report", link, "--catalog", &path.display().to_string(), "--draws", "0"]);
    out.split_once("\nFROM Us").unwrap_or_else(|| panic!("{error}")).1.to_owned()
}

/// The index has gpt-oss-120b at 23.83 with reasoning and 17.7 without.
#[test]
fn a_score_of_one_s_own_keeps_what_it_leaves_unsaid() {
    let with = |row: &str| {
        let mut catalog = catalog();
        let own: Value = serde_json::from_str(&format!(r#"{{"name":"Us","quality":[{row}]}}"#)).expect("JSON");
        let laid = catalog.overlay(&own);
        assert!(laid.refused.is_empty(), "{laid:?}");
        let row = catalog.quality.last().filter(|row| row.model == "ours").cloned();
        let row = row.unwrap_or_else(|| catalog.score("gpt-oss-120b").expect("there").clone());
        let asked: Vec<String> = laid.asked.into_iter().map(|one| one.said).collect();
        (row.score.get(), row.plain.map(IndexPoints::get), row.open, asked)
    };
    let none = Vec::<String>::new();
    assert_eq!(with(r#"{"model":"gpt-oss-120b","score":23.83}"#), (23.83, Some(17.7), true, none.clone()));
    assert_eq!(with(r#"{"model":"gpt-oss-120b","score":30,"plain":21}"#), (30.0, Some(21.0), true, none.clone()));
    // Nothing scores better without reasoning than at its best.
    assert_eq!(with(r#"{"model":"gpt-oss-120b","score":12}"#), (12.0, Some(12.0), true, none));
    // Of a model that nobody else scored, one figure is all there is.
    let (score, plain, open, asked) = with(r#"{"model":"ours","score":44}"#);
    assert_eq!((score, plain, open), (44.0, Some(44.0), false));
    assert_eq!(
        asked,
        ["The score of ours counts with and without reasoning: if it is lower without, add that as plain."]
    );
}

#[test]
fn the_report_says_which_score_counts_and_whose_it_is() {
    let link = "workloads=a&a.model=groq/gpt-oss-120b&a.quality=good";
    let one = told("one", link, r#"{"name":"Us","quality":[{"model":"gpt-oss-120b","score":30}]}"#);
    assert!(one.contains("without reasoning the catalog's 17.7 does") && !one.contains("your own score"), "{one}");
    let both = told("both", link, r#"{"name":"Us","quality":[{"model":"gpt-oss-120b","score":30,"plain":21}]}"#);
    assert!(both.contains("points on the quality index: 21 points (your own score)"), "{both}");
    // A score that the index has only with reasoning: claude-fable-5, 59.86.
    let fable = told("fable", link, r#"{"name":"Us","quality":[{"model":"claude-fable-5","score":61}]}"#);
    assert!(fable.contains("of answers without reasoning nothing is known: add plain."), "{fable}");
}

#[test]
fn a_model_of_one_s_own_is_used_or_says_why_not() {
    let model = |fields: &str, more: &str| {
        format!(
            r#"{{"name":"Us","models":[{{"id":"ours","name":"Ours","maker":"Us","kind":"chat","released":"2026-06-01","total":32.8,"active":32.8,"layers":64,"hidden":5120,"query_heads":40,"kv_heads":8,"head_dim":128,"attention":"gqa","full_layers":64,"precisions":["bf16","fp8"],"native":"bf16","context":131072,"licence":"own",{fields},"checked":"2026-11-20","source":"our own tuning","grade":"A"}}]{more}}}"#
        )
    };
    let link = "workloads=a&a.model=groq/gpt-oss-120b&a.quality=good";
    // "Good" asks for 17 points without reasoning.
    let weak = r#","quality":[{"model":"ours","score":12}]"#;
    let good = r#","quality":[{"model":"ours","score":44}]"#;
    for (name, link, own, said) in [
        (
            "none",
            link,
            model(r#""commercial":"yes""#, ""),
            "The open model ours has no score, and 17 points are asked for",
        ),
        (
            "weak",
            link,
            model(r#""commercial":"yes","quality":"ours""#, weak),
            "ours is scored 12, and 17 points are asked for",
        ),
        ("rule", link, model(r#""commercial":"no","quality":"ours""#, good), "ours may not be used commercially"),
        (
            "dear",
            link,
            model(r#""commercial":"yes","quality":"ours""#, good),
            "others do the same for less. To see it all the same, ask with a.open_model=ours.",
        ),
        (
            "kind",
            "workloads=a&a.model=cohere/embed-v4",
            model(r#""commercial":"yes""#, ""),
            "ours is of another kind than what is bought today.",
        ),
    ] {
        let told = told(name, link, &own);
        assert!(told.contains(said) && told.matches("The open model ours").count() == 1, "{said}: {told}");
    }
    let named = "workloads=a&a.model=groq/gpt-oss-120b&a.quality=good&a.open_model=ours";
    let used = told("used", named, &model(r#""commercial":"yes","quality":"ours""#, good));
    assert!(used.contains("Ours, parameters: 32.8 billion") && !used.contains("The open model ours"), "{used}");
}

/// A GPU without a price, a week that no workload has, and a rule that nobody asks about.
#[test]
fn the_other_tables_say_so_too() {
    let hours = ["1"; 168].join(",");
    let own = format!(
        r#"{{"name":"Us","gpus":[{{"id":"x100","name":"X100","vendor":"NVIDIA","memory":80,"bandwidth":3350,"bf16":989,"link":450,"per_node":8,"checked":"2026-11-20","source":"sheet 7","grade":"A"}}],"shapes":[{{"id":"flat","name":"Flat","hours":[{hours}],"checked":"2026-11-20","source":"log 7","grade":"A"}}]}}"#
    );
    let told = told("rest", "workloads=a", &own);
    assert!(told.contains("The GPU x100 has no price: add a row in rents or purchases."), "{told}");
    assert!(told.contains("The week flat counts where it is asked for: a.shape=flat."), "{told}");
}

/// What counts is the public price; of two quotes one, by name; and a tokenizer that is still the catalog's is not a
/// contract's.
#[test]
fn a_refused_row_says_what_counts_instead_and_two_quotes_have_no_middle() {
    let groq = r#"{"id":"groq/gpt-oss-120b","host":"Groq","model":"gpt-oss-120b","kind":"chat","from":"2026-11-01","input":"0,12","output":0.48,"checked":"2026-11-20","source":"contract 7","grade":"A"}"#;
    let sonnet = r#"{"id":"anthropic/claude-sonnet-5.5","host":"Anthropic","model":"Claude Sonnet 5.5","kind":"chat","from":"2026-11-20","input":1.5,"output":7.5,"cached_read":0.075,"checked":"2026-11-20","source":"contract 8","grade":"A"}"#;
    let rent = |who: &str, hour: f64| {
        format!(
            r#"{{"gpu":"h100","provider":"{who}","market":"specialist","billing":"reserved","from":"2026-11-01","hour":{hour},"gpus_min":8,"source":"quote 7","grade":"A"}}"#
        )
    };
    let own = format!(
        r#"{{"name":"Us","hosted":[{groq},{sonnet}],"rents":[{},{}],"quality":[{{"model":"gpt-oss-120b","score":"high"}}]}}"#,
        rent("Colo", 2.1),
        rent("Shed", 2.3)
    );
    let told = told(
        "instead",
        "workloads=a&a.model=anthropic/claude-sonnet-5.5&gpu=h100&payment=reserved&a.quality=good",
        &own,
    );
    assert!(told.contains("Instead the price from 2026-08-21 counts: 0.15 in, 0.6 out."), "{told}");
    assert!(told.contains("Instead the score 23.83 counts."), "{told}");
    assert!(told.contains("of your two quotes for this GPU the ") && !told.contains("the middle one"), "{told}");
    assert!(!told.contains("tokenizer"), "{told}");
}
