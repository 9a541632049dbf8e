//! What kind of model an id names, where a list does not say: one that writes, that embeds, or that ranks.

/// `chat`, `embedding` or `reranker`. Voyage sells nothing that writes.
pub fn kind_of(host: &str, id: &str) -> &'static str {
    let lower = id.to_lowercase();
    let last = lower.rsplit('/').next().unwrap_or(&lower);
    if last.contains("rerank") {
        "reranker"
    } else if last.contains("embed") || host.to_lowercase().starts_with("voyage") || last.starts_with("voyage-") {
        "embedding"
    } else {
        "chat"
    }
}
