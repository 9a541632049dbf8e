//! Every input that moves a line of a plan is named with that line: tried, not listed from memory.
#![cfg(not(target_arch = "wasm32"))]

use build_or_buy::catalog::Catalog;
use build_or_buy::cost::figures::Figures;
use build_or_buy::cost::lines::{Line, Lines};
use build_or_buy::cost::plan::Plan;
use build_or_buy::decide::portfolio::optimize;
use build_or_buy::inputs::{GLOBAL, Input, Inputs, Slot, WORKLOAD, link};
use build_or_buy::random::Random;
use build_or_buy::streams::Case;
use build_or_buy::units::Usd;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
    let value = serde_json::from_str(include_str!("../www/catalog.json")).expect("the file is JSON");
    Catalog::read(&value).expect("the file has its tables").0
});

/// Values to try beside the one an input has: inside its range, its ends, and the middle of what is plausible.
fn others<T>(input: &Input<T>, now: &T) -> Vec<Tried> {
    match &input.slot {
        Slot::Number { min, max, low, high, get, .. } => {
            let value = get(now).unwrap_or(f64::midpoint(low.max(*min), high.min(*max)).max(1.0));
            let near = [value * 1.3 + 0.1, value * 0.6, value + 1.0, value * 4.0];
            near.into_iter().filter(|one| (*min..=*max).contains(one)).map(Tried::Number).collect()
        }
        Slot::Choice { options, .. } => options.iter().map(|(word, _)| Tried::Word((*word).to_owned())).collect(),
        // Another model, GPU, shape or regime is another plan.
        Slot::Reference { .. } | Slot::Text { .. } => Vec::new(),
    }
}

enum Tried {
    Number(f64),
    Word(String),
}

fn set<T>(input: &Input<T>, into: &mut T, value: &Tried) {
    match (&input.slot, value) {
        (Slot::Number { set, .. }, Tried::Number(value)) => set(into, Some(*value)),
        (Slot::Choice { set, .. }, Tried::Word(word)) => {
            set(into, word);
        }
        _ => {}
    }
}

fn amounts(inputs: &Inputs, case: &Case<'_>, plan: &Plan) -> Option<Lines<Usd>> {
    Figures::new(case, inputs).present(plan, 1.0)
}

/// Companies of every kind: each pair by chance.
fn company(random: &mut Random) -> Vec<(String, String)> {
    let pick = |random: &mut Random, from: &[&str]| from[random.below(from.len() as u32) as usize].to_owned();
    let mut pairs = vec![("workloads".to_owned(), "a~b".to_owned())];
    for slug in ["a", "b"] {
        let mut put = |name: &str, text: String| pairs.push((format!("{slug}.{name}"), text));
        put("requests", pick(random, &["50k", "2M", "80M", "900M"]));
        put("input_tokens", pick(random, &["300", "3000", "250000"]));
        put("output_tokens", pick(random, &["20", "500"]));
        put("reasoning_tokens", pick(random, &["0", "0", "800"]));
        put("quality", pick(random, &["any", "basic", "good", "strong"]));
        put("waiting", pick(random, &["0", "50"]));
        put("model", pick(random, &["openai/gpt-5.6-terra", "anthropic/claude-sonnet-5.5", "groq/gpt-oss-120b"]));
        put("caching_today", pick(random, &["yes", "no"]));
        put("batching_today", pick(random, &["yes", "no"]));
        put("tuning", pick(random, &["none", "none", "private"]));
    }
    for (key, words) in [
        ("ml_ops", &["none", "some", "platform"][..]),
        ("payment", &["auto", "on-demand", "reserved", "owned", "spot"]),
        ("schedule", &["auto", "always", "hourly", "zero"]),
        ("cost_of_delay", &["0", "900000"]),
        ("lag_value", &["0", "5000"]),
        ("outage_cost", &["0", "2000"]),
        ("in_region", &["no", "yes"]),
        ("owned_gpus", &["0", "4"]),
        ("rota_absorbed", &["0", "90"]),
        ("gpu_drift", &["0", "-20"]),
        ("moves", &["by-work", "stay", "follow"]),
        ("spare_replicas", &["0", "1"]),
    ] {
        let text = pick(random, words);
        pairs.push((key.to_owned(), text));
    }
    pairs
}

#[test]
fn an_input_that_moves_a_line_is_named_with_it() {
    let mut random = Random::new(13);
    let mut missing: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut moved = 0;
    for _ in 0..60 {
        let query = link::read(&company(&mut random), &CATALOG);
        let case = Case::new(&query.inputs, &CATALOG, CATALOG.asof);
        let found = optimize(&Figures::new(&case, &query.inputs));
        for priced in [&found.today, &found.buy, &found.hybrid, &found.build].into_iter().flatten() {
            let Some(before) = amounts(&query.inputs, &case, &priced.plan) else { continue };
            let mut look = |name: &'static str, inputs: &Inputs| {
                let Some(after) = amounts(inputs, &case, &priced.plan) else { return };
                for line in Line::ALL {
                    let (was, is) = (before.get(*line).get(), after.get(*line).get());
                    // Sums of large amounts that cancel leave dust.
                    if (was - is).abs() > 1e-9 * was.abs().max(is.abs()).max(1e-3) {
                        moved += 1;
                        if !line.moved_by(&priced.plan).contains(&name) {
                            missing.entry(line.id()).or_default().insert(name);
                        }
                    }
                }
            };
            for input in GLOBAL {
                for value in others(input, &query.inputs) {
                    let mut inputs = query.inputs.clone();
                    set(input, &mut inputs, &value);
                    look(input.name, &inputs);
                }
            }
            for input in WORKLOAD {
                for value in others(input, &query.inputs.workloads[0]) {
                    let mut inputs = query.inputs.clone();
                    set(input, &mut inputs.workloads[0], &value);
                    look(input.name, &inputs);
                }
            }
        }
    }
    assert!(moved > 10_000, "{moved}");
    let told: Vec<String> = missing.iter().map(|(line, names)| format!("{line}: {names:?}")).collect();
    assert!(missing.is_empty(), "{}", told.join("\n"));
}
