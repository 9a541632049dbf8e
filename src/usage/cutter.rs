//! Cuts a stream of JSON into documents of bounded size: lines, values one after another, the items of a list, and
//! pieces of a page whose list is long. Nothing is parsed here, only brackets and quotes are followed.

/// A page longer than this is cut between two items of its list.
const PAGE: usize = 512 << 10;
/// A document longer than this, and not to be cut, is given up.
const MOST: usize = 8 << 20;
/// Texts are cut off here: what is longer is a prompt or an answer.
const LONGEST_TEXT: usize = 32 << 10;
/// Numbers and texts of one list that are kept.
const MOST_ITEMS: u32 = 4096;

#[derive(Clone, Copy)]
struct Frame {
    list: bool,
    items: u32,
}

/// Cuts what is fed into documents.
#[allow(clippy::struct_excessive_bools, reason = "where a byte stands is several yes-or-no questions")]
pub(super) struct Cutter {
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
    /// A comma is not copied: the item before it was handed on.
    no_comma: bool,
    in_word: bool,
    line_start: bool,
    last: u8,
    /// Documents begun so far.
    pub(super) documents: u64,
    /// Documents that could not be closed, and the first three of them.
    pub(super) broken: u64,
    pub(super) broken_at: Vec<u64>,
    /// Bytes outside any document that are not JSON.
    pub(super) stray: u64,
}

impl Cutter {
    pub(super) fn new() -> Self {
        Self {
            out: Vec::new(),
            open: Vec::new(),
            outer: 0,
            text: None,
            escaped: false,
            muted: None,
            list_at: None,
            no_comma: false,
            in_word: false,
            line_start: true,
            last: 0,
            documents: 0,
            broken: 0,
            broken_at: Vec::new(),
            stray: 0,
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

    fn give_up(&mut self) {
        self.broken += 1;
        if self.broken_at.len() < 3 {
            self.broken_at.push(self.documents);
        }
        self.open.truncate(self.outer);
        self.begin_anew();
    }

    fn begin_anew(&mut self) {
        self.out.clear();
        self.text = None;
        self.escaped = false;
        self.muted = None;
        self.list_at = None;
        self.no_comma = false;
        self.in_word = false;
    }

    /// Takes more bytes and hands on every document that they complete, with its number from 1.
    pub(super) fn feed(&mut self, bytes: &[u8], take: &mut dyn FnMut(&[u8], u64)) {
        for &byte in bytes {
            if let Some(length) = self.text {
                self.within_text(byte, length);
            } else {
                self.outside_text(byte, take);
            }
            if byte == b'\n' {
                self.line_start = true;
            } else if !byte.is_ascii_whitespace() {
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
                let new_line = self.line_start && self.inside() && !matches!(self.last, b',' | b'[' | b':' | b'{');
                if new_line {
                    self.give_up();
                }
                if !self.inside() {
                    self.documents += 1;
                    self.begin_anew();
                }
                self.open.push(Frame { list: false, items: 0 });
                self.put(byte);
            }
            b'[' if !self.inside() => {
                self.open.push(Frame { list: true, items: 0 });
                self.outer += 1;
            }
            b'[' => {
                let within_list = self.open.last().is_some_and(|frame| frame.list);
                self.put(byte);
                self.open.push(Frame { list: true, items: 0 });
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
            // Bare NaN and Infinity are written by some tools; JSON has no word for them.
            b'N' | b'I' if self.inside() => {
                self.in_word = true;
                if self.muted.is_none() {
                    if self.out.last() == Some(&b'-') {
                        self.out.pop();
                    }
                    self.out.extend_from_slice(b"null");
                }
            }
            _ if self.inside() => self.put(byte),
            _ => self.stray += 1,
        }
        if self.out.len() > MOST {
            self.give_up();
        }
    }

    fn close(&mut self, byte: u8, take: &mut dyn FnMut(&[u8], u64)) {
        let Some(frame) = self.open.last().copied() else {
            self.stray += 1;
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
    pub(super) fn cut_off(&mut self) -> bool {
        let open = self.inside();
        if open {
            self.give_up();
        }
        open
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str, step: usize) -> (Vec<String>, u64) {
        let mut cutter = Cutter::new();
        let mut found = Vec::new();
        for piece in text.as_bytes().chunks(step) {
            cutter.feed(piece, &mut |bytes, _| found.push(String::from_utf8_lossy(bytes).into_owned()));
        }
        cutter.cut_off();
        (found, cutter.broken)
    }

    #[test]
    fn values_lines_and_lists_are_the_same_documents() {
        let (one, two) = (r#"{"a":"x}\"{","b":[1,2]}"#, r#"{"c":{"d":null}}"#);
        for text in
            [format!("{one}\n{two}\n"), format!("[{one}, {two}]"), format!("{one}{two}"), format!("[[{one}],[{two}]]")]
        {
            for step in [1, 7, 1000] {
                assert_eq!(cut(&text, step), (vec![one.to_owned(), two.to_owned()], 0), "{text}");
            }
        }
    }

    #[test]
    fn a_long_page_is_cut_between_items_and_keeps_its_head() {
        let item = format!(r#"{{"n":"{}"}}"#, "x".repeat(1000));
        let items = vec![item; 2000].join(",");
        let (found, broken) =
            cut(&format!(r#"{{"object":"page","tags":["t"],"data":[{items}],"has_more":true}}"#), 4096);
        assert!(found.len() > 3 && broken == 0, "{}", found.len());
        assert!(found.iter().all(|one| one.starts_with(r#"{"object":"page","tags":["t"],"data":[{"#)));
        assert_eq!(found.iter().map(|one| one.matches(r#""n""#).count()).sum::<usize>(), 2000);
        assert!(found.iter().all(|one| serde_json::from_str::<serde_json::Value>(one).is_ok()));
        assert_eq!(found.iter().filter(|one| one.contains("has_more")).count(), 1);
    }

    #[test]
    fn long_texts_and_timings_are_not_kept_and_bare_words_are_null() {
        let text = format!(
            r#"{{"p":"{}","i":[[1,2],[3]],"r":-Infinity,"s":NaN,"n":[{}],"z":1}}"#,
            "é\\n".repeat(40_000),
            "7,".repeat(9_000) + "7"
        );
        let (found, broken) = cut(&text, 999);
        assert_eq!((found.len(), broken), (1, 0));
        assert!(found[0].len() < 60_000);
        assert!(
            found[0].contains(r#""i":[[],[]],"r":null,"s":null"#) && found[0].ends_with(r#""z":1}"#),
            "{}",
            &found[0][found[0].len() - 80..]
        );
        assert!(serde_json::from_str::<serde_json::Value>(&found[0]).is_ok());
    }

    #[test]
    fn a_cut_line_costs_one_record() {
        let (found, broken) = cut("{\"a\":1}\n{\"b\":\"cut\n{\"c\":3}\n{\"d\":{\"e\":4\n{\"f\":5}\n{\"g\":", 3);
        assert_eq!(found, [r#"{"a":1}"#, r#"{"c":3}"#, r#"{"f":5}"#]);
        assert_eq!(broken, 3);
    }
}
