//! Entries of a list that are no offer at a list price: free, moving, fine-tuned, kept in a region, of sound or
//! pictures, or the same model bought another way.

/// Names that have meant model after model.
const MOVING: [&str; 2] = ["deepseek-chat", "deepseek-reasoner"];

/// Why an id is not an offer that can be held against a list price; `None` where it is.
pub fn not_an_offer(id: &str) -> Option<&'static str> {
    let lower = id.to_lowercase();
    let last = lower.rsplit('/').next().unwrap_or(&lower);
    if !last.chars().any(|c| c.is_ascii_alphanumeric()) {
        return Some("its id names no model that a catalog's id could be made of");
    }
    if lower.contains(":free") || lower.ends_with("-free") {
        return Some("free and rate-limited: no price per token");
    }
    if lower.starts_with('~')
        || last.ends_with("-latest")
        || last.ends_with("@latest")
        || last == "auto"
        || MOVING.contains(&last)
    {
        return Some("an alias that moves to new models: dated names are used");
    }
    if lower.starts_with("ft:") || last.split('.').skip(1).any(|part| part == "ft" || part.starts_with("ft-")) {
        return Some("a fine-tuned model's price");
    }
    // `together-ai-8.1b-21b`, `fireworks-ai-above-16b`: what models without an entry of their own cost.
    if last.starts_with("together-ai-") || last.starts_with("fireworks-ai-") {
        return Some("a price for all models of a size: it names no model");
    }
    if in_a_region(&lower) {
        return Some("kept in one region, at a surcharge: the global price is used");
    }
    if checks_or_reads(last) {
        return Some("it checks texts or reads pages, and answers nothing: no such work is compared");
    }
    if sound_or_pictures(last) {
        return Some("sound or pictures, whose tokens have a price of their own");
    }
    // What stands after a colon: a number is a version (`…-v1:0`), a word another way to buy (`:nitro`, `:extended`).
    let ways = last.split(':').skip(1);
    let version = |way: &str| way.chars().all(|c| c.is_ascii_digit());
    (!lower.starts_with("ollama/") && ways.into_iter().any(|way| !version(way)))
        .then_some("another way to buy, at a price of its own")
}

/// The id of the same offer without a region; nothing where it names none, or is bought by commitment.
pub fn without_region(id: &str) -> Option<String> {
    let lower = id.to_lowercase();
    if !in_a_region(&lower) || lower.contains("commitment") {
        return None;
    }
    let last = lower.rsplit('/').next().unwrap_or(&lower);
    let bare = VENDOR_REGIONS.iter().find_map(|region| last.strip_prefix(region));
    Some(bare.unwrap_or(last).to_owned())
}

/// What a cloud puts before the name of a model that it keeps in a region.
const VENDOR_REGIONS: [&str; 8] = ["us.", "eu.", "apac.", "jp.", "au.", "us-gov.", "ca.", "regional."];

/// Whether the id names a region.
fn in_a_region(lower: &str) -> bool {
    let last = lower.rsplit('/').next().unwrap_or(lower);
    // `bedrock/sa-east-1/…`, `bedrock/eu-central-1/1-month-commitment/…`: letters, a point of the compass, a number.
    let compass = ["east", "west", "north", "south", "central", "gov"];
    let cloud_region = |part: &str| {
        part.split_once('-').is_some_and(|(land, rest)| {
            land.len() == 2
                && land.chars().all(|c| c.is_ascii_alphabetic())
                && compass.iter().any(|point| rest.starts_with(point))
        })
    };
    VENDOR_REGIONS.iter().any(|region| last.starts_with(region))
        || lower.contains("azure/us/")
        || lower.contains("azure/eu/")
        || lower.contains("commitment")
        || lower.split('/').rev().skip(1).any(cloud_region)
}

/// Whether the name is that of a model that judges texts, or reads them off pictures.
fn checks_or_reads(last: &str) -> bool {
    let words = ["guard", "moderation", "ocr", "safeguard", "shieldgemma", "llamaguard"];
    last.split(['-', '.', '_', ':']).any(|part| words.contains(&part))
}

/// Whether the name is that of a model of sound or pictures. Words of names that are whole between hyphens.
fn sound_or_pictures(last: &str) -> bool {
    let words = [
        "realtime",
        "audio",
        "transcribe",
        "tts",
        "image",
        "whisper",
        "flux",
        "dall",
        "imagen",
        "veo",
        "sora",
        "live",
        "asr",
        "stt",
        "speech",
        "voice",
        "music",
        "captioner",
    ];
    last.split(['-', '.', '_', ':']).any(|part| words.contains(&part))
}

#[cfg(test)]
mod tests {
    use super::not_an_offer;

    #[test]
    fn a_region_is_taken_off_an_id() {
        for (id, bare) in [
            ("us.meta.llama4-scout-17b-instruct-v1:0", Some("meta.llama4-scout-17b-instruct-v1:0")),
            ("bedrock/sa-east-1/meta.llama3-8b-instruct-v1:0", Some("meta.llama3-8b-instruct-v1:0")),
            ("azure/eu/gpt-4o-2024-08-06", Some("gpt-4o-2024-08-06")),
            ("bedrock/eu-central-1/1-month-commitment/x", None),
            ("gpt-5.4", None),
        ] {
            assert_eq!(super::without_region(id).as_deref(), bare, "{id}");
        }
    }

    #[test]
    fn some_entries_are_no_offers() {
        for (id, part) in [
            ("nvidia/nemotron:free", "free"),
            ("~anthropic/claude-haiku-latest", "alias"),
            ("mistral/mistral-medium-latest", "alias"),
            ("deepseek/deepseek-chat", "alias"),
            ("meta-llama/Llama-Guard-4-12B", "checks texts"),
            ("omni-moderation-2024-09-26", "checks texts"),
            ("mistral-ocr-2505", "reads pages"),
            ("ft:gpt-4.1-mini-2025-04-14", "fine-tuned"),
            ("azure/gpt-4.1-mini.ft", "fine-tuned"),
            ("gpt-4o-mini-2024-07-18.ft-", "fine-tuned"),
            ("together-ai-8.1b-21b", "names no model"),
            ("fireworks-ai-moe-up-to-56b", "names no model"),
            ("gemini-3.1-flash-live-preview", "sound"),
            ("qwen3-asr-flash", "sound"),
            ("eu.anthropic.claude-sonnet-4-5-20250929-v1:0", "region"),
            ("regional.anthropic.claude-sonnet-5-v1:0", "region"),
            ("azure/us/gpt-4.1-mini-2025-04-14", "region"),
            ("bedrock/sa-east-1/meta.llama3-8b-instruct-v1:0", "region"),
            ("bedrock/ca-central-1/meta.llama3-8b-instruct-v1:0", "region"),
            ("bedrock/us-gov-west-1/x", "region"),
            ("gpt-4o:extended", "another way"),
            ("qwen/qwen3-32b:nitro", "another way"),
            ("gpt-4o-mini-audio-preview-2024-12-17", "sound"),
            ("gpt-realtime-1.5", "sound"),
            ("gemini-2.5-pro-preview-tts", "sound"),
            ("gemini-3.1-flash-image-preview", "sound"),
            ("amazon.titan-embed-image-v1", "sound"),
            ("accounts/fireworks/models/flux-1-dev-controlnet-union", "sound"),
        ] {
            assert!(not_an_offer(id).is_some_and(|why| why.contains(part)), "{id}: {:?}", not_an_offer(id));
        }
        for id in [
            "openai/gpt-5.6-terra",
            "anthropic.claude-sonnet-4-5-20250929-v1:0",
            "global.anthropic.claude-sonnet-4-5-20250929-v1:0",
            "accounts/fireworks/models/glm-5p2",
            "gemini-2.5-computer-use-preview-10-2025",
            "azure/gpt-4o-2024-11-20",
            "meta-llama/Llama-3.1-8B-Instruct",
        ] {
            assert_eq!(not_an_offer(id), None, "{id}");
        }
    }
}
