//! Each rule on a row that reads well, on both sides of where it begins to hold: what may be is kept, what cannot be is not.

use super::broken_rows::refusals;

/// The same row with one piece of text in place of another: once so that it stands, once so that its field is refused.
fn edge(start: &str, old: &str, stands: &str, refused: &str, field: &str) {
    let said = |new: &str| refusals(start, old, new).1;
    assert_eq!(said(stands), vec![], "{start} with {stands}");
    let found = said(refused);
    assert!(!found.is_empty() && found[0].field.contains(field), "{start} with {refused}: {found:?}");
}

#[test]
fn of_a_price() {
    let groq = r#"{"id":"groq/gpt-oss-120b","#;
    let price = r#""input":0.15,"output":0.6,"#;
    let with = |more: &str| format!("{price}{more},");
    let step = |above: u32, input: &str| {
        with(&format!(
            r#""tier_style":"cliff","tiers":[{{"above":8000,"input":0.2,"output":1}},{{"above":{above},"input":{input},"output":1}}]"#
        ))
    };
    edge(groq, price, &step(8_001, "0.3"), &step(8_000, "0.3"), "tiers");
    edge(groq, price, &step(9_000, "0.3"), &step(9_000, "0"), "tiers");
    edge(groq, price, &step(9_000, "0.3"), &step(9_000, "0.3").replace(r#""tier_style":"cliff","#, ""), "tiers");
    // Older files have one step, and need all of it.
    let older = r#""tier_style":"cliff","tier_above":8000,"tier_input":0.2,"tier_output":1"#;
    for missing in [r#""tier_style":"cliff","#, r#""tier_input":0.2,"#, r#","tier_output":1"#] {
        edge(groq, price, &with(older), &with(&older.replace(missing, "")), "tier_above");
    }
    let rest = refusals(groq, price, &with(older)).0;
    let row = rest.rows_of("groq/gpt-oss-120b").last().expect("it stands");
    assert_eq!(
        row.tiers.iter().map(|tier| (tier.above.get(), tier.input.get(), tier.output.get())).collect::<Vec<_>>(),
        [(8_000.0, 0.2, 1.0)]
    );
    // An answer for nothing is no price of a chat model, and a search by the piece needs none for its tokens.
    edge(groq, price, price, r#""input":0.15,"output":0,"#, "output");
    edge(groq, price, price, r#""input":0,"output":0.6,"#, "input");
    let rerank = r#"{"id":"bedrock/amazon-rerank-v1","#;
    edge(rerank, r#""per_request":0.001"#, r#""per_request":0.002"#, r#""per_request":0"#, "input");
    // It ends on its first day at the earliest, and says how.
    edge(
        groq,
        price,
        &with(r#""until":"2026-08-21","ends":"retired""#),
        &with(r#""until":"2026-08-20","ends":"retired""#),
        "until",
    );
    edge(groq, price, &with(r#""until":"2026-08-22","ends":"promotion""#), &with(r#""until":"2026-08-22""#), "until");
    // A day has 24 hours, and a span ends after it begins.
    let peak = |hours: &str| with(&format!(r#""peak_factor":2,"peak_hours":{hours}"#));
    edge(groq, price, &peak("[0,24]"), &peak("[0,24.5]"), "peak_hours");
    edge(groq, price, &peak("[1,4,6,10]"), &peak("[1,4,6]"), "peak_hours");
    edge(groq, price, &peak("[4,4.5]"), &peak("[4,4]"), "peak_hours");
    edge(groq, price, &peak("[4,5]"), &with(r#""peak_factor":2"#), "peak_hours");
    edge(groq, price, &peak("[4,5]"), &with(r#""peak_hours":[4,5]"#), "peak_hours");
    edge(groq, price, &peak("[4,5]"), &peak("[4,5]").replace(":2,", ":0,"), "peak_factor");
}

#[test]
fn of_a_model() {
    let (phi, oss) = (r#"{"id":"phi-4","#, r#"{"id":"gpt-oss-120b","#);
    edge(phi, r#""active":14.7"#, r#""active":14.6"#, r#""active":14.8"#, "active");
    for (field, old) in [("layers", "40"), ("hidden", "5120"), ("query_heads", "40"), ("head_dim", "128")] {
        let (old, none) = (format!(r#""{field}":{old},"#), format!(r#""{field}":0,"#));
        let gone = refusals(phi, &old, &none).1;
        assert!(gone.iter().any(|one| one.row == "phi-4" && one.field.contains(field)), "{field}: {gone:?}");
    }
    // Of a model whose attention is not known the rest may be unknown too.
    let unknown = r#"{"id":"deepseek-v4.1-flash","#;
    assert_eq!(refusals(unknown, r#""layers":40,"hidden":5120"#, r#""layers":0,"hidden":0"#).1, vec![]);
    // At most all experts answer, and a model without any has none of either.
    let experts = r#""experts":128,"experts_active":4"#;
    edge(
        oss,
        experts,
        r#""experts":128,"experts_active":128"#,
        r#""experts":128,"experts_active":129"#,
        "experts_active",
    );
    edge(oss, experts, r#""experts":0,"experts_active":0"#, r#""experts":128,"experts_active":0"#, "experts_active");
    edge(oss, experts, r#""experts":1,"experts_active":1"#, r#""experts":0,"experts_active":1"#, "experts_active");
    // 18 and 18 layers are all of 36, and one more is one too many.
    edge(oss, r#""sliding_layers":18"#, r#""sliding_layers":17"#, r#""sliding_layers":19"#, "full_layers");
    edge(oss, r#""full_layers":18"#, r#""full_layers":17"#, r#""full_layers":19"#, "full_layers");
    edge(
        oss,
        r#""full_layers":18"#,
        r#""full_layers":17,"linear_layers":1"#,
        r#""full_layers":17,"linear_layers":2"#,
        "full_layers",
    );
    // Keys and values have heads where layers attend.
    edge(phi, r#""kv_heads":10"#, r#""kv_heads":5"#, r#""kv_heads":0"#, "kv_heads");
    let deepseek = r#"{"id":"deepseek-v3.2","#;
    edge(deepseek, r#""mla_dim":576"#, r#""mla_dim":575"#, r#""mla_dim":0"#, "mla_dim");
    // The index stands on layers that attend to everything, and selects something.
    let sparse = r#""sparse":{"layers":61,"selected":2048"#;
    edge(
        deepseek,
        sparse,
        r#""sparse":{"layers":60,"selected":1"#,
        r#""sparse":{"layers":62,"selected":2048"#,
        "sparse",
    );
    edge(deepseek, sparse, r#""sparse":{"layers":61,"selected":1"#, r#""sparse":{"layers":61,"selected":0"#, "sparse");
    edge(deepseek, r#""index_bytes":132"#, r#""index_bytes":0"#, r#""index_bytes":-1"#, "sparse");
    let compressed = r#"{"id":"deepseek-v4-flash","#;
    edge(compressed, r#""ratio":4,"#, r#""ratio":1,"#, r#""ratio":0,"#, "compressed");
    edge(
        compressed,
        r#""ratio":4,"entry_bytes":584"#,
        r#""ratio":4,"entry_bytes":1"#,
        r#""ratio":4,"entry_bytes":0"#,
        "compressed",
    );
    // The format that it comes in is one of those that it can be run in.
    edge(phi, r#""precisions":["bf16","fp8"]"#, r#""precisions":["bf16"]"#, r#""precisions":["fp8"]"#, "precisions");
}

#[test]
fn of_a_week() {
    // 168 hours with a mean of 1, to a hundredth: 1.6 hours' worth more is not, 1.5 is.
    let flat = r#"{"id":"flat","#;
    edge(flat, r#""hours":[1,"#, r#""hours":[2.6,"#, r#""hours":[2.7,"#, "hours");
    edge(flat, r#""hours":[1,1,"#, r#""hours":[0,2,"#, r#""hours":[-1,3,"#, "hours");
    edge(flat, r#""hours":[1,1,"#, r#""hours":[0.5,1.5,"#, r#""hours":[2,"#, "hours");
}
