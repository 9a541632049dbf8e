//! Reads what a person pastes: a whole link, or only its query.

/// The pairs of a link, percent-decoded and in order: what stands behind `#` when the link carries its inputs there,
/// else what stands behind `?`, else the whole text as a query.
pub fn pairs(text: &str) -> Vec<(String, String)> {
    let text = text.trim().trim_matches(|c| matches!(c, '<' | '>' | '"' | '\'' | '`'));
    let (before, fragment) = text.split_once('#').unwrap_or((text, ""));
    let query = match before.split_once('?') {
        Some((_, query)) => query,
        None if fragment.is_empty() && !before.contains("://") => before,
        None => "",
    };
    let fragment = fragment.trim_start_matches(['?', '/']);
    let chosen = if fragment.contains('=') { fragment } else { query };
    form_urlencoded::parse(chosen.as_bytes()).map(|(key, value)| (key.into_owned(), value.into_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|&(key, value)| (key.to_owned(), value.to_owned())).collect()
    }

    #[test]
    fn every_way_of_pasting_a_link_gives_the_same_pairs() {
        let expected = owned(&[("v", "1"), ("assistant.requests", "2M"), ("name", "50 % off")]);
        let query = "v=1&assistant.requests=2M&name=50+%25%20off";
        for text in [
            query.to_owned(),
            format!("?{query}"),
            format!("#{query}"),
            format!("https://example.org/build-or-buy/?{query}"),
            format!("https://example.org/build-or-buy/#{query}"),
            format!("https://example.org/?{query}#verdict"),
            format!("https://example.org/?utm_source=mail#{query}"),
            format!("  <https://example.org/p/bank/?{query}> "),
            format!("127.0.0.1:8080/?{query}"),
        ] {
            assert_eq!(pairs(&text), expected, "{text}");
        }
    }

    #[test]
    fn a_link_without_inputs_has_no_pairs() {
        for text in ["", " ", "?", "#", "https://example.org/", "https://example.org/#verdict"] {
            assert_eq!(pairs(text), [], "{text}");
        }
    }

    #[test]
    fn broken_escapes_are_kept_as_written() {
        assert_eq!(pairs("?a=100%&b=%zz&c"), owned(&[("a", "100%"), ("b", "%zz"), ("c", "")]));
    }
}
