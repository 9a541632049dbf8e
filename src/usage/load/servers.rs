//! The engines' own tools: vLLM, SGLang, TensorRT-LLM, and InferenceX, which builds on them.

use super::draft::{Draft, slowest};
use crate::usage::fields::Fields;
use crate::usage::json::Json;

/// `vllm bench serve`, SGLang's `bench_serving`, and InferenceX's raw runs, which write seconds and no `_ms`.
pub(super) fn serving(json: &Json) -> Draft {
    let sglang = json.has("total_output_tokens_retokenized") || json.has("server_info");
    let seconds = !json.has("median_ttft_ms") && !json.has("mean_ttft_ms");
    let tool = match (sglang, seconds) {
        (true, _) => "SGLang bench_serving",
        (_, true) => "InferenceX, raw run",
        _ => "vllm bench serve",
    };
    let model = [json.get("model_id"), json.at("server_info.model_path"), json.get("model")].map(Json::text);
    let mut draft = Draft::new(tool, json, model.into_iter().find(|text| !text.is_empty()).unwrap_or_default());
    let completed = json.count("completed");
    let each = |name: &str| completed.filter(|many| *many > 0.0).zip(json.count(name)).map(|(many, sum)| sum / many);
    let time = |name: &str| {
        let of = |kind: &str| json.count(&[kind, "_", name, if seconds { "" } else { "_ms" }].concat());
        of("median").or(of("mean")).map(|value| if seconds { value * 1000.0 } else { value })
    };
    let point = &mut draft.point;
    point.input = each("total_input_tokens");
    point.output = each("total_output_tokens");
    point.tokens_per_second = json.count("output_throughput");
    point.requests_per_second = json.count("request_throughput");
    point.first_token = time("ttft");
    let late = |kind: &str| {
        let value = json.count(&[kind, "_ttft", if seconds { "" } else { "_ms" }].concat());
        value.map(|value| if seconds { value * 1000.0 } else { value })
    };
    point.first_token_late = slowest(late("p95"), late("p99"));
    point.per_token = time("tpot");
    point.completed = completed;
    let missing = || json.count("num_prompts").zip(completed).map(|(asked, many)| (asked - many).max(0.0));
    point.failed = json.count("failed").or_else(missing);
    point.seconds = json.count("duration");
    point.gpus = parallel(json);
    let (most, mean) = (json.count("max_concurrency"), json.count("concurrency"));
    draft.rate = json.count("request_rate").filter(|rate| *rate > 0.0);
    // A rate may keep fewer requests under way than the limit allows.
    point.concurrency = if draft.rate.is_some() { mean } else { most.or(mean) }.filter(|load| *load > 0.0);
    draft.limit = most.filter(|load| *load > 0.0);
    draft
}

/// GPUs of a server, by how it says that it spreads its work over them: within a layer, over layers, and in copies, which
/// SGLang counts among the first where they share the attention.
fn parallel(json: &Json) -> Option<f64> {
    let server = json.get("server_info");
    let copies = if server.get("enable_dp_attention").flag() == Some(true) { None } else { server.count("dp_size") };
    let all = json.first_count(&["server_info.tp_size", "tensor_parallel_size", "tp"]);
    let all = all.map(|many| many * server.count("pp_size").unwrap_or(1.0) * copies.unwrap_or(1.0));
    json.count("num_gpus").or(all).filter(|many| *many > 0.0)
}

/// InferenceX's published rows: by GPU, in seconds.
pub(super) fn aggregated(json: &Json) -> Draft {
    let mut draft = Draft::new("InferenceX", json, json.first(&["model", "infmax_model_prefix"]).as_ref());
    let gpus = json.count("num_gpus").or(json.count("num_decode_gpu")).or(json.count("tp")).filter(|many| *many > 0.0);
    let milliseconds = |name: &str| json.count(name).map(|value| value * 1000.0);
    let point = &mut draft.point;
    point.gpus = gpus;
    point.input = json.count("isl");
    point.output = json.count("osl");
    point.tokens_per_second = json.count("output_tput_per_gpu").zip(gpus).map(|(each, gpus)| each * gpus);
    point.requests_per_second = point.tokens_per_second.zip(point.output).map(|(tokens, each)| tokens / each.max(1.0));
    point.first_token = milliseconds("median_ttft").or(milliseconds("mean_ttft"));
    point.first_token_late = slowest(milliseconds("p95_ttft"), milliseconds("p99_ttft"));
    point.per_token = milliseconds("median_tpot").or(milliseconds("mean_tpot"));
    point.concurrency = json.count("conc").filter(|load| *load > 0.0);
    draft
}

pub(super) fn trtllm(json: &Json) -> Draft {
    let mut draft = Draft::new("trtllm-bench", json, json.at("engine.model").text());
    let point = &mut draft.point;
    point.gpus = json.count("world_info.world_size");
    point.input = json.count("request_info.avg_input_length");
    point.output = json.count("request_info.avg_output_length");
    point.tokens_per_second = json.count("performance.system_output_throughput_tok_s");
    point.requests_per_second = json.count("performance.request_throughput_req_s");
    point.first_token = json.count("streaming_metrics.avg_ttft_ms");
    point.per_token = json.count("streaming_metrics.avg_tpot_ms");
    point.completed = json.count("request_info.num_requests");
    point.concurrency = json.count("request_info.avg_num_concurrent_requests").filter(|load| *load > 0.0);
    draft
}
