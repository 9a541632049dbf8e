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
pub mod week;

pub use catalog::Catalog;
pub use report::{Report, evaluate};

#[cfg(test)]
mod typescript;
