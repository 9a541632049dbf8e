//! What the usage object of a response says, in every provider's dialect.

use super::json::Json;

/// Tokens of one request. Missing counts are unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Tokens {
    /// Cached and written tokens inside.
    pub(super) input: f64,
    pub(super) cached: Option<f64>,
    pub(super) written: Option<f64>,
    /// Reasoning inside.
    pub(super) output: f64,
    pub(super) reasoning: Option<f64>,
}

/// Reads a usage object; `None` where it counts no tokens. `model` tells Claude's answers, which leave cached tokens out
/// of the input, from others that use the same names.
pub(super) fn read(usage: &Json, model: &str) -> Option<Tokens> {
    if usage.has("promptTokenCount") || usage.has("candidatesTokenCount") {
        return Some(gemini(usage));
    }
    if usage.has("prompt_tokens") || usage.has("completion_tokens") {
        return Some(openai_chat(usage));
    }
    if usage.has("inputTokens") || usage.has("outputTokens") {
        return Some(camel(usage));
    }
    if usage.has("billed_units") || usage.get("tokens").is_map() {
        return cohere(usage);
    }
    if usage.has("input_tokens") || usage.has("output_tokens") {
        return Some(snake(usage, model));
    }
    None
}

fn openai_chat(usage: &Json) -> Tokens {
    let count = |way| usage.count(way);
    let hit = count("prompt_cache_hit_tokens");
    // Some gateways put Anthropic's names beside OpenAI's total, which then holds them.
    let cached = count("prompt_tokens_details.cached_tokens")
        .or(count("num_cached_tokens"))
        .or(count("cached_tokens"))
        .or(hit)
        .or(count("cache_read_input_tokens"));
    let parts = hit.unwrap_or(0.0) + count("prompt_cache_miss_tokens").unwrap_or(0.0);
    Tokens {
        input: count("prompt_tokens").unwrap_or(parts),
        cached,
        written: count("prompt_tokens_details.cache_write_tokens")
            .or(count("prompt_tokens_details.cache_creation_tokens"))
            .or(count("cache_creation_input_tokens")),
        output: count("completion_tokens").unwrap_or(0.0),
        reasoning: count("completion_tokens_details.reasoning_tokens").or(count("reasoning_tokens")),
    }
}

fn gemini(usage: &Json) -> Tokens {
    let count = |way| usage.count(way);
    let thoughts = count("thoughtsTokenCount");
    Tokens {
        input: count("promptTokenCount").unwrap_or(0.0) + count("toolUsePromptTokenCount").unwrap_or(0.0),
        // Gemini leaves out what is zero.
        cached: Some(count("cachedContentTokenCount").unwrap_or(0.0)),
        written: None,
        output: count("candidatesTokenCount").unwrap_or(0.0) + thoughts.unwrap_or(0.0),
        reasoning: Some(thoughts.unwrap_or(0.0)),
    }
}

/// Bedrock's Converse leaves cached tokens out of the input, the AI SDK counts them in.
fn camel(usage: &Json) -> Tokens {
    let count = |way| usage.count(way);
    let (read, written) =
        (count("cacheReadInputTokens"), count("cacheWriteInputTokens").or(count("cacheCreationInputTokens")));
    let input = count("inputTokens").unwrap_or(0.0);
    if read.is_some() || written.is_some() {
        return Tokens {
            input: input + read.unwrap_or(0.0) + written.unwrap_or(0.0),
            cached: read,
            written,
            output: count("outputTokens").unwrap_or(0.0),
            reasoning: None,
        };
    }
    Tokens {
        input,
        cached: count("cachedInputTokens"),
        written: None,
        output: count("outputTokens").unwrap_or(0.0),
        reasoning: count("reasoningTokens"),
    }
}

fn cohere(usage: &Json) -> Option<Tokens> {
    let from = if usage.get("tokens").is_map() { "tokens" } else { "billed_units" };
    let count = |name: &str| usage.get(from).count(name);
    if count("input_tokens").is_none() && count("output_tokens").is_none() {
        return None;
    }
    Some(Tokens {
        input: count("input_tokens").unwrap_or(0.0),
        cached: usage.count("cached_tokens"),
        written: None,
        output: count("output_tokens").unwrap_or(0.0),
        reasoning: None,
    })
}

/// `input_tokens` of OpenAI's Responses holds what was cached; Anthropic's does not.
fn snake(usage: &Json, model: &str) -> Tokens {
    let count = |way| usage.count(way);
    let input = count("input_tokens").unwrap_or(0.0);
    let output = count("output_tokens").unwrap_or(0.0);
    let reasoning = count("output_tokens_details.reasoning_tokens")
        .or(count("output_tokens_details.thinking_tokens"))
        .or(count("reasoning_tokens"));
    let read = count("cache_read_input_tokens");
    let parts = ["ephemeral_5m_input_tokens", "ephemeral_1h_input_tokens"];
    let created = usage.get("cache_creation");
    let in_parts =
        parts.iter().filter_map(|part| created.count(part)).fold(None, |sum, one| Some(sum.unwrap_or(0.0) + one));
    let written = count("cache_creation_input_tokens").or(in_parts);
    let inside = usage.has("input_tokens_details") || usage.has("input_cached_tokens");
    if !inside && (read.is_some() || written.is_some() || model.contains("claude")) {
        return Tokens {
            input: input + read.unwrap_or(0.0) + written.unwrap_or(0.0),
            cached: read,
            written,
            output,
            reasoning,
        };
    }
    Tokens {
        input,
        cached: count("input_tokens_details.cached_tokens").or(count("input_cached_tokens")).or(count("cached_tokens")),
        written: count("input_tokens_details.cache_write_tokens").or(count("input_cache_write_tokens")),
        output,
        reasoning,
    }
}
