//! All files of one format: rows of equal labels by the hour, and what tells a row that was seen before.

use super::applied::{Applied, Cell};
use super::doubt::{Doubt, merge};
use super::holes::Holes;
use super::largest::Largest;
use super::length::Lengths;
use super::midnights::{Midnights, WAITING};
use super::minutes::Minutes;
use super::seen::Seen;
use super::span::{Days, Spans};
use super::sums::Sums;
use crate::usage::ends::Ends;
use crate::usage::row::Format;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// By what the figures of a day are parted: the kind of export, and whether its buckets are days.
pub(super) type Way = (&'static str, bool);

/// Labels, model, provider, environment, embedding.
pub(super) type Mark = ([u32; 4], u32, u32, u32, bool);

/// Rows of equal labels.
#[derive(Clone, Debug)]
pub(in crate::usage) struct Series {
    pub(in crate::usage) labels: [u32; 4],
    pub(in crate::usage) model: u32,
    pub(in crate::usage) provider: u32,
    pub(in crate::usage) environment: u32,
    pub(in crate::usage) embedding: bool,
    pub(in crate::usage) cells: BTreeMap<Cell, Sums>,
    /// Rows that turned out to name no time, while a case is made: they stand in none of the hours.
    pub(in crate::usage) unset: Sums,
    /// Requests by their day and the logarithm of their prompt's length.
    pub(in crate::usage) lengths: Lengths,
    /// The shortest and the longest of them.
    pub(in crate::usage) input: Ends,
}

impl Series {
    /// A plain number of rows, at any time and at none.
    pub(in crate::usage) fn rows(&self) -> f64 {
        self.unset.rows + self.cells.values().map(|sums| sums.rows).sum::<f64>()
    }
}

/// All files of one format.
#[allow(clippy::struct_excessive_bools, reason = "each says another thing about what was read")]
#[derive(Debug)]
pub(in crate::usage) struct Source {
    pub(in crate::usage) format: Format,
    pub(in crate::usage) series: Vec<Series>,
    pub(super) index: BTreeMap<Mark, u32>,
    pub(in crate::usage) spans: Spans,
    pub(in crate::usage) days: Days,
    /// Requests and moments of single requests, for how much time they cover.
    pub(in crate::usage) requests_seen: f64,
    pub(in crate::usage) minutes: Minutes,
    pub(in crate::usage) naive: bool,
    /// How many seconds the clock that its newest row names is ahead of UTC.
    pub(in crate::usage) ahead: f64,
    pub(in crate::usage) relative: bool,
    pub(in crate::usage) incomplete: bool,
    pub(super) holes: Holes,
    /// Whether some of its amounts are not in dollars.
    pub(in crate::usage) foreign: bool,
    /// When the figures of the last page begin, seconds.
    pub(super) last_page: f64,
    pub(super) seen: Seen,
    pub(super) doubt: Doubt,
    pub(super) midnights: Midnights,
    pub(super) held: BTreeMap<u64, Applied>,
    /// The rows with most tokens in and out for each request, and those with most of all that state none.
    pub(in crate::usage) largest: [Largest; 3],
    pub(super) order: VecDeque<u64>,
    /// Ids whose figures their children repeat.
    pub(super) parents: BTreeSet<u64>,
    /// By what figures were parted, and of each day the place in it of its own and the file that has it so.
    pub(super) ways: Vec<Way>,
    pub(super) cuts: BTreeMap<u64, (u16, usize)>,
    /// By which labels the sums of each file are parted, and those of the last one whose days another file has too.
    pub(super) parted: Vec<(usize, u16)>,
    pub(super) again: Doubt,
}

impl Source {
    /// With nothing in it yet.
    pub(super) fn new(format: Format) -> Self {
        Self {
            format,
            series: Vec::new(),
            index: BTreeMap::new(),
            spans: Spans::default(),
            days: Days::default(),
            requests_seen: 0.0,
            minutes: Minutes::default(),
            naive: false,
            ahead: 0.0,
            relative: false,
            incomplete: false,
            holes: Holes::default(),
            foreign: false,
            last_page: f64::NEG_INFINITY,
            seen: Seen::default(),
            doubt: Doubt::default(),
            midnights: Midnights::default(),
            held: BTreeMap::new(),
            largest: Default::default(),
            order: VecDeque::new(),
            parents: BTreeSet::new(),
            ways: Vec::new(),
            cuts: BTreeMap::new(),
            parted: Vec::new(),
            again: Doubt::default(),
        }
    }

    /// First and last moment of all its files.
    pub(in crate::usage) fn span(&self) -> Ends {
        Ends::all(self.spans.0.iter().map(|one| &one.1))
    }

    /// Whether hours that are not there are unknown: its rows come largest first, and the last ones are missing.
    pub(in crate::usage) fn has_holes(&self) -> bool {
        self.holes.cut || self.holes.is_open()
    }

    /// All that its rows state to have cost, bare USD.
    pub(in crate::usage) fn cost(&self) -> f64 {
        self.series.iter().flat_map(|series| series.cells.values()).map(|sums| sums.cost).sum()
    }

    /// Notes that a file covers the time between two moments, in seconds since 1970.
    pub(super) fn cover(&mut self, file: usize, from: f64, to: f64) {
        let ends = Ends { first: from, last: to };
        self.spans.add(file, ends);
        self.days.add(file, ends);
    }

    /// Takes a day that was left out after all from what a file covers; at `time`, bare seconds since 1970, another one goes on.
    pub(super) fn uncover(&mut self, file: usize, day: i32, time: f64) {
        self.days.keep(file, day, Ends { first: time, last: time });
        let own = Ends::all(self.days.all.iter().filter(|one| one.file == file).map(|one| &one.span));
        if let Some(one) = self.spans.0.iter_mut().find(|one| one.0 == file) {
            one.1 = own;
        }
    }

    /// Adds a row so many times more, or takes it away.
    pub(super) fn change(&mut self, applied: &Applied, times: f64) {
        let series = &mut self.series[applied.series as usize];
        if let Some(cell) = series.cells.get_mut(&applied.cell) {
            cell.add(&applied.sums, times);
        }
        if let Some(count) = applied.length.and_then(|length| series.lengths.get_mut(&length)) {
            *count = count.saturating_add_signed(times as i32);
        }
        if let Some(minute) = applied.minute {
            self.minutes.add(minute, applied.sums.requests * times);
        }
        if applied.cell.1 == 1 {
            self.requests_seen += applied.sums.requests * times;
        }
    }

    /// Adds rows that were in doubt: equal rows of this source stand already, so they need no more room.
    pub(super) fn accept(&mut self, doubt: Doubt) {
        for (one, (cells, lengths)) in self.series.iter_mut().zip(doubt.series) {
            self.requests_seen +=
                cells.iter().filter(|(cell, _)| cell.1 != WAITING).map(|(_, sums)| sums.requests).sum::<f64>();
            merge(&mut one.cells, &mut one.lengths, cells, lengths);
        }
        self.minutes.merge(&doubt.minutes, 1.0);
    }
}
