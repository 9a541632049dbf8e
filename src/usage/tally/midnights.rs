//! Single requests of which only the day may be known: what is noted of them while their file is read.

use crate::usage::ends::Ends;

/// Width of the cells, begun by the hours of their own clock, that wait until it is known whether they are days.
pub(super) const WAITING: u32 = 0;

/// The requests of the file that is being read, as long as all of them stand at midnight of the clock they name.
#[derive(Debug, Default)]
pub(super) struct Midnights {
    /// Whether one stands at another time, so that each is the moment it names.
    pub(super) others: bool,
    pub(super) rows: u64,
    /// First and last midnight by their own clock.
    pub(super) own: Option<Ends>,
    pub(super) naive: bool,
    pub(super) ahead: f64,
}
