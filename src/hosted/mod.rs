//! What a host charges, and what its models are good for.

pub mod bill;
pub mod following;
pub mod quality;
mod rates;
