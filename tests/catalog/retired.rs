//! An offer that its host no longer sells: today's bill for whoever says that they buy it, and nobody's answer.

use super::past::{asked, back, said};
use crate::date;
use build_or_buy::catalog::Value;
use build_or_buy::streams::{Case, OfferKind};

/// Groq retired Llama 3.3 70B after 2026-10-02; others still sell it.
const LINK: [(&str, &str); 3] = [("workloads", "a"), ("a.model", "groq/llama-3.3-70b"), ("a.quality", "same")];

#[test]
fn what_is_retired_is_todays_bill_and_never_chosen() {
    let whole = back(|_, _| {});
    for model in ["groq/llama-3.3-70b", "google/gemini-2.5-flash-lite", "deepseek/deepseek-v4-pro"] {
        let report = asked(&whole, &[LINK[0], ("a.model", model), LINK[2]]);
        let until = whole.rows_of(model).last().and_then(|row| row.until).expect("retired").to_string();
        let (problem, used) = said(&report, "a.model").unwrap_or_else(|| panic!("{model}: nothing said"));
        assert!(problem.contains(&until) && problem.contains("retired") && used.contains("today's bill"), "{problem}");
        for offer in report.workloads[0].offers.iter().filter(|offer| offer.id == model) {
            assert!(!offer.feasible, "{model} as {:?}", offer.kind);
        }
        let today = report.options.iter().find(|option| option.id == "today").expect("today's bill is told");
        assert!(today.label.contains("no longer sold") && !today.best, "{model}");
        let note = report.verdict.note.as_ref().map_or_else(String::new, build_or_buy::sentence::Sentence::plain);
        assert!(note.contains("so that staying is no choice") && !note.contains("Staying as you are"), "{note}");
        let host = &whole.rows_of(model)[0].host;
        assert!(!report.workloads[0].served_by.ends_with(host.as_str()), "{model}: {}", report.workloads[0].served_by);
    }
}

#[test]
fn a_last_day_that_is_announced_is_told_beside_today_and_beside_the_answer() {
    let announced = back(|table, rows| {
        let last = |row: &Value| row.get("id").and_then(Value::text) == Some("openai/gpt-6.1-sol");
        if let Some(Value::Map(row)) = rows.iter_mut().rev().find(|row| table == "hosted" && last(row)) {
            row.push(("until".into(), Value::Text("2027-03-31".into())));
            row.push(("ends".into(), Value::Text("retired".into())));
        }
    });
    let link = [LINK[0], ("a.model", "openai/gpt-6.1-sol"), LINK[2]];
    let report = asked(&announced, &link);
    let (problem, used) = said(&report, "a.model").expect("said");
    assert!(problem.contains("until 2027-03-31") && used.contains("successor"), "{problem}: {used}");
    let note = |report: &build_or_buy::report::Report| {
        report.verdict.note.as_ref().map_or_else(String::new, build_or_buy::sentence::Sentence::plain)
    };
    assert!(note(&report).contains("GPT-6.1 Sol at OpenAI is sold until 2027-03-31"), "{}", note(&report));
    // Who looks three months ahead is gone by then; and on a day before the catalog's own nobody had announced it.
    let short = asked(&announced, &[link[0], link[1], link[2], ("horizon", "3")]);
    assert!(!note(&short).contains("2027"), "{}", note(&short));
    assert_eq!(said(&asked(&announced, &[link[0], link[1], link[2], ("asof", "2026-11-01")]), "a.model"), None);
    // A price that is announced to double in January is counted and told.
    let whole = back(|_, _| {});
    let doubles = asked(&whole, &[link[0], ("a.model", "google/gemini-3.8-flash"), link[2]]);
    assert!(note(&doubles).contains("another price from 2027-01-01"), "{}", note(&doubles));
}

#[test]
fn what_is_announced_to_end_is_nobodys_answer_but_todays() {
    let whole = back(|_, _| {});
    let of = |id: &str, model: &str, day: &str| {
        let link = [LINK[0], ("a.model", model), ("a.quality", "any"), ("a.input_tokens", "2000")];
        let link = link.map(|(key, text)| (key.to_owned(), text.to_owned()));
        let inputs = build_or_buy::inputs::link::read(&link, &whole).inputs;
        let known = whole.known_on(date(day));
        let case = Case::new(&inputs, &known, date(day));
        case.streams[0].offers.iter().any(|offer| offer.rows[0].1.id == id && offer.feasible)
    };
    // OpenAI's page of deprecations, in October 2026: GPT-4o, 4o mini, 4.1 and 4.1 mini end on 2027-01-14, GPT-5 and
    // its kin on 2026-12-11, GPT-5.1 on 2027-04-01.
    for id in ["openai/gpt-4o", "openai/gpt-4o-mini", "openai/gpt-4.1", "openai/gpt-5-nano", "openai/gpt-5.1"] {
        assert!(!of(id, "openai/gpt-6.1-sol", "2026-11-24"), "{id} to move to");
        assert!(of(id, id, "2026-11-24"), "{id}, by whoever buys it");
        // On a day before the catalog's own nobody had announced it.
        assert!(of(id, "openai/gpt-5.5", "2026-07-20"), "{id} in July");
    }
    // An open one is sold on.
    assert!(of("openai/gpt-5.4-nano", "openai/gpt-6.1-sol", "2026-11-24"));
}

#[test]
fn what_was_last_seen_on_sale_is_said_so_and_never_that_it_was_retired() {
    let whole = back(|_, _| {});
    for (model, name, seen) in [
        // Lists of 2026-08-21 have them; Mistral's of July is the last with Small.
        ("anthropic/claude-sonnet-4.6", "Claude Sonnet 4.6 at Anthropic", "2026-08-21"),
        ("openai/gpt-5.4", "GPT-5.4 at OpenAI", "2026-08-21"),
        ("mistral/mistral-small", "Mistral Small at Mistral", "2026-07-24"),
    ] {
        let report = asked(&whole, &[LINK[0], ("a.model", model), ("a.quality", "any")]);
        let (problem, used) = said(&report, "a.model").unwrap_or_else(|| panic!("{model}: nothing said"));
        assert!(problem.starts_with("was last seen on sale at ") && problem.ends_with(seen), "{problem}");
        assert!(used.contains("today's bill"), "{used}");
        let note = report.verdict.note.as_ref().map_or_else(String::new, build_or_buy::sentence::Sentence::plain);
        let wanted = format!("{name} was last seen on sale on {seen}, so that staying is not counted as a choice.");
        assert!(note.contains(&wanted), "{note}");
        let today = report.options.iter().find(|option| option.id == "today").expect("today's bill is told");
        assert!(today.label.ends_with("not seen on sale of late") && !today.best, "{}", today.label);
        for text in [problem, &note, today.label] {
            assert!(!text.contains("retired") && !text.contains("no longer"), "{text}");
        }
    }
}

#[test]
fn who_pays_a_price_of_their_own_is_sold_what_was_not_seen_of_late() {
    let whole = back(|_, _| {});
    let own = [LINK[0], ("a.model", "anthropic/claude-sonnet-4.6"), ("a.quality", "same"), ("a.price_input", "0.01")];
    let report = asked(&whole, &[own[0], own[1], own[2], own[3], ("a.price_output", "0.02")]);
    assert_eq!(said(&report, "a.model"), None);
    let today = report.options.iter().find(|option| option.id == "today").expect("today's bill");
    assert_eq!(today.label, "API, as you buy it today");
    let best = report.options.iter().find(|option| option.best).expect("an answer");
    assert!(best.monthly <= today.monthly, "{:?} {:?}", best.monthly, today.monthly);
    // A model that its host has retired is gone at any price.
    let report = asked(&whole, &[own[0], ("a.model", "groq/llama-3.3-70b"), own[3]]);
    assert!(said(&report, "a.model").is_some());
}

#[test]
fn where_nothing_is_known_to_be_as_good_the_reason_is_that() {
    // Grok 4 has no score that counts for work without reasoning; of Opus 4.7's 42.7 points nothing on sale has as many.
    let whole = back(|_, _| {});
    let sentence =
        |model| asked(&whole, &[LINK[0], ("a.model", model), ("a.quality", "same")]).verdict.sentence.plain();
    let told = sentence("xai/grok-4");
    assert!(told.contains("Nothing is known to be as good as Grok 4") && !told.contains("fast"), "{told}");
    let told = sentence("anthropic/claude-opus-4.7");
    assert!(told.contains("good enough for") && !told.contains("fast"), "{told}");
}

#[test]
fn on_a_day_on_which_it_was_sold_it_is_an_answer() {
    let whole = back(|_, _| {});
    let sold = asked(&whole, &[LINK[0], LINK[1], LINK[2], ("asof", "2026-10-02")]);
    let well = sold.workloads[0].offers.iter().find(|offer| offer.kind == OfferKind::Well).expect("bought well");
    assert!(well.id == "groq/llama-3.3-70b" && well.feasible);
    assert_eq!(said(&sold, "a.model"), None);
    let day_after = asked(&whole, &[LINK[0], LINK[1], LINK[2], ("asof", "2026-10-03")]);
    assert!(said(&day_after, "a.model").is_some_and(|(problem, _)| problem.contains("2026-10-02")));
    // Nobody else is told anything, be it on the day of the prices or on another.
    assert_eq!(asked(&whole, &[LINK[0]]).issues, vec![]);
}

#[test]
fn a_promotion_that_ran_out_counts_for_want_of_a_later_price_and_is_said_to() {
    let whole = back(|_, _| {});
    // OpenAI's price of GPT-5.6 Sol was promotional until 2026-11-21; the one after it is not published.
    let link = |day: &'static str| [LINK[0], ("a.model", "openai/gpt-5.6-sol"), ("asof", day)];
    let after = asked(&whole, &link("2026-11-24"));
    let (problem, used) = said(&after, "a.model").expect("said");
    assert!(problem.contains("promotional price until 2026-11-21") && used.starts_with("that price"), "{problem}");
    assert!(after.workloads[0].offers.iter().any(|offer| offer.id == "openai/gpt-5.6-sol" && offer.feasible));
    assert_eq!(said(&asked(&whole, &link("2026-11-21")), "a.model"), None);
}

/// What a chosen model cannot do is said by its own reason, and what would run is named with its GPU.
#[test]
fn the_memo_names_what_runs_and_why_a_chosen_model_does_not() {
    use super::import::run;
    let memo = |link: &str| run(&["report", link, "--draws", "50"]).0.replace("\n  ", " ");
    // Nothing is published on how Mistral Small 4 keeps its past.
    let unknown = memo("workloads=a&a.open_model=mistral-small-4&a.quality=any");
    assert!(unknown.contains("how Mistral Small 4 keeps its context in memory is not known here"), "{unknown}");
    // Phi-4 was made for 16,384 tokens.
    let short = memo("workloads=a&a.open_model=phi-4&a.quality=any&a.input_tokens=30000");
    assert!(short.contains("Phi-4: 30") && short.contains("exceed the model's context of 16384"), "{short}");
    for text in [&unknown, &short] {
        assert!(!text.contains("fast enough") && !text.contains("Quality decides"), "{text}");
    }
    // Qwen3.8 27B has no score of its own.
    let runs = memo("workloads=a&a.open_model=qwen3.8-27b&a.quality=any");
    assert!(runs.contains("in today's money; Qwen3.8 27B, unscored, on "), "{runs}");
}

/// A link outlives the offer that it names. Whoever opens it is told what counts instead, and since when that offer is gone.
#[test]
fn an_offer_that_the_catalog_never_had_or_has_no_more_is_said_with_what_counts_instead() {
    let instead = "used: Claude Sonnet 5.5 at Anthropic, the default";
    for (id, known) in [
        // Retired on the vendor's own day; seen last in July, and announced to end in December; known to nobody.
        ("anthropic/claude-3-opus", "; the record of past prices knows it: no longer sold since 2026-01-05"),
        ("openai/gpt-5-pro", ": last seen on sale on 2026-07-24, to end on 2026-12-11"),
        ("openai/gpt-4oo", ""),
    ] {
        let (_, error, code) = super::import::run(&["report", &format!("v=2&workloads=a&a.model={id}"), "--csv"]);
        let said = format!("a.model: `{id}` is not in the catalog; allowed: an id of the catalog's table; {instead}");
        assert!(code == Some(2) && error.contains(&said) && error.trim_end().ends_with(known), "{error}");
        assert_eq!(error.contains("record of past prices"), !known.is_empty(), "{error}");
    }
}
