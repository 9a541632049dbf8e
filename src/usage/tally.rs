//! Sums of what was read: by source, by series of equal labels, by hour. Nothing else of a file is kept.

use super::row::{Format, Row, Span, hash};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Series of equal labels that are told apart in one source.
const MOST_SERIES: usize = 50_000;
/// Hours of all series together.
const MOST_CELLS: usize = 200_000;
/// Records kept ready to be replaced by a later one of the same id.
const HELD: usize = 16_384;
/// Steps of prompt length per doubling: 1.1 % apart.
pub(super) const STEPS: f64 = 64.0;

/// What adds up.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Sums {
    pub(super) rows: f64,
    pub(super) requests: f64,
    /// Rows that state their requests.
    pub(super) requests_of: f64,
    pub(super) input: f64,
    pub(super) output: f64,
    pub(super) cached: f64,
    /// Input of the rows that state what was cached; the same for the next ones.
    pub(super) cached_of: f64,
    pub(super) written: f64,
    pub(super) written_of: f64,
    pub(super) reasoning: f64,
    /// Output of the rows that state reasoning.
    pub(super) reasoning_of: f64,
    /// Weight in a batch, and of all that say whether they are in one: requests, or tokens where those are unknown.
    pub(super) batch: f64,
    pub(super) batch_of: f64,
    pub(super) cost: f64,
    pub(super) cost_of: f64,
    pub(super) failed: f64,
}

impl Sums {
    fn of(row: &Row<'_>) -> Self {
        let known = |value: Option<f64>, of: f64| if value.is_some() { of } else { 0.0 };
        let weight = row.requests.unwrap_or(row.input + row.output);
        if row.failed {
            return Self { failed: row.requests.unwrap_or(1.0), ..Self::default() };
        }
        Self {
            rows: 1.0,
            requests: row.requests.unwrap_or(0.0),
            requests_of: known(row.requests, 1.0),
            input: row.input,
            output: row.output,
            cached: row.cached.unwrap_or(0.0),
            cached_of: known(row.cached, row.input),
            written: row.written.unwrap_or(0.0),
            written_of: known(row.written, row.input),
            reasoning: row.reasoning.unwrap_or(0.0),
            reasoning_of: known(row.reasoning, row.output),
            batch: if row.batch == Some(true) { weight } else { 0.0 },
            batch_of: if row.batch.is_some() { weight } else { 0.0 },
            cost: row.cost.unwrap_or(0.0),
            cost_of: known(row.cost, 1.0),
            failed: 0.0,
        }
    }

    fn parts(&mut self) -> [&mut f64; 16] {
        let Self {
            rows,
            requests,
            requests_of,
            input,
            output,
            cached,
            cached_of,
            written,
            written_of,
            reasoning,
            reasoning_of,
            batch,
            batch_of,
            cost,
            cost_of,
            failed,
        } = self;
        [
            rows,
            requests,
            requests_of,
            input,
            output,
            cached,
            cached_of,
            written,
            written_of,
            reasoning,
            reasoning_of,
            batch,
            batch_of,
            cost,
            cost_of,
            failed,
        ]
    }

    /// Adds others, so many times.
    pub(super) fn add(&mut self, other: &Self, times: f64) {
        let mut other = *other;
        for (sum, more) in self.parts().into_iter().zip(other.parts()) {
            *sum += *more * times;
        }
    }

    pub(super) fn tokens(&self) -> f64 {
        self.input + self.output
    }
}

/// An hour since 1970 and how many hours from it on its figures cover.
pub(super) type Cell = (i32, u32);

/// Labels, model, provider, environment, embedding.
type Mark = ([u32; 4], u32, u32, u32, bool);

/// Rows of equal labels.
#[derive(Clone, Debug)]
pub(super) struct Series {
    pub(super) labels: [u32; 4],
    pub(super) model: u32,
    pub(super) provider: u32,
    pub(super) environment: u32,
    pub(super) embedding: bool,
    pub(super) cells: BTreeMap<Cell, Sums>,
    /// Requests by the logarithm of their prompt's length.
    pub(super) lengths: BTreeMap<u16, u32>,
    /// First and last record, and the files they stand in.
    pub(super) first: (usize, u64),
    pub(super) last: (usize, u64),
}

/// All files of one format.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) format: Format,
    pub(super) series: Vec<Series>,
    index: BTreeMap<Mark, u32>,
    /// First and last moment of each file.
    pub(super) spans: BTreeMap<usize, (f64, f64)>,
    /// Requests and moments of single requests, for how much time they cover.
    pub(super) requests_seen: f64,
    pub(super) naive: bool,
    pub(super) relative: bool,
    pub(super) incomplete: bool,
    seen: BTreeMap<u64, u16>,
    held: BTreeMap<u64, Applied>,
    order: VecDeque<u64>,
    /// Ids whose figures their children repeat.
    parents: BTreeSet<u64>,
    /// By what each day's figures were parted where they were first seen.
    cuts: BTreeMap<i64, &'static str>,
}

#[derive(Clone, Copy, Debug)]
struct Applied {
    series: u32,
    cell: Cell,
    sums: Sums,
    length: Option<u16>,
}

/// A file as far as it was read.
#[derive(Clone, Debug, Default)]
pub(super) struct FileTally {
    pub(super) name: String,
    pub(super) formats: Vec<Format>,
    pub(super) records: u64,
    pub(super) rows: u64,
    /// Rows that were not used, and their tokens, by reason.
    pub(super) left_out: BTreeMap<&'static str, (u64, f64)>,
    /// Rows that could not be read, and the first three of them.
    pub(super) bad: BTreeMap<&'static str, (u64, Vec<u64>)>,
    pub(super) load_tests: u64,
}

/// Everything read so far.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) sources: Vec<Source>,
    pub(super) files: Vec<FileTally>,
    pub(super) names: Vec<String>,
    known: BTreeMap<String, u32>,
    cells: usize,
    blocks: BTreeSet<u64>,
    pub(super) full: bool,
    /// What to tell about a file, with the record it is about (0: the whole file), and whether it could not be read.
    pub(super) said: Vec<(usize, u64, String, bool)>,
    /// The record being read, from 1.
    pub(super) record: u64,
}

impl Tally {
    pub(super) fn begin(&mut self, name: &str) {
        self.files.push(FileTally { name: name.chars().take(120).collect(), ..FileTally::default() });
        self.record = 0;
    }

    /// The file being read. There is always one: the reader begins it before it reads.
    pub(super) fn file(&mut self) -> &mut FileTally {
        if self.files.is_empty() {
            self.files.push(FileTally::default());
        }
        let last = self.files.len() - 1;
        &mut self.files[last]
    }

    pub(super) fn leave_out(&mut self, reason: &'static str, tokens: f64) {
        let one = self.file().left_out.entry(reason).or_default();
        one.0 += 1;
        one.1 += tokens;
    }

    /// A row that could not be read.
    pub(super) fn bad(&mut self, reason: &'static str) {
        let record = self.record;
        let one = self.file().bad.entry(reason).or_default();
        one.0 += 1;
        if one.1.len() < 3 && one.1.last() != Some(&record) {
            one.1.push(record);
        }
    }

    /// Notes a block of a prompt; whether it was seen before.
    pub(super) fn block(&mut self, block: u64) -> bool {
        !self.blocks.insert(block)
    }

    /// Something worth knowing about the file being read, once.
    pub(super) fn say(&mut self, sentence: &str) {
        self.tell(sentence, false);
    }

    /// Something that could not be read.
    pub(super) fn wrong(&mut self, sentence: &str) {
        self.tell(sentence, true);
    }

    fn tell(&mut self, sentence: &str, wrong: bool) {
        self.file();
        let file = self.files.len() - 1;
        if !self.said.iter().any(|one| one.0 == file && one.2 == sentence) && self.said.len() < 100 {
            self.said.push((file, self.record, sentence.to_owned(), wrong));
        }
    }

    pub(super) fn name(&self, id: u32) -> &str {
        self.names.get(id as usize).map_or("", String::as_str)
    }

    fn intern(&mut self, text: &str) -> u32 {
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
        self.sources.push(Source {
            format,
            series: Vec::new(),
            index: BTreeMap::new(),
            spans: BTreeMap::new(),
            requests_seen: 0.0,
            naive: false,
            relative: false,
            incomplete: false,
            seen: BTreeMap::new(),
            held: BTreeMap::new(),
            order: VecDeque::new(),
            parents: BTreeSet::new(),
            cuts: BTreeMap::new(),
        });
        self.sources.len() - 1
    }

    /// A bucket in which nothing happened: covered time all the same.
    pub(super) fn idle(&mut self, format: Format, from: f64, to: f64) {
        let file = self.files.len().saturating_sub(1);
        let at = self.source(format);
        self.sources[at].cover(file, from, to);
    }

    /// Whether the last page of a file says that more follow.
    pub(super) fn incomplete(&mut self, format: Format, more: bool) {
        let at = self.source(format);
        self.sources[at].incomplete = more;
    }

    /// Adds a row.
    pub(super) fn row(&mut self, format: Format, row: &Row<'_>) {
        let at = self.source(format);
        let file = self.files.len() - 1;
        let tokens = row.input + row.output;
        let seconds = match row.span {
            Span::Request => 0.0,
            Span::Seconds(seconds) => seconds,
        };
        let mut key = hash(row.rest, row.id);
        if row.id.is_empty() {
            key = [row.model, row.provider, row.environment]
                .iter()
                .chain(&row.labels)
                .fold(row.rest, |sum, text| hash(sum, text));
            key ^= row.time.seconds.to_bits().rotate_left(17) ^ seconds.to_bits();
            if row.span == Span::Request {
                key = key.wrapping_mul(31) ^ row.input.to_bits().rotate_left(7) ^ row.output.to_bits();
            }
        }
        let source = &mut self.sources[at];
        if !row.cut.is_empty() {
            let day = libm::floor(row.time.seconds / 86_400.0) as i64;
            if *source.cuts.entry(day).or_insert(row.cut) != row.cut {
                return self.leave_out("the same days in another file, parted another way", tokens);
            }
        }
        let before = source.seen.get(&key).copied();
        if before.is_some_and(|before| usize::from(before) != file) {
            return self.leave_out("in another file already", tokens);
        }
        if before.is_some() && !row.id.is_empty() {
            match source.held.remove(&key) {
                Some(held) if row.last_counts => source.undo(&held),
                Some(held) => {
                    source.held.insert(key, held);
                    return self.leave_out("the same id again", tokens);
                }
                None => return self.leave_out("the same id again", tokens),
            }
        }
        if source.seen.len() < 2_000_000 {
            source.seen.insert(key, file as u16);
        }
        if !row.parent.is_empty() {
            let parent = hash(row.rest, row.parent);
            if source.parents.len() < 500_000 {
                source.parents.insert(parent);
            }
            if let Some(held) = source.held.remove(&parent) {
                source.undo(&held);
                self.leave_out("repeats what its parts say", held.sums.tokens());
            }
        }
        if !row.id.is_empty() && self.sources[at].parents.contains(&key) {
            return self.leave_out("repeats what its parts say", tokens);
        }
        self.apply(at, row, key, seconds);
    }

    fn apply(&mut self, at: usize, row: &Row<'_>, key: u64, seconds: f64) {
        let file = self.files.len() - 1;
        let labels = row.labels.map(|label| self.intern(label));
        let (model, provider) = (self.intern(row.model), self.intern(row.provider));
        let environment = self.intern(row.environment);
        let record = (file, self.record);
        let hour = libm::floor(row.time.seconds / 3600.0) as i32;
        let cell = (hour, (libm::ceil(seconds / 3600.0 - 1e-9) as u32).max(1));
        let mark = (labels, model, provider, environment, row.embedding);
        let length = (row.span == Span::Request && row.input >= 1.0 && !row.failed)
            .then(|| libm::round(libm::log2(row.input) * STEPS) as u16);
        let (full_cells, source) = (self.cells >= MOST_CELLS, &mut self.sources[at]);
        let number = match source.index.get(&mark) {
            Some(number) => *number as usize,
            None if source.series.len() >= MOST_SERIES => {
                self.full = true;
                return self.leave_out("beyond what is told apart at once", row.input + row.output);
            }
            None => {
                source.index.insert(mark, source.series.len() as u32);
                source.series.push(Series {
                    labels,
                    model,
                    provider,
                    environment,
                    embedding: row.embedding,
                    cells: BTreeMap::new(),
                    lengths: BTreeMap::new(),
                    first: record,
                    last: record,
                });
                source.series.len() - 1
            }
        };
        let series = &mut source.series[number];
        series.last = record;
        if !series.cells.contains_key(&cell) {
            if full_cells {
                self.full = true;
                return self.leave_out("beyond what is told apart at once", row.input + row.output);
            }
            self.cells += 1;
        }
        let sums = Sums::of(row);
        series.cells.entry(cell).or_default().add(&sums, 1.0);
        if let Some(length) = length {
            *series.lengths.entry(length).or_default() += 1;
        }
        source.naive |= !row.time.zoned && !row.time.day;
        source.relative |= row.time.relative;
        if row.span == Span::Request {
            source.requests_seen += row.requests.unwrap_or(1.0);
        }
        source.cover(file, row.time.seconds, row.time.seconds + seconds);
        if !row.id.is_empty() {
            source.held.insert(key, Applied { series: number as u32, cell, sums, length });
            source.order.push_back(key);
            if source.order.len() > HELD
                && let Some(old) = source.order.pop_front()
            {
                source.held.remove(&old);
            }
        }
        self.file().rows += 1;
    }
}

impl Source {
    fn cover(&mut self, file: usize, from: f64, to: f64) {
        let span = self.spans.entry(file).or_insert((from, to));
        span.0 = span.0.min(from);
        span.1 = span.1.max(to);
    }

    fn undo(&mut self, applied: &Applied) {
        let series = &mut self.series[applied.series as usize];
        if let Some(cell) = series.cells.get_mut(&applied.cell) {
            cell.add(&applied.sums, -1.0);
        }
        if let Some(count) = applied.length.and_then(|length| series.lengths.get_mut(&length)) {
            *count = count.saturating_sub(1);
        }
        self.requests_seen -= applied.sums.requests;
    }
}
