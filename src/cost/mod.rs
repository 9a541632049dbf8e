//! What a plan costs, one file a line of the bill. Searching for a plan is in `decide`.

pub(crate) mod bought;
mod bounds;
pub mod build;
mod building;
pub mod figures;
pub mod flow;
pub(crate) mod hardware;
mod interim;
pub mod jumps;
pub mod level;
pub mod lines;
mod load;
mod meantime;
mod moved_by;
pub mod newer;
pub mod outages;
pub(crate) mod overhead;
pub(crate) mod own;
pub mod paths;
pub mod people;
pub mod plan;
pub mod sharing;
mod sink;
pub mod size;
pub(crate) mod spot;
pub mod sum;
mod together;
