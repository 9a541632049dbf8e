//! The same days of one vendor in two files that part them differently: their usage counts once.

use super::Tally;
use super::applied::Applied;
use super::cuts::LONG;
use super::doubt::Doubt;
use super::source::Source;
use super::sums::Sums;
use crate::sentence::rounded;
use crate::usage::ends::Ends;
use crate::usage::row::{Format, Row, Span};

/// The mark of a file whose rows are days or longer.
const DAYS: u16 = 16;
/// Places of the marks of other columns behind it.
const OTHERS: u32 = 5;

/// Totals as far apart as rounding takes them; and as exports of one usage that somebody added up on two days may be.
const SAME: f64 = 0.01;
const ABOUT: f64 = 0.1;

/// Which of two files that tell of one usage goes: the later, the earlier, or of that its days, where the later has hours.
#[derive(Clone, Copy, PartialEq)]
enum Which {
    Later,
    Earlier,
    Days,
}

impl Source {
    /// Notes by what the rows of a file are parted: which of their labels and other columns are not empty.
    pub(super) fn part_by(&mut self, file: usize, row: &Row<'_>) {
        let Span::Seconds(seconds) = row.span else { return };
        let plain = self.format == Format::Log && row.rest == 0;
        if !plain && !matches!(self.format, Format::OpenAi | Format::Anthropic) {
            return;
        }
        let mut mask = [row.model, row.labels[2], row.labels[3], row.labels[0]]
            .iter()
            .enumerate()
            .fold(0, |mask, (at, text)| mask | u16::from(!text.is_empty()) << at);
        mask |= u16::from(row.told) << OTHERS;
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
        let covers = |one: &&(usize, u16)| {
            one.0 < file && self.span_of(one.0).is_some_and(|span| span.first <= time && time < span.last)
        };
        if self.parted.iter().any(|one| covers(&one)) {
            self.again.add(applied);
        }
    }

    fn span_of(&self, file: usize) -> Option<Ends> {
        self.spans.0.iter().find(|one| one.0 == file).map(|one| one.1)
    }

    /// How much more the other files have in the time of the noted rows, as a part of these: below 0 if less.
    fn more(&self, again: &Doubt) -> f64 {
        let span = again.span();
        let inside = self.series.iter().flat_map(|one| &one.cells).filter(|(cell, _)| span.holds(f64::from(cell.0)));
        inside.map(|(_, sums)| sums.tokens()).sum::<f64>() / again.tokens - 2.0
    }

    /// Takes the noted rows out, or of their time the others, all of them or those of days; what was taken.
    fn take_again(&mut self, again: &Doubt, what: Which) -> Sums {
        let span = again.span();
        if what == Which::Days {
            return self.take(&|cell, _| f64::from(cell.1) * 3600.0 > LONG && span.holds(f64::from(cell.0)));
        }
        let mut gone = Sums::default();
        for (at, one) in self.series.iter_mut().enumerate() {
            let own = again.series.get(at).map(|(cells, _)| cells);
            for (cell, sums) in one.cells.iter_mut().filter(|(cell, _)| span.holds(f64::from(cell.0))) {
                let later = own.and_then(|cells| cells.get(cell)).copied().unwrap_or_default();
                let before = *sums;
                if what == Which::Later {
                    sums.add(&later, -1.0);
                    gone.add(&later, 1.0);
                } else {
                    *sums = later;
                    gone.add(&before, 1.0);
                    gone.add(&later, -1.0);
                }
            }
        }
        if what == Which::Later {
            self.minutes.merge(&again.minutes, -1.0);
        }
        gone
    }

    /// An earlier file whose days are those of the last one, parted another way.
    fn parted_again(&self) -> Option<(usize, u16)> {
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
        let days = first & DAYS > way & DAYS;
        let more = if again.tokens > 0.0 { source.more(&again) } else { 0.0 };
        let apart = libm::fabs(more);
        let plain = source.format == Format::Log;
        let mut asks = false;
        let percent = [rounded(libm::round(apart * 100.0), 6).as_str(), " %"].concat();
        let fate = match () {
            () if plain && again.rows == 0 => return,
            // What the other file had was taken back for it already.
            () if more <= SAME - 1.0 => "they count once".to_owned(),
            () if apart <= if plain { ABOUT } else { SAME } => {
                let what = match () {
                    () if apart <= SAME && days => Which::Days,
                    () if apart > SAME && more < 0.0 => Which::Earlier,
                    () => Which::Later,
                };
                let gone = source.take_again(&again, what);
                let from = if what == Which::Later { file } else { other };
                source.renumber(&|held| {
                    if held.file == from {
                        held.sums = Sums::default();
                    }
                });
                self.drop_again(from, gone.rows as u64, gone.tokens());
                if apart <= SAME {
                    "they count once".to_owned()
                } else {
                    ["their tokens differ by ", &percent, ", so the file with more counts, once"].concat()
                }
            }
            () if plain => {
                asks = true;
                [
                    "their tokens differ by ",
                    &percent,
                    ", so both count; if it is the same usage, give one of the two files",
                ]
                .concat()
            }
            () => "if it is the same usage, it counts twice: give one of the two files".to_owned(),
        };
        let sentence = format!(
            "Some of its days stand in {} too, grouped another way (by model, project or workspace, key, hour or day, or with other columns): {fate}.",
            self.files[other].name
        );
        self.record = 0;
        if asks {
            self.say(&sentence);
        } else {
            self.wrong(&sentence);
        }
    }
}
