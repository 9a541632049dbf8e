//! Takes files in pieces and finds out what each is.

mod documents;
mod ended;
mod events;
mod kind;
mod rows;
mod state;
mod wide;

use super::cutter::Cutter;
use super::load::{Loads, Printed, Tabled};
use super::table::Table;
use super::tally::Tally;
use super::{Usage, proposals};
use crate::catalog::Catalog;
use events::Events;
use kind::refusal;
use rows::line;
use state::State;
use wide::Wide;

/// Bytes that are looked at before it is decided what a file is.
const HEAD: usize = 4096;
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
    wide: Option<Wide>,
    events: Option<Events>,
    current: Option<String>,
    bytes: u64,
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
        // No bytes mean the end to what reads them.
        if bytes.is_empty() {
            return;
        }
        match &mut self.wide {
            Some(wide) => {
                let bytes = wide.narrow(bytes);
                if !bytes.is_empty() {
                    self.take(&bytes);
                }
            }
            None => self.take(bytes),
        }
    }

    /// The rest of the file that is being read cannot be had: why, in one sentence. What came before it stands.
    pub fn broken(&mut self, name: &str, why: &str) {
        if self.current.is_none() {
            self.tally.begin(name);
        } else {
            self.close();
        }
        ended::whole(&mut self.tally, why);
    }

    /// The compressed file that is being read ends too early. What could be unpacked stands; a row or record that the cut
    /// halves does not, since its last number may be halved too.
    pub fn cut(&mut self, name: &str) {
        if self.current.is_none() {
            self.tally.begin(name);
        }
        match &self.state {
            State::Head(head) if head.is_empty() => self.state = State::Skip,
            State::Head(_) => self.decide(),
            _ => {}
        }
        let row = match &mut self.state {
            State::Csv(table, Some(_), ..) => {
                table.abandon();
                table.record + 1
            }
            State::Json(cutter) => cutter.ends_on,
            _ => 0,
        };
        // The cut is said of the compressed file.
        self.salvage();
        self.close();
        ended::cut(&mut self.tally, "The compressed file", row);
    }

    /// Ends the file that is being read. `finish` does it too; a next file of the same name needs it.
    pub fn close(&mut self) {
        if matches!(self.state, State::Head(_)) {
            self.decide();
        }
        self.take(&[]);
        let cut = self.salvage();
        // A document of its own has no rows.
        if matches!(&self.state, State::Json(cutter) if cutter.documents < 2) {
            self.loads.iter_mut().rev().take_while(|point| point.row < 2).for_each(|point| point.row = 0);
        }
        if self.current.is_some() {
            self.tally.file().cut |= cut;
            ended::end(&mut self.tally, &mut self.state);
        }
        self.state = State::None;
        self.wide = None;
        self.events = None;
        self.current = None;
    }

    /// What was read so far, as a case: `pairs` is the case that stands, `edits` what the visitor changed about the
    /// proposals (`w1.name`, `w1.out`, `w2.into`, `w1.requests`, `w1.model`, `zone`, `sampled`, `replicas`).
    pub fn finish(&mut self, catalog: &Catalog, pairs: &[(String, String)], edits: &[(String, String)]) -> Usage {
        self.close();
        proposals::usage(&mut self.tally, &self.loads, catalog, pairs, edits)
    }

    fn decide(&mut self) {
        let State::Head(mut head) = core::mem::take(&mut self.state) else { return };
        self.wide = Wide::of(&head);
        if let Some(wide) = &mut self.wide {
            head = wide.narrow(&head);
        }
        let body = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head);
        if let Some(refusal) = refusal(body) {
            ended::whole(&mut self.tally, refusal);
            self.state = State::Skip;
            return;
        }
        self.events = Events::of(body);
        let json = self.events.is_some()
            || body.trim_ascii_start().starts_with(b"{")
            || body.trim_ascii_start().starts_with(b"[");
        self.state = if Printed::begins(body) {
            State::Printed(Printed::default())
        } else if Tabled::begins(body) {
            State::Tabled(Box::new(Table::new(body)), Tabled::default())
        } else if json {
            State::Json(Box::new(Cutter::new()))
        } else {
            State::Csv(Box::new(Table::new(body)), None, Vec::new(), Printed::default())
        };
        let body = body.to_vec();
        self.take(&body);
    }

    /// At the end of a file of JSON: whether it ends too early. The whole records of a page that was cut are read.
    fn salvage(&mut self) -> bool {
        let State::Json(cutter) = &mut self.state else { return false };
        let (tally, loads, events) = (&mut self.tally, &mut self.loads, &mut self.events);
        cutter.cut_off(&mut |document, at| documents::take(tally, loads, events, document, at, true))
    }

    fn take(&mut self, bytes: &[u8]) {
        let (tally, loads) = (&mut self.tally, &mut self.loads);
        let lines = self.events.as_mut().filter(|events| !events.logged).map(|events| events.lines(bytes));
        let bytes = lines.as_deref().unwrap_or(bytes);
        match &mut self.state {
            State::Json(cutter) => {
                cutter.feed(bytes, &mut |document, at| {
                    documents::take(tally, loads, &mut self.events, document, at, false);
                });
            }
            State::Csv(table, layout, seen, printed) => {
                if layout.is_none() {
                    printed.feed(bytes, tally, loads);
                }
                table.feed(bytes, &mut |table, cells| line(tally, table, layout, seen, cells));
            }
            State::Printed(printed) => printed.feed(bytes, tally, loads),
            State::Tabled(table, tabled) => {
                table.feed(bytes, &mut |table, cells| tabled.take(table.record, cells));
                if bytes.is_empty() {
                    tabled.end(tally, loads, table.comma);
                }
            }
            State::None | State::Head(_) | State::Skip => {}
        }
    }
}
