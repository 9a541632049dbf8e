//! The same days of one vendor in two files that part them differently: their usage would count twice.

use super::Tally;
use super::source::Source;
use crate::usage::row::{Format, Row};

impl Source {
    /// Notes by what the rows of a file are parted: which of their labels are not empty.
    pub(super) fn part_by(&mut self, file: usize, row: &Row<'_>) {
        if !matches!(self.format, Format::OpenAi | Format::Anthropic) {
            return;
        }
        let mask = [row.model, row.labels[2], row.labels[3]]
            .iter()
            .enumerate()
            .fold(0, |mask, (at, text)| mask | u8::from(!text.is_empty()) << at);
        match self.parted.last_mut() {
            Some((last, known)) if *last == file => *known |= mask,
            _ => self.parted.push((file, mask)),
        }
    }

    /// An earlier file whose days are those of the last one, parted another way.
    fn parted_again(&self) -> Option<usize> {
        let (file, mask) = self.parted.last()?;
        let span = |file: usize| self.spans.0.iter().find(|one| one.0 == file).map(|one| one.1);
        let own = span(*file)?;
        let others = self.parted.iter().filter(|(other, way)| other < file && way != mask);
        others.map(|(other, _)| *other).find(|other| span(*other).is_some_and(|ends| ends.overlap(&own)))
    }
}

impl Tally {
    /// A part has ended: says where its days stand in another file, parted another way.
    pub(super) fn settle_parted(&mut self, at: usize) {
        let file = self.files.len().saturating_sub(1);
        let source = &self.sources[at];
        if source.parted.last().is_none_or(|(last, _)| *last != file) {
            return;
        }
        if let Some(other) = source.parted_again() {
            let other = &self.files[other].name;
            let sentence = format!(
                "Some of its days stand in {other} too, grouped another way (by model, project or workspace, or key): that usage counts twice. Give one of the two files."
            );
            self.record = 0;
            self.wrong(&sentence);
        }
    }
}
