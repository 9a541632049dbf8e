//! What a table is by the names of its columns.

use super::layout::{Header, Layout};
use super::{anthropic, hosts, langfuse, litellm, litellm_export, log_table, openai, openrouter, trace};
use crate::usage::row::Format;
use crate::usage::table::folded;

/// Recognizes a header.
pub(in crate::usage) fn header(cells: &[String]) -> Header {
    let names: Vec<String> = cells.iter().map(|cell| folded(cell)).collect();
    let has = |name: &str| names.iter().any(|known| *known == folded(name));
    let all = |wanted: &[&str]| wanted.iter().all(|name| has(name));
    let layout = |format, wanted: &[&str]| {
        let columns = wanted.iter().filter_map(|name| {
            let at = names.iter().position(|known| *known == folded(name))?;
            Some(((*name).to_owned(), at))
        });
        Header::Known(Layout::new(format, columns.collect()))
    };
    if all(&["start_time", "num_model_requests", "input_cached_tokens"])
        || all(&["start_time", "num_model_requests", "input_tokens"])
    {
        return layout(Format::OpenAi, openai::COLUMNS);
    }
    if all(&["start_time", "end_time", "start_time_iso", "end_time_iso"])
        && names.iter().filter(|name| !name.is_empty()).count() == 4
    {
        return Header::Empty(Format::OpenAi);
    }
    if all(&["start_time", "amount_value"]) {
        return layout(Format::OpenAiCost, openai::COST_COLUMNS);
    }
    if all(&["start_time", "end_time", "start_time_iso", "num_model_requests"]) {
        return Header::Refused(
            "This OpenAI export counts pictures, sound or files and no tokens. Export the usage of “Completions” instead.",
        );
    }
    if all(&["usage_date_utc", "usage_output_tokens"]) {
        return layout(Format::Anthropic, anthropic::COLUMNS);
    }
    if all(&["usage_date_utc", "token_type", "cost_usd"]) {
        return layout(Format::AnthropicCost, anthropic::COST_COLUMNS);
    }
    if all(&["generation_id", "model_permaslug", "tokens_prompt"]) {
        return layout(Format::OpenRouter, openrouter::COLUMNS);
    }
    if all(&["request_id", "call_type", "spend", "prompt_tokens"]) {
        return layout(Format::LiteLlm, litellm::COLUMNS);
    }
    if has("Spend ($)") && has("Requests") && has("Total Tokens") {
        return if has("Prompt Tokens") {
            layout(Format::LiteLlmDaily, litellm_export::COLUMNS)
        } else {
            Header::Refused(litellm_export::NO_SPLIT)
        };
    }
    if (has("usageDetails") || has("usage_details")) && has("traceId") && has("startTime") {
        return layout(Format::Langfuse, langfuse::COLUMNS);
    }
    if all(&["type", "amount", "api_key_name"]) {
        return layout(Format::DeepSeek, hosts::DEEPSEEK_COLUMNS);
    }
    if all(&["base_model_name", "prompt_tokens", "accelerator_type"]) {
        return layout(Format::Fireworks, hosts::FIREWORKS_COLUMNS);
    }
    if all(&["ContextTokens", "GeneratedTokens"]) {
        return layout(Format::AzureTrace, trace::AZURE_COLUMNS);
    }
    if all(&["Request tokens", "Response tokens", "Log Type"]) {
        return layout(Format::BurstGpt, trace::BURST_COLUMNS);
    }
    if has("message") && (has("@timestamp") || has("timestamp")) && !has("model") {
        return layout(Format::Bedrock, &["@message", "message"]);
    }
    if names.iter().filter(|name| !name.is_empty()).count() == 1 && has("@message") {
        return layout(Format::Bedrock, &["@message"]);
    }
    log_table::header(&names)
}
