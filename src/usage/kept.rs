//! What is ever copied out of a JSON file, by name. Everything else is skipped while it is parsed: prompts, answers,
//! keys, addresses and whatever a vendor adds tomorrow.

/// What may stand under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keep {
    /// A number, a flag or a short text.
    Scalar,
    /// An object or a list, with its own names looked up here again.
    Branch,
    /// Either of them.
    Both,
    /// The same, or a text that holds JSON.
    Nested,
    /// An object, a list, or a text that holds JSON: any other text there is what people wrote.
    Packed,
    /// An object whose names are the file's own: kinds of tokens, tags, models.
    Open,
    /// Nothing.
    Nothing,
}

/// Longest text that is kept.
pub(super) const LONGEST: usize = 256;

/// What is kept under a name.
pub(super) fn keep(name: &str) -> (&'static str, Keep) {
    let found =
        |(names, kind): &(&'static [&'static str], Keep)| Some((names[names.binary_search(&name).ok()?], *kind));
    KINDS.iter().find_map(found).unwrap_or(("", Keep::Nothing))
}

/// Names in rising order, several to a line.
const KINDS: [(&[&str], Keep); 6] = [
    (SCALARS, Keep::Scalar),
    (BRANCHES, Keep::Branch),
    (BOTHS, Keep::Both),
    (NESTS, Keep::Nested),
    (PACKED, Keep::Packed),
    (OPENS, Keep::Open),
];

#[rustfmt::skip]
const SCALARS: &[&str] = &[
    "@timestamp", "accelerator", "achieved_rate", "ai_model", "ai_org", "ai_provider", "amount_value", "api_key",
    "api_key_id", "api_key_name", "api_requests", "api_source", "app", "app_name", "arn", "avg", "avg_input_length",
    "avg_num_concurrent_requests", "avg_output_length", "avg_tpot_ms", "avg_ttft_ms", "batch", "byok_usage_inference",
    "cacheCreationInputTokens", "cacheCreationTokens", "cacheReadInputTokenCount", "cacheReadInputTokens",
    "cacheReadTokens", "cacheWriteInputTokenCount", "cacheWriteInputTokens", "cacheWriteTokens",
    "cache_creation_input_tokens", "cache_creation_tokens", "cache_hit", "cache_read", "cache_read_input_tokens",
    "cache_write_tokens", "cached", "cachedContentTokenCount", "cachedInputTokens", "cachedPromptTokens",
    "cachedTokens", "cached_content_token_count", "cached_input_tokens", "cached_tokens", "calculatedTotalCost",
    "calculated_total_cost", "call_type", "candidatesTokenCount", "candidates_token_count", "code", "completed",
    "completionTokens", "completion_tokens", "conc", "context_window", "cost", "costUSD", "cost_cache", "cost_currency",
    "cost_total", "cost_usd", "count", "createTime", "create_time", "created", "createdAt", "created_at", "currency",
    "cursor", "custom_id", "custom_llm_provider", "date", "day", "deployment", "deployment.environment.name",
    "doubleValue", "dp_size", "duration", "enable_dp_attention", "endTime", "end_time", "ending_at", "endpointId",
    "endpoint_id", "environment", "ephemeral_1h_input_tokens", "ephemeral_5m_input_tokens", "errorCode", "failed",
    "framework", "gen_ai.operation.name", "gen_ai.provider.name", "gen_ai.request.model", "gen_ai.response.model",
    "gen_ai.system", "gen_ai.usage.cache_creation.input_tokens", "gen_ai.usage.cache_creation_input_tokens",
    "gen_ai.usage.cache_read.input_tokens", "gen_ai.usage.cache_read_input_tokens",
    "gen_ai.usage.cache_write.input_tokens", "gen_ai.usage.completion_tokens", "gen_ai.usage.details.cache_read_tokens",
    "gen_ai.usage.details.cache_write_tokens", "gen_ai.usage.details.reasoning_tokens", "gen_ai.usage.input_tokens",
    "gen_ai.usage.output_tokens", "gen_ai.usage.prompt_tokens", "gen_ai.usage.reasoning.output_tokens",
    "gen_ai.usage.reasoning_tokens", "generatedtokens", "generation_id", "generation_time_ms", "gitBranch", "gpu_name",
    "has_more", "hw", "id", "inference_geo", "infmax_model_prefix", "inputTokenCount", "inputTokens", "inputUsage",
    "input_audio_tokens", "input_cache_write_tokens", "input_cached_tokens", "input_image_tokens", "input_length",
    "input_tokens", "intValue", "interval", "isl", "key", "label", "level", "line_item", "market_cost",
    "max_concurrency", "mean", "mean_itl_ms", "mean_tpot", "mean_tpot_ms", "mean_ttft", "mean_ttft_ms", "median",
    "median_tpot", "median_tpot_ms", "median_ttft", "median_ttft_ms", "metric", "modelId", "modelName",
    "modelPermaslug", "modelVersion", "model_group", "model_id", "model_name", "model_path", "model_permaslug",
    "model_version", "month", "next_page", "num_cached_tokens", "num_concurrent_requests", "num_decode_gpu", "num_gpus",
    "num_model_requests", "num_prompts", "num_requests", "object", "operation", "osl", "outputTokenCount",
    "outputTokens", "outputUsage", "output_audio_tokens", "output_image_tokens", "output_length", "output_tokens",
    "output_tokens_per_sec", "output_tput_per_gpu", "p50", "p95", "p95_ttft", "p95_ttft_ms", "p99", "p99_tpot_ms",
    "p99_ttft", "p99_ttft_ms", "page", "parentObservationId", "parentSpanId", "parent_observation_id", "parent_span_id",
    "per_page", "period", "pp_size", "precision", "processID", "product", "project", "project_id", "promptName",
    "promptTokenCount", "promptTokens", "prompt_cache_hit_tokens", "prompt_cache_miss_tokens", "prompt_name",
    "prompt_slug", "prompt_tokens", "providedModelName", "provided_model_name", "provider", "providerName",
    "provider_name", "rate", "reasoning", "reasoningTokens", "reasoning_tokens", "refType", "req_units", "requestId",
    "request_created_at", "request_id", "request_model", "request_rate", "request_throughput_req_s", "request_tokens",
    "requested_rate", "requests_per_sec", "res_units", "responseId", "response_cost", "response_model",
    "response_status_code", "response_tokens", "results_inter_token_latency_s_quantiles_p50",
    "results_mean_output_throughput_token_per_s", "results_num_completed_requests", "results_number_errors",
    "results_number_input_tokens_mean", "results_number_output_tokens_mean", "results_ttft_s_quantiles_p50",
    "results_ttft_s_quantiles_p95", "results_ttft_s_quantiles_p99", "run", "schemaType", "send_duration", "service",
    "service.name", "serviceName", "service_tier", "sessionId", "spanID", "spanId", "span_id", "speed", "spend",
    "startTime", "startTimeUnixNano", "start_time", "starting_at", "status_code", "streams", "stringValue", "success",
    "successful_requests", "system_output_throughput_tok_s", "tag", "team", "team_id", "tensor_parallel_size",
    "thinking_tokens", "thoughtsTokenCount", "thoughts_token_count", "time", "timeStamp", "timeToFirstToken",
    "timestamp", "timestamp_utc", "tokens_cached", "tokens_completion", "tokens_in", "tokens_out", "tokens_prompt",
    "tokens_reasoning", "toolUsePromptTokenCount", "tool_use_prompt_token_count", "totalCost", "totalPages",
    "totalTokens", "total_cached_tokens", "total_cost", "total_cost_usd", "total_count", "total_input_tokens",
    "total_output_tokens", "total_output_tokens_retokenized", "total_pages", "total_thought_tokens", "total_tokens",
    "total_tool_use_tokens", "tp", "tp_size", "tpot", "tput_per_gpu", "traceID", "traceId", "traceName", "trace_id", "trace_name",
    "ts", "ttft", "turn", "type", "uncached_input_tokens", "unit", "usage_type", "variant", "version", "week",
    "workspace", "workspace_id", "world_size",
];

#[rustfmt::skip]
const BRANCHES: &[&str] = &[
    "additional_usage_values", "args", "attributes", "backend_kwargs", "batches", "benchmark", "benchmark_duration",
    "benchmarks", "billed_units", "breakdown", "cache_creation", "completion_tokens_details", "config", "core_metrics",
    "costDetails", "cost_details", "daily", "data", "error_request_count", "estimated_cost", "events", "failures",
    "gen_ai", "group", "hash_ids", "identity", "incomplete", "input", "inputTokenDetails", "input_config",
    "input_sequence_length", "input_token_details", "input_tokens_details", "instrumentationLibrarySpans",
    "inter_token_latency", "inter_token_latency_ms", "item", "items", "iterations", "latency", "load", "load_summary",
    "loadgen", "logs", "meta", "metadatavalues", "metrics", "modelBreakdowns", "model_breakdown", "model_names",
    "monthly", "observations", "output", "outputTokenDetails", "output_len", "output_sequence_length",
    "output_token_count", "output_token_details", "output_token_throughput", "output_tokens_details",
    "output_tokens_per_second", "pages", "percentiles", "perf_analyzer", "performance", "phases", "profile",
    "profiling", "projects", "prompt_len", "prompt_token_count", "prompt_tokens_details", "records", "references",
    "request", "request_concurrency", "request_info", "request_latency", "request_totals", "requests_made",
    "requests_per_second", "resource", "resourceSpans", "resource_attributes", "responses", "result", "result_info",
    "results", "run_stats", "scopeSpans", "server_info", "spans", "stimulus", "strategy", "streaming_metrics",
    "successes", "tags", "telemetry_data", "time_per_output_token", "time_to_first_token", "timeseries", "tokens",
    "totals", "trace", "usageMetadata", "usage_metadata", "usage_object", "weekly", "world_info", "x_groq",
];

#[rustfmt::skip]
const BOTHS: &[&str] = &[
    "amount", "backend", "concurrency", "endpoint", "engine", "errored", "gpu", "model", "name", "output_throughput",
    "request_count", "request_throughput", "requests", "status", "successful", "target", "throughput",
    "time_to_first_token_ms", "total", "value",
];

#[rustfmt::skip]
const NESTS: &[&str] = &[
    "@message", "full_response", "message", "metadata", "request_tags", "usage",
];

const PACKED: &[&str] = &["body", "response"];

#[rustfmt::skip]
const OPENS: &[&str] = &[
    "endpoints", "gpus", "model_groups", "models", "processes", "requestMetadata", "usageDetails", "usage_details",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_and_texts_that_people_wrote_are_not_among_them() {
        for (names, _) in KINDS {
            assert!(names.windows(2).all(|pair| pair[0] < pair[1]), "{names:?}");
            let elsewhere = |name| KINDS.iter().filter(|(others, _)| others.contains(&name)).count();
            assert!(names.iter().all(|name| elsewhere(*name) == 1), "{names:?}");
        }
        for name in ["messages", "prompt", "content", "text", "email", "user", "user_id", "inputBodyJson", "messages"] {
            assert_eq!(keep(name).1, Keep::Nothing, "{name}");
        }
        // Prompts stand under these in some files, token counts in others: objects only.
        assert_eq!((keep("input").1, keep("output").1), (Keep::Branch, Keep::Branch));
    }
}
