//! The lines of every cost: what each is called, which side pays it, and which inputs it came from.

macro_rules! lines {
    ($($variant:ident = $id:literal, $label:literal, $inputs:expr;)+) => {
        /// One line of a cost table.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[repr(usize)]
        pub enum Line { $(#[doc = $label] $variant,)+ }

        impl Line {
            /// All of them, in the order of every table.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];
            /// Short name.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)+ }
            }
            /// Name for people.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label,)+ }
            }
            /// The inputs of its own equation; [`Line::moved_by`] has those that decide how much there is of it.
            pub const fn inputs(self) -> &'static [&'static str] {
                match self { $(Self::$variant => $inputs,)+ }
            }
        }
    };
}

lines! {
    Input = "input", "Tokens in", &["requests", "input_tokens", "cached", "model", "price_input", "retries", "api_drift", "growth"];
    CachedRead = "cached_read", "Tokens in, from the cache", &["requests", "input_tokens", "cached", "price_cached"];
    CacheWrite = "cache_write", "Tokens in, written to the cache", &["requests", "input_tokens", "cache_writes"];
    Output = "output", "Tokens out", &["requests", "output_tokens", "model", "price_output", "api_drift"];
    Reasoning = "reasoning", "Reasoning tokens", &["requests", "reasoning_tokens", "price_output"];
    Searches = "searches", "Searches, by the request", &["requests", "retries", "model", "api_drift", "growth"];
    Batch = "batch", "Batch discount", &["waiting", "batching_today"];
    Adjustments = "adjustments", "Peak hours, region, contract, gateway", &["in_region", "committed_discount", "gateway_fee", "api_price_change"];
    Following = "following", "Saved by moving to cheaper models", &["moves", "follow_fall", "follow_moves", "quality", "api_drift", "growth"];
    Gpus = "gpus", "GPU rent", &["gpu", "gpu_hour", "provider", "payment", "schedule", "spare_replicas", "minute_burst", "gpu_price_change", "gpu_drift"];
    Overhead = "overhead", "Storage, network, logs", &["overhead_small", "overhead_large", "overhead"];
    Hardware = "hardware", "Hardware bought, less resale", &["payment", "gpu_life", "resale_decay", "owned_gpus", "gpu_price_change", "gpu_drift"];
    Power = "power", "Space and power", &["colo", "pue", "electricity", "replacement_rate", "gpu_price_change"];
    Newer = "newer", "Saved by newer open models", &["moves", "own_fall", "upgrades", "quality"];
    People = "people", "People who run it", &["ml_ops", "run_people_small", "run_people_medium", "run_people_large", "run_people_more", "marginal_share", "engineer_cost"];
    Rota = "rota", "On-call cover you don't have yet", &["rota", "rota_absorbed", "run_people_small", "run_people_medium", "run_people_large", "run_people_more", "engineer_cost"];
    OnCall = "on_call", "On-call pay and incidents", &["oncall_stipend", "incidents", "incident_hours", "rota_absorbed", "ml_ops", "marginal_share", "engineer_cost"];
    Evaluation = "evaluation", "Evaluation", &["eval_cycle", "upgrades", "hosted_changes", "moves", "follow_moves", "follow_fall", "quality"];
    Upgrades = "upgrades", "Model changes", &["upgrades", "upgrade_effort", "hosted_changes", "hosted_change_effort", "moves", "follow_moves", "follow_fall", "quality", "engineer_cost"];
    Build = "build", "Building it", &["build_months", "build_team", "overrun", "engineer_cost"];
    Migration = "migration", "Moving workloads", &["migration_effort", "eval_cycle", "engineer_cost"];
    Delay = "delay", "Roadmap delayed by building", &["cost_of_delay", "product_team", "build_months", "build_team", "overrun", "engineer_cost"];
    Outage = "outage", "Outages", &["outage_cost", "api_uptime", "own_uptime", "failover", "incidents", "incident_hours"];
    Lag = "lag", "Being behind the latest model", &["lag_value", "model_lag", "upgrades"];
}

/// How many lines there are.
pub const LINES: usize = Line::ALL.len();

impl Line {
    /// What takes people's time.
    pub const PEOPLE: [Self; 8] = [
        Self::People,
        Self::Rota,
        Self::OnCall,
        Self::Evaluation,
        Self::Upgrades,
        Self::Build,
        Self::Migration,
        Self::Delay,
    ];
    /// What is paid once, to get there.
    pub const ONCE: [Self; 3] = [Self::Build, Self::Migration, Self::Delay];
    /// What a host bills.
    pub const TOKENS: [Self; 9] = [
        Self::Input,
        Self::CachedRead,
        Self::CacheWrite,
        Self::Output,
        Self::Reasoning,
        Self::Searches,
        Self::Batch,
        Self::Adjustments,
        Self::Following,
    ];
}

/// An amount for every line: of a month, or as a present value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lines<M>(pub [M; LINES]);

impl<M: Copy + Default> Default for Lines<M> {
    fn default() -> Self {
        Self([M::default(); LINES])
    }
}

impl<M: Copy + core::ops::AddAssign + core::iter::Sum> Lines<M> {
    /// Adds to one line.
    pub fn add(&mut self, line: Line, amount: M) {
        self.0[line as usize] += amount;
    }

    /// One line.
    pub const fn get(&self, line: Line) -> M {
        self.0[line as usize]
    }

    /// The sum.
    pub fn total(&self) -> M {
        self.0.iter().copied().sum()
    }
}
