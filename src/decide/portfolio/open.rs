//! Ways that are not priced yet, the one with the least bound first.

use core::cmp::Ordering;

/// A way that is not priced yet.
#[derive(Clone, Copy)]
pub(super) struct Open {
    /// What it costs at the least.
    pub(super) floor: f64,
    /// Its place in the stock.
    pub(super) way: usize,
    /// How closely that was looked at already: place of the next look in [`super::front`]'s looks.
    pub(super) looks: usize,
}

/// The least bound is the greatest, so that a heap has it on top; of equals the first of the stock.
impl Ord for Open {
    fn cmp(&self, other: &Self) -> Ordering {
        other.floor.total_cmp(&self.floor).then(other.way.cmp(&self.way))
    }
}

impl PartialOrd for Open {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Open {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Open {}

/// What is done with the way whose bound is next.
pub(super) enum Next {
    /// It and all after it are of no use here.
    Stop,
    /// It is of no use here, though one after it may be.
    Later,
    /// It is priced.
    Price,
}
