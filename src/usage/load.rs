//! Results of load tests: one point of load each, brought to the same units.

use super::fields::Fields;
use super::json::Json;
use super::tally::Tally;
use serde::Serialize;

/// One point of a load test: a steady load and what the servers did under it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LoadPoint {
    /// The tool that measured it, for people.
    pub tool: &'static str,
    /// The file it stands in.
    pub file: String,
    /// The model, as the file names it; empty where it does not.
    pub model: String,
    /// The GPU as the file names it; empty where it does not.
    pub gpu: String,
    /// GPUs of all replicas together, where stated.
    pub gpus: Option<f64>,
    /// Requests under way on average: as set, else by Little's law from the rate and the times.
    pub concurrency: Option<f64>,
    /// True where Little's law gave it.
    pub concurrency_derived: bool,
    /// Mean tokens in per request.
    pub input: f64,
    /// Mean tokens out per request.
    pub output: f64,
    /// Output tokens a second of everything tested.
    pub tokens_per_second: f64,
    /// Requests a second.
    pub requests_per_second: f64,
    /// Median time to first token, ms.
    pub first_token: Option<f64>,
    /// Median time per output token after the first, ms; the mean where no median is given.
    pub per_token: Option<f64>,
    /// Requests that were answered.
    pub completed: f64,
    /// Requests that failed.
    pub failed: f64,
    /// How long it ran, s.
    pub seconds: f64,
    /// Why it does not count; empty where it does.
    pub not_used: String,
}

/// All points so far.
pub(super) type Loads = Vec<LoadPoint>;

/// Failed requests that a point may have.
const MOST_FAILED: f64 = 0.01;
/// Rounds of requests that a point must have run.
const LEAST_ROUNDS: f64 = 5.0;
/// Seconds that it must have run.
const LEAST_SECONDS: f64 = 30.0;

struct Draft {
    point: LoadPoint,
    rate: Option<f64>,
}

impl Draft {
    fn new(tool: &'static str, json: &Json, model: &str) -> Self {
        let point = LoadPoint {
            tool,
            file: String::new(),
            model: model.to_owned(),
            gpu: json.first(&["gpu", "hw", "accelerator"]).into_owned(),
            gpus: None,
            concurrency: None,
            concurrency_derived: false,
            input: 0.0,
            output: 0.0,
            tokens_per_second: 0.0,
            requests_per_second: 0.0,
            first_token: None,
            per_token: None,
            completed: 0.0,
            failed: 0.0,
            seconds: 0.0,
            not_used: String::new(),
        };
        Self { point, rate: None }
    }

    /// Completes the point, judges it and adds it.
    fn add(mut self, tally: &mut Tally, loads: &mut Loads) {
        let point = &mut self.point;
        point.file.clone_from(&tally.file().name);
        let infinite = point.concurrency.is_none() && self.rate.is_none();
        if point.concurrency.is_none()
            && !infinite
            && let (Some(first), Some(next)) = (point.first_token, point.per_token)
        {
            let seconds = (first + next * (point.output - 1.0).max(0.0)) / 1000.0;
            point.concurrency = Some(point.requests_per_second * seconds);
            point.concurrency_derived = true;
        }
        let all = point.completed + point.failed;
        let rounds = point.concurrency.map_or(f64::INFINITY, |load| point.completed / load.max(1.0));
        point.not_used = if point.tokens_per_second <= 0.0 || point.per_token.is_none_or(|ms| ms <= 0.0) {
            "no tokens a second or no time per token".into()
        } else if all > 0.0 && point.failed > MOST_FAILED * all {
            "more than 1 % of its requests failed".into()
        } else if point.seconds > 0.0 && point.seconds < LEAST_SECONDS {
            "it ran for less than 30 seconds".into()
        } else if point.completed > 0.0 && rounds < LEAST_ROUNDS {
            "it made fewer than five rounds of requests".into()
        } else if point.concurrency.is_none() {
            "it had no limit on requests under way".into()
        } else {
            String::new()
        };
        tally.file().load_tests += 1;
        if loads.len() < 2_000 {
            loads.push(self.point);
        }
    }
}

/// The result of a load test; false where a document is none.
pub(super) fn document(tally: &mut Tally, loads: &mut Loads, json: &Json) -> bool {
    let rows = json.get("benchmarks").list();
    if rows.first().is_some_and(|one| one.at("metrics.requests_per_second").is_map()) {
        for one in rows {
            guide(one, json).add(tally, loads);
        }
    } else if json.has("model_id") && json.has("output_throughput")
        || json.has("output_throughput") && json.has("median_ttft_ms")
    {
        serving(json).add(tally, loads);
    } else if json.at("output_token_throughput.avg").number().is_some() && json.get("time_to_first_token").has("unit") {
        perf(json).add(tally, loads);
    } else if json.get("load_summary").is_map() && json.at("successes.throughput").is_map() {
        stage(json).add(tally, loads);
    } else if json.has("hw") && json.has("tput_per_gpu") && json.has("conc") {
        aggregated(json).add(tally, loads);
    } else if json.at("performance.system_output_throughput_tok_s").number().is_some() {
        trtllm(json).add(tally, loads);
    } else {
        return false;
    }
    true
}

/// `vllm bench serve`, SGLang's `bench_serving`, and InferenceX's raw runs, which write seconds and no `_ms`.
fn serving(json: &Json) -> Draft {
    let sglang = json.has("total_output_tokens_retokenized") || json.has("server_info");
    let seconds = !json.has("median_ttft_ms") && !json.has("mean_ttft_ms");
    let tool = match (sglang, seconds) {
        (true, _) => "SGLang bench_serving",
        (_, true) => "InferenceX, raw run",
        _ => "vllm bench serve",
    };
    let model = [json.get("model_id"), json.at("server_info.model_path"), json.get("model")].map(Json::text);
    let mut draft = Draft::new(tool, json, model.into_iter().find(|text| !text.is_empty()).unwrap_or_default());
    let completed = json.count("completed").unwrap_or(0.0);
    let each = |name: &str| json.count(name).unwrap_or(0.0) / completed.max(1.0);
    let time = |name: &str| {
        let of = |kind: &str| json.count(&[kind, "_", name, if seconds { "" } else { "_ms" }].concat());
        of("median").or(of("mean")).map(|value| if seconds { value * 1000.0 } else { value })
    };
    let point = &mut draft.point;
    point.input = each("total_input_tokens");
    point.output = each("total_output_tokens");
    point.tokens_per_second = json.count("output_throughput").unwrap_or(0.0);
    point.requests_per_second = json.count("request_throughput").unwrap_or(0.0);
    point.first_token = time("ttft");
    point.per_token = time("tpot");
    point.completed = completed;
    let asked = json.count("num_prompts").unwrap_or(completed);
    point.failed = json.count("failed").unwrap_or((asked - completed).max(0.0));
    point.seconds = json.count("duration").unwrap_or(0.0);
    point.gpus = json.count("server_info.tp_size").or(json.count("num_gpus"));
    point.concurrency = json.count("max_concurrency").or(json.count("concurrency")).filter(|load| *load > 0.0);
    draft.rate = json.count("request_rate").filter(|rate| *rate > 0.0);
    draft
}

/// GuideLLM: its time per output token includes the first, so the time between tokens is used.
fn guide(one: &Json, all: &Json) -> Draft {
    let model = ["config.backend.model", "metadata.model", "config.model", "args.model", "args.backend_kwargs.model"];
    let of = |root: &Json| model.iter().map(|way| root.at(way).text().to_owned()).find(|text| !text.is_empty());
    let model = of(one).or_else(|| of(all)).unwrap_or_default();
    let mut draft = Draft::new("GuideLLM", one, &model);
    let metric = |name: &str, part: &str| one.at("metrics").get(name).get("successful").count(part);
    let point = &mut draft.point;
    point.input = metric("prompt_token_count", "mean").unwrap_or(0.0);
    point.output = metric("output_token_count", "mean").unwrap_or(0.0);
    point.tokens_per_second = metric("output_tokens_per_second", "mean").unwrap_or(0.0);
    point.requests_per_second = metric("requests_per_second", "mean").unwrap_or(0.0);
    let middle = |name: &str| metric(name, "median").or(metric(name, "percentiles.p50")).or(metric(name, "mean"));
    point.first_token = middle("time_to_first_token_ms");
    point.per_token = middle("inter_token_latency_ms");
    let total = |kind: &str| {
        [["metrics.request_totals.", kind], ["run_stats.requests_made.", kind]]
            .iter()
            .find_map(|way| one.count(&way.concat()))
    };
    point.completed = total("successful")
        .or(metric("request_latency", "count"))
        .or(metric("output_token_count", "count"))
        .unwrap_or(0.0);
    point.failed = total("errored").unwrap_or(0.0);
    point.seconds = one.count("duration").unwrap_or(0.0);
    let strategy = one.at("config.strategy");
    point.concurrency = metric("request_concurrency", "mean").or(strategy.count("streams")).filter(|load| *load > 0.0);
    draft.rate = strategy.count("rate");
    draft
}

/// AIPerf and GenAI-Perf: every metric has its unit.
fn perf(json: &Json) -> Draft {
    let models = json.at("input_config.endpoint.model_names").list();
    let model = models.first().map_or_else(|| json.at("input_config.endpoint.model").text(), Json::text);
    let items = json.at("input_config.models.items").list();
    let model = if model.is_empty() { items.first().map_or("", |one| one.get("name").text()) } else { model };
    let mut draft = Draft::new("AIPerf or GenAI-Perf", json, model);
    let average = |name: &str| json.get(name).count("avg");
    let time = |name: &str| {
        let metric = json.get(name);
        let scale = match metric.get("unit").text() {
            "s" | "sec" | "seconds" => 1000.0,
            "us" | "µs" => 1e-3,
            "ns" => 1e-6,
            _ => 1.0,
        };
        metric.count("p50").or(metric.count("avg")).map(|value| value * scale)
    };
    let point = &mut draft.point;
    let gpus =
        json.at("telemetry_data.endpoints").fields().iter().flat_map(|(_, endpoint)| endpoint.get("gpus").fields());
    let names: Vec<&str> = gpus.map(|(_, gpu)| gpu.get("gpu_name").text()).collect();
    if let Some(name) = names.first() {
        (*name).clone_into(&mut point.gpu);
        point.gpus = Some(names.len() as f64);
    }
    point.input = average("input_sequence_length").unwrap_or(0.0);
    point.output = average("output_sequence_length").unwrap_or(0.0);
    point.tokens_per_second = average("output_token_throughput").unwrap_or(0.0);
    point.requests_per_second = average("request_throughput").unwrap_or(0.0);
    point.first_token = time("time_to_first_token");
    point.per_token = time("inter_token_latency");
    point.completed = average("request_count").unwrap_or(0.0);
    point.failed = average("error_request_count").unwrap_or(0.0);
    point.seconds = average("benchmark_duration").unwrap_or(0.0);
    let set = |name: &str| {
        let generator = json.at("input_config.loadgen").count(name);
        generator
            .or(json.at("input_config.load").count(name))
            .or_else(|| json.at("input_config.phases.profiling").count(name))
    };
    point.concurrency = set("concurrency").filter(|load| *load > 0.0);
    draft.rate = set("request_rate");
    draft
}

/// inference-perf, one stage of a sweep over the rate: seconds, and the model stands elsewhere.
fn stage(json: &Json) -> Draft {
    let mut draft = Draft::new("inference-perf", json, "");
    let good = json.get("successes");
    let count = |way: &str| good.count(way);
    let milliseconds = |name: &str| {
        let times = good.at("latency").get(name);
        times.count("median").or(times.count("mean")).map(|value| value * 1000.0)
    };
    let point = &mut draft.point;
    point.input = count("prompt_len.mean").unwrap_or(0.0);
    point.output = count("output_len.mean").unwrap_or(0.0);
    point.tokens_per_second = count("throughput.output_tokens_per_sec").unwrap_or(0.0);
    point.requests_per_second = count("throughput.requests_per_sec").unwrap_or(0.0);
    point.first_token = milliseconds("time_to_first_token");
    point.per_token = milliseconds("time_per_output_token");
    point.completed = count("count").unwrap_or(0.0);
    point.failed = json.count("failures.count").unwrap_or(0.0);
    point.seconds = json.count("load_summary.send_duration").unwrap_or(0.0);
    draft.rate = json.count("load_summary.achieved_rate").or(json.count("load_summary.requested_rate"));
    draft
}

/// InferenceX's published rows: by GPU, in seconds.
fn aggregated(json: &Json) -> Draft {
    let mut draft = Draft::new("InferenceX", json, json.first(&["infmax_model_prefix", "model"]).as_ref());
    let gpus = json.count("num_gpus").or(json.count("tp")).unwrap_or(1.0).max(1.0);
    let milliseconds = |name: &str| json.count(name).map(|value| value * 1000.0);
    let point = &mut draft.point;
    point.gpus = Some(gpus);
    point.input = json.count("isl").unwrap_or(0.0);
    point.output = json.count("osl").unwrap_or(0.0);
    point.tokens_per_second = json.count("output_tput_per_gpu").unwrap_or(0.0) * gpus;
    point.requests_per_second = point.tokens_per_second / point.output.max(1.0);
    point.first_token = milliseconds("median_ttft").or(milliseconds("mean_ttft"));
    point.per_token = milliseconds("median_tpot").or(milliseconds("mean_tpot"));
    point.concurrency = json.count("conc").filter(|load| *load > 0.0);
    draft
}

fn trtllm(json: &Json) -> Draft {
    let mut draft = Draft::new("trtllm-bench", json, json.at("engine.model").text());
    let point = &mut draft.point;
    point.gpus = json.count("world_info.world_size");
    point.input = json.count("request_info.avg_input_length").unwrap_or(0.0);
    point.output = json.count("request_info.avg_output_length").unwrap_or(0.0);
    point.tokens_per_second = json.count("performance.system_output_throughput_tok_s").unwrap_or(0.0);
    point.requests_per_second = json.count("performance.request_throughput_req_s").unwrap_or(0.0);
    point.first_token = json.count("streaming_metrics.avg_ttft_ms");
    point.per_token = json.count("streaming_metrics.avg_tpot_ms");
    point.completed = json.count("request_info.num_requests").unwrap_or(0.0);
    point.concurrency = json.count("request_info.avg_num_concurrent_requests").filter(|load| *load > 0.0);
    draft
}

/// Throughput at a latency target, of one load test.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AtTarget {
    /// Output tokens a second of everything tested.
    pub tokens_per_second: f64,
    /// Requests under way.
    pub concurrency: f64,
    /// Median time per output token there, ms.
    pub per_token: f64,
    /// Time to first token there, ms, where both neighbours state it.
    pub first_token: Option<f64>,
    /// True where the greatest load that was tested still met the target: more may be possible.
    pub target_not_reached: bool,
}

/// The greatest load of a sweep whose time per token meets a target (ms), between two tested loads by the logarithm of
/// the requests under way; never beyond the greatest load tested. `None` where even the least load is too slow.
pub fn at_target(points: &[&LoadPoint], target: f64) -> Option<AtTarget> {
    let mut sweep: Vec<(f64, f64, f64, Option<f64>)> = points
        .iter()
        .filter(|point| point.not_used.is_empty())
        .filter_map(|point| Some((point.concurrency?, point.per_token?, point.tokens_per_second, point.first_token)))
        .collect();
    crate::order::rising(&mut sweep, |one| one.0);
    let last = sweep.iter().rposition(|one| one.1 <= target)?;
    let here = sweep[last];
    let exactly = |one: (f64, f64, f64, Option<f64>), beyond| AtTarget {
        tokens_per_second: one.2,
        concurrency: one.0,
        per_token: one.1,
        first_token: one.3,
        target_not_reached: beyond,
    };
    let Some(next) = sweep.get(last + 1).copied() else { return Some(exactly(here, here.1 < target)) };
    if next.0 <= here.0 || next.1 <= here.1 {
        return Some(exactly(here, false));
    }
    let part = (target - here.1) / (next.1 - here.1);
    let mixed = |a: f64, b: f64| a + (b - a) * part;
    Some(AtTarget {
        tokens_per_second: mixed(here.2, next.2),
        concurrency: libm::exp(mixed(libm::log(here.0), libm::log(next.0))),
        per_token: target,
        first_token: here.3.zip(next.3).map(|(a, b)| mixed(a, b)),
        target_not_reached: false,
    })
}
