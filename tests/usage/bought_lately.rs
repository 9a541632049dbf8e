//! Names of models that many still buy, and that no list has today: each finds its own last price.

use super::{input, read};
use build_or_buy::usage::How;

/// The model that one name stands for, how it was found, and the bill of a month at list prices.
fn found(name: &str) -> (String, How, Option<f64>) {
    let row = |day: u32| format!("2026-11-{day:02},{name},1000,1000000,200000");
    let rows = (2..30).map(row).collect::<Vec<_>>().join("\n");
    let usage = read(&[("days.csv", &format!("date,model,requests,input_tokens,output_tokens\n{rows}\n"))]);
    let one = &usage.workloads[0];
    (one.model.clone(), input(one, "model").how, one.list_cost)
}

#[test]
fn releases_and_aliases_find_the_model_that_they_are() {
    // 28 days of a million tokens in and 0.2 million out, and 30.4375 days in a month: the vendors' prices of 2026-08-21,
    // such as 2.50 + 0.2 × 10 = 4.50 dollars a day of GPT-4o.
    for (name, id, day) in [
        ("gpt-4o-2024-08-06", "openai/gpt-4o", 4.5),
        ("gpt-5-mini-2025-08-07", "openai/gpt-5-mini", 0.65),
        ("gpt-5.1-2025-11-13", "openai/gpt-5.1", 3.25),
        ("o4-mini-2025-04-16", "openai/o4-mini", 1.98),
        ("gpt-3.5-turbo-0125", "openai/gpt-3.5-turbo", 0.8),
        ("text-embedding-ada-002-v2", "openai/text-embedding-ada-002", 0.1),
        ("claude-sonnet-4-6", "anthropic/claude-sonnet-4.6", 6.0),
        ("claude-3-7-sonnet-20250219", "anthropic/claude-3.7-sonnet", 6.0),
        ("claude-3-haiku-20240307", "anthropic/claude-3-haiku", 0.5),
        ("anthropic/claude-opus-4.7", "anthropic/claude-opus-4.7", 10.0),
        ("us.anthropic.claude-opus-4-1-20250805-v1:0", "anthropic/claude-opus-4.1", 30.0),
        ("gemini-2.5-flash", "google/gemini-2.5-flash", 0.8),
        ("gemini-2.5-pro-preview-06-05", "google/gemini-2.5-pro", 3.25),
        ("gemini-2.0-flash-001", "google/gemini-2.0-flash", 0.18),
        ("grok-4-0709", "xai/grok-4", 6.0),
        ("x-ai/grok-4.1-fast", "xai/grok-4-1-fast-reasoning", 0.3),
        ("grok-4-1-fast-non-reasoning", "xai/grok-4-1-fast-reasoning", 0.3),
        ("grok-code-fast", "xai/grok-code-fast-1", 0.5),
        ("mistral-large-2411", "mistral/mistral-large-2411", 3.2),
        ("mistralai/mistral-medium-3.1", "mistral/mistral-medium-2508", 0.8),
        ("us.amazon.nova-pro-v1:0", "bedrock/nova-pro", 1.44),
        ("deepseek-chat", "deepseek/deepseek-chat", 0.196),
        ("command-r-plus-08-2024", "cohere/command-r-plus", 4.5),
    ] {
        let (model, how, list) = found(name);
        assert_eq!((model.as_str(), how), (id, How::Read), "{name}");
        let month = list.unwrap_or_else(|| panic!("{name} has no price"));
        assert!((month / 30.4375 / day - 1.0).abs() < 1e-9, "{name}: {} a day", month / 30.4375);
    }
}

#[test]
fn a_month_in_the_name_is_the_newest_of_its_family_by_then() {
    // Small 3.1 of March 2025, 3.2 of June 2025 and 4 of March 2026, by Mistral's announcements.
    for (name, id) in [
        ("mistral-small-2503", "mistral/mistral-small"),
        ("mistral-small-2506", "mistral/mistral-small-3.2-24b"),
        ("mistral-small-2603", "mistral/mistral-small-4"),
        ("mistral-small-latest", "mistral/mistral-small-4"),
    ] {
        let (model, how, _) = found(name);
        assert_eq!((model.as_str(), how), (id, How::Assumed), "{name}");
    }
    // One model of that name: no question.
    assert_eq!(found("mistral-embed-2312").0, "mistral/mistral-embed");
    assert_eq!((found("mistral-small-2402").0.as_str(), found("mistral-small-2402").1), ("", How::Needed));
}
