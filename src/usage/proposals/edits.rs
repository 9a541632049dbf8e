//! What a visitor changes about the proposals before they are taken.

use super::text::query_number;
use crate::usage::number;

pub(super) struct Edits<'a>(pub(super) &'a [(String, String)]);

impl Edits<'_> {
    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().rev().find(|(name, _)| name == key).map(|(_, text)| text.trim())
    }

    /// Whether a proposal is left out.
    pub(super) fn is_out(&self, id: &str) -> bool {
        self.get(&format!("{id}.out")).is_some_and(|text| !text.is_empty() && text != "0" && text != "no")
    }

    pub(super) fn number(&self, key: &str) -> Option<f64> {
        query_number(self.get(key)?)
    }
}

/// `+02:00`, `2`, `-5`, `5.5`, `UTC+5:30` as minutes ahead of UTC; `None` for anything else, and beyond fourteen hours.
pub(super) fn zone_minutes(text: &str) -> Option<i64> {
    let text = text.trim().trim_start_matches("UTC").trim_start_matches("GMT").trim().replace(['−', '\u{2013}'], "-");
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(&text)),
    };
    let minutes = match rest.split_once(':') {
        _ if rest.is_empty() && text.is_empty() => 0,
        Some((hours, minutes)) => {
            let minutes = minutes.parse::<u8>().ok().filter(|minutes| *minutes < 60)?;
            i64::from(hours.parse::<u8>().ok()?) * 60 + i64::from(minutes)
        }
        None if rest.len() == 4 && rest.bytes().all(|byte| byte.is_ascii_digit()) => {
            return zone_minutes(&[if sign < 0 { "-" } else { "" }, rest.get(..2)?, ":", rest.get(2..)?].concat());
        }
        None => {
            libm::round(number::read(&rest.replace(',', "."), false).filter(|hours| hours.value >= 0.0)?.value * 60.0)
                as i64
        }
    };
    (minutes <= 14 * 60).then_some(sign * minutes)
}

#[cfg(test)]
mod tests {
    use super::zone_minutes;

    #[test]
    fn zones_are_offsets_in_any_spelling() {
        for (text, minutes) in [
            ("2", 120),
            ("+02:00", 120),
            ("-5", -300),
            ("−5", -300),
            ("5.5", 330),
            ("5,5", 330),
            ("+5:30", 330),
            ("UTC+05:45", 345),
            ("GMT-3:30", -210),
            ("+0530", 330),
            ("UTC", 0),
            ("", 0),
        ] {
            assert_eq!(zone_minutes(text), Some(minutes), "{text}");
        }
        for text in ["Asia/Kolkata", "15", "+5:70", "5 h", "NaN", "1e9"] {
            assert_eq!(zone_minutes(text), None, "{text}");
        }
    }
}
