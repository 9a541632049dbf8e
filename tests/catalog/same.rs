//! "As good as today's": scores of one kind only, and where today's model has none, nothing but itself.

use build_or_buy::report::{self, Report};

fn asked(link: &str) -> Report {
    let pairs: Vec<(String, String)> =
        link.split('&').filter_map(|pair| pair.split_once('=')).map(|(key, text)| (key.into(), text.into())).collect();
    let catalog = crate::catalog();
    report::evaluate(&pairs, &catalog)
}

fn ids(report: &Report) -> Vec<&str> {
    report.workloads[0].offers.iter().map(|offer| offer.id.as_str()).collect()
}

#[test]
fn a_score_with_reasoning_is_no_floor_for_work_without() {
    // Opus 4.8 is scored with reasoning only, 55.69, and Opus 5.5 stands on it.
    let plain = asked("workloads=w&w.quality=same&w.model=anthropic/claude-opus-5.5");
    assert_eq!(plain.workloads[0].floor, None);
    assert!(ids(&plain).iter().all(|id| id.ends_with("/claude-opus-5.5")), "{:?}", ids(&plain));
    let reasoning = asked("workloads=w&w.quality=same&w.model=anthropic/claude-opus-5.5&w.reasoning_tokens=1000");
    assert_eq!(reasoning.workloads[0].floor.map(build_or_buy::units::IndexPoints::get), Some(55.69));
}

#[test]
fn nothing_is_known_to_be_as_good_as_a_model_without_a_score() {
    let astra = asked("workloads=w&w.quality=same&w.model=openai/gpt-6-astra");
    assert!(ids(&astra).iter().all(|id| id.ends_with("/gpt-6-astra")), "{:?}", ids(&astra));
    let said = astra.verdict.sentence.plain();
    assert!(
        said.contains("GPT-6 Astra has no score that counts for w, so no open model is known to be as good"),
        "{said}"
    );
    // The same open weights are as good, wherever they are sold or run.
    let flash = asked("workloads=w&w.quality=same&w.model=fireworks/glm-5.3-flash");
    let ids = ids(&flash);
    assert!(
        ids.contains(&"databricks/glm-5.3-flash") && ids.iter().all(|id| id.ends_with("/glm-5.3-flash")),
        "{ids:?}"
    );
    assert!(flash.options.iter().any(|option| option.gpus > 0.0), "its weights can be run");
}

#[test]
fn the_newest_models_are_offered_on_their_predecessors_score_and_said_to_be() {
    // GPT-5.6 Sol has 41.2 without reasoning, of 38 needed: GPT-6.1 Sol, its successor, costs 2 and 10.
    let report = asked("workloads=w&w.quality=frontier&w.requests=2M&w.input_tokens=2000&w.output_tokens=400");
    let sol = report.workloads[0].offers.iter().find(|offer| offer.id == "openai/gpt-6.1-sol").expect("offered");
    assert_eq!(sol.kind, build_or_buy::streams::OfferKind::Other);
    let said = report.reasons.as_ref().map(|reasons| build_or_buy::report::memo::plain(&reasons.memo)).expect("told");
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains("41.2 by its predecessor\u{2019}s score, against 38 needed"), "{said}");
}
