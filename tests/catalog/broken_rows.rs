//! A row that is broken is refused, and the others stand.

use crate::{FILE, catalog, value};
use build_or_buy::catalog::{Catalog, Refusal, Value};

/// What is read after replacing a piece of text in the last line that starts with `start`.
pub fn refusals(start: &str, old: &str, new: &str) -> (Catalog, Vec<Refusal>) {
    let line = FILE.lines().rfind(|line| line.starts_with(start)).unwrap_or_else(|| panic!("no line {start}"));
    assert!(line.contains(old), "{line} no longer holds {old}");
    let value = serde_json::from_str(&FILE.replacen(line, &line.replacen(old, new, 1), 1)).expect("still JSON");
    Catalog::read(&value).expect("the other rows stand")
}

/// Breaks one line and checks that one refusal follows, with this table, row and field.
fn broken(start: &str, old: &str, new: &str, (table, row, field): (&str, &str, &str)) -> Catalog {
    let (rest, refused) = refusals(start, old, new);
    assert_eq!(refused.len(), 1, "{new}: {refused:?}");
    assert_eq!((refused[0].table, refused[0].row.as_str()), (table, row), "{new}");
    assert!(refused[0].field.contains(field) && !refused[0].allowed.is_empty(), "{new}: {refused:?}");
    rest
}

#[test]
fn a_broken_row_is_refused_by_table_row_and_field_while_the_others_stand() {
    let whole = catalog();
    let groq = r#"{"id":"groq/gpt-oss-120b","#;
    for (old, new, field) in [
        (r#""input":0.15"#, r#""input":"0.15""#, "input"),
        (r#""input":0.15"#, r#""input":-0.15"#, "input"),
        (r#""input":0.15,"#, "", "input"),
        (r#""host":"Groq""#, r#""host":" ""#, "host"),
        (r#""from":"2026-08-21""#, r#""from":"2026-02-30""#, "from"),
        (r#""weights":"gpt-oss-120b""#, r#""weights":"gpt-oss-121b""#, "weights"),
        (r#""quality":"gpt-oss-120b""#, r#""quality":"gpt-oss""#, "quality"),
        (r#""kind":"chat""#, r#""kind":"chat","quality_is_floor":"yes""#, "quality_is_floor"),
        (r#""kind":"chat""#, r#""kind":"chatty""#, "kind"),
        (r#""input":0.15"#, r#""input":0.15,"batch_discount":1.5"#, "batch_discount"),
        (r#""input":0.15"#, r#""input":0.15,"tier_above":1000"#, "tier_above"),
        (r#""input":0.15"#, r#""input":0.15,"peak_factor":2,"peak_hours":[4,1]"#, "peak_hours"),
        (r#""input":0.15"#, r#""input":0.15,"tokenizer_factor":0"#, "tokenizer_factor"),
    ] {
        let rest = broken(groq, old, new, ("hosted", "groq/gpt-oss-120b", field));
        assert_eq!(rest.hosted.len() + 1, whole.hosted.len());
        assert_eq!((rest.models.len(), rest.rents.len()), (whole.models.len(), whole.rents.len()));
    }
    let phi = r#"{"id":"phi-4","#;
    broken(phi, r#""precisions":["bf16","#, r#""precisions":["bf17","#, ("models", "phi-4", "precisions"));
    broken(phi, r#""active":14.7"#, r#""active":15"#, ("models", "phi-4", "active"));
    broken(phi, r#""layers":40"#, r#""layers":40.5"#, ("models", "phi-4", "layers"));
    broken(r#"{"model":"mimo-v2.5","#, r#""score":40.14"#, r#""score":"40""#, ("quality", "mimo-v2.5", "score"));
    let flat = r#"{"id":"flat","#;
    broken(flat, r#""hours":[1,"#, r#""hours":["#, ("shapes", "flat", "hours"));
    broken(flat, r#""hours":[1,"#, r#""hours":[9,"#, ("shapes", "flat", "hours"));
    broken(flat, r#""grade":"A""#, r#""grade":"D""#, ("shapes", "flat", "grade"));
    broken(r#"{"id":"gdpr","#, r#""id":"gdpr""#, r#""id":"fedramp""#, ("regimes", "fedramp", "id"));
    broken(r#"{"gpu":"l4","provider":"RunPod","#, r#""gpu":"l4""#, r#""gpu":"l5""#, ("rents", "l5 RunPod", "gpu"));
    let first_rent = broken(
        r#"{"gpu":"a10","provider":"Lambda","market":"specialist","billing":"on-demand","from":"2023-02-22""#,
        r#""hour":0.6"#,
        r#""hour":0"#,
        ("rents", "1", "hour"),
    );
    assert_eq!(first_rent.rents.len() + 1, whole.rents.len());
    // An unknown field is refused by position: a row that is not understood has no trusted name.
    broken(r#"{"id":"alibaba/qwen3.7-flash","#, r#""input""#, r#""inptu""#, ("hosted", "1", "inptu"));
}

#[test]
fn what_hangs_on_a_refused_row_is_refused_with_it() {
    let source = r#","source":"ai-dynamo/aiconfigurator systems/h100_sxm.yaml @095f58a5""#;
    let (rest, refused) = refusals(r#"{"id":"h100","#, source, "");
    assert_eq!((refused[0].table, refused[0].row.as_str(), refused[0].field.as_str()), ("gpus", "h100", "source"));
    // The first is the row itself, the others name it.
    assert!(refused.len() > 10 && refused.iter().skip(1).all(|refusal| refusal.field == "gpu"));
    assert!(rest.rents.iter().all(|row| row.gpu != "h100") && rest.gpu("h200").is_some());
}

#[test]
fn a_missing_price_is_not_zero_and_not_a_number_is_refused() {
    // JSON cannot say NaN, but a JavaScript object can.
    let mut file = value();
    let Value::Map(tables) = &mut file else { panic!("a map") };
    let (_, Value::List(rows)) = tables.iter_mut().find(|(name, _)| name == "hosted").expect("hosted") else {
        panic!("a list")
    };
    for (row, wrong) in rows.iter_mut().zip([f64::NAN, f64::INFINITY, 1e300]) {
        let Value::Map(fields) = row else { panic!("a map") };
        let (_, input) = fields.iter_mut().find(|(name, _)| name == "input").expect("input");
        *input = Value::Number(wrong);
    }
    let (rest, refused) = Catalog::read(&file).expect("the other rows stand");
    assert_eq!(refused.iter().map(|refusal| refusal.field.as_str()).collect::<Vec<_>>(), ["input"; 3]);
    assert_eq!(rest.hosted.len() + 3, catalog().hosted.len());
}

#[test]
fn a_file_that_is_no_catalog_is_an_error_that_says_so() {
    for text in ["null", "[]", "{}", r#"{"asof":"2026-11-23"}"#, "\"catalog\"", "3"] {
        let value: Value = serde_json::from_str(text).expect("JSON");
        let refused = Catalog::read(&value).expect_err(text);
        assert!(refused.iter().all(|refusal| !refusal.allowed.is_empty()) && !refused.is_empty(), "{text}");
    }
    let empty = r#"{"asof":"2026-11-23","index":"i","index_date":"2026-07-10","index_source":"s","hosted":[]}"#;
    let refused = Catalog::read(&serde_json::from_str(empty).expect("JSON")).expect_err("no rows");
    assert_eq!(refused[0].field, "hosted, models, gpus, shapes");
}
