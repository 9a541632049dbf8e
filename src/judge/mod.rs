//! How sure the answer is, what would change it, and what to find out first.

pub mod ahead;
pub mod cascade;
pub mod information;
pub mod regret;
pub mod scenarios;
pub mod sensitivity;
mod strikes;
pub mod uncertainty;
pub mod waiting;
