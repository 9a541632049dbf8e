//! A row is added once, whatever files and records repeat it.

use super::applied::Applied;
use super::cuts::AGAIN;
use super::limits::LEAST_ROOM;
use super::seen::{Mark, mixed};
use super::source::Series;
use super::stand::Stand;
use super::sums::Sums;
use super::{Tally, length::Lengths};
use crate::usage::ends::Ends;
use crate::usage::hidden::public;
use crate::usage::row::{Format, Row, Span, hash};
use std::collections::BTreeMap;

/// Tokens, requests or dollars beyond which a row is no row of anybody: more than a trillion requests of a thousand tokens.
const MOST: f64 = 1e15;

/// Part of the rows of a time that two files share from which on they are the same rows.
const SAME: f64 = 0.9;

/// Why a row without an id is left out.
const EQUAL: &str = "equal to rows read before to the second and the token, so taken for the same requests";

/// Records kept ready to be replaced by a later one of the same id.
const HELD: usize = 16_384;

impl Tally {
    /// A part of what is read has ended, a file or one of two tables in it: were its rows that another one has too the same
    /// requests? Where almost all rows of the shared time are, they are; two servers with equal requests are not.
    pub(in crate::usage) fn settle(&mut self) {
        for at in 0..self.sources.len() {
            self.settle_parted(at);
            self.settle_doubt(at);
            self.settle_midnights(at);
        }
    }

    fn settle_doubt(&mut self, at: usize) {
        let doubt = core::mem::take(&mut self.sources[at].doubt);
        if doubt.rows == 0 {
            return;
        }
        if doubt.rows as f64 >= SAME * doubt.shared as f64 {
            self.file().left_out.add(EQUAL, doubt.rows, doubt.tokens);
            return;
        }
        self.record = 0;
        self.say(&format!(
                "{} of its rows are equal to rows of another file to the second and the token; most others of that time are not, so they count as requests of their own.",
                doubt.rows
            ));
        self.file().rows += doubt.rows;
        self.sources[at].accept(doubt);
    }

    /// Adds a row.
    pub(in crate::usage) fn row(&mut self, format: Format, row: &Row<'_>) {
        let at = self.source(format);
        if [Some(row.input), Some(row.output), row.requests, row.cost].iter().flatten().any(|value| value.abs() > MOST)
        {
            return self.bad("has a number beyond all sense (more than 10^15)");
        }
        let single = row.span == Span::Request || matches!(format, Format::Log | Format::LogUntimed);
        if single && row.requests == Some(1.0) && row.input + row.output + row.cost.unwrap_or(0.0) == 0.0 && !row.failed
        {
            return self.leave_out("calls without tokens", 0.0);
        }
        // A bucket of a vendor's page stands once in all pages; what else repeats within one file is another request.
        let paged = matches!(row.span, Span::Seconds(_)) && !matches!(format, Format::Log | Format::LogUntimed);
        let part = if paged { self.page } else { self.part };
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
            // Numbers differ in few bits: each is mixed in by itself, so that no two of them make up for one another.
            let counts = if row.span == Span::Request { [row.input, row.output] } else { [0.0; 2] };
            let numbers = [row.time.seconds, seconds, counts[0], counts[1]];
            key = numbers.iter().fold(key, |sum, number| mixed(sum ^ number.to_bits()));
        }
        let file = self.files.len() - 1;
        self.sources[at].part_by(file, row);
        let mark = Mark::of(row, part);
        if !row.id.is_empty() {
            let kept = self.sources[at].seen.own(key, mark);
            if kept != key {
                self.say("Some rows have an id that another row had at another time and with other tokens: each counts as a request of its own.");
            }
            key = kept;
        }
        if !self.is_cut(at, row, seconds) {
            return self.leave_out(AGAIN, tokens);
        }
        let before = self.sources[at].seen.get(key).map(|seen| seen.part);
        if let Some(before) = before.filter(|before| *before != part) {
            if row.id.is_empty() && row.span == Span::Request {
                return self.apply(at, row, key, seconds, true);
            }
            match self.sources[at].held.remove(&key) {
                Some(held) if row.id.is_empty() && held.is_less(row) => {
                    self.take_back(at, key, &held, "a part of what another file or page has more of");
                }
                held => {
                    self.sources[at].held.extend(held.map(|held| (key, held)));
                    let elsewhere = before < self.first_part;
                    let reason = if elsewhere { "in another file already" } else { "in this file already" };
                    return self.leave_out(reason, tokens);
                }
            }
        }
        let source = &mut self.sources[at];
        if before.is_some() && !row.id.is_empty() {
            match source.held.remove(&key) {
                Some(held) if row.last_counts => {
                    self.take_back(at, key, &held, "replaced by a later record of the same id");
                }
                Some(held) => {
                    source.held.insert(key, held);
                    return self.leave_out("the same id again", tokens);
                }
                None => return self.leave_out("the same id again", tokens),
            }
        }
        let source = &mut self.sources[at];
        self.forgetful |= !source.seen.insert(key, mark, before.is_some());
        if !row.parent.is_empty() {
            let parent = hash(row.rest, row.parent);
            if source.parents.len() < 500_000 {
                source.parents.insert(parent);
            }
            if let Some(held) = source.held.remove(&parent) {
                self.take_back(at, parent, &held, "repeats what its parts say");
            }
        }
        if !row.id.is_empty() && self.sources[at].parents.contains(&key) {
            return self.leave_out("repeats what its parts say", tokens);
        }
        self.apply(at, row, key, seconds, false);
    }

    /// Takes a row out again that was added before.
    fn take_back(&mut self, at: usize, key: u64, held: &Applied, reason: &'static str) {
        self.sources[at].undo(key, held);
        if held.sums.failed == 0.0 {
            let rows = held.sums.rows as u64;
            let file = &mut self.files[held.file];
            file.rows = file.rows.saturating_sub(rows);
            file.left_out.add(reason, rows, held.sums.tokens());
        }
    }

    /// Adds a row to its series; a doubtful one may be another file's and waits for the end of its file.
    fn apply(&mut self, at: usize, row: &Row<'_>, key: u64, seconds: f64, doubtful: bool) {
        let file = self.files.len() - 1;
        if !self.room() {
            self.full = true;
            return self.leave_out("beyond what is told apart at once", row.input + row.output);
        }
        let labels = row.labels.map(|label| self.intern(label));
        let (model, provider) = (self.intern(public(row.model)), self.intern(row.provider));
        let environment = self.intern(row.environment);
        let hour = libm::floor(row.time.seconds / 3600.0) as i32;
        let waits = self.sources[at].waits(file, row);
        let cell = waits.unwrap_or((hour, (libm::ceil(seconds / 3600.0 - 1e-9) as u32).max(1)));
        let mark = (labels, model, provider, environment, row.embedding);
        let length = self.length(row, cell);
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
                unset: Sums::default(),
                lengths: Lengths::new(),
                input: Ends::NONE,
            });
            self.cells += LEAST_ROOM - 1;
        }
        let sums = Sums::of(row, Stand::at(file, self.record));
        // Buckets of a minute count as single requests do.
        let minute = (waits.is_none() && seconds <= 60.0 && !row.time.day && sums.requests > 0.0)
            .then(|| libm::floor(row.time.seconds / 60.0) as i64);
        let applied = Applied { file, series: number, cell, sums, length, minute };
        if row.span == Span::Request {
            let inside = |(other, span): &(usize, Ends)| *other != file && span.holds(row.time.seconds);
            source.doubt.shared += u64::from(source.spans.0.iter().any(inside));
        }
        if doubtful {
            return source.doubt.add(&applied);
        }
        source.note_again(file, row, &applied);
        let series = &mut source.series[number as usize];
        self.cells += usize::from(!series.cells.contains_key(&cell));
        series.cells.entry(cell).or_default().add(&sums, 1.0);
        if let Some(length) = length {
            self.lengths = self.lengths.saturating_add(usize::from(!series.lengths.contains_key(&length)));
            *series.lengths.entry(length).or_default() += 1;
            series.input = series.input.with(Ends { first: row.input, last: row.input });
        }
        source.relative |= row.time.relative;
        source.ahead = row.time.ahead;
        if waits.is_some() {
            source.wait(row);
        } else {
            source.naive |= !row.time.zoned && !row.time.day;
            source.cover(file, row.time.seconds, row.time.seconds + seconds);
            source.requests_seen += if row.span == Span::Request { row.requests.unwrap_or(1.0) } else { 0.0 };
        }
        if let Some(minute) = minute {
            source.minutes.add(minute, sums.requests);
        }
        source.measure(self.record, key, &applied);
        if row.id.is_empty()
            && let Some(held) = source.held.get_mut(&key)
        {
            held.sums.add(&sums, 1.0);
        } else if !row.id.is_empty() || row.span != Span::Request {
            source.held.insert(key, applied);
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
        self.room_for_lengths();
    }
}
