//! Companies and inputs that are drawn for the laws.

use super::{CATALOG, Pairs};
use build_or_buy::inputs::{GLOBAL, Slot, Table, WORKLOAD};
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// A number as a link writes it.
pub fn text(value: f64) -> String {
    format!("{value:.5e}")
}

/// A value between two bounds, by its logarithm where they lie far apart.
fn between(min: f64, max: f64, part: f64) -> f64 {
    if min > 0.0 && max / min > 100.0 {
        min * libm::pow(max / min, part)
    } else if min >= 0.0 && max > 1e3 {
        libm::pow(max + 1.0, part) - 1.0 + min
    } else {
        min + (max - min) * part
    }
}

/// Companies one could meet: one to some workloads of any size, of models of every price.
pub fn company(most: usize) -> impl Strategy<Value = Pairs> {
    let workload = (
        2.5..9.3_f64,
        1.7..3.9_f64,
        0.7..3.1_f64,
        select(vec!["any", "basic", "good", "strong", "frontier", "same"]),
        select(vec![
            "anthropic/claude-sonnet-5.5",
            "openai/gpt-5.6-terra",
            "openai/gpt-5.6-luna",
            "groq/gpt-oss-120b",
            "deepinfra/gpt-oss-20b",
            "anthropic/claude-opus-5.5",
        ]),
        select(vec!["chat", "coding", "flat", "office"]),
        prop_oneof![Just(0.0), 0.0..100.0],
        prop_oneof![4 => Just("none"), 1 => Just("adapter"), 1 => Just("private")],
    );
    let global = (
        select(vec!["none", "some", "platform"]),
        -30.0..100.0_f64,
        12.0..48.0_f64,
        -30.0..30.0_f64,
        -30.0..30.0_f64,
        select(vec!["auto", "on-demand", "reserved", "owned"]),
        select(vec!["auto", "always", "hourly"]),
    );
    (prop::collection::vec(workload, 1..=most), global).prop_map(|(workloads, global)| {
        let slugs: Vec<String> = (0..workloads.len()).map(|at| format!("w{at}")).collect();
        let mut pairs = vec![("workloads".to_owned(), slugs.join("~"))];
        let mut set = |key: String, value: String| pairs.push((key, value));
        for (slug, (requests, input, output, quality, model, shape, waiting, tuning)) in slugs.iter().zip(workloads) {
            set(format!("{slug}.requests"), text(libm::exp10(requests)));
            set(format!("{slug}.input_tokens"), text(libm::exp10(input)));
            set(format!("{slug}.output_tokens"), text(libm::exp10(output)));
            set(format!("{slug}.quality"), quality.into());
            set(format!("{slug}.model"), model.into());
            set(format!("{slug}.shape"), shape.into());
            set(format!("{slug}.waiting"), text(waiting));
            set(format!("{slug}.tuning"), tuning.into());
        }
        set("ml_ops".into(), global.0.into());
        set("growth".into(), text(global.1));
        set("horizon".into(), text(global.2));
        set("api_drift".into(), text(global.3));
        set("gpu_drift".into(), text(global.4));
        set("payment".into(), global.5.into());
        set("schedule".into(), global.6.into());
        pairs
    })
}

/// Any input at any allowed value, with the ends of its range among them.
pub fn anything() -> impl Strategy<Value = Pairs> {
    let part = prop_oneof![1 => Just(0.0), 1 => Just(1.0), 4 => 0.0..=1.0_f64];
    let tweak = (any::<Index>(), part, any::<Index>(), 0..3_usize);
    (prop::collection::vec(tweak, 0..24), 1..4_usize).prop_map(|(tweaks, workloads)| {
        let slugs = ["assistant", "extraction", "night-jobs"];
        let mut pairs = vec![("workloads".to_owned(), slugs[..workloads].join("~"))];
        let all = GLOBAL.len() + WORKLOAD.len();
        for (which, part, other, workload) in tweaks {
            let at = which.index(all);
            let one = if let Some(input) = GLOBAL.get(at) {
                (input.name.to_owned(), value(&input.slot, part, other))
            } else {
                let input = &WORKLOAD[at - GLOBAL.len()];
                let slug = slugs[workload % workloads];
                (format!("{slug}.{}", input.name), value(&input.slot, part, other))
            };
            pairs.push(one);
        }
        pairs
    })
}

fn value<T>(slot: &Slot<T>, part: f64, other: Index) -> String {
    let row = |ids: Vec<&str>| ids[other.index(ids.len())].to_owned();
    match slot {
        Slot::Number { min, max, .. } => text(between(*min, *max, part)),
        Slot::Choice { options, .. } => options[other.index(options.len())].0.to_owned(),
        Slot::Text { .. } => "par. 3 & 4".into(),
        Slot::Reference { table, .. } => match table {
            Table::Hosted => row(CATALOG.hosted.iter().map(|one| one.id.as_str()).collect()),
            Table::Models => row(CATALOG.models.iter().map(|one| one.id.as_str()).collect()),
            Table::Gpus => row(CATALOG.gpus.iter().map(|one| one.id.as_str()).collect()),
            Table::Shapes => row(CATALOG.shapes.iter().map(|one| one.id.as_str()).collect()),
            Table::Regimes => row(CATALOG.regimes.iter().map(|one| one.id.as_str()).collect()),
        },
    }
}

/// So many draws, none kept in a file.
pub fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}
