//! Brackets that close: a document is complete, or one more piece of a page.

use super::{Cutter, PAGE};

/// Names of the lists that hold the records of a page.
const OUTER: [&[u8]; 17] = [
    b"data",
    b"results",
    b"result",
    b"pages",
    b"records",
    b"items",
    b"logs",
    b"observations",
    b"requests",
    b"events",
    b"daily",
    b"monthly",
    b"projects",
    b"resourceSpans",
    b"batches",
    b"value",
    b"benchmarks",
];
/// Those within such a record that hold records themselves. The parts of a bucket of time are none: half a bucket would
/// count as a whole hour or day.
const WITHIN: [&[u8]; 4] = [b"data", b"timeseries", b"scopeSpans", b"spans"];

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
        if byte == b'}' && self.muted.is_none() && self.open.last().is_some_and(|frame| frame.records) {
            self.whole = self.out.len();
            self.closers.clear();
            let open = self.open[self.outer..].iter().rev();
            self.closers.extend(open.map(|frame| if frame.list { b']' } else { b'}' }));
        }
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
            self.whole = 0;
            self.no_comma = true;
        } else if byte == b']' && self.open.len() == self.outer + 1 && self.out.len() <= PAGE {
            // A short list before the long one belongs to what every piece repeats.
            self.list_at = None;
        }
    }

    /// Whether the list that opens holds records: then what stands of it can be read when the file is cut in the next one.
    pub(super) fn opens_records(&self) -> bool {
        let mut around = self.open[self.outer..].iter().filter(|frame| frame.list).peekable();
        let names: &[&[u8]] = if around.peek().is_some() { &WITHIN } else { &OUTER };
        let name = self.out.strip_suffix(b"\":");
        let named = |name: &[u8], of: &[u8]| name.strip_suffix(of).is_some_and(|rest| rest.ends_with(b"\""));
        around.all(|frame| frame.records) && name.is_some_and(|name| names.iter().any(|of| named(name, of)))
    }

    /// At the end: whether a document or a list of them was left open, which means that the file was cut off. The whole
    /// records of a page that was cut in its list are handed on.
    pub(in crate::usage) fn cut_off(&mut self, take: &mut dyn FnMut(&[u8], u64)) -> bool {
        let cut = self.inside() || self.outer > 0 && self.documents > 0 && self.stray == 0;
        if self.whole > 0 {
            self.out.truncate(self.whole);
            self.out.extend_from_slice(&self.closers);
            take(&self.out, self.documents);
        }
        self.open.clear();
        self.outer = 0;
        self.begin_anew();
        cut
    }
}
