//! What a model is called apart from who hosts it, when it was made and how its weights are stored.

use super::hosts::HOSTS;

/// The host that a name begins with, and the name without hosts, versions and dates.
pub(super) fn stripped(lower: &str) -> (Option<&'static str>, String) {
    let mut rest = lower;
    let mut host = None;
    if rest.starts_with("arn:") {
        rest = rest.rsplit('/').next().unwrap_or(rest);
        host = Some("bedrock");
    }
    if let Some(after) = rest.strip_prefix("ft:") {
        rest = after.split(':').next().unwrap_or(after);
        host = Some("openai");
    }
    for front in ["accounts/fireworks/models/", "models/", "publishers/google/models/"] {
        if let Some(after) = rest.strip_prefix(front) {
            rest = after;
        }
    }
    if lower.starts_with("accounts/") {
        host = Some("fireworks");
    }
    while let Some((front, after)) = rest.split_once('/') {
        match HOSTS.iter().find(|(word, _)| *word == front) {
            // The first host bills; openai/ before gpt-oss is the maker.
            Some((_, known)) if host.is_none() || host == Some("openrouter") => host = Some(known),
            _ => {}
        }
        rest = after;
    }
    for geography in ["us.", "eu.", "apac.", "jp.", "global."] {
        rest = rest.strip_prefix(geography).unwrap_or(rest);
    }
    for vendor in ["anthropic.", "amazon.", "meta.", "openai.", "qwen.", "mistral.", "deepseek.", "zai."] {
        if let Some(after) = rest.strip_prefix(vendor) {
            rest = after;
            host = host.or(Some("bedrock"));
        }
    }
    let mut rest = rest.split(['@', ':']).next().unwrap_or(rest);
    // Bedrock's first version of OpenAI's models.
    if host == Some("bedrock") && rest.starts_with("gpt-oss") {
        rest = rest.strip_suffix("-1").unwrap_or(rest);
    }
    (host, tails_off(rest).replace([' ', '_'], "-"))
}

/// A model's name without what says that it was fine-tuned, and whether anything does.
pub(super) fn untuned(name: &str) -> (&str, bool) {
    let mut at = 0;
    for word in name.split('-') {
        if at > 0 && ["ft", "sft", "lora", "finetune", "finetuned", "tuned"].contains(&word) {
            let front = name.get(..at - 1).unwrap_or(name);
            return (tails_off(front.strip_suffix("-fine").unwrap_or(front)), true);
        }
        at += word.len() + 1;
    }
    (name, false)
}

/// Without dates, versions, formats and moods at the end.
pub(super) fn tails_off(name: &str) -> &str {
    let mut name = name;
    loop {
        let before = name;
        for tail in [
            "-latest",
            "-v1",
            "-001",
            "-preview",
            "-fp8",
            "-fp4",
            "-nvfp4",
            "-awq",
            "-int4",
            "-instruct",
            "-instruct-turbo",
            "-versatile",
            "-instant",
            "-maas",
            "-it",
            "-thinking",
            "-non-reasoning",
            "-reasoning",
        ] {
            name = name.strip_suffix(tail).unwrap_or(name);
        }
        if let Some((front, digits)) = name.rsplit_once('-')
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && (digits.len() == 8 || digits.len() == 4 && !digits.starts_with("00"))
        {
            name = front;
            // -08-2024
            if let Some((front, month)) = name.rsplit_once('-')
                && digits.starts_with("20")
                && matches!(month.as_bytes(), [b'0' | b'1', b'0'..=b'9'])
            {
                name = front;
            }
        }
        // -2026-07-09 and -preview-05-2025
        let parts: Vec<&str> = name.rsplitn(4, '-').collect();
        if let [day, month, year, front] = parts[..]
            && day.len() == 2
            && month.len() == 2
            && year.len() == 4
            && [day, month, year].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()))
        {
            name = front;
        }
        if let Some(at) = name.find("-preview-") {
            name = name.get(..at).unwrap_or(name);
        }
        if name == before {
            return name;
        }
    }
}

/// A name as it is, with a point in its version, and Claude's in the catalog's order: `claude-sonnet-5-5` and `claude-3-5-haiku` are
/// `claude-sonnet-5.5` and `claude-haiku-3.5`.
pub(super) fn spellings(name: &str) -> Vec<String> {
    let mut all = vec![name.to_owned(), format!("{name}-preview"), pointed(name)];
    // OpenAI bills `text-embedding-ada-002-v2`, xAI answers `grok-code-fast`.
    all.extend(name.strip_suffix("-v2").map(ToOwned::to_owned));
    all.extend((name == "grok-code-fast").then(|| format!("{name}-1")));
    if let Some(rest) = name.strip_prefix("claude-") {
        let parts: Vec<&str> = rest.split(['-', '.']).collect();
        let digits: Vec<&str> =
            parts.iter().copied().filter(|part| part.bytes().all(|byte| byte.is_ascii_digit())).collect();
        if let Some(word) = parts.iter().find(|part| part.bytes().all(|byte| byte.is_ascii_alphabetic())) {
            all.push(if digits.is_empty() {
                format!("claude-{word}")
            } else {
                format!("claude-{word}-{}", digits.join("."))
            });
        }
    }
    // Bedrock writes llama3-3-70b.
    let mut llama = name.strip_prefix("llama").unwrap_or_default().splitn(3, '-');
    if let (Some(one), Some(two), Some(rest)) = (llama.next(), llama.next(), llama.next())
        && [one, two].iter().all(|part| part.len() == 1 && part.bytes().all(|byte| byte.is_ascii_digit()))
    {
        all.push(["llama-", one, ".", two, "-", rest].concat());
    }
    all
}

/// A name whose version is written with a point: `grok-4-1-fast` is `grok-4.1-fast`.
fn pointed(name: &str) -> String {
    let mut words = name.split('-').peekable();
    let mut whole = String::new();
    while let Some(word) = words.next() {
        whole.push_str(word);
        let digit = |word: &str| matches!(word.as_bytes(), [b'0'..=b'9']);
        if let Some(next) = words.peek() {
            whole.push(if digit(next) && word.ends_with(|last: char| last.is_ascii_digit()) { '.' } else { '-' });
        }
    }
    whole
}

/// A display name as an id: `Claude Sonnet 5.5` is `claude-sonnet-5.5`.
pub(super) fn folded(name: &str) -> String {
    name.to_ascii_lowercase().replace([' ', '_'], "-")
}
