//! Rows without an id that another file has too: the same requests, or those of another server.

use super::applied::{Applied, Cell};
use super::length::Lengths;
use super::minutes::Minutes;
use super::sums::Sums;
use crate::usage::ends::Ends;
use std::collections::BTreeMap;

/// Such rows of the file that is being read.
#[derive(Debug, Default)]
pub(super) struct Doubt {
    pub(super) rows: u64,
    pub(super) tokens: f64,
    /// Rows of this file, doubtful or not, of a time that other files cover.
    pub(super) shared: u64,
    /// By the number of their series.
    pub(super) series: Vec<(BTreeMap<Cell, Sums>, Lengths)>,
    pub(super) minutes: Minutes,
}

impl Doubt {
    pub(super) fn add(&mut self, row: &Applied) {
        self.rows += 1;
        self.tokens += row.sums.tokens();
        let at = row.series as usize;
        if self.series.len() <= at {
            self.series.resize_with(at + 1, Default::default);
        }
        let (cells, lengths) = &mut self.series[at];
        cells.entry(row.cell).or_default().add(&row.sums, 1.0);
        if let Some(length) = row.length {
            *lengths.entry(length).or_default() += 1;
        }
        if let Some(minute) = row.minute {
            self.minutes.add(minute, row.sums.requests);
        }
    }

    /// The hours in which they stand.
    pub(super) fn span(&self) -> Ends {
        let ends = |cell: &Cell| [cell.0, cell.0 + cell.1 as i32 - 1].map(f64::from);
        Ends::of(self.series.iter().flat_map(|(cells, _)| cells.keys()).flat_map(ends))
    }

    /// The same after series were gathered.
    pub(super) fn moved(&mut self, to: &[u32]) {
        for ((cells, lengths), to) in core::mem::take(&mut self.series).into_iter().zip(to) {
            let at = *to as usize;
            if self.series.len() <= at {
                self.series.resize_with(at + 1, Default::default);
            }
            let (into, known) = &mut self.series[at];
            merge(into, known, cells, lengths);
        }
    }
}

/// Adds hours and lengths of prompts to those of another series.
pub(super) fn merge(
    into: &mut BTreeMap<Cell, Sums>,
    known: &mut Lengths,
    cells: BTreeMap<Cell, Sums>,
    lengths: Lengths,
) {
    for (cell, sums) in cells {
        into.entry(cell).or_default().add(&sums, 1.0);
    }
    for (length, many) in lengths {
        *known.entry(length).or_default() += many;
    }
}
