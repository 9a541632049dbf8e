//! Where a fine-tune can live: an adapter at a host, a closed model's own service, weights on one's own servers.

use crate::cost::figures::Figures;
use crate::inputs::Tuning;
use crate::sentence::{Sentence, Unit};
use crate::streams::OfferKind;
use serde::Serialize;

/// What a workload's fine-tuning needs come to.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TuningFinding {
    /// Position of the workload.
    pub workload: usize,
    /// Tokens a month that the fine-tuned model would carry.
    pub tokens: f64,
    /// An adapter (a small set of weights beside the open ones) at a host.
    pub hosted_adapter: Sentence,
    /// Fine-tuning of a closed model by its maker.
    pub hosted_closed: Sentence,
    /// On one's own servers.
    pub own: Sentence,
    /// Where these facts come from.
    pub source: String,
}

/// One finding for each workload that asks for a fine-tune.
pub fn fine_tuning(figures: &Figures<'_, '_>) -> Vec<TuningFinding> {
    let catalog = figures.case.catalog;
    let row = |key: &str| catalog.parameter(key);
    let mut findings: Vec<TuningFinding> = Vec::new();
    for (at, stream) in figures.case.streams.iter().enumerate() {
        let workload = figures.workload(at);
        if workload.tuning == Tuning::None || findings.iter().any(|known| known.workload == stream.workload) {
            continue;
        }
        let usage = &figures.flows[at].usage;
        let tokens = (usage.requests * (usage.input + usage.output + usage.reasoning)).get()
            / stream.part.get().max(f64::MIN_POSITIVE);
        let cheapest = (0..stream.offers.len())
            .filter(|&offer| stream.offers[offer].feasible && stream.offers[offer].kind == OfferKind::SameWeights)
            .min_by(|&a, &b| figures.bought(at, a, 1.0).get().total_cmp(&figures.bought(at, b, 1.0).get()));
        let hosted_adapter = if workload.tuning == Tuning::Private {
            Sentence::new("Ruled out: the weights may not leave.")
        } else {
            match cheapest {
                Some(offer) => Sentence::new("Possible: ")
                    .name(&stream.offers[offer].rows[0].1.model)
                    .say(" at ")
                    .name(&stream.offers[offer].rows[0].1.host)
                    .say(" costs ")
                    .amount(Unit::UsdMonth, figures.bill(at, offer, 0).total.get())
                    .say(
                        " in tokens. What that host asks for an adapter we don't know; some ask nothing, some only \
                          serve adapters on GPUs rented whole.",
                    ),
                None => Sentence::new("We don't know a host of open weights that are good enough here."),
            }
        };
        let hosted_closed = match row("ft_hosted_closed") {
            Some(row) => {
                let note = row.note.as_deref().unwrap_or("no date known");
                Sentence::new("Ending: makers of closed models withdraw fine-tuning (").name(note).say(").")
            }
            None => Sentence::new("We don't know how long closed models can still be fine-tuned."),
        };
        let own = match stream.setups.first() {
            Some(&setup) => Sentence::new("Possible: ")
                .name(&figures.case.setups[setup].model.name)
                .say(" fits ")
                .amount(Unit::Number, f64::from(figures.case.setups[setup].layout.gpus()))
                .say(" of ")
                .name(&figures.case.setups[setup].gpu.name)
                .say(" for each copy."),
            None => Sentence::new("No open model is good enough, fits and is fast enough here."),
        };
        let sources = ["ft_hosted_open", "ft_hosted_closed"].map(|key| row(key).map_or("", |row| row.source.as_str()));
        findings.push(TuningFinding {
            workload: stream.workload,
            tokens,
            hosted_adapter,
            hosted_closed,
            own,
            source: sources.join("; "),
        });
    }
    findings
}
