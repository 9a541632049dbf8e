//! Planted errors of the fourth kind: fields that do not go together, texts with marks in them, names one letter apart.

use super::check::planted;
use super::import::run;
use std::path::PathBuf;

const GROQ: &str = r#"{"id":"groq/gpt-oss-120b""#;
const SONNET: &str = r#"{"id":"anthropic/claude-sonnet-5.5""#;
const TERRA: &str =
    r#"{"id":"openai/gpt-5.6-terra","host":"OpenAI","model":"GPT-5.6 Terra","kind":"chat","from":"2026-07-30""#;
const GCP: &str = r#"{"gpu":"h200","provider":"GCP","market":"hyperscaler","billing":"spot""#;
const HYPERSTACK: &str = r#"{"gpu":"h200","provider":"Hyperstack","market":"specialist","billing":"reserved""#;
const HIT: &str = r#"{"key":"cache_hit""#;

#[test]
fn each_is_found_on_its_line() {
    for (at, (start, old, new, words)) in [
        // 2 and 12 above as below: the step changes nothing.
        (TERRA, r#""input":4,"output":18"#, r#""input":2,"output":12"#, "costs what lies below it: it is none"),
        (GROQ, r#""output":0.6,"#, r#""output":0.6,"per_request":0.01,"#, "per_request: a model that writes is sold"),
        (GROQ, r#""context":131072"#, r#""context":131072.5"#, "context: is a number of tokens, and whole"),
        (GROQ, r#""input""#, r#""open_from":"2025-08-05","input""#, "open_from: stands beside `weights`"),
        (
            SONNET,
            r#""input""#,
            r#""open_from":"2027-08-05","input""#,
            "open_from: 2027-08-05 is after the catalog's day",
        ),
        (
            r#"{"id":"cohere/rerank-v3.5""#,
            r#""input":0,"output":0,"per_request":0.002"#,
            r#""input":0.002,"output":0"#,
            "input: 0.002 USD per million tokens: the price of a search",
        ),
        // Of November 2026: 36 years.
        (
            r#"{"id":"openai/gpt-5.6-sol""#,
            r#""until":"2026-11-21""#,
            r#""until":"2062-11-21""#,
            "until: 2062-11-21 lies 36 years ahead",
        ),
        (
            r#"{"id":"gpt-oss-120b""#,
            r#""window":128"#,
            r#""window":1280000"#,
            "window: 1280000 tokens, more than the context of 131072",
        ),
        (r#"{"id":"h200""#, r#""name":"H200 141GB SXM""#, r#""name":"H100 80GB SXM""#, "is the name of h100 too"),
        (HIT, r#""low":20"#, r#""low":-20"#, "low: below 0, where the typical value is above it"),
        (
            r#"{"model":"glm-5.2""#,
            r#""released":"2026-06-16""#,
            r#""released":"2016-06-16""#,
            "released: is before any model of the index came out",
        ),
        (GROQ, r#""model":"gpt-oss-120b""#, r#""model":"gpt-oss-120b\u00a0""#, "in it that nobody sees"),
        (GROQ, r#""host":"Groq""#, r#""host":"Groq ""#, "host: `Groq` has a space too many"),
        (GROQ, r#""source":""#, r#""source":"[list](https://groq.com) "#, "source: `[list](https://groq.com) "),
        (HYPERSTACK, r#""grade""#, r#""note":"TODO: look again","grade""#, "note: `TODO: look again` is not finished"),
        (r#"{"id":"h200""#, r#""source":""#, r#""source":"a\tb "#, "in it that nobody sees"),
    ]
    .into_iter()
    .enumerate()
    {
        let (out, line) = planted(&format!("fourth-{at}"), start, old, new);
        let found = out.lines().any(|said| said.contains(&format!(":{line}: wrong: ")) && said.contains(words));
        assert!(found, "line {line}, {words}: {out}");
    }
}

/// Plausible and yet unlikely: told, and no error.
#[test]
fn what_may_be_true_is_worth_a_look() {
    for (at, (start, old, new, words)) in [
        (GROQ, r#""cached_read":0.075"#, r#""cached_read":0.15"#, "0.15, as much as input that no cache served"),
        (SONNET, r#""batch_discount":0.5"#, r#""batch_discount":0.05"#, "0.05: a discount, or what is left"),
        (
            r#"{"id":"xai/grok-4.7""#,
            r#""checked""#,
            r#""quality":"gpt-oss-120b","checked""#,
            "quality: `gpt-oss-120b` is the score of another family",
        ),
        (
            HYPERSTACK,
            r#""provider":"Hyperstack""#,
            r#""provider":"Hyperstak""#,
            "provider: `Hyperstak`, and other rows say `Hyperstack`: misspelled?",
        ),
        (GCP, r#""region":"us-central1""#, r#""region":"us-cental1""#, "region: `us-cental1`, and other rows say"),
        (
            HIT,
            r#""low":20,"typical":50,"high":90"#,
            r#""low":0.2,"typical":0.5,"high":0.9"#,
            "shares in place of percent",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let place = crate::FILE.lines().enumerate().filter(|(_, line)| line.starts_with(start)).last();
        let (place, line) = place.unwrap_or_else(|| panic!("no line {start}"));
        let file = crate::FILE.replacen(line, &without_score(line, new).replacen(old, new, 1), 1);
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("fourth-look-{at}.json"));
        std::fs::write(&path, file).expect("written");
        let (out, error, code) = run(&["catalog", "check", &path.display().to_string()]);
        assert_eq!(code, Some(0), "{words}: {out}{error}");
        let found = out.lines().any(|said| said.contains(&format!(":{}: look: ", place + 1)) && said.contains(words));
        assert!(found, "line {}, {words}: {out}", place + 1);
    }
}

/// A row whose own score makes room for the planted one.
fn without_score(line: &str, new: &str) -> String {
    let Some((start, rest)) = line.split_once(r#""quality":""#).filter(|_| new.contains("quality")) else {
        return line.to_owned();
    };
    let rest = rest.split_once("\",").expect("its end").1;
    (start.to_owned() + rest).replace(r#""quality_is_floor":true,"#, "")
}
