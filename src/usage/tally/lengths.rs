//! Requests by the length of their prompts, day by day, so that days that do not count can be left away.

use super::Tally;
use super::applied::Cell;
use super::length::{Length, STEP, STEPS};
use super::limits::MOST_LENGTHS;
use super::source::Source;
use crate::usage::row::{Row, Span};

impl Tally {
    /// Whether lengths of prompts are no longer told apart by their days.
    pub(in crate::usage) const fn is_dayless(&self) -> bool {
        self.lengths == usize::MAX
    }

    /// The length of a row that is one request.
    pub(super) fn length(&self, row: &Row<'_>, (hour, _): Cell) -> Option<Length> {
        let day = if self.is_dayless() { 0 } else { hour.div_euclid(24).clamp(0, i32::from(u16::MAX)) as Length };
        (row.span == Span::Request && row.input >= 1.0 && !row.failed)
            .then(|| day << 16 | libm::round(libm::log(row.input) * core::f64::consts::LOG2_E * STEPS) as Length & STEP)
    }

    /// Where there are more days and lengths than are kept apart, the days are no longer.
    pub(super) fn room_for_lengths(&mut self) {
        if self.is_dayless() || self.lengths <= MOST_LENGTHS {
            return;
        }
        self.lengths = usize::MAX;
        for source in &mut self.sources {
            source.join_days();
        }
    }
}

impl Source {
    fn join_days(&mut self) {
        let doubtful = self.doubt.series.iter_mut().chain(&mut self.again.series).map(|(_, lengths)| lengths);
        for lengths in self.series.iter_mut().map(|one| &mut one.lengths).chain(doubtful) {
            for (length, many) in core::mem::take(lengths) {
                *lengths.entry(length & STEP).or_default() += many;
            }
        }
        self.renumber(&|held| held.length = held.length.map(|length| length & STEP));
    }
}
