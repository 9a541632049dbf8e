//! Results as they are printed: the table that `vllm bench serve` and SGLang's `bench_serving` end with.

use super::draft::Draft;
use super::point::Loads;
use super::servers::serving;
use crate::usage::json::Json;
use crate::usage::number;
use crate::usage::tally::Tally;
use std::borrow::Cow;

/// What both print above the table.
const HEADING: &str = "Serving Benchmark Result";
/// The one line that no result lacks.
const LEADING: &str = "output_throughput";
/// Longest line that is looked at.
const LONGEST_LINE: usize = 16 << 10;

/// What a line is called, and how the tool's own file calls the same number.
const LINES: [(&str, &str); 22] = [
    ("successful requests", "completed"),
    ("failed requests", "failed"),
    ("maximum request concurrency", "max_concurrency"),
    ("max request concurrency", "max_concurrency"),
    // As SGLang wrote it until 2025.
    ("max reqeuest concurrency", "max_concurrency"),
    ("concurrency", "concurrency"),
    ("request rate configured (rps)", "request_rate"),
    ("traffic request rate", "request_rate"),
    ("benchmark duration (s)", "duration"),
    ("total input tokens", "total_input_tokens"),
    ("total generated tokens", "total_output_tokens"),
    ("total generated tokens (retokenized)", "total_output_tokens_retokenized"),
    ("request throughput (req/s)", "request_throughput"),
    ("output token throughput (tok/s)", LEADING),
    ("mean ttft (ms)", "mean_ttft_ms"),
    ("median ttft (ms)", "median_ttft_ms"),
    ("p95 ttft (ms)", "p95_ttft_ms"),
    ("p99 ttft (ms)", "p99_ttft_ms"),
    ("mean tpot (ms)", "mean_tpot_ms"),
    ("median tpot (ms)", "median_tpot_ms"),
    ("p99 tpot (ms)", "p99_tpot_ms"),
    ("mean itl (ms)", "mean_itl_ms"),
];

/// Reads lines and finds the tables among them; everything else is passed over.
#[derive(Default)]
pub(in crate::usage) struct Printed {
    line: Vec<u8>,
    found: Vec<(Cow<'static, str>, Json)>,
    model: String,
    lines: u64,
    /// Tables so far.
    pub(in crate::usage) tables: u64,
}

impl Printed {
    /// Whether the first bytes of a file hold such a table.
    pub(in crate::usage) fn begins(head: &[u8]) -> bool {
        [HEADING, "Output token throughput (tok/s)"]
            .iter()
            .any(|mark| head.windows(mark.len()).any(|window| window == mark.as_bytes()))
    }

    /// Takes more bytes; none means the end.
    pub(in crate::usage) fn feed(&mut self, bytes: &[u8], tally: &mut Tally, loads: &mut Loads) {
        for &byte in bytes {
            if byte == b'\n' || byte == b'\r' {
                self.end_line(tally, loads);
                self.lines += u64::from(byte == b'\n');
            } else if self.line.len() < LONGEST_LINE {
                self.line.push(byte);
            }
        }
        if bytes.is_empty() {
            self.end_line(tally, loads);
            self.end_table(tally, loads);
        }
    }

    fn end_line(&mut self, tally: &mut Tally, loads: &mut Loads) {
        let line = core::mem::take(&mut self.line);
        let Ok(text) = core::str::from_utf8(&line) else { return };
        // A line of marks closes a table. What stands above the next heading belongs to what follows.
        let closes = text.starts_with('=') && text.trim_end().bytes().all(|byte| byte == b'=');
        if (closes || text.contains(HEADING)) && self.is_whole() {
            return self.end_table(tally, loads);
        }
        if let Some(model) = model(text) {
            model.clone_into(&mut self.model);
        }
        let Some((label, value)) = text.rsplit_once(':') else { return };
        let label = label.trim().to_ascii_lowercase();
        let Some((_, name)) = LINES.iter().find(|(known, _)| label == *known) else { return };
        let Some(value) = number::read(value, false) else { return };
        if self.found.iter().any(|(known, _)| known == name) {
            self.end_table(tally, loads);
        }
        self.found.push((Cow::Borrowed(name), Json::Number(value.value)));
    }

    fn is_whole(&self) -> bool {
        self.found.iter().any(|(name, _)| name == LEADING)
    }

    fn end_table(&mut self, tally: &mut Tally, loads: &mut Loads) {
        let whole = self.is_whole();
        let mut found = core::mem::take(&mut self.found);
        if !whole {
            return;
        }
        if !self.model.is_empty() {
            found.push((Cow::Borrowed("model_id"), Json::Text(self.model.clone())));
        }
        self.tables += 1;
        tally.record = self.lines;
        tally.file().records += 1;
        let draft: Draft = serving(&Json::Map(found));
        draft.add(tally, loads);
    }
}

/// The model of a command's arguments, which vLLM and SGLang print before they begin: `Namespace(… model='x' …)`.
fn model(line: &str) -> Option<&str> {
    let rest = line.split_once("Namespace(")?.1;
    let rest = rest.split_once(", model='").or(rest.split_once("(model='")).map(|(_, rest)| rest)?;
    rest.split_once('\'').map(|(model, _)| model)
}
