//! A row is added once, whatever files and records repeat it.

use super::limits::LEAST_ROOM;
use super::source::{Applied, Series};
use super::sums::Sums;
use super::{STEPS, Tally};
use crate::usage::row::{Format, Row, Span, hash};
use std::collections::BTreeMap;

/// Rows that are known again in another file: 20 MB of them.
const MOST_SEEN: usize = 1_200_000;

/// Records kept ready to be replaced by a later one of the same id.
const HELD: usize = 16_384;

impl Tally {
    /// Adds a row.
    pub(in crate::usage) fn row(&mut self, format: Format, row: &Row<'_>) {
        let at = self.source(format);
        let file = self.files.len() - 1;
        let tokens = row.input + row.output;
        let seconds = match row.span {
            Span::Request => 0.0,
            Span::Seconds(seconds) => seconds,
        };
        let mut key = hash(row.rest, row.id);
        if row.id.is_empty() {
            key = [row.model, row.provider, row.environment]
                .iter()
                .chain(&row.labels)
                .fold(row.rest, |sum, text| hash(sum, text));
            key ^= row.time.seconds.to_bits().rotate_left(17) ^ seconds.to_bits();
            if row.span == Span::Request {
                key = key.wrapping_mul(31) ^ row.input.to_bits().rotate_left(7) ^ row.output.to_bits();
            }
        }
        let source = &mut self.sources[at];
        if !row.cut.is_empty() {
            let day = libm::floor(row.time.seconds / 86_400.0) as i64;
            if *source.cuts.entry(day).or_insert(row.cut) != row.cut {
                return self.leave_out("the same days in another file, parted another way", tokens);
            }
        }
        let before = source.seen.get(&key).copied();
        if before.is_some_and(|before| usize::from(before) != file) {
            return self.leave_out("in another file already", tokens);
        }
        if before.is_some() && !row.id.is_empty() {
            match source.held.remove(&key) {
                Some(held) if row.last_counts => source.undo(&held),
                Some(held) => {
                    source.held.insert(key, held);
                    return self.leave_out("the same id again", tokens);
                }
                None => return self.leave_out("the same id again", tokens),
            }
        }
        if source.seen.len() < MOST_SEEN {
            source.seen.insert(key, file as u16);
        } else {
            self.forgetful = true;
        }
        let source = &mut self.sources[at];
        if !row.parent.is_empty() {
            let parent = hash(row.rest, row.parent);
            if source.parents.len() < 500_000 {
                source.parents.insert(parent);
            }
            if let Some(held) = source.held.remove(&parent) {
                source.undo(&held);
                self.leave_out("repeats what its parts say", held.sums.tokens());
            }
        }
        if !row.id.is_empty() && self.sources[at].parents.contains(&key) {
            return self.leave_out("repeats what its parts say", tokens);
        }
        self.apply(at, row, key, seconds);
    }

    fn apply(&mut self, at: usize, row: &Row<'_>, key: u64, seconds: f64) {
        let file = self.files.len() - 1;
        if !self.room() {
            self.full = true;
            return self.leave_out("beyond what is told apart at once", row.input + row.output);
        }
        let labels = row.labels.map(|label| self.intern(label));
        let (model, provider) = (self.intern(row.model), self.intern(row.provider));
        let environment = self.intern(row.environment);
        let record = (file, self.record);
        let hour = libm::floor(row.time.seconds / 3600.0) as i32;
        let cell = (hour, (libm::ceil(seconds / 3600.0 - 1e-9) as u32).max(1));
        let mark = (labels, model, provider, environment, row.embedding);
        let length = (row.span == Span::Request && row.input >= 1.0 && !row.failed)
            .then(|| libm::round(libm::log2(row.input) * STEPS) as u16);
        let source = &mut self.sources[at];
        let next = source.series.len() as u32;
        let number = *source.index.entry(mark).or_insert(next);
        if number == next {
            source.series.push(Series {
                labels,
                model,
                provider,
                environment,
                embedding: row.embedding,
                cells: BTreeMap::new(),
                lengths: BTreeMap::new(),
                first: record,
                last: record,
            });
            self.cells += LEAST_ROOM - 1;
        }
        let series = &mut source.series[number as usize];
        series.last = record;
        self.cells += usize::from(!series.cells.contains_key(&cell));
        let sums = Sums::of(row);
        series.cells.entry(cell).or_default().add(&sums, 1.0);
        if let Some(length) = length {
            *series.lengths.entry(length).or_default() += 1;
        }
        source.naive |= !row.time.zoned && !row.time.day;
        source.relative |= row.time.relative;
        if row.span == Span::Request {
            source.requests_seen += row.requests.unwrap_or(1.0);
        }
        // Buckets of a minute count as single requests do.
        let minute = (seconds <= 60.0 && !row.time.day && sums.requests > 0.0)
            .then(|| libm::floor(row.time.seconds / 60.0) as i64);
        if let Some(minute) = minute {
            source.minutes.add(minute, sums.requests);
        }
        source.cover(file, row.time.seconds, row.time.seconds + seconds);
        if !row.id.is_empty() {
            source.held.insert(key, Applied { series: number, cell, sums, length, minute });
            source.order.push_back(key);
            if source.order.len() > HELD
                && let Some(old) = source.order.pop_front()
            {
                source.held.remove(&old);
            }
        }
        if row.failed {
            self.leave_out("failed requests", row.input + row.output);
        } else {
            self.file().rows += 1;
        }
    }
}
