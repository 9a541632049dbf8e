//! Why no volume makes running anything cheaper, where that is known.

use crate::cost::figures::Figures;
use crate::units::{IndexPoints, Milliseconds, Months, Usd};
use serde::Serialize;

/// Why running is never cheaper. All but [`Never::Proved`] say that nothing was there to compare.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "reason", rename_all = "kebab-case")]
pub enum Never {
    /// No open model is known to be good enough. The best of its kind that may be used has `best` points of the
    /// `floor` wanted; both absent where the kind has no scores.
    NoModel {
        /// Name of the best open model; absent where no model of this kind has a score.
        model: Option<String>,
        /// Its points.
        best: Option<IndexPoints>,
        /// The points wanted.
        floor: Option<IndexPoints>,
    },
    /// A model is good enough, and none fits on any GPU at the pace wanted.
    TooSlow {
        /// The slowest pace that the strictest such workload allows, per token.
        allowed: Milliseconds,
        /// Within what its answers must begin, seconds; absent where that is not asked.
        first_token: Option<f64>,
    },
    /// The one open model that was chosen cannot be set up at all: its shape is not known, its context is too short, or
    /// it needs more memory than there is.
    Unsuited {
        /// Which, and why.
        why: String,
    },
    /// The build takes as long as the whole horizon or longer, so no month of it runs anything.
    HorizonTooShort {
        /// Months until own replicas carry traffic.
        build: Months,
        /// Months looked at.
        horizon: Months,
    },
    /// What would run may not be had: no GPU allowed has a price in the way it is to be paid.
    Forbidden,
    /// Compared over every model, GPU and format that would do: neither the fixed costs nor the next token is less
    /// when it is run.
    Proved {
        /// What the volume of today costs more when it is bought at twice the volume: its marginal cost, USD of
        /// present value after the build.
        buy: Usd,
        /// The same on the cheapest fleet that could be divided at will.
        own: Usd,
    },
}

impl Never {
    /// The reason nearest to working for a case in which nothing can be run at any volume.
    pub fn nothing_runs(figures: &Figures<'_, '_>) -> Self {
        let case = figures.case;
        let (build, horizon) = (figures.paths.build.months.get(), figures.paths.months as f64);
        if case.streams.iter().any(|stream| !stream.setups.is_empty()) && !figures.paths.own_runs() {
            return Self::HorizonTooShort { build: Months::new(build), horizon: Months::new(horizon) };
        }
        let mut nearest: Option<Self> = None;
        for at in 0..case.streams.len() {
            let found = Self::of_stream(figures, at);
            let rank = |one: &Self| match one {
                Self::TooSlow { allowed, .. } => (0, allowed.get()),
                Self::Unsuited { .. } => (1, 0.0),
                Self::Forbidden => (2, 0.0),
                _ => (3, 0.0),
            };
            if nearest.as_ref().is_none_or(|known| rank(&found) < rank(known)) {
                nearest = Some(found);
            }
        }
        nearest.unwrap_or(Self::Forbidden)
    }

    /// Why nothing runs one stream, of those that nothing runs.
    pub fn of_stream(figures: &Figures<'_, '_>, at: usize) -> Self {
        let case = figures.case;
        if !case.streams[at].setups.is_empty() && !figures.paths.own_runs() {
            let (build, horizon) = (figures.paths.build.months, Months::new(figures.paths.months as f64));
            Self::HorizonTooShort { build, horizon }
        } else if case.models_for(figures.inputs, at).is_empty() {
            let (best, floor) = (case.best_model(figures.inputs, at), case.streams[at].floor.points());
            let (model, best) = best.map_or((None, None), |(model, points)| (Some(model.name.clone()), points));
            Self::NoModel { model, best, floor }
        } else if let Some(why) = case.unsuited(figures.inputs, at) {
            Self::Unsuited { why }
        } else if case.any_payable(figures.inputs, at) {
            let first_token = figures.workload(at).first_token;
            Self::TooSlow { allowed: figures.flows[at].target, first_token }
        } else {
            Self::Forbidden
        }
    }
}
