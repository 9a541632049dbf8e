//! What was read from a link, and the shortest link that says the same.

use super::said::{Given, Issue};
use super::workloads::started_from;
use crate::date::Date;
use crate::inputs::{GLOBAL, Input, Inputs, Slot, WORKLOAD, Workload, default_workloads};

/// Keys that the page keeps in the link and the engine only passes through.
pub const PAGE_KEYS: [&str; 25] = [
    "accent",
    "beside1",
    "beside2",
    "beside3",
    "by",
    "catalog",
    "compact",
    "contact",
    "currency",
    "engine",
    "forward-query",
    "ground",
    "lang",
    "lock",
    "memo_by",
    "memo_for",
    "memo_title",
    "preset",
    "radius",
    "rate",
    "theme",
    "view",
    "word-api",
    "word-both",
    "word-own",
];

/// What was read.
#[derive(Clone, Debug)]
pub struct Query {
    /// The inputs, complete and inside their ranges.
    pub inputs: Inputs,
    /// The day whose prices are asked for; absent means the catalog's own.
    pub asof: Option<Date>,
    /// What was set, in canonical text, by key.
    pub given: Vec<Given>,
    /// What could not be read as it stood.
    pub issues: Vec<Issue>,
    /// Pairs nobody knows, kept as they came.
    pub unknown: Vec<(String, String)>,
}

impl Query {
    /// The shortest set of pairs that reads back to the same inputs: the version first, then what differs from
    /// that version's defaults, sorted by key, then what nobody knows.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let fresh = Inputs::default();
        let mut pairs = Vec::new();
        for input in GLOBAL {
            if let Some(text) = self.written(input, input.name, &self.inputs, &fresh) {
                pairs.push((input.name.to_owned(), text));
            }
        }
        let known = default_workloads();
        let slugs = |all: &[Workload]| all.iter().map(|one| one.slug.as_str()).collect::<Vec<_>>().join("~");
        for stream in &self.inputs.workloads {
            let start = started_from(&stream.slug, &known);
            for input in WORKLOAD {
                let key = format!("{}.{}", stream.slug, input.name);
                if let Some(text) = self.written(input, &key, stream, &start) {
                    pairs.push((key, text));
                }
            }
        }
        if slugs(&self.inputs.workloads) != slugs(&known) {
            pairs.push(("workloads".into(), slugs(&self.inputs.workloads)));
        }
        for given in &self.given {
            if given.key == "asof" || PAGE_KEYS.contains(&given.key.as_str()) {
                pairs.push((given.key.clone(), given.text.clone()));
            }
        }
        crate::order::sort(&mut pairs, Ord::cmp);
        pairs.dedup();
        pairs.insert(0, ("v".into(), crate::inputs::LINK_VERSION.to_string()));
        pairs.extend(self.unknown.iter().cloned());
        pairs
    }

    /// What was given for a key, if anything was.
    pub fn given(&self, key: &str) -> Option<&Given> {
        self.given.iter().find(|given| given.key == key)
    }

    fn written<T>(&self, input: &Input<T>, key: &str, now: &T, fresh: &T) -> Option<String> {
        let given = self.given(key);
        // What was measured is that, also where it is the default of today: later defaults may be others.
        let kept = given.is_some() && self.inputs.measured(key);
        match &input.slot {
            Slot::Number { get, .. } => {
                let ranged = given.is_some_and(|given| given.low.is_some());
                let given = given?;
                (ranged || kept || get(now) != get(fresh)).then(|| given.text.clone())
            }
            Slot::Choice { get, .. } => (kept || get(now) != get(fresh)).then(|| get(now).to_owned()),
            Slot::Reference { get, .. } | Slot::Text { get, .. } => {
                (kept || get(now) != get(fresh)).then(|| get(now).to_owned())
            }
        }
    }
}
