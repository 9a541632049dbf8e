//! Hosts by their many names.

/// A host's names in lists, and the beginning of its ids in the catalog.
const HOSTS: &[(&str, &[&str])] = &[
    ("alibaba", &["dashscope", "qwen", "alibabacloud"]),
    ("anthropic", &[]),
    ("azure", &["azure_ai", "azure_text", "azure-openai", "azure-cognitive-services"]),
    ("baseten", &[]),
    ("bedrock", &["aws", "bedrock_converse", "amazon-bedrock", "amazon", "bedrock_mantle"]),
    ("cerebras", &[]),
    ("cohere", &["cohere_chat"]),
    ("coreweave", &["wandb"]),
    ("databricks", &[]),
    ("deepinfra", &["deep-infra"]),
    ("deepseek", &["deepseek-ai"]),
    ("fireworks", &["fireworks-ai", "fireworks_ai"]),
    ("google", &["gemini", "google-ai-studio", "google_ai_studio"]),
    ("groq", &[]),
    ("minimax", &[]),
    ("mistral", &["mistralai", "codestral", "mistral-ai"]),
    ("moonshot", &["moonshotai", "moonshot-ai"]),
    ("nebius", &["nebius-ai", "nebius-token-factory"]),
    ("novita", &["novita-ai"]),
    ("openai", &["text-completion-openai"]),
    ("parasail", &[]),
    ("together", &["togetherai", "together-ai", "together_ai"]),
    ("voyage", &["voyageai"]),
    ("xai", &["x-ai"]),
    ("zai", &["z-ai", "zai-org"]),
];

/// Whether a list's host is a vendor's platform for mainland China, which sells the same models in yuan, at other prices.
pub fn mainland(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    name.ends_with("-cn") || name.starts_with("zhipu") || name == "bigmodel"
}

/// The beginning of a host's ids, if the catalog knows the host. Vertex AI sells Google's models at Google's prices,
/// and others' at prices of its own.
pub fn host(name: &str) -> Option<&'static str> {
    let name = name.trim().to_lowercase();
    if name.starts_with("vertex_ai") || name.starts_with("google-vertex") {
        let own = ["language-models", "embedding-models"].iter().any(|models| name.ends_with(models));
        return own.then_some("google");
    }
    HOSTS.iter().find(|(host, others)| *host == name || others.contains(&name.as_str())).map(|(host, _)| *host)
}

#[cfg(test)]
mod tests {
    use super::{host, mainland};

    #[test]
    fn hosts_have_many_names() {
        assert_eq!(
            (host("x-ai"), host("aws"), host("bedrock_converse")),
            (Some("xai"), Some("bedrock"), Some("bedrock"))
        );
        assert_eq!(
            (host("vertex_ai-language-models"), host("vertex_ai-anthropic_models"), host("ollama")),
            (Some("google"), None, None)
        );
        for name in ["zhipuai", "alibaba-cn", "moonshotai-cn", "minimax-cn"] {
            assert!(mainland(name) && host(name).is_none(), "{name}");
        }
        assert!(!mainland("zai") && !mainland("alibaba"));
    }
}
