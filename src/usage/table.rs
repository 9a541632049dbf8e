//! CSV in pieces: only the cells of named columns are kept, one record at a time.

use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

/// Longest cell that is kept; token counts, names and small JSON are shorter, invocations with their prompts are not.
const LONGEST_CELL: usize = 1 << 20;
/// Most columns.
const MOST_COLUMNS: usize = 512;

/// Reads CSV and hands on its records.
pub(super) struct Table {
    core: Reader,
    /// Whether a comma is the decimal mark: columns are parted by semicolons.
    pub(super) comma: bool,
    delimiter: u8,
    field: usize,
    /// Which columns are kept; all of them while the header is not known.
    wanted: Vec<bool>,
    cells: Vec<String>,
    cell: Vec<u8>,
    /// Records so far, the header among them.
    pub(super) record: u64,
    /// Columns of the record that is handed on, and how many of them end with one that is not empty.
    pub(super) width: usize,
    pub(super) filled: usize,
    filling: usize,
    /// Whether the file ends with it and without a line break.
    pub(super) last: bool,
    /// Line breaks in the record that is handed on.
    pub(super) breaks: u64,
    /// The line on which the record before it ends.
    line: u64,
    /// What the lines in its cells look like.
    inner: Inner,
    /// Whether the record begins as JSON does; not known before its first byte.
    json: Option<bool>,
}

/// Lines in the cells of a record: where they are parted like rows, a stray quotation mark has swallowed them.
#[derive(Default)]
struct Inner {
    lines: u64,
    rows: u64,
    /// Marks of the line so far; none before the first line break of a cell.
    marks: Option<usize>,
    mark: bool,
}

impl Inner {
    /// Takes a part of a cell of a table of so many columns.
    fn take(&mut self, bytes: &[u8], delimiter: u8, columns: usize) {
        if self.marks.is_none() && !bytes.contains(&b'\n') {
            return;
        }
        for &byte in bytes {
            if byte == b'\n' {
                self.end(columns);
                self.marks = Some(0);
            }
            // In words a blank follows a comma.
            let more = if byte == delimiter { 1 } else { usize::from(self.mark && byte == b' ') * columns };
            self.marks = self.marks.map(|marks| marks + more);
            self.mark = byte == delimiter;
        }
    }

    /// A line of a cell ends.
    fn end(&mut self, columns: usize) {
        if let Some(marks) = self.marks.take() {
            self.lines += 1;
            self.rows += u64::from(columns > 2 && marks + 1 == columns);
        }
    }
}

impl Table {
    /// With the mark that the first line is parted by most often.
    pub(super) fn new(head: &[u8]) -> Self {
        let mut counts = [(b',', 0), (b';', 0), (b'\t', 0), (b'|', 0)];
        let mut quoted = false;
        for byte in head.iter().take_while(|byte| **byte != b'\n') {
            quoted ^= *byte == b'"';
            for (mark, count) in &mut counts {
                *count += u32::from(!quoted && byte == mark);
            }
        }
        let delimiter = counts.iter().fold((b',', 0), |best, one| if one.1 > best.1 { *one } else { best }).0;
        Self {
            core: ReaderBuilder::new().delimiter(delimiter).build(),
            comma: delimiter == b';',
            delimiter,
            field: 0,
            wanted: Vec::new(),
            cells: Vec::new(),
            cell: Vec::new(),
            record: 0,
            width: 0,
            filled: 0,
            filling: 0,
            last: false,
            breaks: 0,
            line: 1,
            inner: Inner::default(),
            json: None,
        }
    }

    /// Whether the record that is handed on begins as JSON does.
    pub(super) fn is_json(&self) -> bool {
        self.json == Some(true)
    }

    /// Keeps only these columns from now on.
    pub(super) fn want(&mut self, columns: &[bool]) {
        self.wanted = columns.to_vec();
    }

    /// Takes more bytes; none means the end. Hands on every record that they complete.
    pub(super) fn feed(&mut self, mut bytes: &[u8], take: &mut dyn FnMut(&mut Self, &[String])) {
        let end = bytes.is_empty();
        self.last = end;
        let mut room = [0_u8; 4096];
        loop {
            if self.json.is_none() {
                let mut marks = bytes.iter().filter(|byte| byte.is_ascii_graphic());
                let first = marks.next();
                self.json = first.map(|first| *first == b'{' || *first == b'[' && marks.next() == Some(&b'{'));
            }
            let (result, read, written) = self.core.read_field(bytes, &mut room);
            bytes = &bytes[read..];
            if room[..written].iter().any(|byte| !byte.is_ascii_whitespace()) {
                self.filling = self.field + 1;
            }
            self.inner.take(&room[..written], self.delimiter, self.wanted.len());
            if self.wanted.is_empty() || self.wanted.get(self.field).copied().unwrap_or(false) {
                let left = LONGEST_CELL.saturating_sub(self.cell.len());
                self.cell.extend_from_slice(&room[..written.min(left)]);
            }
            match result {
                ReadFieldResult::InputEmpty => {
                    if !end {
                        return;
                    }
                }
                ReadFieldResult::OutputFull => {}
                ReadFieldResult::Field { record_end } => {
                    self.keep_cell();
                    if record_end {
                        self.hand_on(take);
                    }
                }
                ReadFieldResult::End => return,
            }
            if bytes.is_empty() && !end {
                return;
            }
        }
    }

    /// Forgets the record that is not complete: nothing of it is handed on.
    pub(super) fn abandon(&mut self) {
        self.core.reset();
        self.line = self.core.line();
        self.cell.clear();
        self.inner = Inner::default();
        (self.field, self.filling) = (0, 0);
        self.json = None;
    }

    /// Rows that a cell of the record that is handed on holds: all of its lines, but for the last, are parted like them.
    pub(super) const fn swallowed(&self) -> u64 {
        if self.inner.rows + 1 >= self.inner.lines { self.inner.rows } else { 0 }
    }

    fn keep_cell(&mut self) {
        self.inner.end(self.wanted.len());
        if self.field < MOST_COLUMNS {
            if self.cells.len() <= self.field {
                self.cells.resize(self.field + 1, String::new());
            }
            let cell = &mut self.cells[self.field];
            cell.clear();
            match core::str::from_utf8(&self.cell) {
                Ok(text) => cell.push_str(unmarked(text).trim()),
                // Older spreadsheets write a byte a letter; of those that count here Latin-1 is right.
                Err(_) => cell.extend(self.cell.iter().map(|byte| char::from(*byte))),
            }
        }
        self.cell.clear();
        self.field += 1;
    }

    fn hand_on(&mut self, take: &mut dyn FnMut(&mut Self, &[String])) {
        self.record += 1;
        let before = core::mem::replace(&mut self.line, self.core.line());
        self.breaks = self.line.saturating_sub(before);
        let mut cells = core::mem::take(&mut self.cells);
        for cell in cells.iter_mut().skip(self.field) {
            cell.clear();
        }
        self.width = core::mem::take(&mut self.field);
        self.filled = core::mem::take(&mut self.filling);
        if cells.iter().any(|cell| !cell.is_empty()) || self.width > 1 {
            take(self, &cells);
        }
        self.inner = Inner::default();
        self.json = None;
        self.cells = cells;
    }
}

/// A cell without the mark that the next of several joined files begins with, which hides that the cell was quoted.
fn unmarked(text: &str) -> &str {
    text.strip_prefix('\u{feff}').map_or(text, |rest| rest.trim_matches('"'))
}

/// A column's name without case, blanks and marks: `Spend ($)` is `spend`.
pub(super) fn folded(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, step: usize) -> Vec<Vec<String>> {
        let mut table = Table::new(text.as_bytes());
        let mut rows = Vec::new();
        for piece in text.as_bytes().chunks(step) {
            table.feed(piece, &mut |_, cells| rows.push(cells.to_vec()));
        }
        table.feed(&[], &mut |_, cells| rows.push(cells.to_vec()));
        rows
    }

    #[test]
    fn quotes_line_breaks_and_a_missing_last_newline_are_read_in_pieces_of_any_size() {
        let text = "a,b,c\r\n\"1,5\",\"two\nlines \"\"q\"\"\",3\r\n\r\n4,,6";
        for step in [1, 2, 5, 1000] {
            let rows = read(text, step);
            assert_eq!(rows, [["a", "b", "c"], ["1,5", "two\nlines \"q\"", "3"], ["4", "", "6"]]);
        }
        assert_eq!(read("a;b\n1,5;2", 3), [["a", "b"], ["1,5", "2"]]);
        assert_eq!(folded(" Spend ($) "), "spend");
    }
}
