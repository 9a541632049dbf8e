//! Usage exports and load tests: real slices to their known sums, and every format with its traps in files made here.

// Files are put together line by line, and a test may panic.
#![allow(clippy::format_push_string, clippy::missing_panics_doc)]

#[path = "usage/asked.rs"]
mod asked;
#[path = "usage/assistants.rs"]
mod assistants;
#[path = "usage/bad.rs"]
mod bad;
#[path = "usage/beyond.rs"]
mod beyond;
#[path = "usage/bought_lately.rs"]
mod bought_lately;
#[path = "usage/called.rs"]
mod called;
#[path = "usage/cited.rs"]
mod cited;
#[path = "usage/clouds.rs"]
mod clouds;
#[path = "usage/collectors.rs"]
mod collectors;
#[path = "usage/counted_once.rs"]
mod counted_once;
#[path = "usage/counts.rs"]
mod counts;
#[path = "usage/cut.rs"]
mod cut;
#[path = "usage/dialects.rs"]
mod dialects;
#[path = "usage/edges.rs"]
mod edges;
#[path = "usage/exact.rs"]
mod exact;
#[path = "usage/first_word.rs"]
mod first_word;
#[path = "usage/flat.rs"]
mod flat;
#[path = "usage/formats.rs"]
mod formats;
#[path = "usage/gateways.rs"]
mod gateways;
#[path = "usage/given.rs"]
mod given;
#[path = "usage/hands.rs"]
mod hands;
#[path = "usage/holes.rs"]
mod holes;
#[path = "usage/hourly_week.rs"]
mod hourly_week;
#[path = "usage/joined.rs"]
mod joined;
#[path = "usage/known_hours.rs"]
mod known_hours;
#[path = "usage/labels.rs"]
mod labels;
#[path = "usage/lines.rs"]
mod lines;
#[path = "usage/list_prices.rs"]
mod list_prices;
#[path = "usage/litellm.rs"]
mod litellm;
#[path = "usage/load_gpus.rs"]
mod load_gpus;
#[path = "usage/load_limits.rs"]
mod load_limits;
#[path = "usage/load_tables.rs"]
mod load_tables;
#[path = "usage/loads.rs"]
mod loads;
#[path = "usage/logs.rs"]
mod logs;
#[path = "usage/long.rs"]
mod long;
#[path = "usage/look_alikes.rs"]
mod look_alikes;
#[path = "usage/measured.rs"]
mod measured;
#[path = "usage/mended.rs"]
mod mended;
#[path = "usage/merging.rs"]
mod merging;
#[path = "usage/moments.rs"]
mod moments;
#[path = "usage/money.rs"]
mod money;
#[path = "usage/newer.rs"]
mod newer;
#[path = "usage/not_used.rs"]
mod not_used;
#[path = "usage/observations.rs"]
mod observations;
#[path = "usage/once.rs"]
mod once;
#[path = "usage/openai.rs"]
mod openai;
#[path = "usage/parted.rs"]
mod parted;
#[path = "usage/parts.rs"]
mod parts;
#[path = "usage/peak.rs"]
mod peak;
#[path = "usage/periods.rs"]
mod periods;
#[path = "usage/plain.rs"]
mod plain;
#[path = "usage/printed.rs"]
mod printed;
#[path = "usage/private.rs"]
mod private;
#[path = "usage/real.rs"]
mod real;
#[path = "usage/records.rs"]
mod records;
#[path = "usage/requests.rs"]
mod requests;
#[path = "usage/same_days.rs"]
mod same_days;
#[path = "usage/served.rs"]
mod served;
#[path = "usage/spans.rs"]
mod spans;
#[path = "usage/stray_limits.rs"]
mod stray_limits;
#[path = "usage/strays.rs"]
mod strays;
#[path = "usage/streams.rs"]
mod streams;
#[path = "usage/taken.rs"]
mod taken;
#[path = "usage/terminal.rs"]
mod terminal;
#[path = "usage/throughput.rs"]
mod throughput;
#[path = "usage/tokens.rs"]
mod tokens;
#[path = "usage/totals.rs"]
mod totals;
#[path = "usage/twice.rs"]
mod twice;
#[path = "usage/under_way.rs"]
mod under_way;
#[path = "usage/variations.rs"]
mod variations;
#[path = "usage/week.rs"]
mod week;
#[path = "usage/week_limits.rs"]
mod week_limits;
#[path = "usage/weekdays.rs"]
mod weekdays;
#[path = "usage/windows.rs"]
mod windows;

use build_or_buy::Catalog;
use build_or_buy::catalog::Value;
use build_or_buy::usage::{Measured, Proposal, Usage, UsageReader};
use std::sync::LazyLock;

/// The project's own catalog.
pub static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
    let file = std::fs::read_to_string("www/catalog.json").expect("the catalog");
    let value: Value = serde_json::from_str(&file).expect("it is JSON");
    Catalog::read(&value).expect("it is a catalog").0
});

/// Files by name and content, read in pieces of an odd size.
pub fn read(files: &[(&str, &str)]) -> Usage {
    edited(files, &[])
}

/// The same with what a visitor changes.
pub fn edited(files: &[(&str, &str)], edits: &[(&str, &str)]) -> Usage {
    let mut reader = UsageReader::new();
    for (name, text) in files {
        reader.push(name, &[]);
        for piece in text.as_bytes().chunks(997) {
            reader.push(name, piece);
        }
        reader.close();
    }
    let edits: Vec<(String, String)> = edits.iter().map(|(key, text)| ((*key).into(), (*text).into())).collect();
    reader.finish(&CATALOG, &[], &edits)
}

/// An excerpt beside the tests.
pub fn excerpt(name: &str) -> String {
    std::fs::read_to_string(format!("tests/usage/{name}")).expect("an excerpt")
}

/// An input of a proposal.
pub fn input<'a>(workload: &'a Proposal, key: &str) -> &'a Measured {
    workload.inputs.iter().find(|input| input.key == key).unwrap_or_else(|| panic!("{key}"))
}

/// Its value.
pub fn value(workload: &Proposal, key: &str) -> Option<f64> {
    workload.inputs.iter().find(|input| input.key == key).and_then(|input| input.value)
}

/// What could not be read.
pub fn wrong(usage: &Usage) -> Vec<&str> {
    usage.issues.iter().filter(|issue| issue.wrong).map(|issue| issue.sentence.as_str()).collect()
}
