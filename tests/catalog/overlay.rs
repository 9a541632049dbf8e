//! A consultant's small file over the catalog: what it brings counts and is named, what is refused is said.

use super::import::run;
use crate::{catalog, date, value};
use build_or_buy::catalog::{Catalog, Value};
use std::path::PathBuf;

const OWN: &str = r#"{
"name":"Example Consulting",
"inputs":{"engineer_cost":150000,"horizon":"24"},
"hosted":[
{"id":"anthropic/claude-sonnet-5.5","host":"Anthropic","model":"Claude Sonnet 5.5","kind":"chat","from":"2026-11-20","input":1.5,"output":7.5,"cached_read":0.075,"checked":"2026-11-20","source":"contract of 2026-11-20","grade":"A"},
{"id":"own/free","host":"Own","model":"Free","kind":"chat","from":"2026-11-20","input":0,"output":0,"checked":"2026-11-20","source":"a wish","grade":"J"}
],
"rents":[
{"gpu":"h100","provider":"Quote","market":"specialist","billing":"on-demand","from":"2026-11-20","hour":2.1,"gpus_min":8,"source":"quote 4711 of 2026-11-20","grade":"A"},
{"gpu":"h999","provider":"Quote","market":"specialist","billing":"on-demand","from":"2026-11-20","hour":2.1,"gpus_min":8,"source":"quote 4711 of 2026-11-20","grade":"A"}
],
"models":[
{"id":"own-70b","name":"Own 70B","maker":"Us","kind":"chat","total":70.6,"active":70.6,"layers":80,"hidden":8192,"query_heads":64,"kv_heads":8,"head_dim":128,"attention":"gqa","full_layers":80,"precisions":["bf16","fp8"],"native":"bf16","context":131072,"licence":"own","commercial":"yes","quality":"llama-3.3-70b","checked":"2026-11-20","source":"own training, run 12","grade":"A"}
],
"gpu":[]
}"#;

fn laid() -> (Catalog, build_or_buy::catalog::Overlaid) {
    let mut catalog = Catalog::read(&value()).expect("the file has its tables").0;
    let own: Value = serde_json::from_str(OWN).expect("JSON");
    let laid = catalog.overlay(&own);
    (catalog, laid)
}

#[test]
fn rows_are_added_or_take_the_place_of_their_namesakes() {
    let (with, laid) = laid();
    let on = date("2026-11-24");
    assert_eq!(with.price("anthropic/claude-sonnet-5.5", on).map(|row| row.input.get()), Some(1.5));
    // The rows before it stand, so that a link pinned to an earlier day gives what it gave.
    assert_eq!(with.price("anthropic/claude-sonnet-5.5", date("2026-11-19")).map(|row| row.input.get()), Some(2.0));
    assert!(with.model("own-70b").is_some());
    assert_eq!(with.rents_of("h100", on).len(), catalog().rents_of("h100", on).len() + 1);
    assert_eq!(
        laid.inputs,
        [("engineer_cost".to_owned(), "150000".to_owned()), ("horizon".to_owned(), "24".to_owned())]
    );
    assert_eq!(laid.taken.len(), 3, "{:?}", laid.taken);
    // A namesake of the same day is replaced, not doubled.
    let mut twice = with.clone();
    twice.overlay(&serde_json::from_str(OWN).expect("JSON"));
    assert_eq!(
        (twice.hosted.len(), twice.rents.len(), twice.models.len()),
        (with.hosted.len(), with.rents.len(), with.models.len())
    );
}

#[test]
fn refused_rows_are_named_and_the_others_stand() {
    let (_, laid) = laid();
    let said: Vec<(&str, &str)> = laid.refused.iter().map(|one| (one.table, one.field.as_str())).collect();
    assert_eq!(said, [("overlay", "gpu"), ("hosted", "input, output"), ("rents", "gpu")]);
    let mut catalog = catalog();
    for (text, field) in [("[]", "file"), (r#"{"inputs":[]}"#, "inputs"), (r#"{"inputs":{"horizon":[]}}"#, "horizon")] {
        let refused = catalog.overlay(&serde_json::from_str(text).expect("JSON")).refused;
        assert_eq!(refused.iter().map(|one| one.field.as_str()).collect::<Vec<_>>(), [field], "{text}");
    }
    assert_eq!(catalog.overlay(&serde_json::from_str("{}").expect("JSON")).refused, vec![]);
    assert_eq!(catalog.hosted, self::catalog().hosted, "an empty file changes nothing");
}

fn catalog_file(name: &str, text: &str) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).expect("written");
    path.display().to_string()
}

#[test]
fn the_report_tells_its_numbers_from_the_others() {
    let path = catalog_file("overlay.json", OWN);
    let (out, error, code) =
        run(&["report", "workloads=a&a.model=anthropic/claude-sonnet-5.5", "--catalog", &path, "--draws", "50"]);
    assert_eq!(code, Some(2), "a refused row is an issue: {error}");
    let (_, own) = out.split_once("FROM Example Consulting").unwrap_or_else(|| panic!("{out}"));
    for said in [
        "Cost of an engineer: 150000 USD/year",
        "Claude Sonnet 5.5 at Anthropic, input: 1.5",
        "REFUSED IN Example Consulting",
        "The price of own/free from 2026-11-20: input, output must be above 0",
        "The rent of h999 Quote from 2026-11-20: gpu must be",
    ] {
        assert!(own.contains(said), "{said}: {own}");
    }
    let (json, ..) = run(&[
        "report",
        "workloads=a&a.model=anthropic/claude-sonnet-5.5&engineer_cost=99000",
        "--catalog",
        &path,
        "--draws",
        "50",
        "--json",
    ]);
    let report: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let set_by = |key: &str| {
        report["ledger"]
            .as_array()
            .expect("ledger")
            .iter()
            .find(|row| row["key"] == key)
            .map(|row| row["set_by"].clone())
    };
    // What the link says goes before what the file says.
    assert_eq!(set_by("engineer_cost"), Some("link".into()));
    assert_eq!(set_by("horizon"), Some("overlay".into()));
    assert_eq!(set_by("build_team"), Some("default".into()));
}

#[test]
fn a_price_of_ones_own_leaves_what_the_model_is() {
    let mut catalog = catalog();
    let own = r#"{"name":"Us","hosted":[{"id":"anthropic/claude-sonnet-5.5","host":"Anthropic","model":"Claude Sonnet 5.5",
        "kind":"chat","from":"2026-11-20","input":1,"output":5,"checked":"2026-11-20","source":"our contract","grade":"A"}]}"#;
    let was = catalog.price("anthropic/claude-sonnet-5.5", catalog.asof).expect("the public row").clone();
    assert_eq!(catalog.overlay(&serde_json::from_str(own).expect("JSON")).refused, vec![]);
    let now = catalog.price("anthropic/claude-sonnet-5.5", catalog.asof).expect("the contract's row");
    assert_eq!((now.input.get(), now.output.get(), now.cached_read), (1.0, 5.0, None));
    assert!(was.quality.is_some() && was.context.is_some());
    assert_eq!((&now.quality, now.quality_is_floor, now.context), (&was.quality, was.quality_is_floor, was.context));
    assert_eq!(now.tokenizer_factor, was.tokenizer_factor);
}

#[test]
fn an_input_of_an_overlay_that_no_link_could_set_is_refused_and_stands_in_no_link() {
    let own = r#"{"name":"Us","inputs":{"engineer_cst":1,"horizon":"soon","engineer_cost":100000},
        "rents":[{"gpu":"h100","price":2}]}"#;
    let said = told("own-refused.json", own, "workloads=a");
    assert!(said.contains("0 rows and 1 input were read"), "{said}");
    let refused = said.split_once("REFUSED IN Us").expect("what was refused").1.replace('\n', " ");
    for part in [
        "Row 1 of rents: price must be one of the fields gpu, provider,",
        "engineer_cst: “1” is not an input known here; allowed: one of the names in the table of inputs",
        "horizon: “soon” is ",
    ] {
        assert!(refused.contains(part), "{part}: {refused}");
    }
    let path = catalog_file("own-refused.json", own);
    let (json, _, _) = run(&["report", "workloads=a", "--catalog", &path, "--draws", "0", "--json"]);
    let report: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let link = report["pairs"].to_string();
    assert!(link.contains("engineer_cost") && !link.contains("engineer_cst") && !link.contains("soon"), "{link}");
}

#[test]
fn an_overlay_is_checked_where_it_will_lie() {
    let path = catalog_file("overlay-check.json", OWN);
    let (out, _, code) = run(&["catalog", "check", &path]);
    assert_eq!(code, Some(1));
    assert!(out.contains("overlay-check.json:6: wrong: hosted, row own/free of 2026-11-20, input, output"), "{out}");
    assert!(out.contains("overlay-check.json:10: wrong: rents, row h999 Quote of 2026-11-20, gpu"), "{out}");
    assert!(!out.contains("anthropic/claude-sonnet-5.5"), "{out}");
}

/// What the report tells of an overlay that is laid over the catalog for a link.
fn told(name: &str, text: &str, link: &str) -> String {
    let path = catalog_file(name, text);
    let (out, error, _) = run(&["report", link, "--catalog", &path, "--draws", "50"]);
    out.split_once("\nFROM ").unwrap_or_else(|| panic!("{out}{error}")).1.to_owned()
}

#[test]
fn every_number_of_an_overlay_that_counts_is_named_and_the_others_are_said_to_lie_idle() {
    // The example of the contributing page: a score for a model that has none lets it in.
    let score = told(
        "own-score.json",
        r#"{"name":"Us","quality":[{"model":"kimi-k3","score":55}]}"#,
        "workloads=a&a.model=moonshot/kimi-k3&a.quality=frontier&a.reasoning_tokens=500",
    );
    assert!(
        score.contains("- Kimi K3, points on the quality index, with reasoning: 55 points (your own score)"),
        "{score}"
    );
    // A range in words reaches the draws as it stands.
    let range =
        told("own-range.json", r#"{"inputs":{"engineer_cost":"100k to 200k","rota_absorbed":"95 %"}}"#, "workloads=a");
    assert!(range.contains("USD/year, from 100000 to 200000 (input)") && range.contains(": 95 % (input)"), "{range}");
    // A price that the catalog's own row takes over, and one that has not begun.
    let row = |from: &str| {
        let price = r#""host":"Anthropic","model":"Claude Sonnet 5.5","kind":"chat","input":1.5,"output":7.5,"checked":"2026-11-20","source":"our contract","grade":"A""#;
        format!(r#"{{"hosted":[{{"id":"anthropic/claude-sonnet-5.5","from":"{from}",{price}}}]}}"#)
    };
    let link = "workloads=a&a.model=anthropic/claude-sonnet-5.5";
    for (from, words) in [
        ("2026-01-05", "from must be later than 2026-10-07, the first day of the public price, which counts instead"),
        ("2026-12-05", "from 2026-12-05 begins after 2026-11-24, the day of these prices"),
    ] {
        let out = told("own-aside.json", &row(from), link);
        assert!(out.contains("READ, AND NOT USED") && out.contains(words), "{from}: {out}");
    }
    let used = told("own-used.json", &row("2026-11-20"), link);
    assert!(
        !used.contains("NOT USED") && used.contains("cached input: not sold or not known (our contract)"),
        "{used}"
    );
}

#[test]
fn the_check_reads_an_overlays_inputs_scores_and_private_sources() {
    let check = |name: &str, text: &str| {
        let (out, _, code) = run(&["catalog", "check", &catalog_file(name, text)]);
        (out, code)
    };
    let (out, code) =
        check("own-inputs.json", r#"{"inputs":{"enginer_cost":150000,"electricity":"foo","growth":99999}}"#);
    assert_eq!(code, Some(1));
    for key in ["enginer_cost", "electricity", "growth"] {
        assert!(out.contains(&format!("wrong: inputs, row -, {key}: `")), "{key}: {out}");
    }
    let (out, _) =
        check("own-scores.json", r#"{"quality":[{"model":"kimi-k3","score":155},{"model":"kimi-k9","score":50}]}"#);
    assert!(
        out.contains("row kimi-k3, score: 155 points lies outside")
            && out.contains("row kimi-k9, model: is the name of no"),
        "{out}"
    );
    // Whoever has a contract has no public page.
    let own = r#"{"hosted":[{"id":"anthropic/claude-sonnet-5.5","host":"Anthropic","model":"Claude Sonnet 5.5","kind":"chat","from":"2026-11-20","input":1.5,"output":7.5,"checked":"2026-11-20","source":"our contract","grade":"A"}]}"#;
    let (out, code) = check("own-source.json", own);
    assert_eq!(code, Some(0), "{out}");
}
