//! When the work comes: the hours of the week.

pub mod week;
