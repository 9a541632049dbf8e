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
    /// Whether what was cached stood beside the tokens in, as Anthropic and Bedrock write it, or inside; absent where nothing
    /// was cached.
    pub(super) beside: Option<bool>,
}

/// Reads a usage object; `None` where it counts no tokens. `model` tells Claude's answers, which leave cached tokens out
/// of the input, from others that use the same names.
pub(super) fn read(usage: &Json, model: &str) -> Option<Tokens> {
    let any = |names: &[&str]| names.iter().any(|name| usage.has(name));
    let read = match () {
        () if any(&["promptTokenCount", "candidatesTokenCount"]) => gemini(usage, &GEMINI),
        () if any(&["prompt_token_count", "candidates_token_count"]) => gemini(usage, &GEMINI_SNAKE),
        () if any(&["total_thought_tokens", "total_cached_tokens"]) => gemini(usage, &INTERACTIONS),
        () if any(&["prompt_tokens", "completion_tokens"]) => openai_chat(usage, model)?,
        () if any(&["promptTokens", "completionTokens"]) => older_sdk(usage, model)?,
        () if any(&["inputTokens", "outputTokens"]) => camel(usage, model)?,
        () if any(&["billed_units"]) || usage.get("tokens").is_map() => return cohere(usage).map(whole),
        () if any(&["input_tokens", "output_tokens"]) => snake(usage, model)?,
        () => return None,
    };
    Some(whole(read))
}

/// Cached and written tokens are part of the input: where they are more than it, it leaves them out.
fn whole(tokens: Tokens) -> Tokens {
    let parts = tokens.cached.unwrap_or(0.0) + tokens.written.unwrap_or(0.0);
    let more = parts > tokens.input;
    let beside = (parts > 0.0).then(|| more || tokens.beside == Some(true));
    Tokens { input: if more { tokens.input + parts } else { tokens.input }, beside, ..tokens }
}

/// Reasoning is part of the output almost everywhere. Where it stands beside it, the total says so.
fn with_reasoning(output: f64, reasoning: Option<f64>, input: f64, total: Option<f64>) -> f64 {
    let beside = reasoning
        .filter(|reasoning| *reasoning > output || *reasoning > 0.0 && total == Some(input + output + reasoning));
    output + beside.unwrap_or(0.0)
}

/// Whether reasoning counts beside the output only because it is more than that: no total says that it stands there.
pub(super) fn is_beyond(usage: &Json, tokens: &Tokens) -> bool {
    let stated = usage.first_count(&["completion_tokens", "output_tokens"]);
    let told = usage.count("total_tokens") == Some(tokens.input + tokens.output);
    let beyond = |(stated, reasoning): (f64, f64)| reasoning > stated && tokens.output > stated;
    !told && stated.zip(tokens.reasoning).is_some_and(beyond)
}

/// Tokens out: stated, or the total without the input. Only vectors have none; elsewhere what is not stated is unknown.
fn out(usage: &Json, names: &[&str], input: f64, model: &str) -> Option<f64> {
    let total = || usage.first_count(&["total_tokens", "totalTokens"]);
    usage
        .first_count(names)
        .or_else(|| total().map(|total| (total - input).max(0.0)))
        .or_else(|| model.contains("embed").then_some(0.0))
}

/// `None` where the tokens in are not stated: they are never none.
fn openai_chat(usage: &Json, model: &str) -> Option<Tokens> {
    let count = |way| usage.count(way);
    let hit = count("prompt_cache_hit_tokens");
    // Some gateways put Anthropic's names beside OpenAI's total, which then holds them.
    let cached = usage.first_count(&[
        "prompt_tokens_details.cached_tokens",
        "num_cached_tokens",
        "cached_tokens",
        "prompt_cache_hit_tokens",
        "cache_read_input_tokens",
    ]);
    let missed = count("prompt_cache_miss_tokens");
    let parts = hit.or(missed).map(|_| hit.unwrap_or(0.0) + missed.unwrap_or(0.0));
    let input = count("prompt_tokens").or(parts).or(count("input_tokens"))?;
    let reasoning = usage.first_count(&["completion_tokens_details.reasoning_tokens", "reasoning_tokens"]);
    Some(Tokens {
        input,
        cached,
        written: usage.first_count(&[
            "prompt_tokens_details.cache_write_tokens",
            "prompt_tokens_details.cache_creation_tokens",
            "cache_creation_input_tokens",
        ]),
        output: with_reasoning(
            // Some write the one vendor's name for what goes in and the other's for what comes out.
            out(usage, &["completion_tokens", "output_tokens"], input, model)?,
            reasoning,
            input,
            count("total_tokens"),
        ),
        reasoning,
        beside: None,
    })
}

/// Names of Gemini's counts: prompt, tools' prompts, cached, answer, thoughts.
type Names = [&'static str; 5];

const GEMINI: Names = [
    "promptTokenCount",
    "toolUsePromptTokenCount",
    "cachedContentTokenCount",
    "candidatesTokenCount",
    "thoughtsTokenCount",
];

/// As its Python library writes them.
const GEMINI_SNAKE: Names = [
    "prompt_token_count",
    "tool_use_prompt_token_count",
    "cached_content_token_count",
    "candidates_token_count",
    "thoughts_token_count",
];

/// As its Interactions write them.
const INTERACTIONS: Names = [
    "total_input_tokens",
    "total_tool_use_tokens",
    "total_cached_tokens",
    "total_output_tokens",
    "total_thought_tokens",
];

fn gemini(usage: &Json, [prompt, tools, cached, answer, thoughts]: &Names) -> Tokens {
    let count = |way: &str| usage.count(way).unwrap_or(0.0);
    Tokens {
        input: count(prompt) + count(tools),
        // Gemini leaves out what is zero.
        cached: Some(count(cached)),
        written: None,
        output: count(answer) + count(thoughts),
        reasoning: Some(count(thoughts)),
        beside: None,
    }
}

/// The AI SDK before its fifth version, and Langfuse's older exports.
fn older_sdk(usage: &Json, model: &str) -> Option<Tokens> {
    let count = |way| usage.count(way);
    let input = count("promptTokens")?;
    Some(Tokens {
        input,
        cached: usage.first_count(&["cachedPromptTokens", "cachedTokens"]),
        written: None,
        output: out(usage, &["completionTokens"], input, model)?,
        reasoning: count("reasoningTokens"),
        beside: None,
    })
}

/// Bedrock's Converse leaves cached tokens out of the input, the AI SDK counts them in.
fn camel(usage: &Json, model: &str) -> Option<Tokens> {
    let count = |way| usage.count(way);
    let read = count("cacheReadInputTokens");
    let written = usage.first_count(&["cacheWriteInputTokens", "cacheCreationInputTokens"]);
    let mut input = count("inputTokens")?;
    let beside = read.is_some() || written.is_some();
    if beside {
        // The part that is not stated was not used.
        input += read.unwrap_or(0.0) + written.unwrap_or(0.0);
    }
    Some(Tokens {
        input,
        cached: read.or(usage.first_count(&["cachedInputTokens", "inputTokenDetails.cacheReadTokens"])),
        written: written.or(count("inputTokenDetails.cacheWriteTokens")),
        output: out(usage, &["outputTokens"], input, model)?,
        reasoning: usage.first_count(&["reasoningTokens", "outputTokenDetails.reasoningTokens"]),
        beside: Some(beside),
    })
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
        beside: None,
    })
}

/// `input_tokens` of OpenAI's Responses holds what was cached; Anthropic's does not.
fn snake(usage: &Json, model: &str) -> Option<Tokens> {
    let count = |way| usage.count(way);
    let input = count("input_tokens")?;
    let output = out(usage, &["output_tokens"], input, model)?;
    let reasoning = usage.first_count(&[
        "output_tokens_details.reasoning_tokens",
        "output_tokens_details.thinking_tokens",
        "output_token_details.reasoning",
        "reasoning_tokens",
    ]);
    let read = count("cache_read_input_tokens");
    let parts = ["ephemeral_5m_input_tokens", "ephemeral_1h_input_tokens"];
    let created = usage.get("cache_creation");
    let in_parts =
        parts.iter().filter_map(|part| created.count(part)).fold(None, |sum, one| Some(sum.unwrap_or(0.0) + one));
    let written = count("cache_creation_input_tokens").or(in_parts);
    let inside =
        ["input_tokens_details", "input_token_details", "input_cached_tokens"].iter().any(|name| usage.has(name));
    if !inside && (read.is_some() || written.is_some() || model.contains("claude")) {
        return Some(Tokens {
            input: input + read.unwrap_or(0.0) + written.unwrap_or(0.0),
            cached: read,
            written,
            output,
            reasoning,
            beside: Some(true),
        });
    }
    Some(Tokens {
        input,
        // LangChain's names come last; its input holds what was cached, whoever answered.
        cached: usage.first_count(&[
            "input_tokens_details.cached_tokens",
            "input_cached_tokens",
            "cached_tokens",
            "input_token_details.cache_read",
        ]),
        written: usage.first_count(&[
            "input_tokens_details.cache_write_tokens",
            "input_cache_write_tokens",
            "input_token_details.cache_creation",
        ]),
        output: with_reasoning(output, reasoning, input, count("total_tokens")),
        reasoning,
        beside: None,
    })
}
