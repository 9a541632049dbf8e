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
pub mod week;

pub use catalog::Catalog;
pub use report::{Report, evaluate};

#[cfg(test)]
mod typescript;
