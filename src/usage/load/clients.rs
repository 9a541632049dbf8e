//! Tools that load any server: GuideLLM, AIPerf and GenAI-Perf, inference-perf.

use super::Draft;
use crate::usage::json::Json;

/// GuideLLM: its time per output token includes the first, so the time between tokens is used.
pub(super) fn guide(one: &Json, all: &Json) -> Draft {
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
pub(super) fn perf(json: &Json) -> Draft {
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
pub(super) fn stage(json: &Json) -> Draft {
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
