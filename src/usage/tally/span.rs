//! The time that the rows of each file cover, and their days, so that a day can be taken out of it again.

use crate::usage::ends::Ends;
use std::collections::BTreeMap;

/// Days of all files that are told apart: ninety years of two files.
const MOST: usize = 65_000;

/// First and last moment of each file, in their order.
#[derive(Debug, Default)]
pub(in crate::usage) struct Spans(pub(in crate::usage) Vec<(usize, Ends)>);

impl Spans {
    pub(in crate::usage) fn add(&mut self, file: usize, span: Ends) {
        match self.0.last_mut() {
            Some((last, known)) if *last == file => *known = known.with(span),
            _ => self.0.push((file, span)),
        }
    }
}

/// A day of a file.
#[derive(Clone, Copy, Debug)]
pub(in crate::usage) struct Day {
    pub(in crate::usage) file: usize,
    pub(in crate::usage) since_1970: i32,
    /// From the first moment of a row that begins on it to the last that one of them covers.
    pub(in crate::usage) span: Ends,
}

/// The days of each file, file by file.
#[derive(Debug, Default)]
pub(in crate::usage) struct Days {
    /// Places of the files' days in the list below.
    places: BTreeMap<u64, u16>,
    pub(in crate::usage) all: Vec<Day>,
    /// The place of the latest row's: most rows stand on the day of the one before.
    latest: usize,
}

impl Days {
    /// Lets a day of a file cover no more than this.
    pub(super) fn keep(&mut self, file: usize, day: i32, span: Ends) {
        if let Some(known) = self.all.iter_mut().find(|one| (one.file, one.since_1970) == (file, day)) {
            known.span = span;
        }
    }

    pub(super) fn add(&mut self, file: usize, span: Ends) {
        let day = libm::floor(span.first / 86_400.0) as i32;
        if self.all.get(self.latest).is_none_or(|one| (one.file, one.since_1970) != (file, day)) {
            let key = (file as u64) << 32 | u64::from(day as u32);
            self.latest = self.places.get(&key).map_or(self.all.len(), |place| usize::from(*place));
            if self.latest == self.all.len() && self.latest < MOST {
                self.places.insert(key, self.latest as u16);
                self.all.push(Day { file, since_1970: day, span });
            }
        }
        if let Some(known) = self.all.get_mut(self.latest) {
            known.span = known.span.with(span);
        }
    }
}
