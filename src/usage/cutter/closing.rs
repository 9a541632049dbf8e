//! Brackets that close: a document is complete, or one more piece of a page.

use super::{Cutter, PAGE};

impl Cutter {
    pub(super) fn close(&mut self, byte: u8, take: &mut dyn FnMut(&[u8], u64)) {
        let Some(frame) = self.open.last().copied() else {
            self.stray();
            return;
        };
        if frame.list != (byte == b']') {
            if self.inside() {
                self.give_up();
            }
            return;
        }
        if !self.inside() {
            self.open.pop();
            self.outer -= 1;
            return;
        }
        if self.muted == Some(self.open.len()) {
            self.muted = None;
        }
        self.no_comma = false;
        self.put(byte);
        self.open.pop();
        if !self.inside() {
            take(&self.out, self.documents);
            self.begin_anew();
        } else if byte == b'}'
            && self.open.len() == self.outer + 2
            && self.out.len() > PAGE
            && let Some(at) = self.list_at
            && self.open.last().is_some_and(|frame| frame.list)
        {
            self.out.extend_from_slice(b"]}");
            take(&self.out, self.documents);
            self.out.truncate(at);
            self.no_comma = true;
        } else if byte == b']' && self.open.len() == self.outer + 1 && self.out.len() <= PAGE {
            // A short list before the long one belongs to what every piece repeats.
            self.list_at = None;
        }
    }

    /// At the end: whether a document was left open, which means that the file was cut off.
    pub(in crate::usage) fn cut_off(&mut self) -> bool {
        let open = self.inside();
        if open {
            self.give_up();
        }
        open
    }
}
