//! The engines' own tools: vLLM, SGLang, TensorRT-LLM, and InferenceX, which builds on them.

use super::Draft;
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

/// InferenceX's published rows: by GPU, in seconds.
pub(super) fn aggregated(json: &Json) -> Draft {
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

pub(super) fn trtllm(json: &Json) -> Draft {
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
