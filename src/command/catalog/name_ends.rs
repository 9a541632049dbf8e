//! What stands at the end of a model's name and tells no models apart: how it is served, prompt lengths, release dates.

/// A name without one word for how it is served or published; nothing where it ends in none.
pub(super) fn without_end(name: &str) -> Option<&str> {
    const ENDS: [&str; 16] = [
        "-v1",
        "-maas",
        "-tee",
        "-fp8",
        "-fp4",
        "-nvfp4",
        "-bf16",
        "-tput",
        "-instruct-turbo",
        "-instruct",
        "-instant",
        "-versatile",
        "-chat",
        "-it",
        "-hf",
        "-en",
    ];
    // Some words are ways to serve a Llama, and models of their own elsewhere: `claude-instant`,
    // `gpt-3.5-turbo-instruct`, `glm-5-turbo`. What is left of `deepseek-chat` would be no model.
    let own = |end: &str| match end {
        "-instant" | "-versatile" => !name.starts_with("llama"),
        "-instruct" => name.ends_with("-turbo-instruct"),
        "-chat" => !name.bytes().any(|byte| byte.is_ascii_digit()),
        _ => false,
    };
    ENDS.into_iter().filter(|end| !own(end)).find_map(|end| name.strip_suffix(end))
}

/// An id without the length of a prompt at its end: `-200k`, `-1m`, `-long-context`; nothing where there is none.
pub(super) fn without_length(id: &str) -> Option<&str> {
    let words = ["-long-context", "-longcontext", "-long"];
    words.iter().find_map(|word| id.strip_suffix(word)).or_else(|| {
        let (rest, last) = id.rsplit_once('-')?;
        let count = last.strip_suffix(['k', 'm'])?;
        (!count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit())).then_some(rest)
    })
}

/// Without the date of a release at its end: `-20250929`, `-2025-09-29`.
pub(super) fn undated(name: &str) -> String {
    let parts: Vec<&str> = name.split('-').collect();
    let digits = |part: &&str, length: usize| part.len() == length && part.chars().all(|c| c.is_ascii_digit());
    match &parts[..] {
        [rest @ .., day] if digits(day, 8) && !rest.is_empty() => rest.join("-"),
        [rest @ .., year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2) && !rest.is_empty() => {
            rest.join("-")
        }
        _ => name.to_owned(),
    }
}
