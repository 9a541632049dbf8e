//! Sums of what was read: by source, by series of equal labels, by hour. Nothing else of a file is kept.
//!
//! Tokens, money and seconds are bare numbers here, as files have them: hundreds of millions of rows are added up.

mod applied;
mod aside;
mod cuts;
mod days;
mod doubt;
mod gather;
mod holes;
mod largest;
mod length;
mod lengths;
mod limits;
mod midnights;
mod minutes;
mod pages;
mod parted;
mod reasons;
mod rows;
mod seen;
mod source;
mod span;
mod stand;
mod sums;
mod words;

pub(super) use applied::{Applied, Cell};
pub(super) use largest::Large;
pub(super) use length::STEPS;
pub(super) use limits::GATHERED;
pub(super) use reasons::Reason;
pub(super) use source::{Series, Source};
pub(super) use span::Spans;
pub(super) use sums::Sums;

use super::json::Json;
use super::row::{Format, hash};
use super::undecided::Undecided;
use reasons::Reasons;
use std::collections::{BTreeMap, BTreeSet};

/// A file as far as it was read.
#[derive(Clone, Debug, Default)]
pub(super) struct FileTally {
    pub(super) name: String,
    pub(super) formats: Vec<Format>,
    pub(super) records: u64,
    pub(super) rows: u64,
    /// Rows that were not used.
    pub(super) left_out: Reasons,
    /// Rows that could not be read.
    pub(super) bad: Reasons,
    pub(super) load_tests: u64,
    /// Whether it holds a list without anything in it, as an export of an idle range does.
    pub(super) empty_list: bool,
    /// Whether it ends in the middle of a record.
    pub(super) cut: bool,
    /// The format whose rows come largest first in it.
    pub(super) largest_first: Option<Format>,
}

/// Everything read so far.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) sources: Vec<Source>,
    pub(super) files: Vec<FileTally>,
    pub(super) names: Vec<String>,
    known: BTreeMap<String, u32>,
    cells: usize,
    /// Days and lengths of prompts that are told apart; `usize::MAX` where the days no longer are.
    lengths: usize,
    /// The part of what is read, a file or one of several tables in it, and the page: repeats are told by them.
    part: u32,
    page: u32,
    /// The first part of the file that is being read.
    first_part: u32,
    blocks: BTreeSet<u64>,
    /// The last page of a list of requests, and whether it says that more follow.
    pub(super) last_page: (f64, bool),
    pub(super) full: bool,
    /// Whether there were more rows than can be known again in another file.
    pub(super) forgetful: bool,
    /// Whether the smaller series were gathered in one.
    pub(super) gathered: bool,
    /// What to tell about a file, with the record it is about (0: the whole file), and whether it could not be read.
    pub(super) said: Vec<(usize, u64, String, bool)>,
    /// The record being read, from 1.
    pub(super) record: u64,
    /// Records of the file being read that do not say how many requests they are, and wait until it is known.
    pub(super) undecided: Undecided<Json>,
    /// Models of which a record named more cached tokens than tokens in.
    apart: BTreeSet<u64>,
    /// Whether the last record of the file that named cached tokens had them beside its tokens in.
    pub(super) beside: Option<bool>,
}

impl Tally {
    pub(super) fn begin(&mut self, name: &str) {
        self.files.push(FileTally { name: name.chars().take(120).collect(), ..FileTally::default() });
        self.record = 0;
        self.undecided = Undecided::default();
        self.beside = None;
        self.next_part();
        self.first_part = self.part;
    }

    /// Another part begins: a file, or a table whose header stands again.
    pub(super) fn next_part(&mut self) {
        self.next_page();
        self.part = self.page;
    }

    /// Another page begins.
    pub(super) fn next_page(&mut self) {
        self.page += 1;
    }

    /// The file being read. There is always one: the reader begins it before it reads.
    pub(super) fn file(&mut self) -> &mut FileTally {
        if self.files.is_empty() {
            self.files.push(FileTally::default());
        }
        let last = self.files.len() - 1;
        &mut self.files[last]
    }

    /// Whether the tokens in of a model are known to leave its cached tokens out, where nothing but the numbers says so: one
    /// record with `more` cached tokens than tokens in shows it for those that come after, and is told of.
    pub(super) fn leaves_out_cached(&mut self, model: &str, more: bool) -> bool {
        let model = hash(0, model);
        if more {
            self.more_cached();
        }
        if more && self.apart.len() < 1_000 {
            self.apart.insert(model);
        }
        more || self.apart.contains(&model)
    }

    /// All tokens in of a record whose tokens in may leave out what was read from and written to a cache. A part that a
    /// record does not state is none of it.
    pub(super) fn all_in(&mut self, model: &str, input: f64, cached: Option<f64>, written: Option<f64>) -> f64 {
        let parts = cached.unwrap_or(0.0) + written.unwrap_or(0.0);
        let apart = parts > 0.0 && self.leaves_out_cached(model, parts > input);
        if apart { input + parts } else { input }
    }

    /// Says that a record names more cached tokens than tokens in.
    pub(super) fn more_cached(&mut self) {
        self.say(
            "Some records name more cached tokens than input: that model's input is taken to leave the cached tokens out.",
        );
    }

    /// Whether the file being read is of a known format, and nothing at all happened in it.
    pub(super) fn is_idle(&mut self) -> bool {
        let at = self.files.len().saturating_sub(1);
        let told = self.said.iter().any(|(file, _, _, wrong)| *file == at && *wrong);
        let file = self.file();
        !told && !file.formats.is_empty() && file.rows == 0 && file.left_out.is_empty() && file.bad.is_empty()
    }

    /// Notes a block of a prompt; whether it was seen before.
    pub(super) fn block(&mut self, block: u64) -> bool {
        !self.blocks.insert(block)
    }

    pub(super) fn name(&self, id: u32) -> &str {
        self.names.get(id as usize).map_or("", String::as_str)
    }

    /// The number of a name; beyond so many of them a new one is one of the rest.
    fn intern(&mut self, text: &str) -> u32 {
        if self.names.len() >= limits::MOST_NAMES && !self.known.contains_key(text) {
            self.gathered = true;
            return self.name_of(GATHERED);
        }
        self.name_of(text)
    }

    fn name_of(&mut self, text: &str) -> u32 {
        if let Some(id) = self.known.get(text) {
            return *id;
        }
        let id = self.names.len() as u32;
        self.names.push(text.to_owned());
        self.known.insert(text.to_owned(), id);
        id
    }

    pub(super) fn source(&mut self, format: Format) -> usize {
        if !self.file().formats.contains(&format) {
            self.file().formats.push(format);
        }
        if let Some(at) = self.sources.iter().position(|source| source.format == format) {
            return at;
        }
        self.sources.push(Source::new(format));
        self.sources.len() - 1
    }

    /// An amount that is not in dollars: what a source has in dollars is then not the whole bill.
    pub(super) fn foreign(&mut self, format: Format) {
        let at = self.source(format);
        self.sources[at].foreign = true;
        self.bad("has an amount that is not in US dollars and cannot be added to dollars, so no bill is made, of other files neither: give today’s bill.");
    }

    /// Whether rows of a format were read.
    pub(super) fn has_rows(&self, format: Format) -> bool {
        self.sources.iter().any(|source| source.format == format && !source.series.is_empty())
    }

    /// A bucket between two moments, in seconds since 1970, in which nothing happened: covered time all the same.
    pub(super) fn idle(&mut self, format: Format, from: f64, to: f64) {
        let file = self.files.len().saturating_sub(1);
        let at = self.source(format);
        self.sources[at].cover(file, from, to);
    }

    /// Whether the last page says that more follow: the one whose figures begin last (`from`, seconds since 1970), in
    /// whatever order they come.
    pub(super) fn incomplete(&mut self, format: Format, more: bool, from: Option<f64>) {
        let at = self.source(format);
        let source = &mut self.sources[at];
        let from = from.unwrap_or(source.last_page);
        if from >= source.last_page {
            source.last_page = from;
            source.incomplete = more;
        }
    }
}
