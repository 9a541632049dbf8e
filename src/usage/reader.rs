//! Takes files in pieces and finds out what each is.

use super::cutter::Cutter;
use super::formats::{self, Header, Layout};
use super::json::Json;
use super::load::Loads;
use super::table::Table;
use super::tally::Tally;
use super::{Usage, proposals};
use crate::catalog::Catalog;

/// Bytes that are looked at before it is decided what a file is.
const HEAD: usize = 4096;
/// Records of a table that may stand before its header.
const HEADER_WITHIN: u64 = 12;
/// What vLLM and SGLang print above their results.
const PRINTED: &[u8] = b"Serving Benchmark Result";
/// Longest file.
const MOST_BYTES: u64 = 1 << 30;

/// Reads usage exports and load tests in pieces, and proposes a case.
///
/// A file is told apart from the next by its name: `push` pieces of one file in order, then of the next.
#[derive(Default)]
pub struct UsageReader {
    tally: Tally,
    loads: Loads,
    state: State,
    current: Option<String>,
    bytes: u64,
}

#[derive(Default)]
enum State {
    /// Between files.
    #[default]
    None,
    /// Not enough is known.
    Head(Vec<u8>),
    Json(Box<Cutter>),
    Csv(Box<Table>, Option<Layout>, Vec<String>),
    /// Not to be read: it was said why.
    Skip,
}

impl UsageReader {
    /// An empty reader.
    pub fn new() -> Self {
        Self::default()
    }

    /// Bytes taken of all files.
    pub const fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Takes a piece of a file. A piece of another name begins another file.
    pub fn push(&mut self, name: &str, bytes: &[u8]) {
        if self.current.as_deref() != Some(name) {
            self.close();
            self.current = Some(name.to_owned());
            self.tally.begin(name);
            self.state = State::Head(Vec::new());
            self.bytes = 0;
        }
        self.bytes += bytes.len() as u64;
        if self.bytes > MOST_BYTES {
            self.tally.say("Only the first gigabyte was read.");
            return;
        }
        if let State::Head(head) = &mut self.state {
            head.extend_from_slice(bytes);
            if head.len() >= HEAD {
                self.decide();
            }
            return;
        }
        self.take(bytes);
    }

    /// Ends the file that is being read. `finish` does it too; a next file of the same name needs it.
    pub fn close(&mut self) {
        if matches!(self.state, State::Head(_)) {
            self.decide();
        }
        self.take(&[]);
        self.end();
        self.state = State::None;
        self.current = None;
    }

    /// What was read so far, as a case: `pairs` is the case that stands, `edits` what the visitor changed about the
    /// proposals (`w1.name`, `w1.out`, `w2.into`, `w1.requests`, `w1.model`, `zone`, `replicas`).
    pub fn finish(&mut self, catalog: &Catalog, pairs: &[(String, String)], edits: &[(String, String)]) -> Usage {
        self.close();
        proposals::usage(&self.tally, &self.loads, catalog, pairs, edits)
    }

    fn decide(&mut self) {
        let State::Head(head) = core::mem::take(&mut self.state) else { return };
        let body = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head);
        let wide = head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff]);
        let first = body.iter().copied().find(|byte| !byte.is_ascii_whitespace());
        let refusal = if head.starts_with(b"PK") {
            let holds = |name: &[u8]| head.windows(name.len()).any(|window| window == name);
            if holds(b"[Content_Types].xml") || holds(b"xl/") {
                "This is an Excel workbook. Save the sheet as CSV (UTF-8) and give that, or export it from the vendor as CSV."
            } else {
                "This is a zip archive. Unpack it and give the CSV or JSON files in it."
            }
        } else if head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
            "This is an old Excel workbook. Save the sheet as CSV (UTF-8) and give that."
        } else if head.starts_with(&[0x1f, 0x8b]) {
            "This file is compressed. Unpack it (gunzip) and give what is in it."
        } else if wide {
            "This file is in UTF-16. Save it as CSV in UTF-8."
        } else if head.starts_with(b"%PDF") {
            "This is a PDF. Export the usage as CSV or JSON."
        } else if head.windows(PRINTED.len()).any(|window| window == PRINTED) {
            "This is the printed table of a load test. Run it with --save-result (vLLM) or --output-file (SGLang) and give that file."
        } else if first.is_none() {
            "This file is empty."
        } else {
            ""
        };
        if !refusal.is_empty() {
            self.wrong(refusal);
            self.state = State::Skip;
            return;
        }
        let json = matches!(first, Some(b'{' | b'['));
        self.state = if json {
            State::Json(Box::new(Cutter::new()))
        } else {
            State::Csv(Box::new(Table::new(body)), None, Vec::new())
        };
        let body = body.to_vec();
        self.take(&body);
    }

    /// Something that keeps a file from being read.
    fn wrong(&mut self, sentence: &str) {
        self.tally.record = 0;
        self.tally.wrong(sentence);
    }

    fn take(&mut self, bytes: &[u8]) {
        let (tally, loads) = (&mut self.tally, &mut self.loads);
        match &mut self.state {
            State::Json(cutter) => cutter.feed(bytes, &mut |document, number| {
                tally.record = number;
                tally.file().records += 1;
                match Json::read(document) {
                    Some(json) => {
                        if !formats::document(tally, loads, &json) {
                            tally.bad("has no tokens that can be found");
                        }
                    }
                    None => tally.bad("is not JSON"),
                }
            }),
            State::Csv(table, layout, seen) => {
                table.feed(bytes, &mut |table, cells| line(tally, table, layout, seen, cells));
            }
            State::None | State::Head(_) | State::Skip => {}
        }
    }

    fn end(&mut self) {
        if self.current.is_none() {
            return;
        }
        match &mut self.state {
            State::Json(cutter) => {
                if cutter.cut_off() {
                    self.tally.record = cutter.documents;
                    self.tally.wrong(
                        "The file ends in the middle of a record: it was cut off. What stands before it was read.",
                    );
                    cutter.broken -= 1;
                }
                if cutter.broken > 0 {
                    self.tally.record = cutter.broken_at.first().copied().unwrap_or(0);
                    let many = cutter.broken;
                    self.tally.wrong(&format!(
                        "{many} record{} not closed and were left out.",
                        if many == 1 { " is" } else { "s are" }
                    ));
                } else if cutter.stray > 0 && cutter.documents > 0 {
                    self.tally.record = cutter.stray_at + 1;
                    self.tally.wrong("Between its records the file holds text that is not JSON, such as another file’s lines: it was left out.");
                }
            }
            State::Csv(_, None, seen) if !seen.is_empty() => {
                // Only what looks like a column's name is repeated: a first line may be anything.
                let plain = |name: &&String| {
                    name.len() <= 32
                        && name.chars().all(|letter| letter.is_alphanumeric() || "_ -()$.%".contains(letter))
                };
                let shown: Vec<&str> = seen.iter().filter(plain).take(8).map(String::as_str).collect();
                let columns =
                    if shown.is_empty() { String::new() } else { format!(": its columns are {}", shown.join(", ")) };
                let sentence = format!(
                    "This is no usage export known here{columns}. A table needs a time, input_tokens and output_tokens."
                );
                self.wrong(&sentence);
            }
            State::Csv(table, Some(layout), _) => {
                formats::end(&mut self.tally, layout, table.comma);
                let records = table.record.saturating_sub(1);
                self.tally.file().records = records;
            }
            _ => {}
        }
        let unread = !matches!(self.state, State::Skip);
        let file = self.tally.file();
        if unread
            && file.rows == 0
            && file.load_tests == 0
            && file.formats.is_empty()
            && file.left_out.is_empty()
            && matches!(self.state, State::Json(_))
        {
            file.bad.clear();
            self.wrong("This JSON is no usage export or load test known here: no record in it counts tokens.");
        } else if unread && self.tally.is_idle() {
            self.wrong("This export has no usage in its range.");
        }
    }
}

/// A line of a table: the header first, then rows by its layout.
fn line(tally: &mut Tally, table: &mut Table, layout: &mut Option<Layout>, seen: &mut Vec<String>, cells: &[String]) {
    tally.record = table.record;
    if let Some(layout) = layout {
        if cells.iter().any(|cell| !cell.is_empty()) {
            formats::line(tally, layout, cells, table.comma);
        }
        return;
    }
    if table.record > HEADER_WITHIN {
        return;
    }
    match formats::header(cells) {
        Header::Known(found) => {
            let mut wanted = vec![false; cells.len()];
            for (_, at) in &found.columns {
                wanted[*at] = true;
            }
            table.want(&wanted);
            tally.source(found.format);
            *layout = Some(found);
            seen.clear();
        }
        Header::Empty(format) => {
            tally.source(format);
            tally.wrong("This export has no usage in its range.");
            *layout = Some(Layout::new(format, Vec::new()));
            table.want(&[false]);
        }
        Header::Refused(why) => {
            tally.wrong(why);
            *seen = Vec::new();
            *layout = None;
            table.want(&[false]);
            table.record = HEADER_WITHIN + 1;
        }
        Header::Unknown => {
            if seen.is_empty() {
                *seen = cells.iter().filter(|cell| !cell.is_empty()).cloned().collect();
            }
        }
    }
}
