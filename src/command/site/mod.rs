//! The published site.

pub mod digest;
pub mod policy;
