//! Tools that load any server: GuideLLM, AIPerf and GenAI-Perf, inference-perf.

use super::draft::{Draft, slowest};
use crate::usage::json::Json;

/// GuideLLM: its time per output token includes the first, so the time between tokens is used.
pub(super) fn guide(one: &Json, all: &Json) -> Draft {
    let model = ["config.backend.model", "metadata.model", "config.model", "args.model", "args.backend_kwargs.model"];
    let of = |root: &Json| model.iter().map(|way| root.at(way).text().to_owned()).find(|text| !text.is_empty());
    let model = of(one).or_else(|| of(all)).unwrap_or_default();
    let mut draft = Draft::new("GuideLLM", one, &model);
    let metric = |name: &str, part: &str| one.at("metrics").get(name).get("successful").count(part);
    let point = &mut draft.point;
    point.input = metric("prompt_token_count", "mean");
    point.output = metric("output_token_count", "mean");
    point.tokens_per_second = metric("output_tokens_per_second", "mean");
    point.requests_per_second = metric("requests_per_second", "mean");
    let middle = |name: &str| metric(name, "median").or(metric(name, "percentiles.p50")).or(metric(name, "mean"));
    point.first_token = middle("time_to_first_token_ms");
    let late = |part: &str| metric("time_to_first_token_ms", &["percentiles.", part].concat());
    point.first_token_late = slowest(late("p95"), late("p99"));
    point.per_token = middle("inter_token_latency_ms");
    let total = |kind: &str| {
        [["metrics.request_totals.", kind], ["run_stats.requests_made.", kind]]
            .iter()
            .find_map(|way| one.count(&way.concat()))
    };
    point.completed =
        total("successful").or(metric("request_latency", "count")).or(metric("output_token_count", "count"));
    point.failed = total("errored");
    point.seconds = one.count("duration");
    let strategy = one.at("config.strategy");
    point.concurrency = metric("request_concurrency", "mean").or(strategy.count("streams")).filter(|load| *load > 0.0);
    draft.rate = strategy.count("rate");
    draft
}

/// A time's unit in milliseconds: a bare factor.
pub(super) fn milliseconds(unit: &str) -> f64 {
    match unit {
        "s" | "sec" | "seconds" => 1000.0,
        "us" | "µs" => 1e-3,
        "ns" => 1e-6,
        _ => 1.0,
    }
}

/// Where the metrics of AIPerf and GenAI-Perf stand, if a document is a result of theirs.
pub(super) fn metrics(json: &Json) -> Option<&Json> {
    [json, json.get("metrics")]
        .into_iter()
        .find(|one| one.at("output_token_throughput.avg").number().is_some() && one.get("request_throughput").is_map())
}

/// The name in a place: a text, or the first of a list of texts or of items with names.
fn called(place: &Json) -> &str {
    let first = place.list().first().or(place.get("items").list().first()).unwrap_or(place);
    if first.is_map() { first.get("name").text() } else { first.text() }
}

/// AIPerf and GenAI-Perf: every metric has its unit.
pub(super) fn perf(json: &Json, metrics: &Json) -> Draft {
    // Newer ones keep what was asked for a level deeper, and the phases of the run as a list.
    let config = json.get("input_config");
    let config = if config.has("benchmark") { config.get("benchmark") } else { config };
    let phases = config.get("phases").list();
    let phase = phases.iter().find(|one| one.get("name").text() == "profiling").unwrap_or(&Json::Null);
    let places = ["endpoint.model_names", "model_names", "model", "models", "endpoint.model"];
    let model = places.iter().map(|place| called(config.at(place))).find(|name| !name.is_empty()).unwrap_or_default();
    let mut draft = Draft::new("AIPerf or GenAI-Perf", json, model);
    let average = |name: &str| metrics.get(name).count("avg");
    let time = |name: &str| {
        let metric = metrics.get(name);
        let scale = milliseconds(metric.get("unit").text());
        metric.count("p50").or(metric.count("avg")).map(|value| value * scale)
    };
    let first = metrics.get("time_to_first_token");
    let late = |part: &str| first.count(part).map(|value| value * milliseconds(first.get("unit").text()));
    let point = &mut draft.point;
    let gpus =
        json.at("telemetry_data.endpoints").fields().iter().flat_map(|(_, endpoint)| endpoint.get("gpus").fields());
    let names: Vec<&str> = gpus.map(|(_, gpu)| gpu.get("gpu_name").text()).collect();
    if let Some(name) = names.first() {
        (*name).clone_into(&mut point.gpu);
        point.gpus = Some(names.len() as f64);
    }
    point.input = average("input_sequence_length");
    point.output = average("output_sequence_length");
    point.tokens_per_second = average("output_token_throughput");
    point.requests_per_second = average("request_throughput");
    point.first_token = time("time_to_first_token");
    point.first_token_late = slowest(late("p95"), late("p99"));
    point.per_token = time("inter_token_latency");
    point.completed = average("request_count");
    point.failed = average("error_request_count");
    point.seconds = average("benchmark_duration");
    let places = ["loadgen", "load", "phases.profiling", "perf_analyzer.stimulus"];
    let set =
        |name: &str| places.iter().map(|place| config.at(place)).chain([config, phase]).find_map(|one| one.count(name));
    point.concurrency = set("concurrency").filter(|load| *load > 0.0);
    draft.rate = set("request_rate").filter(|rate| *rate > 0.0);
    // Little's law, where nothing says how many were kept under way, as in the CSV.
    let latency = metrics.get("request_latency");
    let seconds = latency.count("avg").map(|value| value * milliseconds(latency.get("unit").text()) / 1000.0);
    if let (None, None, Some(rate), Some(seconds)) =
        (point.concurrency, draft.rate, point.requests_per_second, seconds.filter(|seconds| *seconds > 0.0))
    {
        point.concurrency = Some(rate * seconds);
        point.concurrency_derived = true;
    }
    draft
}

/// inference-perf, one stage of a sweep over the rate: seconds, and the model stands elsewhere.
pub(super) fn stage(json: &Json) -> Draft {
    let mut draft = Draft::new("inference-perf", json, "");
    let good = json.get("successes");
    let count = |way: &str| good.count(way);
    let milliseconds = |name: &str| {
        let times = good.at("latency").get(name);
        times.count("median").or(times.count("mean")).map(|value| value * 1000.0)
    };
    let point = &mut draft.point;
    point.input = count("prompt_len.mean");
    point.output = count("output_len.mean");
    point.tokens_per_second = count("throughput.output_tokens_per_sec");
    point.requests_per_second = count("throughput.requests_per_sec");
    point.first_token = milliseconds("time_to_first_token");
    let late = |part: &str| good.at("latency.time_to_first_token").count(part).map(|value| value * 1000.0);
    point.first_token_late = slowest(late("p95"), late("p99"));
    point.per_token = milliseconds("time_per_output_token");
    point.completed = count("count");
    point.failed = json.count("failures.count");
    point.seconds = json.count("load_summary.send_duration");
    point.concurrency = json.count("load_summary.concurrency").filter(|load| *load > 0.0);
    // Little's law with the time of whole answers, which the times of their parts do not add up to.
    let law = point.requests_per_second.zip(count("latency.request_latency.mean"));
    let rate = ["load_summary.achieved_rate", "load_summary.requested_rate"];
    draft.rate = json.first_count(&rate);
    if point.concurrency.is_none() && draft.rate.is_none() {
        "it sums up all loads of the test: give the files of its stages".clone_into(&mut point.not_used);
    } else if let (None, Some((rate, seconds))) = (point.concurrency, law) {
        point.concurrency = Some(rate * seconds);
        point.concurrency_derived = true;
    }
    draft
}

/// LLMPerf's summary, in seconds. Its time per token holds the first one's too, so it is no less than the pace.
pub(super) fn ray(json: &Json) -> Draft {
    let mut draft = Draft::new("LLMPerf", json, json.get("model").text());
    let count = |name: &str| json.count(&["results_", name].concat());
    let time = |name: &str| count(name).map(|seconds| seconds * 1000.0);
    let point = &mut draft.point;
    point.input = count("number_input_tokens_mean");
    point.output = count("number_output_tokens_mean");
    point.tokens_per_second = count("mean_output_throughput_token_per_s");
    point.first_token = time("ttft_s_quantiles_p50");
    point.first_token_late = slowest(time("ttft_s_quantiles_p95"), time("ttft_s_quantiles_p99"));
    point.per_token = time("inter_token_latency_s_quantiles_p50");
    point.completed = count("num_completed_requests");
    point.failed = count("number_errors");
    point.concurrency = json.count("num_concurrent_requests").filter(|load| *load > 0.0);
    draft
}
