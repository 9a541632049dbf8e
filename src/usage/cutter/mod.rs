//! Cuts a stream of JSON into documents of bounded size: lines, values one after another, the items of a list, and
//! pieces of a page whose list is long. Nothing is parsed here, only brackets and quotes are followed.

mod broken;
mod closing;

/// A page longer than this is cut between two items of its list.
const PAGE: usize = 512 << 10;
/// A document longer than this, and not to be cut, is given up.
const MOST: usize = 8 << 20;
/// Texts are cut off here: what is longer is a prompt or an answer.
const LONGEST_TEXT: usize = 32 << 10;
/// Longest line between records that is looked at.
const LONGEST_HEADER: usize = 4096;
/// Numbers and texts of one list that are kept.
const MOST_ITEMS: u32 = 4096;

#[derive(Clone, Copy)]
struct Frame {
    list: bool,
    /// Whether it is a list of records.
    records: bool,
    items: u32,
}

/// Cuts what is fed into documents.
#[allow(clippy::struct_excessive_bools, reason = "where a byte stands is several yes-or-no questions")]
pub(in crate::usage) struct Cutter {
    out: Vec<u8>,
    /// Brackets open, outer lists around documents included.
    open: Vec<Frame>,
    /// How many of them stand around documents.
    outer: usize,
    text: Option<usize>,
    escaped: bool,
    /// Nothing is copied until fewer than this many brackets are open.
    muted: Option<usize>,
    /// Where the items of the page's list begin.
    list_at: Option<usize>,
    /// How much of it are whole records of a list, and the brackets that close what is open around them.
    whole: usize,
    closers: Vec<u8>,
    /// A comma is not copied: the item before it was handed on.
    no_comma: bool,
    in_word: bool,
    line_start: bool,
    /// Whether a record was given up on this line.
    spoiled: bool,
    last: u8,
    /// Line breaks so far, and the line of the last byte that is not blank.
    lines: u64,
    pub(in crate::usage) ends_on: u64,
    /// Documents begun so far.
    pub(in crate::usage) documents: u64,
    /// Documents that could not be closed, and the first three of them.
    pub(in crate::usage) broken: u64,
    pub(in crate::usage) broken_at: Vec<u64>,
    /// Bytes outside any document that are not JSON, and the line that the first of them stands on.
    pub(in crate::usage) stray: u64,
    pub(in crate::usage) stray_at: u64,
    /// What begins on that line: it may be another table's header.
    pub(in crate::usage) stray_line: Vec<u8>,
}

impl Cutter {
    pub(in crate::usage) fn new() -> Self {
        Self {
            out: Vec::new(),
            open: Vec::new(),
            outer: 0,
            text: None,
            escaped: false,
            muted: None,
            list_at: None,
            whole: 0,
            closers: Vec::new(),
            no_comma: false,
            in_word: false,
            line_start: true,
            spoiled: false,
            last: 0,
            lines: 0,
            ends_on: 0,
            documents: 0,
            broken: 0,
            broken_at: Vec::new(),
            stray: 0,
            stray_at: 0,
            stray_line: Vec::new(),
        }
    }

    fn inside(&self) -> bool {
        self.open.len() > self.outer
    }

    fn put(&mut self, byte: u8) {
        if self.muted.is_none() {
            self.out.push(byte);
        }
    }

    /// Takes more bytes and hands on every document that they complete, with its number from 1.
    pub(in crate::usage) fn feed(&mut self, bytes: &[u8], take: &mut dyn FnMut(&[u8], u64)) {
        for &byte in bytes {
            if let Some(length) = self.text {
                self.within_text(byte, length);
            } else {
                self.outside_text(byte, take);
            }
            if self.stray > 0 && self.stray_at == self.lines + 1 && self.stray_line.len() < LONGEST_HEADER {
                self.stray_line.push(byte);
            }
            if byte == b'\n' {
                self.lines += 1;
                self.line_start = true;
                self.spoiled = false;
            } else if !byte.is_ascii_whitespace() {
                self.ends_on = self.lines + 1;
                self.line_start = false;
                self.last = byte;
            } else {
                self.line_start = false;
            }
        }
    }

    fn within_text(&mut self, byte: u8, length: usize) {
        if self.escaped {
            self.escaped = false;
        } else if byte == b'\\' {
            self.escaped = true;
        } else if byte == b'"' {
            self.text = None;
            self.put(byte);
            return;
        } else if byte == b'\n' {
            // A line break inside quotes is no JSON: the line was cut.
            self.give_up();
            return;
        }
        // Cut only where a plain letter begins, so that no escape and no letter is halved.
        if length >= LONGEST_TEXT + 16 {
            return;
        }
        let whole = length < LONGEST_TEXT || !(self.escaped || byte.is_ascii() && byte != b'\\');
        self.text = Some(if whole { length + 1 } else { LONGEST_TEXT + 16 });
        if whole {
            self.put(byte);
        }
    }

    fn outside_text(&mut self, byte: u8, take: &mut dyn FnMut(&[u8], u64)) {
        if self.in_word && byte.is_ascii_alphabetic() {
            return;
        }
        self.in_word = false;
        match byte {
            b'{' => {
                // A record may stand behind a name or in a list; anywhere else the line before it was cut.
                let in_list = self.open.last().is_some_and(|frame| frame.list);
                let fits = self.last == b':' || in_list && matches!(self.last, b',' | b'[');
                let new_line = self.line_start && self.inside() && !fits;
                if new_line {
                    self.give_up();
                }
                if !self.inside() {
                    self.documents += 1;
                    self.begin_anew();
                }
                self.open.push(Frame { list: false, records: false, items: 0 });
                self.put(byte);
            }
            b'[' if !self.inside() => {
                self.open.push(Frame { list: true, records: false, items: 0 });
                self.outer += 1;
            }
            b'[' => {
                let within_list = self.open.last().is_some_and(|frame| frame.list);
                let records = self.muted.is_none() && self.opens_records();
                self.put(byte);
                self.open.push(Frame { list: true, records, items: 0 });
                // Lists of lists hold timings of single tokens.
                if within_list && self.muted.is_none() {
                    self.muted = Some(self.open.len());
                }
                if self.open.len() == self.outer + 2 && self.list_at.is_none() {
                    self.list_at = Some(self.out.len());
                }
            }
            b'}' | b']' => self.close(byte, take),
            b',' => {
                if let Some(frame) = self.open.last_mut()
                    && frame.list
                {
                    frame.items = if matches!(self.last, b'}') { 0 } else { frame.items + 1 };
                    if frame.items >= MOST_ITEMS && self.muted.is_none() && self.open.len() > self.outer {
                        self.muted = Some(self.open.len());
                    }
                }
                if core::mem::take(&mut self.no_comma) {
                    return;
                }
                if self.inside() {
                    self.put(byte);
                }
            }
            _ if byte.is_ascii_whitespace() => {}
            b'"' if self.inside() => {
                self.text = Some(0);
                self.put(byte);
            }
            // Bare NaN and Infinity are written by some tools; JSON has no word for them, so they become texts.
            b'N' | b'I' if self.inside() => {
                self.in_word = true;
                if self.muted.is_none() {
                    if self.out.last() == Some(&b'-') {
                        self.out.pop();
                    }
                    self.out.extend_from_slice(b"\"NaN\"");
                }
            }
            _ if self.inside() => self.put(byte),
            // The mark that the next of several joined files begins with.
            0xef | 0xbb | 0xbf => {}
            _ => self.stray(),
        }
        if self.out.len() > MOST {
            self.give_up();
        }
    }
}

#[cfg(test)]
mod tests;
