//! Exports whose rows come largest first: where their end is missing, hours that are not there are unknown, not idle.

use super::Tally;
use super::source::Source;
use crate::usage::ends::Ends;
use crate::usage::row::Format;

/// The pages of such an export.
#[derive(Debug, Default)]
pub(super) struct Holes {
    /// When the rows of each page begin, and whether it says that more follow.
    pages: Vec<(Ends, bool)>,
    /// Whether one was cut off.
    cut: bool,
}

impl Holes {
    /// Whether a page says that more follow, and no last page tells of the same time.
    fn is_open(&self) -> bool {
        let last =
            |of: &Ends| self.pages.iter().any(|(ends, more)| !more && ends.first <= of.last && of.first <= ends.last);
        self.pages.iter().any(|(ends, more)| *more && !last(ends))
    }
}

impl Source {
    /// Whether hours that are not there are unknown.
    pub(in crate::usage) fn has_holes(&self) -> bool {
        self.holes.cut || self.holes.is_open()
    }
}

impl Tally {
    /// Notes a page, or a piece of one that does not say whether more follow.
    pub(in crate::usage) fn largest_first(&mut self, format: Format, more: Option<bool>, starts: Ends) {
        self.file().largest_first = Some(format);
        let at = self.source(format);
        let source = &mut self.sources[at];
        if let Some(more) = more {
            source.holes.pages.push((starts, more));
            source.incomplete = source.holes.is_open();
        }
    }

    /// Notes that the file being read was cut off.
    pub(in crate::usage) fn cut_in_pages(&mut self) {
        if let Some(format) = self.file().largest_first {
            let at = self.source(format);
            self.sources[at].holes.cut = true;
        }
    }
}
