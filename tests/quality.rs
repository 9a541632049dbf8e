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

fn said(report: &Report) -> String {
    serde_json::to_string(&report.verdict).expect("a verdict is JSON")
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
        assert!(said(&same).contains("has no score that counts for w"), "{}", said(&same));
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
    assert!(text.contains("which you chose, is below the quality you asked for"), "{text}");
    assert!(!text.contains("clears the quality"), "{text}");
}
