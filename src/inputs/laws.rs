//! What more of each input does to the cost of either side, and why: more of a bad thing never makes its side cheaper,
//! more of a good thing never dearer. A property test tries every input on many companies.

use Effect::{Either, Less, More, Nothing};
use serde::Serialize;

/// What more of an input does to the cost of a side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Effect {
    /// Never cheaper.
    More,
    /// Never dearer.
    Less,
    /// The same to the bit.
    Nothing,
    /// Cheaper or dearer, for a reason that is given.
    Either,
}

/// What more of one input does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Law {
    /// The input.
    pub name: &'static str,
    /// To buying everything, each workload at its best.
    pub hosted: Effect,
    /// To running everything, at its best; the hosted bill of the build phase is part of it.
    pub own: Effect,
    /// Why.
    pub why: &'static str,
}

/// The law of an input.
pub fn law(name: &str) -> Option<&'static Law> {
    LAWS.iter().find(|law| law.name == name)
}

const fn of(name: &'static str, hosted: Effect, own: Effect, why: &'static str) -> Law {
    Law { name, hosted, own, why }
}

/// Every input, the global ones first, in the order of the tables.
pub const LAWS: &[Law] = &[
    of("volume_factor", More, More, "More requests are more tokens and more replicas."),
    of("bill_today", Nothing, Nothing, "It is compared with what is computed and changes nothing."),
    of("api_price_change", More, More, "Tokens cost more, also while servers are being built."),
    of("committed_discount", Less, Less, "It is taken off the hosted bill, also while servers are being built."),
    of("gateway_fee", More, More, "It is put on the hosted bill, also while servers are being built."),
    of("in_region", Either, Either, "A surcharge, and fewer hosts."),
    of("retries", More, More, "Each retry is billed and served like any request."),
    of("horizon", More, Either, "More months cost more; hardware that is sold later has served longer."),
    of("growth", More, More, "Later months have more requests."),
    of("moves", Either, Either, "A choice: less for each task, and the work of moving."),
    of("follow_fall", More, More, "Prices of the same quality fall by less, also while servers are being built."),
    of("follow_moves", Either, Either, "More work, and cheaper models sooner."),
    of("own_fall", Nothing, Either, "More replicas, which lose less when one fails."),
    of("api_drift", More, More, "Later months have dearer tokens, also while servers are being built."),
    of("gpu_drift", Nothing, Either, "Rents and purchases cost more; what is resold brings more."),
    of("discount_rate", Less, Either, "Later money counts for less: what is paid, and what resale brings."),
    of("ml_ops", Nothing, Either, "A choice."),
    of("engineer_cost", More, More, "All work is paid for by it."),
    of("build_months", Nothing, Either, "Wages, and for as long the cost of buying, which may be more or less."),
    of("build_team", Nothing, More, "More wages for the same months."),
    of("overrun", Nothing, Either, "Wages, and for as long the cost of buying, which may be more or less."),
    of("time_to_hire", Nothing, Either, "For as long the cost of buying, which may be more or less."),
    of("run_people_small", Nothing, More, "More wages; those who run it fill the rota first."),
    of("run_people_medium", Nothing, More, "More wages; those who run it fill the rota first."),
    of("run_people_large", Nothing, More, "More wages; those who run it fill the rota first."),
    of("run_people_more", Nothing, Less, "Each engineer has more GPUs of a large fleet."),
    of("marginal_share", Nothing, More, "A larger part of the people is charged."),
    of("rota", Nothing, More, "More engineers are missing on it."),
    of("rota_absorbed", Nothing, Less, "Fewer engineers are missing on the rota."),
    of("oncall_stipend", Nothing, More, "It is paid every week."),
    of("incidents", Nothing, More, "Each takes engineers' hours, and the service down."),
    of("incident_hours", Nothing, More, "Engineers' hours."),
    of("eval_cycle", More, More, "Each change of model is tested, on either side."),
    of("upgrades", Nothing, Either, "More work and tests, and less behind the newest model."),
    of("upgrade_effort", Nothing, More, "Work at each upgrade."),
    of("hosted_changes", More, More, "Work and tests at each change, also while servers are being built."),
    of("hosted_change_effort", More, More, "Work at each change, also while servers are being built."),
    of("migration_effort", More, More, "Work to move a workload; staying with today's model takes none."),
    of("cost_of_delay", Nothing, More, "What the roadmap's delay costs beyond the wages."),
    of("product_team", Nothing, Less, "The same builders delay a larger team by less."),
    of("gpu", Nothing, Either, "A choice."),
    of("provider", Nothing, Either, "A choice."),
    of("payment", Nothing, Either, "A choice."),
    of("schedule", Nothing, Either, "A choice."),
    of("gpu_hour", Nothing, More, "GPU-hours cost more."),
    of("gpu_price_change", Nothing, More, "GPUs cost more, rented or bought, more than their resale brings."),
    of("overhead_small", Nothing, More, "A share on top of the GPUs."),
    of("overhead_large", Nothing, More, "A share on top of the GPUs."),
    of("overhead", Nothing, More, "A share on top of the GPUs."),
    of("failover", Either, Either, "A choice."),
    of("spare_replicas", Nothing, Either, "More GPUs, and fewer outages."),
    of("regions", Nothing, Either, "More GPUs, and fewer outages."),
    of("spare_capacity", Nothing, Either, "More GPUs, and fewer outages."),
    of("minute_burst", Nothing, Either, "More replicas, which lose less when one fails."),
    of("maturity", Nothing, Either, "A choice."),
    of("parallelism", Nothing, Either, "A choice."),
    of("speculative", Nothing, Either, "A choice."),
    of("throughput_factor", Nothing, Either, "Fewer replicas, which lose more when one fails."),
    of("startup", Nothing, More, "Hours paid before a replica serves."),
    of("gpu_life", Nothing, Either, "Bought less often, and sold older."),
    of("resale_decay", Nothing, Either, "Resale brings less; GPUs that you own count for less."),
    of("colo", Nothing, More, "Each kilowatt of space costs more."),
    of("pue", Nothing, More, "More power for the same servers."),
    of("electricity", Nothing, More, "Each kilowatt-hour costs more."),
    of("replacement_rate", Nothing, More, "More GPUs are replaced."),
    of("owned_gpus", Nothing, Less, "They count at what they would sell for, less than new ones cost."),
    of("regime", Either, Either, "It decides what is allowed."),
    of("clause", Either, Either, "It decides what is allowed."),
    of("premises", Either, Either, "It decides what is allowed."),
    of("lag_value", More, More, "Being behind the newest model costs more."),
    of("model_lag", More, More, "Open models are further behind, at hosts and on own servers."),
    of("outage_cost", More, More, "Each hour down costs more."),
    of("api_uptime", Less, Less, "Fewer outages; own servers fail over to a host."),
    of("own_uptime", Nothing, Less, "Fewer outages."),
    of("switch_weeks", Nothing, Nothing, "Shown with lock-in only."),
    of("switch_cost", Nothing, Nothing, "Shown with lock-in only."),
    of("sunk", Nothing, Nothing, "Already spent: counted nowhere."),
    of("identity", Nothing, Nothing, "No reason: counted nowhere."),
    of("sovereignty", Nothing, Nothing, "A wish without a clause: counted nowhere."),
    of("convention", Nothing, Nothing, "Another calculator's number, shown beside ours."),
    of("their_number", Nothing, Nothing, "Another calculator's number, shown beside ours."),
    of("name", Nothing, Nothing, "A name."),
    of("requests", More, More, "More requests are more tokens and more replicas."),
    of("input_tokens", Either, Either, "More to read; beyond a model's context another one is taken."),
    of("output_tokens", Either, Either, "More to write; beyond a model's context another one is taken."),
    of("reasoning_tokens", Either, Either, "More to write, and scores with reasoning count instead of those without."),
    of("model", Either, Either, "A choice."),
    of("passed_on", Nothing, Nothing, "A cheaper model first is compared with the answer, and is no part of it."),
    of("first_quality", Nothing, Nothing, "It counts only where a share is passed on."),
    of("quality", Either, Either, "Fewer models are good enough; “same” may be more or less than a named floor."),
    of("open_model", Nothing, Either, "A choice."),
    of("shape", Either, Either, "A choice."),
    of(
        "peak_to_average",
        Either,
        Either,
        "More replicas for the busiest hour; busy and quiet hours move against a host's.",
    ),
    of("cached", Less, Less, "Cached tokens are cheaper to buy and quicker to serve."),
    of("cache_writes", More, More, "Written tokens cost no less than others, also while servers are being built."),
    of("caching_today", Nothing, Nothing, "It changes today's bill, not the best one."),
    of(
        "waiting",
        Less,
        Either,
        "Batches are cheaper; on own servers waiting work fills quiet hours at a pace of its own.",
    ),
    of("batching_today", Nothing, Nothing, "It changes today's bill, not the best one."),
    of("input_p95", Either, Either, "Longer prompts pass more tiers and take more memory; the mean stays."),
    of("above_tier", Either, Either, "More prompts at the tier's price; a spread that it contradicts gives way."),
    of(
        "above_second_tier",
        Either,
        Either,
        "More prompts at the second tier's price; a spread that it contradicts gives way.",
    ),
    of("measured", Either, Either, "A week of one's own in place of a shape."),
    of("latency", Nothing, Less, "A slower pace lets a replica carry more."),
    of("in_scope", Either, Either, "More must run on own servers."),
    of("tuning", Either, Either, "A choice."),
    of("price_input", More, More, "Today's model costs more, also while servers are being built."),
    of("price_output", More, More, "Today's model costs more, also while servers are being built."),
    of("price_cached", More, More, "Today's model costs more, also while servers are being built."),
    of("first_token", Nothing, Less, "More time to start means fewer replicas."),
    of("throughput", Nothing, Less, "Fewer replicas do the work."),
    of("throughput_gpus", Nothing, More, "Each replica does a smaller part of what was measured."),
    of("first_token_measured", Nothing, More, "Fewer requests on each replica start in time."),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inputs::{GLOBAL, WORKLOAD};

    #[test]
    fn every_input_has_one_law_with_its_reason() {
        for name in GLOBAL.iter().map(|input| input.name).chain(WORKLOAD.iter().map(|input| input.name)) {
            assert_eq!(LAWS.iter().filter(|law| law.name == name).count(), 1, "{name}");
        }
        assert!(LAWS.iter().all(|law| !law.why.is_empty() && law.why.ends_with('.')));
    }
}
