//! When the work comes: the hours of the week.

mod code;
pub mod lengths;
