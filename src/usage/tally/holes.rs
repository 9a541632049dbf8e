//! What is known of the end of exports whose rows come largest first: without it, hours that are not there are unknown.

use crate::usage::ends::Ends;

/// The pages of such an export.
#[derive(Debug, Default)]
pub(super) struct Holes {
    /// When the rows of each page begin, and whether it says that more follow.
    pages: Vec<(Ends, bool)>,
    /// Whether one was cut off.
    pub(super) cut: bool,
}

impl Holes {
    pub(super) fn page(&mut self, starts: Ends, more: bool) {
        self.pages.push((starts, more));
    }

    /// Whether a page says that more follow, and no last page tells of the same time.
    pub(super) fn is_open(&self) -> bool {
        let last =
            |of: &Ends| self.pages.iter().any(|(ends, more)| !more && ends.first <= of.last && of.first <= ends.last);
        self.pages.iter().any(|(ends, more)| *more && !last(ends))
    }
}
