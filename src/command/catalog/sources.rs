//! Whether a source names something that somebody could open.

/// What is wrong with a source, if anything.
pub(super) fn unreadable(source: &str) -> Option<String> {
    let plain = source.trim().to_lowercase();
    let named = plain.contains('.') || plain.contains('/') || plain.contains("made up") || plain.contains("judg");
    let worded = plain.split_whitespace().count() >= 3 || plain.chars().any(|c| c.is_ascii_digit());
    if ["todo", "tbd", "unknown", "various", "internet", "n/a", "-", "?", "source", "google"].contains(&plain.as_str())
        || !(named || worded)
    {
        return Some(format!("`{source}` names no page, file or list that somebody could open"));
    }
    let address = source.split([' ', '\t', ';', '(']).find(|word| word.contains(":/") && !is_address(word));
    address.map(|address| format!("`{address}` is no address: https://host/path, without spaces"))
}

/// Whether a word that looks like an address is one: a scheme, and a host with a point in it.
fn is_address(word: &str) -> bool {
    let Some(rest) = word.strip_prefix("https://").or_else(|| word.strip_prefix("http://")) else { return false };
    let host = rest.split(['/', '?', '#', ':', ',', ')']).next().unwrap_or("");
    let mut labels = host.split('.');
    let label = |label: &str| !label.is_empty() && label.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-');
    host.contains('.')
        && labels.all(label)
        && host.rsplit('.').next().is_some_and(|last| last.len() >= 2 && last.bytes().all(|c| c.is_ascii_alphabetic()))
        // `https://groq,com/pricing`: the comma ends the host.
        && !rest[host.len()..].starts_with(',')
}

#[cfg(test)]
mod tests {
    use super::unreadable;

    #[test]
    fn an_address_has_a_scheme_and_a_host() {
        for good in [
            "https://groq.com/pricing",
            "anomalyco/models.dev groq @f3fc6922; https://epoch.ai/data-insights/llm",
            "docs (https://x.y.co:8080/a,b) and more",
            "judgement of the authors",
        ] {
            assert_eq!(unreadable(good), None, "{good}");
        }
        for bad in
            ["htps:/groq,com/pricing", "https://groq .com/pricing", "http://", "https://???", "https://groq,com/"]
        {
            assert!(unreadable(bad).is_some_and(|why| why.contains("is no address")), "{bad}");
        }
    }
}
