//! Questions about earlier days: what was known and on sale then, by day, and nothing that came later.

use crate::{FILE, catalog, date};
use build_or_buy::catalog::{Catalog, Kind, Value};
use build_or_buy::report::{self, Report};

const EARLIER: &str = include_str!("../../www/earlier.json");

/// The shipped catalog with what was on sale before its own time, changed by `change` before it is read.
pub fn back(change: impl Fn(&str, &mut Vec<Value>)) -> Catalog {
    let parse = |text: &str| serde_json::from_str::<Value>(text).expect("JSON");
    let (Value::Map(mut tables), Value::Map(more)) = (parse(FILE), parse(EARLIER)) else { panic!("two maps") };
    for (name, table) in &mut tables {
        if let Value::List(rows) = table {
            let early = more.iter().find(|(known, _)| known == name).map_or(&[][..], |(_, rows)| rows.items());
            rows.extend(early.iter().cloned());
            change(name, rows);
        }
    }
    let (catalog, refused) = Catalog::read(&Value::Map(tables)).expect("the tables are there");
    assert_eq!(refused, vec![]);
    catalog
}

pub fn asked(catalog: &Catalog, link: &[(&str, &str)]) -> Report {
    let pairs: Vec<(String, String)> = link.iter().map(|(key, text)| ((*key).into(), (*text).into())).collect();
    report::quick(&build_or_buy::inputs::link::read(&pairs, catalog), catalog)
}

/// What is said about a field: problem and what was used.
pub fn said<'r>(report: &'r Report, field: &str) -> Option<(&'r str, &'r str)> {
    report.issues.iter().find(|issue| issue.field == field).map(|issue| (issue.problem.as_str(), issue.used.as_str()))
}

#[test]
fn earlier_offers_end_where_they_ended_and_no_row_stands_in_both_files() {
    let (today, whole) = (catalog(), back(|_, _| {}));
    let value: Value = serde_json::from_str(EARLIER).expect("JSON");
    for row in value.get("hosted").expect("hosted").items() {
        let text = |name: &str| row.get(name).and_then(Value::text).expect("text");
        // What the catalog follows stands there; here only what came before its own rows of an offer, or between them.
        let follows = today.rows_of(text("id"));
        assert!(follows.iter().all(|known| known.from != date(text("from"))), "{} stands twice", text("id"));
        assert!(follows.last().is_none_or(|last| date(text("from")) < last.from), "{}", text("id"));
        assert!(date(text("from")) < today.asof, "{}", text("id"));
        // Nothing that nobody follows is for ever.
        let last = whole.rows_of(text("id")).last().expect("a row");
        assert!(!follows.is_empty() || last.until.is_some(), "{} has no end", text("id"));
    }
    // As their makers' pages and lists of the time had them: GPT-4 at its launch, GPT-4o before and after its cut,
    // Claude 3 Opus until the day before it was retired, DeepSeek's chat model through four prices.
    for (id, on, price) in [
        ("openai/gpt-4", "2023-03-14", Some((30.0, 60.0))),
        ("openai/gpt-4o", "2024-10-01", Some((5.0, 15.0))),
        ("openai/gpt-4o", "2024-10-02", Some((2.5, 10.0))),
        ("openai/gpt-5", "2025-08-07", Some((1.25, 10.0))),
        ("anthropic/claude-3-opus", "2026-01-04", Some((15.0, 75.0))),
        ("anthropic/claude-3-opus", "2026-01-05", None),
        // Last seen on a list of 2026-08-21; retired on 2026-10-23; to end after the catalog's own day.
        ("anthropic/claude-opus-4.5", "2026-08-21", Some((5.0, 25.0))),
        ("anthropic/claude-opus-4.5", "2026-08-22", None),
        ("openai/gpt-4", "2026-10-22", Some((30.0, 60.0))),
        ("openai/gpt-4", "2026-10-23", None),
        ("openai/gpt-5", "2026-11-23", Some((1.25, 10.0))),
        ("anthropic/claude-sonnet-4.5", "2025-09-29", Some((3.0, 15.0))),
        ("google/gemini-1.5-pro", "2024-09-30", Some((3.5, 10.5))),
        ("google/gemini-1.5-pro", "2024-10-01", Some((1.25, 5.0))),
        ("deepseek/deepseek-chat", "2025-02-08", Some((0.27, 1.1))),
        ("deepseek/deepseek-chat", "2025-09-29", Some((0.28, 0.42))),
        ("xai/grok-4", "2025-07-10", Some((3.0, 15.0))),
        // Models that newer ones replaced, to their last days.
        ("anthropic/claude-2", "2024-01-05", Some((8.0, 24.0))),
        ("anthropic/claude-2", "2025-07-20", Some((8.0, 24.0))),
        ("anthropic/claude-2", "2025-07-21", None),
        ("openai/gpt-4.5-preview", "2025-04-05", Some((75.0, 150.0))),
        ("openai/gpt-4.5-preview", "2025-07-14", None),
        ("openai/gpt-5.4", "2026-03-04", None),
        ("openai/gpt-5.4", "2026-04-05", Some((2.5, 15.0))),
        ("mistral/mistral-large-2402", "2024-06-05", Some((4.0, 12.0))),
        ("deepinfra/deepseek-v3.1-terminus", "2025-11-01", Some((0.27, 1.0))),
        ("moonshot/kimi-k2-thinking", "2025-11-06", Some((0.6, 2.5))),
        ("zai/glm-4.6", "2025-09-30", Some((0.6, 2.2))),
        ("minimax/minimax-m2", "2025-12-01", Some((0.3, 1.2))),
        // Offers that the catalog follows, before its own rows of them.
        ("fireworks/gpt-oss-20b", "2026-02-03", Some((0.05, 0.2))),
        ("fireworks/gpt-oss-20b", "2026-02-04", Some((0.07, 0.3))),
        ("fireworks/gpt-oss-120b", "2025-08-05", Some((0.15, 0.6))),
        ("minimax/minimax-m3", "2026-06-01", Some((0.3, 1.2))),
        ("minimax/minimax-m3", "2026-06-24", Some((0.6, 2.4))),
        ("together/gemma-4-31b", "2026-05-01", Some((0.2, 0.5))),
        ("together/deepseek-v4-pro", "2026-05-01", Some((2.1, 4.4))),
    ] {
        let row = whole.price(id, date(on));
        assert_eq!(row.map(|row| (row.input.get(), row.output.get())), price, "{id} on {on}");
    }
}

#[test]
fn five_days_with_what_was_on_offer() {
    let whole = back(|_, _| {});
    let known = |day: &str| {
        let known = whole.known_on(date(day));
        let offers = known.offers(date(day));
        let best = known.cut.as_ref().map(|cut| (cut.best_plain.get(), cut.best.get())).expect("cut");
        let chat = |id: &str| offers.iter().any(|row| row.id == id && row.kind == Kind::Chat);
        (offers.len(), known.models.len(), best, ["openai/gpt-4", "openai/gpt-4o", "openai/gpt-5"].map(chat))
    };
    // Best scores as the record of best closed models by month has them: 7.0 GPT-4, 11.8 Claude 3 Opus, 23.4 o1 (with
    // reasoning), 36.87 GPT-5.1; without reasoning 12 or more for Claude 3.5 Haiku, 29.28 for Sonnet 4.5.
    let (offers, models, best, sold) = known("2023-06-01");
    assert_eq!((models, best, sold), (0, (7.0, 7.0), [true, false, false]));
    assert!(offers >= 2, "{offers}");
    let (offers, models, best, sold) = known("2024-07-01");
    // Llama 2 in three sizes, both Mixtrals, both Llama 3.
    assert_eq!((models, best, sold), (7, (11.8, 11.8), [true, true, false]));
    assert!(offers >= 15, "{offers}");
    let (offers, _, best, sold) = known("2025-02-01");
    // DeepSeek V3, of open weights, was ahead of all without reasoning: 14.16 points.
    assert_eq!((best, sold), ((14.16, 23.4), [true, true, false]));
    assert!(offers >= 30, "{offers}");
    let (offers, models, best, sold) = known("2025-11-23");
    assert_eq!((best, sold), ((29.28, 39.55), [true, true, true]));
    assert!(offers >= 90 && models >= 20, "{offers} offers, {models} models");
    let (_, _, best, _) = known("2026-06-15");
    assert!(best.0 >= 42.0 && best.1 >= 55.0, "{best:?}");
}

#[test]
fn nothing_of_a_later_day_is_in_a_catalog_cut_at_a_day() {
    let whole = back(|_, _| {});
    for day in ["2023-01-01", "2024-02-29", "2025-11-23", "2026-07-29", "2026-11-23"] {
        let (day, known) = (date(day), whole.known_on(date(day)));
        for row in known.hosted.iter().filter(|row| row.from > day) {
            assert!(row.announced && known.rows_of(&row.id)[0].from <= day, "{} of {}", row.id, row.from);
        }
        assert!(known.rents.iter().all(|row| row.from <= day) && known.purchases.iter().all(|row| row.from <= day));
        assert!(known.models.iter().all(|row| row.released.is_none_or(|out| out <= day)));
        assert!(known.quality.iter().all(|row| row.released.is_none_or(|out| out <= day)));
        // Cut twice is cut once.
        assert_eq!(known.known_on(day).hosted, known.hosted);
    }
    assert!(matches!(whole.known_on(whole.asof), std::borrow::Cow::Borrowed(_)));
}

#[test]
fn no_row_of_a_later_day_moves_an_answer() {
    let day = "2025-11-23";
    // Whatever came later costs next to nothing, is scored at the top, and is given away.
    let poisoned = back(|table, rows| {
        for row in rows {
            let begins = row.get(if table == "quality" { "released" } else { "from" }).and_then(Value::text);
            let later = begins.is_some_and(|begins| begins > day);
            let Value::Map(fields) = row else { continue };
            for (name, value) in fields.iter_mut().filter(|_| later) {
                match (table, name.as_str()) {
                    ("hosted", "input" | "output") if *value != Value::Number(0.0) => *value = Value::Number(0.003),
                    ("rents", "hour") => *value = Value::Number(0.06),
                    ("quality", "score" | "plain") => *value = Value::Number(99.0),
                    _ => {}
                }
            }
        }
    });
    let whole = back(|_, _| {});
    for link in [
        &[("workloads", "a"), ("a.model", "openai/gpt-5"), ("a.requests", "3M")][..],
        &[("workloads", "a"), ("a.model", "openai/gpt-4o"), ("a.quality", "frontier"), ("a.reasoning_tokens", "500")],
        &[("workloads", "a"), ("a.model", "groq/llama-3.3-70b"), ("volume_factor", "200"), ("ml_ops", "platform")],
        // Models of later days: nor does their price choose what stands in for them.
        &[("workloads", "a"), ("a.model", "openai/gpt-5.6-luna"), ("a.quality", "any")],
        &[("workloads", "a"), ("a.model", "anthropic/claude-fable-5.1"), ("a.quality", "good")],
        &[("workloads", "a"), ("a.model", "moonshot/kimi-k3"), ("a.quality", "same")],
        &[("workloads", "a"), ("a.model", "google/gemini-4-argon"), ("provider", "marketplace")],
    ] {
        let link = [link, &[("asof", day)]].concat();
        let json = |catalog: &Catalog| serde_json::to_string(&asked(catalog, &link)).expect("JSON");
        assert_eq!(json(&whole), json(&poisoned), "{link:?}");
        // The same change moves the answer of today: the poison works.
        let today: Vec<(&str, &str)> = link.iter().filter(|(key, _)| *key != "asof").copied().collect();
        let json = |catalog: &Catalog| serde_json::to_string(&asked(catalog, &today)).expect("JSON");
        assert_ne!(json(&whole), json(&poisoned), "{today:?}");
    }
}

#[test]
fn a_day_outside_the_record_is_said_and_the_nearest_day_counts() {
    let whole = back(|_, _| {});
    let before = asked(&whole, &[("asof", "2020-01-01")]);
    assert_eq!(
        said(&before, "asof"),
        Some(("lies before the record of prices begins", before.asof.to_string().as_str()))
    );
    assert_eq!(Some(before.asof), whole.first_day());
    let after = asked(&whole, &[("asof", "2099-01-01")]);
    assert_eq!(said(&after, "asof"), Some(("lies after the newest prices here", whole.asof.to_string().as_str())));
    assert_eq!(after.asof, whole.asof);
    let thin = |day| said(&asked(&whole, &[("asof", day)]), "asof").map(|one| one.0.to_owned());
    // No rent is on record between that of RunPod on 2025-09-22 and the lists of 2026-02-11; lists of all hosts end on
    // 2026-07-24 and 25, and those of the catalog begin on 2026-08-21. The first list of all hosts of open weights is of 2025-03-25.
    let rents = "lies where the record is thin: no rents since 2025-09-22";
    let lists = "lies where the record is thin: no list of all hosts";
    for (day, wanted) in [
        ("2025-09-30", None),
        ("2025-11-23", Some(rents)),
        ("2026-02-10", Some(rents)),
        ("2026-02-11", None),
        ("2026-07-25", None),
        ("2026-08-20", Some(lists)),
        ("2026-08-21", None),
        ("2026-11-24", None),
    ] {
        assert_eq!(thin(day).as_deref(), wanted, "{day}");
    }
    assert_eq!(
        thin("2025-03-24").as_deref(),
        Some("lies where the record is thin: few hosts of open weights, few rents")
    );
    assert_eq!(thin("2025-03-25"), None);
    // What was typed stays in the link.
    let day = before.pairs.iter().find(|(key, _)| key == "asof").map(|(_, text)| text.as_str());
    assert_eq!(day, Some("2020-01-01"));
}
