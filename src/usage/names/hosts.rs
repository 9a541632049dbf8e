//! Hosts as exports call them.

use crate::catalog::HostedPrice;

/// The host of an offer, by its id.
pub(super) fn host(row: &HostedPrice) -> &str {
    row.id.split('/').next().unwrap_or_default()
}

/// Words that name a host before a model, and how the catalog calls it.
pub(super) const HOSTS: [(&str, &str); 22] = [
    ("openai", "openai"),
    ("anthropic", "anthropic"),
    ("google", "google"),
    ("vertex_ai", "google"),
    ("gemini", "google"),
    ("azure", "azure"),
    ("azure_ai", "azure"),
    ("bedrock", "bedrock"),
    ("openrouter", "openrouter"),
    ("together_ai", "together"),
    ("together", "together"),
    ("fireworks_ai", "fireworks"),
    ("fireworks", "fireworks"),
    ("groq", "groq"),
    ("deepseek", "deepseek"),
    ("mistral", "mistral"),
    ("mistralai", "mistral"),
    ("xai", "xai"),
    ("deepinfra", "deepinfra"),
    ("cerebras", "cerebras"),
    ("cohere", "cohere"),
    ("voyage", "voyage"),
];
