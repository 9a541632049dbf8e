#![doc = include_str!("../README.md")]

pub mod capacity;
pub mod catalog;
pub mod cost;
pub mod date;
pub mod decide;
pub mod demand;
pub mod finance;
pub mod fleet;
pub mod hosted;
pub mod inputs;
pub mod judge;
pub mod normal;
mod order;
pub mod random;
pub mod reasons;
pub mod report;
pub mod sentence;
pub mod streams;
pub mod units;
pub mod usage;
#[cfg(target_arch = "wasm32")]
pub mod wasm;

pub use catalog::Catalog;
pub use report::{Report, evaluate};

/// False in the module that a page waits for: what stands one step behind its first answer, such as odds, equations and
/// what fits where, only the whole module tells.
pub(crate) const WHOLE: bool = cfg!(feature = "whole");
