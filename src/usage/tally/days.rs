//! Single requests of which only the day is known: many tools write such a day as its midnight.

use super::Tally;
use super::applied::Cell;
use super::midnights::{Midnights, WAITING};
use super::source::Source;
use crate::usage::ends::Ends;
use crate::usage::row::{Row, Span};

/// Requests at midnight that are a file of days: fewer may be chance.
const LEAST: u64 = 6;
const DAY: f64 = 86_400.0;

impl Source {
    /// The start of the cell in which a row waits: its midnight, where no request of its file stood at another time yet.
    pub(super) fn waits(&mut self, file: usize, row: &Row<'_>) -> Option<Cell> {
        if row.span != Span::Request || self.midnights.others {
            return None;
        }
        let Some(own) = row.time.midnight() else {
            self.midnights.others = true;
            self.are_moments(file);
            return None;
        };
        self.midnights.rows += 1;
        self.midnights.ahead = row.time.ahead;
        Some(((own / 3600.0) as i32, WAITING))
    }

    /// Notes when a row stands that waits.
    pub(super) fn wait(&mut self, row: &Row<'_>) {
        let at = row.time.seconds + row.time.ahead;
        self.midnights.own = self.midnights.own.unwrap_or(Ends::NONE).with(Ends { first: at, last: at }).into();
        self.midnights.naive |= !row.time.zoned;
    }

    /// What waited stands at the moments that it names.
    fn are_moments(&mut self, file: usize) {
        let ahead = self.midnights.ahead;
        let start = |hour: i32| f64::from(hour) * 3600.0 - ahead;
        let minute = |hour: i32| libm::floor(start(hour) / 60.0) as i64;
        for ((hour, _), requests) in self.moved(&|hour| (libm::floor(start(hour) / 3600.0) as i32, 1)) {
            self.requests_seen += requests;
            self.minutes.add(minute(hour), requests);
            self.cover(file, start(hour), start(hour));
        }
        self.renumber(&|held| {
            if held.cell.1 == WAITING {
                held.minute = (held.sums.requests > 0.0).then(|| minute(held.cell.0));
                held.cell = (libm::floor(start(held.cell.0) / 3600.0) as i32, 1);
            }
        });
        self.naive |= self.midnights.naive;
    }

    /// What waited is known by its day; whether anything did.
    fn are_days(&mut self, file: usize) -> bool {
        let moved = self.moved(&|hour| (hour, 24));
        self.renumber(&|held| held.cell.1 = if held.cell.1 == WAITING { 24 } else { held.cell.1 });
        // Their days are dates, whatever clock they name.
        self.ahead = 0.0;
        for ((hour, _), _) in &moved {
            self.cover(file, f64::from(*hour) * 3600.0, f64::from(*hour) * 3600.0 + DAY);
        }
        !moved.is_empty()
    }

    /// Moves the cells that wait to others; which ones, with their requests.
    fn moved(&mut self, to: &dyn Fn(i32) -> Cell) -> Vec<(Cell, f64)> {
        let mut all = Vec::new();
        for series in &mut self.series {
            let waiting: Vec<Cell> = series.cells.keys().filter(|cell| cell.1 == WAITING).copied().collect();
            for cell in waiting {
                let Some(sums) = series.cells.remove(&cell) else { continue };
                series.cells.entry(to(cell.0)).or_default().add(&sums, 1.0);
                all.push((cell, sums.requests));
            }
        }
        all
    }
}

impl Tally {
    /// A part has ended in which all requests of a source stood at midnight: several of them on several days are days.
    pub(super) fn settle_midnights(&mut self, at: usize) {
        let file = self.files.len().saturating_sub(1);
        let source = &mut self.sources[at];
        let midnights = &source.midnights;
        let days =
            !midnights.others && midnights.rows >= LEAST && midnights.own.is_some_and(|own| own.first < own.last);
        if days {
            if source.are_days(file) {
                self.record = 0;
                self.say("All its requests stand at midnight: only their days are known, not their hours, so it is read by day.");
            }
        } else {
            source.are_moments(file);
        }
        self.sources[at].midnights = Midnights::default();
    }
}
