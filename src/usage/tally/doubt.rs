//! Rows without an id that another file has too: the same requests, or those of another server.

use super::source::{Applied, Cell, Source};
use super::sums::Sums;
use std::collections::BTreeMap;

/// Such rows of the file that is being read.
#[derive(Debug, Default)]
pub(super) struct Doubt {
    pub(super) rows: u64,
    /// Rows of this file, doubtful or not, of a time that other files cover.
    pub(super) shared: u64,
    pub(super) sums: BTreeMap<(u32, Cell), Sums>,
    lengths: BTreeMap<(u32, u16), u32>,
    minutes: BTreeMap<i64, f64>,
}

impl Doubt {
    pub(super) fn add(&mut self, row: &Applied) {
        self.rows += 1;
        self.sums.entry((row.series, row.cell)).or_default().add(&row.sums, 1.0);
        if let Some(length) = row.length {
            *self.lengths.entry((row.series, length)).or_default() += 1;
        }
        if let Some(minute) = row.minute {
            *self.minutes.entry(minute).or_default() += row.sums.requests;
        }
    }

    /// The same after series were gathered.
    pub(super) fn moved(&mut self, to: &[u32]) {
        for ((series, cell), sums) in core::mem::take(&mut self.sums) {
            self.sums.entry((to[series as usize], cell)).or_default().add(&sums, 1.0);
        }
        for ((series, length), many) in core::mem::take(&mut self.lengths) {
            *self.lengths.entry((to[series as usize], length)).or_default() += many;
        }
    }
}

impl Source {
    /// Adds rows that were in doubt: equal rows of this source stand already, so they need no more room.
    pub(super) fn accept(&mut self, doubt: Doubt, file: usize) {
        for ((series, cell), sums) in doubt.sums {
            self.series[series as usize].cells.entry(cell).or_default().add(&sums, 1.0);
            self.requests_seen += sums.requests;
            let from = f64::from(cell.0) * 3600.0;
            self.spans.entry(file).or_insert((from, from));
        }
        for ((series, length), many) in doubt.lengths {
            *self.series[series as usize].lengths.entry(length).or_default() += many;
        }
        for (minute, requests) in doubt.minutes {
            self.minutes.add(minute, requests);
        }
    }
}
