//! Planted errors of the sixth kind: prices ten times too high or too low in offers that have no row before it, beside
//! what one other host, a sister or the answers of like quality cost.

use super::check::check;

/// Start of the line, what is replaced, by what, and what is said of that line.
const PLANTED: [(&str, &str, &str, &str); 9] = [
    // Databricks asks 0.15 for the same weights, and nobody else sells them.
    (
        r#"{"id":"fireworks/glm-5.3-flash""#,
        r#""input":0.15,"output":0.5,"cached_read":0.03"#,
        r#""input":1.5,"output":5,"cached_read":0.3"#,
        "input: 1.5 where another host asks 0.15 for the same weights: 10 times more",
    ),
    // Moonshot asks 3.
    (
        r#"{"id":"databricks/kimi-k3""#,
        r#""input":3,"output":15,"cached_read":0.3"#,
        r#""input":0.3,"output":1.5,"cached_read":0.03"#,
        "input: 0.3 where another host asks 3 for the same weights: 10 times less",
    ),
    // Their sister ranks for 0.002 a search.
    (r#"{"id":"cohere/rerank-v3.5""#, "0.002", "0.02", "per_request: 0.02 where its sisters cost 0.002: 10 times more"),
    (
        r#"{"id":"cohere/rerank-v4.0-pro""#,
        "0.0025",
        "0.00025",
        "per_request: 0.00025 where its sisters cost 0.002: 8 times less",
    ),
    (r#"{"id":"voyage/rerank-2.5","#, "0.05", "0.5", "input: 0.5 where its sisters cost 0.02: 25 times more"),
    (
        r#"{"id":"voyage/voyage-4-large""#,
        "0.12",
        "0.012",
        "input: 0.012, and voyage/voyage-4 costs 0.06: `large` for so much less?",
    ),
    (
        r#"{"id":"voyage/voyage-4-lite""#,
        "0.02",
        "0.2",
        "input: 0.2, and voyage/voyage-4 costs 0.06: `lite` for so much more?",
    ),
    // Its sister costs 0.5, and what its note says is no word about either price.
    (
        r#"{"id":"mistral/mistral-large-4""#,
        r#""input":1.36,"output":4.18,"cached_read":0.14"#,
        r#""input":13.6,"output":41.8,"cached_read":1.4"#,
        "input: 13.6 where its sisters of other versions cost 0.5: 27.2 times more",
    ),
    // No sister and no other host: 14 offers within four points of its score cost 0.09 to 2.
    (
        r#"{"id":"meta/muse-spark-1.2""#,
        r#""input":1.25,"output":4.25,"cached_read":0.15"#,
        r#""input":12.5,"output":42.5,"cached_read":1.5"#,
        "input: 12.5 where 14 other offers of its score cost up to 2: 6.2 times more",
    ),
];

#[test]
fn each_is_found_on_its_line() {
    super::check_shapes::found("tens", &PLANTED);
}

#[test]
fn only_a_note_that_names_the_price_explains_it() {
    let said = |name: &str, note: &str| {
        let file = crate::FILE;
        let line = file.lines().rfind(|line| line.starts_with(r#"{"id":"databricks/kimi-k3""#)).expect("a row");
        let tenth = line
            .replacen(r#""input":3,"output":15,"cached_read":0.3"#, r#""input":0.3,"output":1.5,"cached_read":0.03"#, 1)
            .replacen(r#""grade":"B""#, &format!(r#""grade":"B","note":"{note}""#), 1);
        assert!(tenth.contains(note), "{tenth}");
        // A file with an error of its own either way.
        check(name, &file.replacen(line, &tenth, 1).replacen(r#""per_request":0.0025"#, r#""per_request":0.25"#, 1))
            .contains("where another host asks 3")
    };
    assert!(said("note-of-batches", "batches are not sold"));
    assert!(!said("note-of-price", "0.3 as announced, a tenth of what Moonshot asks"));
}
