//! Why: rules, gates, quality, named futures, the way back, another calculator's number, and the memo of it all.

use super::ledger::LedgerRow;
use super::options::OptionCost;
use super::question::question;
use super::verdict::Verdict;
use crate::catalog::Kind;
use crate::cost::figures::Figures;
use crate::decide::portfolio::Portfolio;
use crate::judge::scenarios::{self, Scenarios};
use crate::judge::uncertainty::Uncertainty;
use crate::reasons::bridge::{self, Bridge};
use crate::reasons::candidates::{self, Candidates};
use crate::reasons::compliance::{self, Compliance};
use crate::reasons::lock_in::{self, LockIn};
use crate::reasons::notch::{self, NotchLess};
use crate::reasons::rules::{self, Durable, Rule};
use crate::reasons::rules::{TuningFinding, fine_tuning};
use crate::report::memo::{self, Assumption, Block, OptionAmount, Pieces};
use crate::sentence::{Sentence, Unit};
use serde::Serialize;

/// The reasons behind a verdict.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Reasons {
    /// The essay's rules, each with the number that decides it.
    pub rules: Vec<Rule>,
    /// What the named law, contract or order does.
    pub compliance: Compliance,
    /// Quality by workload, on one dated index.
    pub candidates: Vec<Candidates>,
    /// What one notch less quality would save, by workload.
    pub one_notch_less: Vec<NotchLess>,
    /// Named futures with the regret of each answer.
    pub scenarios: Option<Scenarios>,
    /// The way back from either side.
    pub lock_in: LockIn,
    /// Fine-tuning, for workloads that need it.
    pub fine_tuning: Vec<TuningFinding>,
    /// The steps from another calculator's number to ours, if one was asked for.
    pub bridge: Option<Bridge>,
    /// One page.
    pub memo: Vec<Block>,
}

/// Works them out. `flips` are sentences about the nearest switching values, where they are known, `fleets` about what runs.
pub fn reasons(
    figures: &Figures<'_, '_>,
    portfolio: &Portfolio,
    durable: &Durable,
    verdict: &Verdict,
    options: &[OptionCost],
    odds: Option<&Uncertainty>,
    flips: Vec<Sentence>,
    ledger: &[LedgerRow],
    fleets: Vec<Sentence>,
) -> Reasons {
    let rules = rules::judge(figures, portfolio, durable);
    let compliance = compliance::findings(figures, portfolio);
    let scenarios = scenarios::scenarios(figures, portfolio);
    let lock_in = lock_in::lock_in(figures, portfolio);
    let amounts: Vec<OptionAmount> = options
        .iter()
        .map(|option| OptionAmount {
            label: option.label.to_owned(),
            monthly: option.monthly.get(),
            present: option.present.get(),
            chosen: option.best,
            runs: runs(figures, portfolio, option),
        })
        .collect();
    let advice = odds.map_or_else(Vec::new, |odds| {
        odds.learn.iter().filter(|lesson| lesson.worth_it).take(3).map(|lesson| lesson.advice.clone()).collect()
    });
    let memo = memo::memo(&Pieces {
        question: question(
            figures,
            ledger,
            options.iter().find(|option| option.id == "today").map(|today| today.invoice),
        ),
        verdict: verdict.sentence.clone().then(verdict.volume.clone()).then(verdict.decides.clone()),
        likelihood: verdict.sure.clone(),
        holds: verdict.holds.clone(),
        ahead: verdict.ahead.clone(),
        quality_note: verdict.note.clone(),
        options: &amounts,
        fleets,
        rules: &rules,
        flips,
        advice,
        assumptions: assumptions(ledger, odds),
        compliance: Some(&compliance),
        lock_in: Some(&lock_in),
        scenarios: scenarios.as_ref(),
        prices_of: Some(figures.case.asof),
        aged: verdict.aged.clone(),
        link: "",
    });
    let workloads = 0..figures.inputs.workloads.len().min(MOST_NOTCHES);
    Reasons {
        rules,
        compliance,
        candidates: candidates::candidates(figures),
        one_notch_less: workloads.filter_map(|at| notch::one_notch_less(figures, portfolio, at)).collect(),
        scenarios,
        lock_in,
        fine_tuning: fine_tuning(figures),
        bridge: bridge::bridge(figures, portfolio),
        memo,
    }
}

/// The models that an option runs, on which GPUs and how many at most.
fn runs(figures: &Figures<'_, '_>, portfolio: &Portfolio, option: &OptionCost) -> Sentence {
    let priced = match option.id {
        "hybrid" => portfolio.hybrid.as_ref(),
        "build" => portfolio.build.as_ref(),
        _ => None,
    };
    let mut named: Vec<Sentence> = Vec::new();
    for group in priced.map_or(&[][..], |priced| &priced.plan.groups) {
        let (model, gpu) = (figures.case.setups[group.setup].model, figures.case.setups[group.setup].gpu);
        let scored = model.quality.is_some() || model.kind != Kind::Chat;
        let name =
            Sentence::default().name(&model.name).say(if scored { " on " } else { ", unscored, on " }).name(&gpu.name);
        if !named.contains(&name) {
            named.push(name);
        }
    }
    if named.is_empty() {
        return Sentence::default();
    }
    let (most, gpus) = (option.gpus, if option.gpus > 1.0 { " GPUs" } else { " GPU" });
    Sentence::default().row(&named).say(", up to ").amount(Unit::Number, most).say(gpus)
}

/// Workloads for which the next lower quality is worked out; each takes a portfolio of its own.
const MOST_NOTCHES: usize = 6;

/// The inputs that the odds turn on most, else the first ones that are drawn.
fn assumptions(ledger: &[LedgerRow], odds: Option<&Uncertainty>) -> Vec<Assumption> {
    let keys: Vec<&str> =
        odds.map_or_else(Vec::new, |odds| odds.learn.iter().map(|lesson| lesson.key.as_str()).collect());
    keys.iter()
        .filter_map(|key| ledger.iter().find(|row| row.key == *key))
        .filter_map(|row| {
            let mut value = Sentence::default().amount(Unit::Number, row.value?);
            value = if row.unit == "x" { value.name("×") } else { value.say(" ").name(&row.unit) };
            if let (Some(low), Some(high)) = (row.low, row.high) {
                value = value.say(" (").amount(Unit::Number, low).say(" to ").amount(Unit::Number, high).say(")");
            }
            Some(Assumption { label: row.label.clone(), value, grade: row.grade, source: row.source.clone() })
        })
        .take(8)
        .collect()
}
