//! Pages of an export whose rows come largest first.

use super::Tally;
use crate::usage::ends::Ends;
use crate::usage::row::Format;

impl Tally {
    /// Notes a page, or a piece of one that does not say whether more follow.
    pub(in crate::usage) fn largest_first(&mut self, format: Format, more: Option<bool>, starts: Ends) {
        self.file().largest_first = Some(format);
        let at = self.source(format);
        let source = &mut self.sources[at];
        if let Some(more) = more {
            source.holes.page(starts, more);
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
