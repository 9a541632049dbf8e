//! The arguments people bring, each with the number that decides it.

pub mod bridge;
pub mod candidates;
pub mod compliance;
pub mod lock_in;
pub mod never;
pub mod notch;
pub mod rules;
