//! Usage objects in every dialect, each count under each of its names, there and not there.

use super::variations::{Counts, counts};
use super::{read, wrong};

fn of(model: &str, usage: &str) -> super::Usage {
    let text = format!(r#"{{"timestamp":"2026-11-02T09:00:00Z","status":"ok","model":"{model}","usage":{{{usage}}}}}"#);
    read(&[("log.jsonl", &text)])
}

fn check(
    model: &str,
    usage: &str,
    (input, cached, written, output, reasoning): (f64, Option<f64>, Option<f64>, f64, Option<f64>),
) {
    let found = of(model, usage);
    let wanted: Counts = (Some(1.0), input, cached, written, output, reasoning);
    assert_eq!(counts(&found), wanted, "{usage}");
    assert_eq!(wrong(&found), Vec::<&str>::new(), "{usage}");
}

fn refused(model: &str, usage: &str) {
    let found = of(model, usage);
    assert!(found.workloads.is_empty() && !wrong(&found).is_empty(), "{usage}");
}

#[test]
fn openai_s_chat_and_its_gateways() {
    let gpt = "gpt-5.6-luna";
    let plain = "\"prompt_tokens\":1000,\"completion_tokens\":100";
    check(gpt, plain, (1_000.0, None, None, 100.0, None));
    for name in [
        "\"prompt_tokens_details\":{\"cached_tokens\":400}",
        "\"num_cached_tokens\":400",
        "\"cached_tokens\":400",
        "\"prompt_cache_hit_tokens\":400",
        "\"cache_read_input_tokens\":400",
    ] {
        check(gpt, &[plain, ",", name].concat(), (1_000.0, Some(400.0), None, 100.0, None));
    }
    for name in [
        "\"prompt_tokens_details\":{\"cache_write_tokens\":50}",
        "\"prompt_tokens_details\":{\"cache_creation_tokens\":50}",
        "\"cache_creation_input_tokens\":50",
    ] {
        check(gpt, &[plain, ",", name].concat(), (1_000.0, None, Some(50.0), 100.0, None));
    }
    // All of it cached stands inside; one token more shows that it stands beside.
    check(gpt, &[plain, ",\"cached_tokens\":1000"].concat(), (1_000.0, Some(1_000.0), None, 100.0, None));
    check(gpt, &[plain, ",\"cached_tokens\":1001"].concat(), (2_001.0, Some(1_001.0), None, 100.0, None));
    check(
        gpt,
        &[plain, ",\"cached_tokens\":900,\"cache_creation_input_tokens\":101"].concat(),
        (2_001.0, Some(900.0), Some(101.0), 100.0, None),
    );
    // DeepSeek's hits and misses make up the input where it is not stated.
    check(
        "deepseek-v4-pro",
        "\"prompt_cache_hit_tokens\":300,\"prompt_cache_miss_tokens\":700,\"completion_tokens\":100",
        (1_000.0, Some(300.0), None, 100.0, None),
    );
    check(
        "deepseek-v4-pro",
        "\"prompt_cache_miss_tokens\":700,\"completion_tokens\":100",
        (700.0, None, None, 100.0, None),
    );
    check(gpt, "\"input_tokens\":1000,\"completion_tokens\":100", (1_000.0, None, None, 100.0, None));
    check(gpt, "\"prompt_tokens\":1000,\"output_tokens\":100", (1_000.0, None, None, 100.0, None));
    // Of a total the output follows; vectors have none, others without it say nothing.
    check(gpt, "\"prompt_tokens\":1000,\"total_tokens\":1100", (1_000.0, None, None, 100.0, None));
    check("text-embedding-3-small", "\"prompt_tokens\":1000", (1_000.0, None, None, 0.0, None));
    refused(gpt, "\"prompt_tokens\":1000");
    refused(gpt, "\"completion_tokens\":100");
    // Reasoning inside; beside where the total says so; and where it is more than the output.
    for (usage, output) in [
        ("\"reasoning_tokens\":40", 100.0),
        ("\"completion_tokens_details\":{\"reasoning_tokens\":40},\"total_tokens\":1100", 100.0),
        ("\"completion_tokens_details\":{\"reasoning_tokens\":40},\"total_tokens\":1140", 140.0),
        ("\"reasoning_tokens\":100", 100.0),
    ] {
        let reasoning = if usage.contains("100") && usage.ends_with(":100") { 100.0 } else { 40.0 };
        check(gpt, &[plain, ",", usage].concat(), (1_000.0, None, None, output, Some(reasoning)));
    }
    let beyond = of(gpt, &[plain, ",\"reasoning_tokens\":101"].concat());
    assert_eq!((counts(&beyond).4, counts(&beyond).5), (201.0, Some(101.0)));
    assert!(beyond.issues.iter().any(|one| one.sentence.starts_with("Some records name more reasoning than output")));
    let told = of(gpt, &[plain, ",\"reasoning_tokens\":101,\"total_tokens\":1201"].concat());
    assert!(
        counts(&told).4 == 201.0 && !told.issues.iter().any(|one| one.sentence.contains("more reasoning than output"))
    );
}

#[test]
fn responses_and_claude_under_the_same_names() {
    let plain = "\"input_tokens\":1000,\"output_tokens\":100";
    check("gpt-5.6-luna", plain, (1_000.0, None, None, 100.0, None));
    for name in [
        "\"input_tokens_details\":{\"cached_tokens\":400}",
        "\"input_cached_tokens\":400",
        "\"cached_tokens\":400",
        "\"input_token_details\":{\"cache_read\":400}",
    ] {
        check("gpt-5.6-luna", &[plain, ",", name].concat(), (1_000.0, Some(400.0), None, 100.0, None));
    }
    for name in [
        "\"input_tokens_details\":{\"cache_write_tokens\":50}",
        "\"input_cache_write_tokens\":50",
        "\"input_token_details\":{\"cache_creation\":50}",
    ] {
        check("gpt-5.6-luna", &[plain, ",", name].concat(), (1_000.0, None, Some(50.0), 100.0, None));
    }
    for name in [
        "\"output_tokens_details\":{\"reasoning_tokens\":40}",
        "\"output_tokens_details\":{\"thinking_tokens\":40}",
        "\"output_token_details\":{\"reasoning\":40}",
        "\"reasoning_tokens\":40",
    ] {
        check("gpt-5.6-luna", &[plain, ",", name].concat(), (1_000.0, None, None, 100.0, Some(40.0)));
    }
    // What Claude read and wrote stands beside, each alone, both, and the writing in its parts.
    for (usage, input, cached, written) in [
        ("\"cache_read_input_tokens\":400", 1_400.0, Some(400.0), None),
        ("\"cache_creation_input_tokens\":50", 1_050.0, None, Some(50.0)),
        ("\"cache_read_input_tokens\":400,\"cache_creation_input_tokens\":50", 1_450.0, Some(400.0), Some(50.0)),
        (
            "\"cache_creation\":{\"ephemeral_5m_input_tokens\":30,\"ephemeral_1h_input_tokens\":20}",
            1_050.0,
            None,
            Some(50.0),
        ),
        ("\"cache_creation\":{\"ephemeral_1h_input_tokens\":20}", 1_020.0, None, Some(20.0)),
        (
            "\"cache_creation_input_tokens\":50,\"cache_creation\":{\"ephemeral_5m_input_tokens\":50}",
            1_050.0,
            None,
            Some(50.0),
        ),
        ("\"speed\":\"x\"", 1_000.0, None, None),
    ] {
        for model in ["claude-sonnet-5-5", "own-model"] {
            check(model, &[plain, ",", usage].concat(), (input, cached, written, 100.0, None));
        }
    }
    // LangChain's input holds what was cached, whoever answered.
    check(
        "claude-sonnet-5-5",
        &[plain, ",\"input_token_details\":{\"cache_read\":400,\"cache_creation\":50}"].concat(),
        (1_000.0, Some(400.0), Some(50.0), 100.0, None),
    );
    check("gpt-5.6-luna", "\"input_tokens\":1000,\"total_tokens\":1100", (1_000.0, None, None, 100.0, None));
    refused("gpt-5.6-luna", "\"input_tokens\":1000");
    refused("gpt-5.6-luna", "\"output_tokens\":100");
}

#[test]
fn gemini_bedrock_the_ai_sdk_and_cohere() {
    for [prompt, tools, cached, answer, thoughts] in [
        [
            "promptTokenCount",
            "toolUsePromptTokenCount",
            "cachedContentTokenCount",
            "candidatesTokenCount",
            "thoughtsTokenCount",
        ],
        [
            "prompt_token_count",
            "tool_use_prompt_token_count",
            "cached_content_token_count",
            "candidates_token_count",
            "thoughts_token_count",
        ],
        [
            "total_input_tokens",
            "total_tool_use_tokens",
            "total_cached_tokens",
            "total_output_tokens",
            "total_thought_tokens",
        ],
    ] {
        let all = format!("\"{prompt}\":900,\"{tools}\":100,\"{cached}\":300,\"{answer}\":60,\"{thoughts}\":40");
        check("gemini-3.5-flash", &all, (1_000.0, Some(300.0), None, 100.0, Some(40.0)));
    }
    // What is zero is left out: an answer alone, of whose input no part can be cached, and a prompt alone.
    check("gemini-3.5-flash", "\"candidatesTokenCount\":60", (0.0, None, None, 60.0, Some(0.0)));
    check("gemini-3.5-flash", "\"promptTokenCount\":900", (900.0, Some(0.0), None, 0.0, None));
    check("gemini-3.5-flash", "\"prompt_token_count\":900", (900.0, Some(0.0), None, 0.0, None));
    check("gemini-3.5-flash", "\"candidates_token_count\":60", (0.0, None, None, 60.0, Some(0.0)));
    check(
        "gemini-3.5-flash",
        "\"total_input_tokens\":900,\"total_thought_tokens\":40",
        (900.0, Some(0.0), None, 40.0, Some(40.0)),
    );
    // Bedrock's Converse leaves out of its input what was read and written, the AI SDK counts it in.
    let camel = "\"inputTokens\":1000,\"outputTokens\":100";
    check("m", camel, (1_000.0, None, None, 100.0, None));
    check("m", &[camel, ",\"cacheReadInputTokens\":400"].concat(), (1_400.0, Some(400.0), None, 100.0, None));
    check("m", &[camel, ",\"cacheWriteInputTokens\":50"].concat(), (1_050.0, None, Some(50.0), 100.0, None));
    check(
        "m",
        &[camel, ",\"cacheReadInputTokens\":400,\"cacheCreationInputTokens\":50"].concat(),
        (1_450.0, Some(400.0), Some(50.0), 100.0, None),
    );
    check("m", &[camel, ",\"cachedInputTokens\":400"].concat(), (1_000.0, Some(400.0), None, 100.0, None));
    check(
        "m",
        &[camel, ",\"inputTokenDetails\":{\"cacheReadTokens\":400,\"cacheWriteTokens\":50}"].concat(),
        (1_000.0, Some(400.0), Some(50.0), 100.0, None),
    );
    check("m", &[camel, ",\"reasoningTokens\":40"].concat(), (1_000.0, None, None, 100.0, Some(40.0)));
    check(
        "m",
        &[camel, ",\"outputTokenDetails\":{\"reasoningTokens\":40}"].concat(),
        (1_000.0, None, None, 100.0, Some(40.0)),
    );
    check("m", "\"inputTokens\":1000,\"totalTokens\":1100", (1_000.0, None, None, 100.0, None));
    let older = "\"promptTokens\":1000,\"completionTokens\":100";
    check("m", older, (1_000.0, None, None, 100.0, None));
    check("m", &[older, ",\"cachedPromptTokens\":400"].concat(), (1_000.0, Some(400.0), None, 100.0, None));
    check(
        "m",
        &[older, ",\"cachedTokens\":400,\"reasoningTokens\":40"].concat(),
        (1_000.0, Some(400.0), None, 100.0, Some(40.0)),
    );
    refused("m", "\"inputTokens\":1000");
    refused("m", "\"outputTokens\":100");
    refused("m", "\"completionTokens\":100");
    // Cohere's tokens, or what it billed; either part alone.
    check(
        "command-r",
        "\"tokens\":{\"input_tokens\":1000,\"output_tokens\":100},\"billed_units\":{\"input_tokens\":7,\"output_tokens\":3}",
        (1_000.0, None, None, 100.0, None),
    );
    check(
        "command-r",
        "\"billed_units\":{\"input_tokens\":1000,\"output_tokens\":100},\"cached_tokens\":400",
        (1_000.0, Some(400.0), None, 100.0, None),
    );
    check("embed-v4", "\"billed_units\":{\"input_tokens\":1000}", (1_000.0, None, None, 0.0, None));
    check("command-r", "\"tokens\":{\"output_tokens\":100}", (0.0, None, None, 100.0, None));
    refused("rerank", "\"billed_units\":{\"search_units\":1}");
}
