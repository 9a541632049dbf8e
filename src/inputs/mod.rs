//! Every input, once: name, type, default, range, unit, label, help and group.
//!
//! The form's controls, the query's keys, validation, the README's table and the sensitivity analysis are all
//! made from the two tables here. A default is frozen with its link version: a new default needs a new version, and
//! what it was before goes into `earlier`.

pub mod choices;
mod earlier;
pub mod form;
mod global;
pub mod laws;
pub mod link;
mod listing;
pub mod number;
mod table;
mod workload;

pub use choices::*;
pub use global::{GLOBAL, Inputs, Middles, Walk};
pub use table::{Group, Input, Slot, Spread, Table};
pub use workload::{WORKLOAD, Workload};

/// The link version whose defaults these are. A link without a version means this one.
pub const LINK_VERSION: u32 = 2;

/// The most workloads a link may hold.
pub const MOST_WORKLOADS: usize = 64;

/// Draws that the odds take when nobody says how many.
pub const DRAWS: u32 = 2_000;

/// The default company: a growth-stage product with three streams of requests (judgement; every figure is
/// visible and editable).
pub fn default_workloads() -> Vec<Workload> {
    let base = Workload::default;
    vec![
        Workload {
            slug: "assistant".into(),
            name: "support assistant".into(),
            requests: crate::units::RequestsPerMonth::new(400_000.0),
            input_tokens: crate::units::TokensPerRequest::new(2_000.0),
            output_tokens: crate::units::TokensPerRequest::new(350.0),
            model: "anthropic/claude-sonnet-5.5".into(),
            quality: Quality::Frontier,
            ..base()
        },
        Workload {
            slug: "extraction".into(),
            name: "document extraction".into(),
            requests: crate::units::RequestsPerMonth::new(150_000.0),
            input_tokens: crate::units::TokensPerRequest::new(6_000.0),
            output_tokens: crate::units::TokensPerRequest::new(500.0),
            waiting: crate::units::Share::new(0.6),
            model: "openai/gpt-5.6-terra".into(),
            quality: Quality::Good,
            ..base()
        },
        Workload {
            slug: "tickets".into(),
            name: "ticket classification".into(),
            requests: crate::units::RequestsPerMonth::new(1_000_000.0),
            input_tokens: crate::units::TokensPerRequest::new(700.0),
            output_tokens: crate::units::TokensPerRequest::new(20.0),
            waiting: crate::units::Share::new(0.2),
            model: "openai/gpt-5.6-luna".into(),
            quality: Quality::Basic,
            ..base()
        },
    ]
}

impl Inputs {
    /// Whether any workload moves to cheaper models as they come.
    pub fn follows(&self) -> bool {
        self.workloads.iter().any(|workload| self.moves.follows(workload))
    }

    /// Whether a key is a number of a workload that was measured: what a link gives of it is known, and not drawn.
    pub fn measured(&self, key: &str) -> bool {
        let Some((slug, name)) = key.split_once('.') else { return false };
        let given = |measured: Measured| match name {
            "requests" => measured.without_requests(),
            "model" => measured.without_model(),
            _ => false,
        };
        let of = |one: &Workload| one.slug == slug && one.measured != Measured::No && !given(one.measured);
        self.workloads.iter().any(of)
    }

    /// The same with a change. A struct written out with the rest of another moves every field by itself, which the
    /// module pays for in bytes.
    #[must_use]
    pub fn changed(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut inputs = self.clone();
        change(&mut inputs);
        inputs
    }

    /// The same with every request of every workload in the scope of a rule.
    #[must_use]
    pub fn all_in_scope(&self) -> Self {
        let mut all = self.clone();
        for workload in &mut all.workloads {
            workload.in_scope = crate::units::Share::ONE;
        }
        all
    }
}

impl Workload {
    /// Its name for people: the one given, or the short name in words.
    pub fn title(&self) -> String {
        if self.name.is_empty() { self.slug.replace('-', " ") } else { self.name.clone() }
    }
}

/// Finds a global input by name.
pub fn global(name: &str) -> Option<&'static Input<Inputs>> {
    GLOBAL.iter().find(|input| input.name == name)
}

/// Finds a workload input by name.
pub fn workload(name: &str) -> Option<&'static Input<Workload>> {
    WORKLOAD.iter().find(|input| input.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check<T: Default>(table: &[Input<T>]) {
        let fresh = T::default();
        for (at, input) in table.iter().enumerate() {
            assert!(table[..at].iter().all(|other| other.name != input.name), "{} stands twice", input.name);
            assert!(!input.label.is_empty() && input.help.ends_with(['.', '?']), "{}", input.name);
            if let Slot::Number { min, max, low, high, get, .. } = input.slot {
                assert!(low == high || min <= low && low <= high && high <= max, "{}", input.name);
                if let Some(default) = get(&fresh) {
                    assert!((min..=max).contains(&default), "{} = {default}", input.name);
                    assert!(low == high || (low..=high).contains(&default), "{} = {default}", input.name);
                }
            }
        }
    }

    #[test]
    fn every_default_lies_inside_its_range_and_every_name_stands_once() {
        check(GLOBAL);
        check(WORKLOAD);
        assert!(GLOBAL.iter().all(|input| workload(input.name).is_none()), "a name means one thing");
    }
}
