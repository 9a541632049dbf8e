//! What would find an input out, and what that may cost.

use super::factors::Factor;
use crate::inputs::Inputs;
use crate::judge::information::Worth;
use crate::sentence::{Sentence, Unit, one_digit};
use crate::units::Usd;
use serde::Serialize;

/// What knowing one input is worth before deciding.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Lesson {
    /// Key of the input; of several with one cause, the leading one.
    pub key: String,
    /// Its label.
    pub label: &'static str,
    /// Keys of the inputs that the same cause moves.
    pub with: Vec<String>,
    /// Expected value of perfect information on it, USD of today: the most that finding out can be worth.
    pub evppi: Usd,
    /// Standard error of that value.
    pub error: Usd,
    /// True when the value is too small to be told from noise, or to matter.
    pub suppressed: bool,
    /// The cheapest study that would find it out, in words.
    pub study: &'static str,
    /// What that study costs, USD (judgement).
    pub study_cost: Usd,
    /// True when the value exceeds that cost.
    pub worth_it: bool,
    /// All of it in a sentence; empty when suppressed.
    pub advice: Sentence,
}

/// Inputs by name, the cheapest study that finds them out, and what it costs in USD (judgement: days of one
/// engineer at 800 USD, or a few letters).
const STUDIES: [(&[&str], &str, f64); 14] = [
    (
        &[
            "volume_factor",
            "requests",
            "input_tokens",
            "output_tokens",
            "reasoning_tokens",
            "cached",
            "cache_writes",
            "waiting",
            "peak_to_average",
            "minute_burst",
            "retries",
        ],
        "log two weeks of your own traffic, beside the live service",
        2_000.0,
    ),
    (&["growth"], "plot last year's requests by month and ask sales for the next", 400.0),
    (
        &["throughput_factor", "throughput", "latency", "startup", "overhead", "overhead_small", "overhead_large"],
        "rent the GPU for two days and load-test the model with your own prompts",
        3_000.0,
    ),
    (
        &["gpu_price_change", "gpu_hour", "colo", "electricity", "pue", "resale_decay", "gpu_life", "replacement_rate"],
        "ask three suppliers for a written quote",
        400.0,
    ),
    (&["gpu_drift"], "ask for a quote that fixes the rent for the whole term", 400.0),
    (
        &[
            "api_drift",
            "api_price_change",
            "committed_discount",
            "gateway_fee",
            "price_input",
            "price_output",
            "price_cached",
        ],
        "ask your host for a price commitment over the term",
        400.0,
    ),
    (&["engineer_cost", "oncall_stipend", "discount_rate"], "ask finance", 100.0),
    (
        &["build_months", "overrun", "build_team"],
        "build the riskiest tenth first, for two weeks, and see how long it takes",
        8_000.0,
    ),
    (
        &["time_to_hire", "product_team", "marginal_share", "cost_of_delay"],
        "ask whoever hired last and whoever plans the roadmap",
        200.0,
    ),
    (
        &["run_people_small", "run_people_medium", "run_people_large", "run_people_more", "rota_absorbed", "incidents"],
        "walk the on-call lead through a month of it, and ask a team that runs one",
        800.0,
    ),
    (&["eval_cycle"], "run one evaluation from end to end and add it up", 5_000.0),
    (
        &[
            "upgrades",
            "upgrade_effort",
            "hosted_changes",
            "follow_moves",
            "follow_fall",
            "own_fall",
            "hosted_change_effort",
            "migration_effort",
            "switch_weeks",
            "switch_cost",
        ],
        "move one prompt to another model and time it",
        2_400.0,
    ),
    (&["api_uptime", "own_uptime"], "read a year of the providers' status pages", 200.0),
    (&["model_lag"], "run your evaluation on today's best open and closed model", 2_400.0),
];

/// The study for an input, by name.
pub fn study(name: &str) -> (&'static str, Usd) {
    let found = STUDIES.iter().find(|(names, ..)| names.contains(&name));
    found.map_or(("ask whoever would know", Usd::new(200.0)), |(_, words, cost)| (words, Usd::new(*cost)))
}

/// The cost of the cheapest study there is: below this nothing is worth finding out.
pub fn cheapest() -> Usd {
    Usd::new(STUDIES.iter().map(|(_, _, cost)| *cost).fold(f64::INFINITY, f64::min))
}

/// One lesson per factor, most valuable first, the suppressed ones last: all of them where knowing everything (`evpi`)
/// is worth less than the cheapest study costs.
pub fn lessons(inputs: &Inputs, factors: &[Factor], worths: &[Worth], evpi: Usd) -> Vec<Lesson> {
    let none = evpi < cheapest();
    let mut lessons: Vec<Lesson> = factors
        .iter()
        .zip(worths)
        .map(|(factor, worth)| {
            let dial = factor.moves[0].0;
            let (study, study_cost) = study(dial.name());
            let suppressed = none || worth.suppressed;
            let worth_it = !suppressed && worth.evppi > study_cost.get();
            let advice = if suppressed {
                Sentence::default()
            } else {
                let told = Sentence::new("Knowing “")
                    .name(dial.label())
                    .say("” before deciding is worth up to ")
                    .amount(Unit::Usd, one_digit(worth.evppi));
                if worth_it {
                    told.say(": ").name(study).say(", about ").amount(Unit::Usd, study_cost.get()).say(".")
                } else {
                    told.say(", less than finding out would cost.")
                }
            };
            Lesson {
                key: dial.key(inputs),
                label: dial.label(),
                with: factor.moves[1..].iter().map(|(dial, _)| dial.key(inputs)).collect(),
                evppi: Usd::new(worth.evppi),
                error: Usd::new(worth.error),
                suppressed,
                study,
                study_cost,
                worth_it,
                advice,
            }
        })
        .collect();
    crate::order::sort(&mut lessons, |a, b| {
        a.suppressed.cmp(&b.suppressed).then(b.evppi.get().total_cmp(&a.evppi.get()))
    });
    lessons
}
