//! A numeric input by its place in the tables, so that it can be read and turned without parsing its key.

use crate::inputs::{GLOBAL, Group, Inputs, Slot, Spread, WORKLOAD};

/// One numeric input of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dial {
    /// Position in the global table.
    Global(usize),
    /// Position of the workload, and in the workloads' table.
    Workload(usize, usize),
}

/// What the table says of a numeric input, in its shown unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    /// Smallest value read.
    pub min: f64,
    /// Largest value read.
    pub max: f64,
    /// 10th percentile; equal to `high` where the table gives no range.
    pub low: f64,
    /// 90th percentile.
    pub high: f64,
    /// How it spreads.
    pub spread: Spread,
}

impl Dial {
    /// All numeric inputs, the global ones first, in the tables' order.
    pub fn all(inputs: &Inputs) -> Vec<Self> {
        let numeric = |is: bool, dial: Self| is.then_some(dial);
        let globals = GLOBAL
            .iter()
            .enumerate()
            .filter_map(|(at, input)| numeric(matches!(input.slot, Slot::Number { .. }), Self::Global(at)));
        let streams = (0..inputs.workloads.len()).flat_map(|stream| {
            WORKLOAD.iter().enumerate().filter_map(move |(at, input)| {
                numeric(matches!(input.slot, Slot::Number { .. }), Self::Workload(stream, at))
            })
        });
        globals.chain(streams).collect()
    }

    /// By key: `horizon` or `assistant.requests`.
    pub fn find(inputs: &Inputs, key: &str) -> Option<Self> {
        Self::all(inputs).into_iter().find(|dial| dial.key(inputs) == key)
    }

    /// The global input of a name that is known to be numeric.
    pub fn named(name: &str) -> Option<Self> {
        GLOBAL.iter().position(|input| input.name == name).map(Self::Global)
    }

    /// Its key in links.
    pub fn key(self, inputs: &Inputs) -> String {
        match self {
            Self::Global(_) => self.name().to_owned(),
            Self::Workload(stream, _) => {
                let mut key = inputs.workloads[stream].slug.clone();
                key.push('.');
                key.push_str(self.name());
                key
            }
        }
    }

    /// Position of the workload that it belongs to.
    pub const fn workload(self) -> Option<usize> {
        match self {
            Self::Global(_) => None,
            Self::Workload(at, _) => Some(at),
        }
    }

    /// Its name in the table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Global(at) => GLOBAL[at].name,
            Self::Workload(_, at) => WORKLOAD[at].name,
        }
    }

    /// Its label for people.
    pub fn label(self) -> &'static str {
        match self {
            Self::Global(at) => GLOBAL[at].label,
            Self::Workload(_, at) => WORKLOAD[at].label,
        }
    }

    /// Its unit in words.
    pub fn unit(self) -> &'static str {
        match self {
            Self::Global(at) => GLOBAL[at].unit,
            Self::Workload(_, at) => WORKLOAD[at].unit,
        }
    }

    /// Where it stands in the form.
    pub fn group(self) -> Group {
        match self {
            Self::Global(at) => GLOBAL[at].group,
            Self::Workload(_, at) => WORKLOAD[at].group,
        }
    }

    /// What the table says of it.
    pub fn limits(self) -> Limits {
        const NONE: Limits = Limits { min: 0.0, max: 0.0, low: 0.0, high: 0.0, spread: Spread::Fixed };
        match self {
            Self::Global(at) => match GLOBAL[at].slot {
                Slot::Number { min, max, low, high, spread, .. } => Limits { min, max, low, high, spread },
                _ => NONE,
            },
            Self::Workload(_, at) => match WORKLOAD[at].slot {
                Slot::Number { min, max, low, high, spread, .. } => Limits { min, max, low, high, spread },
                _ => NONE,
            },
        }
    }

    /// Its value in the shown unit; nothing where it is left open.
    pub fn get(self, inputs: &Inputs) -> Option<f64> {
        match self {
            Self::Global(at) => match GLOBAL[at].slot {
                Slot::Number { get, .. } => get(inputs),
                _ => None,
            },
            Self::Workload(stream, at) => match WORKLOAD[at].slot {
                Slot::Number { get, .. } => get(&inputs.workloads[stream]),
                _ => None,
            },
        }
    }

    /// Turns it to a value in the shown unit, held inside what is read; `None` leaves an optional one open.
    pub fn set(self, inputs: &mut Inputs, value: Option<f64>) {
        match self {
            Self::Global(at) => {
                if let Slot::Number { min, max, set, .. } = GLOBAL[at].slot {
                    set(inputs, value.map(|value| crate::units::held(value, min, max)));
                }
            }
            Self::Workload(stream, at) => {
                if let Slot::Number { min, max, set, .. } = WORKLOAD[at].slot {
                    set(&mut inputs.workloads[stream], value.map(|value| crate::units::held(value, min, max)));
                }
            }
        }
    }
}
