//! Rows without a number of requests: is each one request, or the sum of an hour or a day?
//!
//! Requests come at any second and several at once. Where every row stands at a whole hour or day, no two of equal labels at
//! the same one, and they hold more tokens than a prompt has, the rows are sums. The first row that does not fit decides;
//! until then they wait.

use super::time::Time;
use std::collections::BTreeSet;

/// Rows that wait at most.
const MOST: usize = 2_000;
/// Rows that must agree.
const LEAST: usize = 3;
/// More tokens than any model reads at once.
const BEYOND: f64 = 2e6;
/// More than requests read on average.
const MUCH: f64 = 8_000.0;
const DAY: f64 = 86_400.0;
const HOUR: f64 = 3_600.0;

/// Rows that wait, and what is known of all of them.
#[derive(Clone, Debug)]
pub(super) struct Undecided<T> {
    sums: Option<bool>,
    /// Moments and labels so far.
    moments: BTreeSet<u64>,
    /// Whether all of them stand at midnight.
    days: bool,
    tokens: f64,
    vast: bool,
    held: Vec<(u64, T)>,
}

impl<T> Default for Undecided<T> {
    fn default() -> Self {
        Self { sums: None, moments: BTreeSet::new(), days: true, tokens: 0.0, vast: false, held: Vec::new() }
    }
}

impl<T> Undecided<T> {
    /// Whether rows are sums, once it is known.
    pub(super) const fn known(&self) -> Option<bool> {
        self.sums
    }

    /// Decides it by something else that a row says.
    pub(super) fn settle(&mut self, sums: bool) {
        self.sums = self.sums.or(Some(sums));
    }

    /// How many seconds a sum covers that names no end.
    pub(super) const fn usual(&self) -> f64 {
        if self.days { DAY } else { HOUR }
    }

    pub(super) const fn is_waiting(&self) -> bool {
        !self.held.is_empty()
    }

    /// Takes a row that waits, with its number, moment, labels and tokens in; whether it is decided now.
    pub(super) fn hold(&mut self, record: u64, row: T, time: Option<Time>, labels: u64, input: Option<f64>) -> bool {
        if let Some(time) = time {
            let at = |step: f64| libm::floor(time.seconds / step) * step == time.seconds;
            self.days &= time.day || at(DAY);
            self.vast |= input.is_some_and(|input| input > BEYOND);
            if !(time.day || at(HOUR)) || !self.moments.insert(labels ^ time.seconds.to_bits()) {
                self.sums = Some(self.vast);
            }
        }
        // A row whose tokens cannot be read is refused later and weighs nothing here.
        self.tokens += input.unwrap_or(0.0);
        self.held.push((record, row));
        self.sums.is_some() || self.held.len() >= MOST
    }

    /// The rows that waited, and what is to be said of them, once it is known what they are or the file has ended.
    pub(super) fn decided(&mut self) -> (Vec<(u64, T)>, Option<&'static str>) {
        let held = core::mem::take(&mut self.held);
        let whole = self.sums.is_none() && self.moments.len() >= LEAST;
        self.moments.clear();
        let much = self.vast || self.tokens > MUCH * held.len() as f64;
        let open = self.sums.is_none() && !held.is_empty();
        let sums = *self.sums.get_or_insert(much && (whole || self.vast && open));
        let said = match () {
            () if held.is_empty() => None,
            () if sums => Some(
                "Its rows stand at whole hours or days, one for each, and count no requests: they are taken as sums of many requests. Give the requests of a month.",
            ),
            () if whole => Some(
                "Its rows stand at whole hours or days, one for each: each is taken as one request. If they are sums, add a column named requests.",
            ),
            () => None,
        };
        (held, said)
    }
}
