//! What a plan costs, one file a line of the bill. Searching for a plan is in `decide`.

pub mod figures;
pub(crate) mod hardware;
pub mod lines;
pub mod people;
pub mod plan;
pub mod sharing;
