//! One priced way to run a group, and the kinds that cannot stand in for one another.

use crate::cost::plan::{Alone, Group, Load, Run};
use std::rc::Rc;

/// A group with its load, its present value without people, and the GPUs it has month by month.
pub(super) struct Way {
    pub(super) group: Group,
    pub(super) load: Load,
    pub(super) alone: Rc<Alone>,
    /// GPUs of the month that has most.
    pub(super) most_gpus: f64,
    /// What of that it costs on any setup.
    pub(super) base: f64,
    /// With the people and the build that it takes when it is all that runs.
    pub(super) total: f64,
}

impl Way {
    /// True when a host carries a part of it.
    pub(super) fn leans(&self) -> bool {
        self.group.run == Run::Burst
    }

    /// No more GPUs in any month.
    pub(super) fn as_thrifty_as(&self, other: &Self) -> bool {
        self.alone.gpus.iter().zip(&other.alone.gpus).all(|(a, b)| a <= b)
    }
}

/// Kinds of ways, which answer different questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A base load, what overflows going to a host.
    Leaning,
    /// Always on with one GPU to a replica, so that other models may share its GPUs.
    Sharing,
    /// Any other.
    Apart,
}

impl Kind {
    pub(super) const ALL: &'static [Self] = &[Self::Leaning, Self::Sharing, Self::Apart];
    /// Those that lean on no host.
    pub(super) const ALONE: &'static [Self] = &[Self::Sharing, Self::Apart];

    /// Of a way to run a group where a replica has so many GPUs.
    pub(super) fn of(group: &Group, gpus: f64) -> Self {
        match group.run {
            Run::Burst => Self::Leaning,
            Run::Always if gpus <= 1.0 => Self::Sharing,
            _ => Self::Apart,
        }
    }
}
