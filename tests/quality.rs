//! What "good enough" means at its edges: a model without a score, and a model that the visitor names.
#![cfg(not(target_arch = "wasm32"))]

use build_or_buy::catalog::Catalog;
use build_or_buy::cost::plan::Side;
use build_or_buy::inputs::link;
use build_or_buy::report::{Report, answer};

fn report(text: &str) -> Report {
    let value = serde_json::from_str(include_str!("../www/catalog.json")).expect("the file is JSON");
    let catalog = Catalog::read(&value).expect("the file has its tables").0;
    let pairs: Vec<(String, String)> = form_urlencoded::parse(text.as_bytes()).into_owned().collect();
    answer(&link::read(&pairs, &catalog), &catalog, 0)
}

/// What the verdict says, in plain English.
fn said(report: &Report) -> String {
    let verdict = &report.verdict;
    let note = verdict.note.as_ref().map_or_else(String::new, build_or_buy::sentence::Sentence::plain);
    [verdict.sentence.plain(), note, verdict.decides.plain(), verdict.check.plain()].join(" ")
}

#[test]
fn nothing_is_known_to_be_as_good_as_a_model_without_a_score() {
    // 1.0.0 took anything for "as good as today's" here: Nova Micro in place of GPT-6 Astra.
    for model in ["openai/gpt-6-astra", "anthropic/claude-opus-5.5"] {
        let same = report(&format!("workloads=w&w.quality=same&w.model={model}"));
        let today = &same.options[0];
        let best = same.options.iter().find(|option| option.best).expect("something is best");
        assert_eq!(best.side, Side::Buy);
        // The same model, with whatever discounts its host offers.
        assert!(best.monthly.get() <= today.monthly.get() && best.monthly.get() > 0.4 * today.monthly.get(), "{model}");
        assert!(same.options.iter().all(|option| option.side == Side::Buy), "{model} is run as something else");
        assert!(said(&same).contains("has no score for work like w"), "{}", said(&same));
        // Where anything will do, something cheaper is found.
        let any = report(&format!("workloads=w&w.quality=any&w.model={model}"));
        let cheapest = any.options.iter().find(|option| option.best).expect("something is best");
        assert!(cheapest.monthly.get() < best.monthly.get());
    }
}

#[test]
fn open_weights_without_a_score_may_still_be_run_as_what_they_are() {
    // Kimi K3's weights have no score, and are the same at any host: other hosts of it may serve, and nothing else may.
    let same = report("workloads=w&w.quality=same&w.model=moonshot/kimi-k3&w.requests=300M");
    let hosts: Vec<&str> = same.workloads[0].offers.iter().map(|offer| offer.id.as_str()).collect();
    assert!(hosts.len() > 2 && hosts.iter().all(|id| id.ends_with("/kimi-k3")), "{hosts:?}");
}

#[test]
fn a_model_that_the_visitor_names_is_taken_and_said_to_be_below_the_floor() {
    let named = report("workloads=w&w.quality=frontier&w.open_model=qwen3-8b&w.requests=100M");
    let text = said(&named);
    assert!(text.contains("which was chosen, is below the quality you asked for"), "{text}");
    assert!(!text.contains("clears the quality"), "{text}");
}

#[test]
fn a_comparison_with_a_model_below_the_floor_says_so_where_the_answer_is_to_buy_too() {
    // gpt-oss-120b scores 17.7 on the index of the catalog, and frontier work asks for 38.
    let bought = report("workloads=w&w.quality=frontier&w.open_model=gpt-oss-120b&w.requests=100k");
    assert!(bought.verdict.side == Side::Buy && bought.verdict.other.is_some());
    let note = bought.verdict.note.as_ref().expect("a note").plain();
    let told = "Running your own is counted with gpt-oss-120b, which was chosen for w and is below the quality asked for \
                (17.7 against 38 needed).";
    assert!(note.ends_with(told), "{note}");
    // Left to the tool nothing is below it.
    let left = report("workloads=w&w.quality=frontier&w.requests=100k");
    assert!(!said(&left).contains("below the quality"), "{}", said(&left));
}

#[test]
fn either_way_saves_what_the_dearer_way_does() {
    let query = "ml_ops=platform&workloads=w&w.model=openai/gpt-6-sol&w.quality=any&w.input_tokens=3000&w.output_tokens=300&w.waiting=80";
    let mut seen = 0;
    for millions in 1..60 {
        let found = report(&format!("{query}&w.requests={millions}M"));
        let Some(text) = Some(found.verdict.sentence.plain()).filter(|text| text.contains("ither way you save")) else {
            continue;
        };
        seen += 1;
        let said: f64 = text
            .split("you save ")
            .nth(1)
            .and_then(|rest| rest.split(' ').next())
            .expect(&text)
            .parse()
            .expect("a number");
        let today = found.options.iter().find(|option| option.id == "today").expect("today").monthly.get();
        let dearer = found.verdict.other.expect("two ways").get();
        assert!(
            (said - 100.0 * (1.0 - dearer / today)).abs() <= 0.5 + 1e-9,
            "{said} % of {today}, {dearer} left: {text}"
        );
        assert!(text.contains("staying as you are costs"), "{text}");
    }
    assert!(seen > 0, "no case too close to call");
}
