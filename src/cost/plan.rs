//! A plan: for every stream what is bought or run; and what that costs, by line and by month.

use crate::cost::lines::Lines;
use crate::fleet::{Service, Work};
use crate::units::{People, Usd, UsdPerMonth};
use std::rc::Rc;

/// How a group's GPUs are paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Pay {
    /// By the hour.
    OnDemand,
    /// For a year at a time.
    Reserved,
    /// By the hour, with interruptions.
    Spot,
    /// Bought.
    Owned,
}

/// When a group's replicas run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Run {
    /// Always, sized for the busiest hour.
    Always,
    /// By the hour.
    Hourly,
    /// By the hour, off when idle.
    Zero,
    /// A base load always on, the rest bought.
    Burst,
}

/// What one stream does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Choice {
    /// Buys this offer of its list.
    Bought(usize),
    /// Runs in this group of the plan.
    Own(usize),
}

/// Streams that share replicas of one setup.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// The setup.
    pub setup: usize,
    /// The streams.
    pub streams: Vec<usize>,
    /// How its GPUs are paid.
    pub pay: Pay,
    /// When they run.
    pub run: Run,
}

/// A whole plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// One choice per stream.
    pub choices: Vec<Choice>,
    /// The groups they refer to.
    pub groups: Vec<Group>,
    /// The host that each stream's overflow goes to; absent where none may.
    pub meanwhile: Vec<Option<usize>>,
    /// Who serves each stream until its own servers run, where the plan was found. At other volumes and prices another may
    /// be cheaper, and then counts: [`crate::cost::figures::Figures::interim`].
    pub interim: Vec<Option<usize>>,
}

/// What the three answers are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// Everything bought.
    Buy,
    /// Some of each, or a base load of one's own with the rest bought.
    Hybrid,
    /// Everything run.
    Build,
}

impl Plan {
    /// Whether another plan costs the same at every volume: who serves until the servers run is looked up at each.
    pub fn is_as(&self, other: &Self) -> bool {
        self.choices == other.choices && self.groups == other.groups && self.meanwhile == other.meanwhile
    }

    /// The host that a stream's overflow goes to, where its group leans on one.
    pub fn overflow_of(&self, group: &Group, stream: usize) -> Option<usize> {
        self.meanwhile[stream].filter(|_| group.run == Run::Burst)
    }

    /// Which answer this plan is.
    pub fn side(&self) -> Side {
        let own = self.choices.iter().filter(|choice| matches!(choice, Choice::Own(_))).count();
        if own == 0 {
            Side::Buy
        } else if own < self.choices.len() || self.groups.iter().any(|group| group.run == Run::Burst) {
            Side::Hybrid
        } else {
            Side::Build
        }
    }
}

/// A group's load on its setup; made once per plan and set of inputs.
#[derive(Clone, Debug)]
pub struct Load {
    /// What a fleet must hold besides.
    pub service: Service,
    /// A week of work at today's volume.
    pub work: Rc<Work>,
    /// GPUs of one replica.
    pub gpus: f64,
    /// Output tokens a second of one replica, weighted by work.
    pub tokens: f64,
}

/// Streams as a set: a bit for each.
pub fn set_of(streams: impl IntoIterator<Item = usize>) -> u128 {
    streams.into_iter().fold(0, |set, at| set | 1 << at)
}

/// One month of a plan.
#[derive(Clone, Debug, Default)]
pub struct Month {
    /// Lines, in that month's dollars.
    pub lines: Lines<UsdPerMonth>,
    /// GPUs in use or kept.
    pub gpus: f64,
    /// Engineers charged.
    pub engineers: People,
}

/// What a plan costs.
#[derive(Clone, Debug, Default)]
pub struct Cost {
    /// Present value by line.
    pub present: Lines<Usd>,
    /// Month by month, as many as the horizon has.
    pub months: Vec<Month>,
}

/// A group on replicas of its own.
#[derive(Clone, Debug)]
pub struct Alone {
    /// Present value without people and without what the group costs on any setup.
    pub present: Usd,
    /// GPUs in every month.
    pub gpus: Vec<f64>,
}
