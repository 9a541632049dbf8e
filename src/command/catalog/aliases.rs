//! Ids that no rule of writing leads to the catalog's own.

use super::names;

/// Offers whose id changed while the catalog kept one for what is sold under the same name.
pub fn alias(host: &str, id: &str) -> Option<&'static str> {
    const ALIASES: &[(&str, &str, &str)] = &[
        ("deepseek", "deepseek-v4-flash", "deepseek/deepseek-flash"),
        ("deepseek", "deepseek-v4.1-flash", "deepseek/deepseek-flash"),
        ("google", "gemini-3.1-pro", "google/gemini-3.1-pro-preview"),
        ("mistral", "mistral-small-2506", "mistral/mistral-small-3.2-24b"),
        ("mistral", "mistral-small-3.2-2506", "mistral/mistral-small-3.2-24b"),
        ("mistral", "mistral-small-3.2-24b-2506", "mistral/mistral-small-3.2-24b"),
        ("mistral", "mistral-small-2603", "mistral/mistral-small-4"),
        ("mistral", "mistral-large-2512", "mistral/mistral-large-3"),
        ("mistral", "mistral-medium-2604", "mistral/mistral-medium-3.5"),
        ("bedrock", "titan-embed-text-v2", "bedrock/titan-embed-v2"),
        ("bedrock", "amazon.rerank-v1:0", "bedrock/amazon-rerank-v1"),
    ];
    let key = names::key(id);
    ALIASES.iter().find(|(of, name, _)| *of == host && names::key(name) == key).map(|(_, _, id)| *id)
}
