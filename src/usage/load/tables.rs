//! Results as tables: the CSV of GuideLLM, of AIPerf and GenAI-Perf, and of a sweep of `vllm bench`. Each is brought into
//! the form of the tool's own JSON, and read as that.

use super::clients::{guide, metrics, perf};
use super::point::Loads;
use super::servers::serving;
use crate::usage::json::Json;
use crate::usage::number;
use crate::usage::tally::Tally;
use std::borrow::Cow;

/// Most text of such a table that is kept: hundreds of runs.
const MOST_BYTES: usize = 8 << 20;

/// Collects the records of a table until its file ends.
#[derive(Default)]
pub(in crate::usage) struct Tabled {
    records: Vec<(u64, Vec<String>)>,
    bytes: usize,
    /// Results so far.
    pub(in crate::usage) results: u64,
}

/// Which tool's table begins with a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Guide,
    Perf,
    Sweep,
}

fn kind(cells: &[&str]) -> Option<Kind> {
    let has = |name: &str| cells.contains(&name);
    match cells {
        ["Run Info", ..] => Some(Kind::Guide),
        ["Metric", "avg" | "Value", ..] => Some(Kind::Perf),
        _ if has("output_throughput") && (has("median_ttft_ms") || has("mean_ttft_ms")) => Some(Kind::Sweep),
        _ => None,
    }
}

impl Tabled {
    /// Whether the first line of a file is that of such a table.
    pub(in crate::usage) fn begins(head: &[u8]) -> bool {
        let line = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let line = String::from_utf8_lossy(line);
        let cells: Vec<&str> = line.split([',', ';', '\t']).map(|cell| cell.trim().trim_matches('"')).collect();
        kind(&cells).is_some()
    }

    /// Takes a record.
    pub(in crate::usage) fn take(&mut self, record: u64, cells: &[String]) {
        self.bytes += cells.iter().map(String::len).sum::<usize>();
        if self.bytes <= MOST_BYTES {
            self.records.push((record, cells.to_vec()));
        }
    }

    /// The file has ended: reads what was taken. `comma` is true where a comma is the decimal mark.
    pub(in crate::usage) fn end(&mut self, tally: &mut Tally, loads: &mut Loads, comma: bool) {
        let records = core::mem::take(&mut self.records);
        let before = loads.len();
        let Some((_, first)) = records.first() else { return };
        let cells: Vec<&str> = first.iter().map(String::as_str).collect();
        match kind(&cells) {
            Some(Kind::Guide) => guides(&records, tally, loads, comma),
            Some(Kind::Perf) => perfs(&records, tally, loads, comma),
            Some(Kind::Sweep) => sweep(&records, tally, loads, comma),
            None => {}
        }
        self.results = (loads.len() - before) as u64;
        tally.file().records = self.results;
        if self.bytes > MOST_BYTES {
            tally.say("Only the first 8 MB of this table were read.");
        }
    }
}

fn number(text: &str, comma: bool) -> Option<Json> {
    number::read(text, comma).map(|read| Json::Number(read.value))
}

fn map(fields: Vec<(&str, Json)>) -> Json {
    Json::Map(fields.into_iter().map(|(name, value)| (Cow::Owned(name.to_owned()), value)).collect())
}

/// What GuideLLM's columns are called in its JSON: the group, the field without its status, and the metric.
const METRICS: [(&str, &str, &str); 7] = [
    ("Time to First Token", "ms", "time_to_first_token_ms"),
    ("Inter Token Latency", "ms", "inter_token_latency_ms"),
    ("Server Throughput", "Requests/Sec", "requests_per_second"),
    ("Server Throughput", "Concurrency", "request_concurrency"),
    ("Token Metrics", "Input Tokens", "prompt_token_count"),
    ("Token Metrics", "Output Tokens", "output_token_count"),
    ("Token Throughput", "Output Tokens/Sec", "output_tokens_per_second"),
];
/// Where the 95th and the 99th stand among the eleven percentiles of a cell: least, 0.1, 1, 5, 10, 25, 75, 90, 95, 99, most.
const PLACES: [(&str, usize); 2] = [("p95", 8), ("p99", 9)];

/// GuideLLM: three lines of header, a line a load. It writes the header of its first load above all of them, though a load
/// without failures has fewer columns: such a line cannot be told apart and is left out.
fn guides(records: &[(u64, Vec<String>)], tally: &mut Tally, loads: &mut Loads, comma: bool) {
    let [(_, groups), (_, fields), (_, units), rows @ ..] = records else {
        return tally.wrong("This table of GuideLLM ends before its first load.");
    };
    let filled = |cells: &[String]| cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    let width = filled(groups);
    for (record, row) in rows {
        tally.record = *record;
        if filled(row) != width {
            tally.bad("has other columns than the header: give GuideLLM’s benchmarks.json instead");
            continue;
        }
        let cell = |group: &str, field: &str, unit: &str| {
            let is = |at: &usize| groups[*at] == group && fields.get(*at).is_some_and(|name| name == field);
            let at =
                (0..width).find(|at| is(at) && (unit.is_empty() || units.get(*at).is_some_and(|one| one == unit)))?;
            row.get(at).map(String::as_str)
        };
        let metric = |(group, field, name): (&'static str, &str, &'static str)| {
            let field = ["Successful ", field].concat();
            let value = |unit: &str| number(cell(group, &field, unit)?, comma);
            let listed: Vec<&str> = cell(group, &field, "Percentiles")
                .map_or_else(Vec::new, |list| list.trim_matches(['[', ']']).split(", ").collect());
            let late = PLACES.iter().filter_map(|(name, at)| Some((*name, number(listed.get(*at)?, false)?))).collect();
            let mut stats = vec![("percentiles", map(late))];
            for (stat, unit) in [("mean", "Mean"), ("median", "Median")] {
                stats.extend(value(unit).map(|value| (stat, value)));
            }
            (name, map(vec![("successful", map(stats))]))
        };
        let counts = [("successful", "Successful"), ("errored", "Errored")];
        let counts =
            counts.iter().filter_map(|(name, field)| Some((*name, number(cell("Request Counts", field, "")?, comma)?)));
        let mut all: Vec<(&str, Json)> = METRICS.into_iter().map(metric).collect();
        all.push(("request_totals", map(counts.collect())));
        let backend =
            cell("Run Info", "Backend", "").and_then(|text| Json::read(text.as_bytes())).unwrap_or(Json::Null);
        let mut one = vec![("metrics", map(all)), ("config", map(vec![("backend", backend)]))];
        one.extend(cell("Timings", "Duration", "").and_then(|text| Some(("duration", number(text, comma)?))));
        guide(&map(one), &Json::Null).add(tally, loads);
    }
}

/// AIPerf and GenAI-Perf: metrics with their percentiles, then metrics with one value, then the GPUs.
fn perfs(records: &[(u64, Vec<String>)], tally: &mut Tally, loads: &mut Loads, comma: bool) {
    let mut heads: &[String] = &[];
    let mut found: Vec<(String, Json)> = Vec::new();
    let mut gpus: Vec<(String, Json)> = Vec::new();
    for (record, row) in records {
        tally.record = *record;
        let first = row.first().map_or("", String::as_str);
        if matches!(first, "Metric" | "Endpoint") {
            heads = row;
            continue;
        }
        let at = |name: &str| heads.iter().position(|head| head == name).and_then(|at| row.get(at));
        if let (Some(index), Some(name)) = (at("GPU_Index"), at("GPU_Name")) {
            let key = [first, " ", index].concat();
            if gpus.iter().all(|(known, _)| *known != key) {
                gpus.push((key, map(vec![("gpu_name", Json::Text(name.clone()))])));
            }
            continue;
        }
        let (name, unit) = first.split_once(" (").unwrap_or((first, ""));
        let mut stats = vec![("unit", Json::Text(unit.trim_end_matches(')').to_owned()))];
        for (head, text) in heads.iter().zip(row).skip(1) {
            let head = if head == "Value" { "avg" } else { head };
            stats.extend(number(text, comma).map(|value| (head, value)));
        }
        found.push((name.to_ascii_lowercase().replace(' ', "_"), map(stats)));
    }
    let mut all: Vec<(&str, Json)> = found.iter().map(|(name, stats)| (name.as_str(), stats.clone())).collect();
    let gpus = map(gpus.iter().map(|(key, gpu)| (key.as_str(), gpu.clone())).collect());
    all.push(("telemetry_data", map(vec![("endpoints", map(vec![("all", map(vec![("gpus", gpus)]))]))])));
    let json = map(all);
    // All its lines are one result.
    tally.record = 0;
    match metrics(&json) {
        Some(found) => perf(&json, found).add(tally, loads),
        None => tally.wrong("This table of AIPerf or GenAI-Perf states no output tokens a second."),
    }
}

/// A line a run, its columns called as in vLLM's JSON.
fn sweep(records: &[(u64, Vec<String>)], tally: &mut Tally, loads: &mut Loads, comma: bool) {
    let Some(((_, heads), rows)) = records.split_first() else { return };
    for (record, row) in rows {
        tally.record = *record;
        let cells = heads.iter().zip(row).filter(|(_, text)| !text.is_empty());
        let value = |text: &str| number(text, comma).unwrap_or_else(|| Json::Text(text.to_owned()));
        serving(&map(cells.map(|(head, text)| (head.as_str(), value(text))).collect())).add(tally, loads);
    }
}
