#![doc = include_str!("../README.md")]

pub mod break_even;
pub mod bridge;
pub mod candidates;
pub mod capacity;
pub mod case;
pub mod catalog;
pub mod compliance;
pub mod date;
pub mod figures;
pub mod finance;
pub mod fleet;
pub mod hosted;
pub mod information;
pub mod inputs;
pub mod lines;
pub mod lock_in;
pub mod market;
pub mod memo;
pub mod number;
mod order;
pub mod people;
pub mod plan;
pub mod portfolio;
pub mod quality;
pub mod query;
pub mod random;
pub mod report;
pub mod rules;
pub mod scenarios;
pub mod sensitivity;
pub mod text;
pub mod uncertainty;
pub mod units;
pub mod usage;
#[cfg(target_arch = "wasm32")]
pub mod wasm;
pub mod week;

pub use catalog::Catalog;
pub use report::{Report, evaluate};

/// False in the module that a page waits for: what stands one step behind its first answer, such as odds, equations and
/// what fits where, only the whole module tells.
pub(crate) const WHOLE: bool = cfg!(feature = "whole");
