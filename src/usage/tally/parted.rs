//! The same days of one vendor in two files that part them differently: their usage counts once.

use super::Tally;
use super::applied::{Applied, Cell};
use super::cuts::LONG;
use super::doubt::Doubt;
use super::source::Source;
use super::sums::Sums;
use crate::usage::ends::Ends;
use crate::usage::row::{Format, Row, Span};

/// The mark of a file whose rows are days or longer.
const DAYS: u8 = 16;

impl Source {
    /// Notes by what the rows of a file are parted: which of their labels are not empty.
    pub(super) fn part_by(&mut self, file: usize, row: &Row<'_>) {
        let Span::Seconds(seconds) = row.span else { return };
        let plain = self.format == Format::Log && row.rest == 0;
        if !plain && !matches!(self.format, Format::OpenAi | Format::Anthropic) {
            return;
        }
        let mut mask = [row.model, row.labels[2], row.labels[3], row.labels[0]]
            .iter()
            .enumerate()
            .fold(0, |mask, (at, text)| mask | u8::from(!text.is_empty()) << at);
        // Hours and days of a vendor are told apart row by row.
        mask |= if plain && seconds > LONG { DAYS } else { 0 };
        match self.parted.last_mut() {
            Some((last, known)) if *last == file => *known |= mask,
            _ => self.parted.push((file, mask)),
        }
    }

    /// Notes a row of a time that an earlier file covers, which may be counted in it by another way.
    pub(super) fn note_again(&mut self, file: usize, row: &Row<'_>, applied: &Applied) {
        let time = row.time.seconds;
        let covers = |one: &&(usize, u8)| {
            one.0 < file && self.span_of(one.0).is_some_and(|span| span.first <= time && time < span.last)
        };
        if self.parted.iter().any(|one| covers(&one)) {
            self.again.add(applied);
        }
    }

    fn span_of(&self, file: usize) -> Option<Ends> {
        self.spans.0.iter().find(|one| one.0 == file).map(|one| one.1)
    }

    /// Takes the noted rows out where the other files have as many tokens in their time, or the days that hours repeat: what
    /// was taken; `None` where they have not as many.
    fn take_again(&mut self, again: &Doubt, hours: bool) -> Option<Sums> {
        let ends = |cell: &Cell| [cell.0, cell.0 + cell.1 as i32 - 1].map(f64::from);
        let span = Ends::of(again.series.iter().flat_map(|(cells, _)| cells.keys()).flat_map(ends));
        let inside = self.series.iter().flat_map(|one| &one.cells).filter(|(cell, _)| span.holds(f64::from(cell.0)));
        let others = inside.map(|(_, sums)| sums.tokens()).sum::<f64>() - again.tokens;
        if libm::fabs(others - again.tokens) > 0.01 * again.tokens {
            return None;
        }
        if hours {
            return Some(self.take_days(&|cell| span.holds(f64::from(cell.0))));
        }
        let mut gone = Sums::default();
        for (one, (cells, _)) in self.series.iter_mut().zip(&again.series) {
            for (cell, sums) in cells {
                one.cells.entry(*cell).or_default().add(sums, -1.0);
                gone.add(sums, 1.0);
            }
        }
        self.minutes.merge(&again.minutes, -1.0);
        Some(gone)
    }

    /// An earlier file whose days are those of the last one, parted another way.
    fn parted_again(&self) -> Option<(usize, u8)> {
        let (file, mask) = self.parted.last()?;
        let own = self.span_of(*file)?;
        let others = self.parted.iter().filter(|(other, way)| other < file && way != mask);
        others.copied().find(|(other, _)| self.span_of(*other).is_some_and(|ends| ends.overlap(&own)))
    }
}

impl Tally {
    /// A part has ended: where its days stand in another file, parted another way, they count once.
    pub(super) fn settle_parted(&mut self, at: usize) {
        let file = self.files.len().saturating_sub(1);
        let source = &mut self.sources[at];
        let again = core::mem::take(&mut source.again);
        let Some((_, way)) = source.parted.last().filter(|(last, _)| *last == file).copied() else { return };
        let Some((other, first)) = source.parted_again() else { return };
        let hours = first & DAYS > way & DAYS;
        let fate = match source.take_again(&again, hours) {
            Some(gone) if again.rows > 0 || source.format != Format::Log => {
                let from = if hours { other } else { file };
                source.renumber(&|held| {
                    if held.file == from {
                        held.sums = Sums::default();
                    }
                });
                self.drop_again(from, gone.rows as u64, gone.tokens());
                "they count once"
            }
            _ if source.format == Format::Log => return,
            _ => "if it is the same usage, it counts twice: give one of the two files",
        };
        let sentence = format!(
            "Some of its days stand in {} too, grouped another way (by model, project or workspace, key, hour or day): {fate}.",
            self.files[other].name
        );
        self.record = 0;
        self.wrong(&sentence);
    }
}
