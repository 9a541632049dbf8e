//! Which inputs can move a line of a plan: those of its own equation, then those that decide how much there is of it.
//!
//! A test changes every input of many companies and finds none that moves a line and is not named with it.

use super::lines::Line;
use super::plan::{Pay, Plan, Run};

/// How far ahead is looked, and what later money is worth.
const TIME: [&str; 2] = ["horizon", "discount_rate"];
/// How much is asked for.
const VOLUME: [&str; 5] = ["requests", "volume_factor", "retries", "growth", "in_scope"];
/// What a hosted bill is made of.
const BILL: [&str; 25] = [
    "model",
    "input_tokens",
    "output_tokens",
    "reasoning_tokens",
    "cached",
    "cache_writes",
    "waiting",
    "caching_today",
    "batching_today",
    "price_input",
    "price_output",
    "price_cached",
    "moves",
    "follow_fall",
    "follow_moves",
    "shape",
    "tuning",
    "quality",
    "api_drift",
    "api_price_change",
    "in_region",
    "committed_discount",
    "gateway_fee",
    "above_tier",
    "above_second_tier",
];
/// When the build is done.
const PHASE: [&str; 7] =
    ["ml_ops", "build_months", "overrun", "build_team", "time_to_hire", "upgrade_effort", "marginal_share"];
/// Which host serves until then: moving there has to be worth it.
const INTERIM: [&str; 7] = [
    "engineer_cost",
    "eval_cycle",
    "migration_effort",
    "hosted_changes",
    "hosted_change_effort",
    "lag_value",
    "model_lag",
];
/// How many replicas the work takes.
const FLEET: [&str; 31] = [
    "input_tokens",
    "output_tokens",
    "reasoning_tokens",
    "cached",
    "waiting",
    "latency",
    "first_token",
    "shape",
    "peak_to_average",
    "throughput",
    "throughput_gpus",
    "first_token_measured",
    "throughput_factor",
    "maturity",
    "speculative",
    "parallelism",
    "minute_burst",
    "spare_replicas",
    "spare_capacity",
    "regions",
    "startup",
    "open_model",
    "gpu",
    "provider",
    "payment",
    "schedule",
    "moves",
    "own_fall",
    "upgrades",
    "quality",
    "build_months",
];
/// What a replica costs, which decides how much of a base load is worth running.
const REPLICA: [&str; 6] =
    ["gpu_hour", "gpu_price_change", "gpu_drift", "overhead", "overhead_small", "overhead_large"];
/// What a bought GPU costs.
const OWNED: [&str; 7] = ["gpu_life", "resale_decay", "colo", "pue", "electricity", "replacement_rate", "owned_gpus"];

impl Line {
    /// The inputs that can move this line of a plan whose choices stay, its own first, each once.
    pub fn moved_by(self, plan: &Plan) -> Vec<&'static str> {
        let runs = !plan.groups.is_empty();
        let bursts = plan.groups.iter().any(|group| group.run == Run::Burst);
        let owns = plan.groups.iter().any(|group| group.pay == Pay::Owned);
        let machines = matches!(
            self,
            Self::Gpus
                | Self::Overhead
                | Self::Hardware
                | Self::Power
                | Self::Newer
                | Self::People
                | Self::Rota
                | Self::OnCall
        ) || self == Self::Outage && runs;
        let tokens = Self::TOKENS.contains(&self);
        let mut all: Vec<&'static str> = self.inputs().to_vec();
        let mut add = |more: &[&'static str]| {
            for name in more {
                if !all.contains(name) {
                    all.push(name);
                }
            }
        };
        if self == Self::Newer {
            // It is told by all that servers of any size take.
            for line in [Self::Gpus, Self::Hardware, Self::Power, Self::People, Self::Rota, Self::OnCall, Self::Outage]
            {
                add(line.inputs());
            }
        }
        if tokens || machines {
            add(&VOLUME);
        }
        if tokens {
            add(&BILL);
        }
        if machines || tokens && bursts {
            add(&FLEET);
        }
        if bursts && (machines || tokens) {
            add(&BILL);
            add(&REPLICA);
            if owns {
                add(&OWNED);
            }
        }
        if matches!(self, Self::Overhead | Self::Hardware | Self::Power | Self::Newer) {
            add(&REPLICA);
            if owns {
                add(&OWNED);
            }
        }
        if runs {
            add(&PHASE);
            if tokens || matches!(self, Self::Migration | Self::Lag) {
                add(&VOLUME);
                add(&BILL);
                add(&INTERIM);
            }
        }
        add(&TIME);
        all
    }
}
