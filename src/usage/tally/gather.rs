//! Where there are more labels and hours than are kept apart, the smaller series are gathered in one.

use super::doubt::merge;
use super::limits::{GATHERED, LEAST_ROOM};
use super::source::Source;
use super::{Sums, Tally};

/// Hours of all series together; a series takes as much room as eleven of them, however few it has.
const MOST_CELLS: usize = 100_000;

impl Tally {
    /// Makes room for another hour or label; false where even that leaves none.
    pub(super) fn room(&mut self) -> bool {
        if self.cells < MOST_CELLS {
            return true;
        }
        let (gathered, nothing) = (self.name_of(GATHERED), self.name_of(""));
        self.gathered = true;
        let room = MOST_CELLS / 2 / self.sources.len().max(1);
        for models_too in [false, true] {
            for source in &mut self.sources {
                source.gather(gathered, nothing, room, models_too);
            }
            let cells =
                |source: &Source| source.series.iter().map(|one| one.cells.len().max(LEAST_ROOM)).sum::<usize>();
            self.cells = self.sources.iter().map(cells).sum();
            if self.cells < MOST_CELLS * 3 / 4 {
                break;
            }
        }
        self.cells < MOST_CELLS
    }
}

impl Source {
    /// Keeps the series with most tokens as far as the room goes and adds the others up, model by model or all in one.
    fn gather(&mut self, gathered: u32, nothing: u32, room: usize, models_too: bool) {
        let tokens = |place: usize| self.series[place].cells.values().map(Sums::tokens).sum::<f64>();
        let mut order: Vec<(f64, u32)> = (0..self.series.len()).map(|place| (-tokens(place), place as u32)).collect();
        crate::order::numbered(&mut order);
        let mut kept = vec![false; self.series.len()];
        let mut taken = 0;
        for (_, place) in order {
            taken += self.series[place as usize].cells.len().max(LEAST_ROOM);
            if taken > room {
                break;
            }
            kept[place as usize] = true;
        }
        self.index.clear();
        let mut moved = Vec::with_capacity(kept.len());
        for (mut one, kept) in core::mem::take(&mut self.series).into_iter().zip(kept) {
            if !kept {
                one.labels = one.labels.map(|label| if label == nothing { nothing } else { gathered });
                if models_too {
                    (one.model, one.provider) = (nothing, nothing);
                }
            }
            let mark = (one.labels, one.model, one.provider, one.environment, one.embedding);
            let next = self.series.len() as u32;
            let number = *self.index.entry(mark).or_insert(next);
            moved.push(number);
            if number == next {
                self.series.push(one);
                continue;
            }
            let into = &mut self.series[number as usize];
            merge(&mut into.cells, &mut into.lengths, one.cells, one.lengths);
            into.input = into.input.with(one.input);
        }
        self.doubt.moved(&moved);
        self.again.moved(&moved);
        self.renumber(&|held| held.series = moved[held.series as usize]);
    }
}
