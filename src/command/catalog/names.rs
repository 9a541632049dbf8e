//! Which model an entry of a list is, by the parts of its id that mean something.

use super::name_ends::{undated, without_end};

/// The host in an offer's id: what stands before its first slash.
pub fn host(id: &str) -> &str {
    id.split('/').next().unwrap_or("")
}

/// What stands behind it; all of an id without one.
pub fn tail(id: &str) -> &str {
    id.split_once('/').map_or(id, |(_, tail)| tail)
}

/// Whether two ids are of one model at one host.
pub fn same_offer(a: &str, b: &str) -> bool {
    let parts = |id: &str| id.split_once('/').map(|(host, model)| (host.to_owned(), key(model)));
    parts(a) == parts(b)
}

/// What is left of a model's id once vendors, regions, versions and ways of writing are taken off: two ids with the
/// same key are taken for the same model.
pub fn key(id: &str) -> String {
    let spelled = spelled(id);
    let chars: Vec<char> = spelled.chars().collect();
    let version = |at: usize| {
        chars[at] == 'v' && at > 0 && chars[at - 1] == '-' && chars.get(at + 1).is_some_and(char::is_ascii_digit)
    };
    let key: String = (0..chars.len()).filter(|at| !version(*at)).map(|at| chars[at]).collect();
    let key = bare(key.trim_start_matches("meta-"));
    // Anthropic put the version before the name until 3.7, and some lists still do.
    match key.split('-').collect::<Vec<_>>()[..] {
        ["claude", version, name] if version.starts_with(|c: char| c.is_ascii_digit()) => {
            ["claude", name, version].join("-")
        }
        _ => key,
    }
}

/// The key of a name for people, as the catalog writes it: `Mistral Large 3 (2512)`.
pub fn named(name: &str) -> String {
    key(&name.replace(['(', ')'], "").replace(' ', "-"))
}

/// A key without what some lists say of a model and others leave to its name.
fn bare(key: &str) -> String {
    let mut key = key.to_owned();
    // Tuned to follow instructions, of a month or of a version: `-instruct-2507`, `-instruct-0.1`.
    if let Some((name, release)) = key.split_once("-instruct-")
        && release.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && !name.ends_with("-turbo")
    {
        key = [name, "-", release].concat();
    }
    if let Some(rest) = key.strip_prefix("amazon-nova") {
        key = ["nova", rest].concat();
    }
    // `rerank-4.0-fast` is version 4.
    let words = key.split('-').map(|word| match word.strip_suffix(".0") {
        Some(version) if !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit()) => version,
        _ => word,
    });
    // Llama 4's two models have one size each, which some lists repeat.
    let llama = key.starts_with("llama-4-maverick") || key.starts_with("llama-4-scout");
    words.filter(|word| !(llama && ["17b", "16e", "128e"].contains(word))).collect::<Vec<_>>().join("-")
}

/// An id in the catalog's way of writing: no vendor, no region, no release date, versions with points.
fn spelled(id: &str) -> String {
    let lower = id.trim_start_matches('~').to_lowercase().replace('_', "-");
    let mut last = lower.rsplit('/').next().unwrap_or(&lower);
    if let Some(rest) = last.strip_prefix("global.") {
        last = rest;
    }
    // `anthropic.claude-…`: a vendor is letters only, which no model name before a dot is. `deepseek.v3.2` has its
    // name in the vendor.
    let mut maker = "";
    if let Some((vendor, rest)) = last.split_once('.')
        && vendor.chars().all(|c| c.is_ascii_alphabetic())
        && !rest.is_empty()
    {
        let version = rest.strip_prefix(['v', 'r']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        maker = if version { vendor } else { "" };
        last = rest;
    }
    let versioned = last.split_once(':').filter(|(_, minor)| minor.bytes().all(|byte| byte.is_ascii_digit()));
    let last = last.split([':', '@']).next().unwrap_or(last);
    // Bedrock's `-1:0` is a version of how it is sold; `-v0:1` is the weights' own.
    let early = versioned.filter(|(name, _)| name.ends_with("-v0")).map(|(name, minor)| [name, ".", minor].concat());
    let last = early.as_deref().unwrap_or(last);
    let last = last.strip_suffix("-1").filter(|_| versioned.is_some()).unwrap_or(last);
    let mut name = last.trim_start_matches("databricks-").to_owned();
    if !maker.is_empty() {
        name = format!("{maker}-{name}");
    }
    while let Some(shorter) = without_end(&name) {
        name = shorter.to_owned();
    }
    name = undated(&name);
    // `llama3-1-8b` and `gpt-35-turbo`, as two clouds write them.
    for (short, long) in [("llama", "llama-"), ("gpt-35", "gpt-3.5")] {
        let rest = name.strip_prefix(short);
        let Some(rest) = rest.filter(|rest| short == "gpt-35" || rest.starts_with(|c: char| c.is_ascii_digit())) else {
            continue;
        };
        name = [long, rest].concat();
    }
    let mut key = String::with_capacity(name.len());
    let bytes: Vec<char> = name.chars().collect();
    for (at, c) in bytes.iter().enumerate() {
        let digit = |at: usize| bytes.get(at).is_some_and(char::is_ascii_digit);
        // `4-6`, `5p2` and `4.6` are ways to write one version.
        let between = at > 0 && digit(at - 1) && digit(at + 1);
        // A size such as `8b` is no part of a version.
        let version = |at: usize| bytes.get(at).is_none_or(|c| !c.is_ascii_alphanumeric());
        match c {
            'p' | '-' if between && version(at + 2) && !(at > 1 && (digit(at - 2) || bytes[at - 2] == '.')) => {
                key.push('.');
            }
            _ => key.push(*c),
        }
    }
    key
}

/// An id for the catalog: host, slash, and the list's name in letters, digits, points and hyphens.
pub fn new_id(host: &str, id: &str) -> String {
    let last = id.rsplit('/').next().unwrap_or(id).split([':', '@']).next().unwrap_or(id).to_lowercase();
    // `-2024-11-20` tells one price from another; `-20250929` stands at the end of every id of some vendors.
    let dashed = last.rsplitn(4, '-').take(3).all(|part| part.len() <= 4 && part.chars().all(|c| c.is_ascii_digit()));
    let name = if dashed { last } else { spelled(id) };
    let name = name.strip_prefix("meta-llama").map_or_else(|| name.clone(), |rest| format!("llama{rest}"));
    let plain: String = name.chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' }).collect();
    format!("{host}/{}", plain.trim_matches('-'))
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn ways_to_write_one_model_have_one_key() {
        for (ids, expected) in [
            (
                &[
                    "claude-sonnet-4-5-20250929",
                    "anthropic/claude-sonnet-4.5",
                    "global.anthropic.claude-sonnet-4-5-20250929-v1:0",
                ][..],
                "claude-sonnet-4.5",
            ),
            (&["accounts/fireworks/models/glm-5p2", "zai-org/glm-5.2", "zai/glm-5.2"], "glm-5.2"),
            (
                &[
                    "llama-3.1-8b-instant",
                    "meta-llama/llama-3.1-8b-instruct",
                    "llama-v3p1-8b-instruct",
                    "meta-llama-3.1-8b-instruct",
                    "meta.llama3-1-8b-instruct-v1:0",
                ],
                "llama-3.1-8b",
            ),
            (
                &["openai.gpt-5.6-terra", "openai/gpt-5.6-terra", "gpt-5-6-terra", "gpt-5.6-terra-2026-07-09"],
                "gpt-5.6-terra",
            ),
            (&["qwen3-235b-a22b", "Qwen/Qwen3-235B-A22B"], "qwen3-235b-a22b"),
            (&["claude-4.5-haiku", "claude-haiku-4-5-20251001", "anthropic/claude-haiku-4.5"], "claude-haiku-4.5"),
            (&["azure/gpt-35-turbo-16k", "gpt-3.5-turbo-16k"], "gpt-3.5-turbo-16k"),
            (&["deepseek/deepseek-chat"], "deepseek-chat"),
            (&["openai.gpt-oss-120b-1:0", "gpt-oss-120b"], "gpt-oss-120b"),
            (&["meta-llama/Llama-4-Maverick-17B-128E-Instruct-FP8", "llama-4-maverick"], "llama-4-maverick"),
            (&["Qwen/Qwen3-235B-A22B-Instruct-2507"], "qwen3-235b-a22b-2507"),
            (&["amazon-nova-micro", "amazon.nova-micro-v1:0"], "nova-micro"),
            (&["embed-v4.0", "embed-v4"], "embed-4"),
            (&["mistral.mixtral-8x7b-instruct-v0:1", "mixtral-8x7b-instruct-v0.1"], "mixtral-8x7b-0.1"),
        ] {
            for id in ids {
                assert_eq!(key(id), expected, "{id}");
            }
        }
        // What is served in eight bits, and published for a library.
        assert_eq!(
            key("codellama/CodeLlama-13b-Instruct-hf"),
            key(&super::new_id("together", "CodeLlama-13b-Instruct-hf"))
        );
        // At Together a Turbo is a way to serve a model; at others, a model of its own.
        assert_eq!(key("meta-llama/Meta-Llama-3.1-8B-Instruct-Turbo"), "llama-3.1-8b");
        for (one, other) in [
            ("gpt-4-turbo", "gpt-4"),
            ("gpt-3.5-turbo-instruct", "gpt-3.5-turbo"),
            ("glm-5-turbo", "glm-5"),
            ("kimi-k2-thinking-turbo", "kimi-k2-thinking"),
            ("anthropic.claude-instant-v1", "anthropic.claude-v1"),
            ("deepseek.v3.2", "deepseek.r1-v1:0"),
        ] {
            assert_ne!(key(one), key(other), "{one}");
        }
        assert_eq!((key("deepseek.v3.2"), key("deepseek.r1-v1:0")), (key("deepseek-v3.2"), key("deepseek-r1")));
        assert_ne!(key("gpt-5.4"), key("gpt-5.4-mini"));
        assert_ne!(key("qwen3-30b-a3b"), key("qwen3-235b-a22b"));
    }
}
