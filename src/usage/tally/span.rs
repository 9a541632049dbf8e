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
    /// Since 1970.
    pub(in crate::usage) day: i32,
    /// From the first moment of a row that begins on it to the last that one of them covers.
    pub(in crate::usage) span: Ends,
}

/// The days of each file, file by file.
#[derive(Debug, Default)]
pub(in crate::usage) struct Days {
    /// Places of the files' days in the list below.
    places: BTreeMap<u64, u16>,
    pub(in crate::usage) all: Vec<Day>,
}

impl Days {
    pub(super) fn add(&mut self, file: usize, span: Ends) {
        let day = libm::floor(span.first / 86_400.0) as i32;
        let key = (file as u64) << 32 | u64::from(day as u32);
        if let Some(place) = self.places.get(&key) {
            let known = &mut self.all[usize::from(*place)];
            known.span = known.span.with(span);
        } else if self.all.len() < MOST {
            self.places.insert(key, self.all.len() as u16);
            self.all.push(Day { file, day, span });
        }
    }
}
