//! What is no document, or none to the end: it is counted and left.

use super::Cutter;

impl Cutter {
    /// Counts a byte that stands outside any document.
    pub(super) fn stray(&mut self) {
        // What follows on the line of a broken record is a part of it.
        if self.spoiled {
            return;
        }
        if self.stray == 0 {
            self.stray_at = self.lines + 1;
        }
        self.stray += 1;
    }

    /// Leaves a document that cannot be closed or is too long.
    pub(super) fn give_up(&mut self) {
        self.spoiled = true;
        self.broken += 1;
        if self.broken_at.len() < 3 {
            self.broken_at.push(self.documents);
        }
        self.open.truncate(self.outer);
        self.begin_anew();
    }

    /// Forgets what was copied of a document.
    pub(super) fn begin_anew(&mut self) {
        self.out.clear();
        self.text = None;
        self.escaped = false;
        self.muted = None;
        self.list_at = None;
        self.whole = 0;
        self.no_comma = false;
        self.in_word = false;
    }
}
