//! The cheapest plan, at today's volume and at every other.

pub mod break_even;
pub mod portfolio;
