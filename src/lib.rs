#![doc = include_str!("../README.md")]

pub mod capacity;
pub mod catalog;
pub mod date;
pub mod inputs;
pub mod number;
pub mod query;
pub mod units;
