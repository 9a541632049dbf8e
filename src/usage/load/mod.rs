//! Results of load tests: one point of load each, brought to the same units.

mod clients;
mod draft;
mod point;
mod printed;
mod servers;
mod tables;
mod target;

pub(super) use draft::counted;
pub use point::LoadPoint;
pub(super) use point::Loads;
pub(super) use printed::Printed;
pub(super) use tables::Tabled;
pub use target::{AtTarget, Targets, at_target};

use super::json::Json;
use super::tally::Tally;
use clients::{guide, metrics, perf, ray, stage};
use servers::{aggregated, serving, trtllm};

/// The result of a load test, or a list of them under a name; false where a document is none.
pub(super) fn document(tally: &mut Tally, loads: &mut Loads, json: &Json) -> bool {
    let listed = json.get("results").list();
    if listed.first().is_some_and(|one| one.has("output_throughput")) {
        let mut any = false;
        for one in listed {
            any |= document(tally, loads, one);
        }
        return any;
    }
    let rows = json.get("benchmarks").list();
    if rows.first().is_some_and(|one| one.at("metrics.requests_per_second").is_map()) {
        for one in rows {
            guide(one, json).add(tally, loads);
        }
    } else if json.has("model_id") && json.has("output_throughput")
        || json.has("output_throughput") && json.has("median_ttft_ms")
    {
        serving(json).add(tally, loads);
    } else if let Some(metrics) = metrics(json) {
        perf(json, metrics).add(tally, loads);
    } else if json.get("load_summary").is_map() && json.at("successes.throughput").is_map() {
        stage(json).add(tally, loads);
    } else if json.has("hw") && json.has("tput_per_gpu") && json.has("conc") {
        aggregated(json).add(tally, loads);
    } else if json.at("performance.system_output_throughput_tok_s").number().is_some() {
        trtllm(json).add(tally, loads);
    } else if json.has("results_mean_output_throughput_token_per_s") {
        ray(json).add(tally, loads);
    } else {
        return false;
    }
    true
}

/// Whether bytes hold a result as `vllm bench serve` and SGLang's `bench_serving` print it, or begin as a table of results.
pub fn is_result(bytes: &[u8]) -> bool {
    Printed::begins(bytes) || Tabled::begins(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes))
}
