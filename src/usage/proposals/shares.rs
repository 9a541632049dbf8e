//! What part of the input a cache served, and what part of the work could wait.

use super::text::percent;
use crate::usage::How;
use crate::usage::row::Format;
use crate::usage::tally::Sums;

/// Notes an input: name, label, text, where it comes from, rule.
pub(super) type Put<'a> = &'a mut dyn FnMut(&str, &str, String, How, &str);

pub(super) fn cache(sums: &Sums, format: Format, put: Put<'_>, notes: &mut Vec<String>) {
    let could = format == Format::Mooncake;
    if sums.cached_of <= 0.0 || sums.input <= 0.0 {
        put("cached", "Cached input", String::new(), How::Assumed, "this export cannot state it: the default stays");
    } else if sums.cached <= 0.0 && !could {
        put(
            "cached",
            "Cached input",
            String::new(),
            How::Assumed,
            "nothing was read from a cache; what could be is not in the file, so the default stays",
        );
        put("caching_today", "Caching used today", "no".into(), How::Read, "cached tokens are stated and are 0");
    } else {
        let rule = if could {
            "leading blocks of 512 tokens that an earlier prompt had ÷ input: what could be cached"
        } else {
            "cached input ÷ all input"
        };
        put("cached", "Cached input", percent(sums.cached / sums.input), How::Read, rule);
        if !could {
            put(
                "caching_today",
                "Caching used today",
                "yes".into(),
                How::Read,
                "cached tokens are stated and are more than 0",
            );
        }
        if sums.cached_of < 0.999 * sums.input {
            notes.push("Some rows do not state what was cached: the cached share is a lower bound.".into());
        }
    }
    if sums.written_of > 0.0 && sums.input > 0.0 {
        put(
            "cache_writes",
            "Cache writes",
            percent(sums.written / sums.input),
            How::Read,
            "input written to the cache ÷ all input",
        );
    } else {
        put("cache_writes", "Cache writes", String::new(), How::Assumed, "not stated: the default stays");
    }
}

pub(super) fn batch(sums: &Sums, put: Put<'_>) {
    let Some(part) = sums.waiting() else {
        return put("waiting", "Work that may wait", String::new(), How::Assumed, "not stated: the default stays");
    };
    put(
        "waiting",
        "Work that may wait",
        percent(part),
        How::Read,
        "sent as a batch ÷ all requests (by tokens where requests are unknown)",
    );
    put(
        "batching_today",
        "Batching used today",
        if part > 0.0 { "yes" } else { "no" }.into(),
        How::Read,
        "whether any request was sent as a batch",
    );
}
