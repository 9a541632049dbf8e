//! Texts made plain and cut into the parts of a range.

/// The text up to a place that is known to lie between letters. Slicing would bring the message for places that do not
/// into the browser's module, with all that it takes to print a letter.
pub(super) fn head(text: &str, at: usize) -> &str {
    text.get(..at).unwrap_or_default()
}

/// The text from such a place on.
pub(super) fn tail(text: &str, from: usize) -> &str {
    text.get(from..).unwrap_or_default()
}

/// Lower case, plain spaces, plain hyphens, no leading or trailing space.
pub(super) fn tidy(text: &str) -> String {
    let plain = text.chars().map(|letter| match letter {
        '\u{a0}' | '\u{202f}' | '\u{2009}' | '\t' | '\n' | '\r' => ' ',
        '−' => '-',
        '’' | '‘' | '´' | '`' => '\'',
        '٫' => '.',
        full @ '！'..='～' => char::from_u32(full as u32 - 0xfee0).unwrap_or(full),
        other => other,
    });
    plain.collect::<String>().trim().to_ascii_lowercase()
}

pub(super) fn split_range(text: &str) -> Vec<&str> {
    for mark in ["~", " to ", " bis ", " à ", "–", "—", "…", "..", " - "] {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = cut(rest, mark) {
            parts.push(before.trim());
            rest = after;
        }
        if !parts.is_empty() {
            parts.push(rest.trim());
            return parts;
        }
    }
    // `3-9`, but not `-3` and not `1e-3`.
    if let Some((at, _)) = text.char_indices().skip(1).find(|(_, letter)| *letter == '-')
        && !head(text, at).ends_with('e')
        && text.as_bytes()[at - 1].is_ascii_alphanumeric()
    {
        return vec![head(text, at).trim(), tail(text, at + 1).trim()];
    }
    vec![text]
}

/// What stands before and after the first `mark`; the standard search is made for long texts and as much longer.
fn cut<'t>(text: &'t str, mark: &str) -> Option<(&'t str, &'t str)> {
    let at = text.as_bytes().windows(mark.len()).position(|window| window == mark.as_bytes())?;
    Some((head(text, at), tail(text, at + mark.len())))
}
