//! What kind of model an id names, where a list does not say: one that writes, that embeds, or that ranks.

/// Families that embed and whose names do not say so.
const EMBEDS: [&str; 5] = ["gte", "bge", "e5", "uae", "text2vec"];

/// `chat`, `embedding` or `reranker`. Voyage sells nothing that writes.
pub fn kind_of(host: &str, id: &str) -> &'static str {
    let lower = id.to_lowercase();
    let last = lower.rsplit('/').next().unwrap_or(&lower);
    if last.contains("rerank") {
        "reranker"
    } else if last.contains("embed")
        || last.split(['-', '_', '.']).any(|part| EMBEDS.contains(&part))
        || host.to_lowercase().starts_with("voyage")
        || last.starts_with("voyage-")
    {
        "embedding"
    } else {
        "chat"
    }
}
