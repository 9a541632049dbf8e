//! What a visitor changes about the proposals before they are taken.

use super::text::query_number;
use crate::catalog::Catalog;
use crate::usage::number;

/// Changes by their names, and the proposals that are left out unless one says otherwise.
pub(super) struct Edits<'a>(pub(super) &'a [(String, String)], pub(super) Vec<String>);

impl<'a> Edits<'a> {
    pub(super) fn get(&self, key: &str) -> Option<&'a str> {
        self.0.iter().rev().find(|(name, _)| name == key).map(|(_, text)| text.trim())
    }

    /// Whether a proposal is left out.
    pub(super) fn is_out(&self, id: &str) -> bool {
        let said = self.get(&format!("{id}.out"));
        said.map_or(self.1.iter().any(|one| one == id), |text| !text.is_empty() && text != "0" && text != "no")
    }

    /// A plain number that was typed.
    pub(super) fn number(&self, key: &str) -> Option<f64> {
        query_number(self.get(key)?)
    }
}

impl Edits<'_> {
    /// What of the edits is not used, and why: the field, what stands there and what is allowed.
    pub(super) fn refused(&self, many: usize, catalog: &Catalog) -> Vec<String> {
        let mut found = Vec::new();
        for (key, text) in self.0 {
            let (key, text) = (key.trim(), text.trim());
            let given: String = text.chars().take(40).collect();
            let number = query_number(text);
            let allowed = match known(key) {
                Some((at, _)) if at == 0 || at > many => match many {
                    0 => "there are no proposals".to_owned(),
                    1 => "the only proposal is w1".to_owned(),
                    _ => format!("the proposals are w1 to w{many}"),
                },
                Some(_) if text.is_empty() => continue,
                Some((_, "requests")) if requests(number).is_none() => {
                    "a number above 0 and up to 1,000,000,000,000 is allowed".to_owned()
                }
                Some((_, "model")) if catalog.rows_of(text).is_empty() => {
                    "an offer of the catalog is allowed, such as openai/gpt-5.6-luna".to_owned()
                }
                Some((_, "into")) if !(1..=many).any(|at| text == format!("w{at}")) => {
                    format!("a proposal is allowed, w1 to w{many}")
                }
                Some(_) => continue,
                None => match key {
                    "zone" => continue,
                    "sampled" if text.is_empty() || number.is_some_and(|part| part > 0.0 && part <= 100.0) => continue,
                    "sampled" => "a part in percent is allowed, above 0 and up to 100".to_owned(),
                    "replicas" if text.is_empty() || number.is_some_and(|many| many > 0.0) => continue,
                    "replicas" => "a number above 0 is allowed".to_owned(),
                    _ if key.strip_suffix(".out").is_some_and(|front| !front.starts_with('w')) => continue,
                    _ => "w1.requests, w1.model, w1.name, w1.out, w1.into, sampled and replicas can be set".to_owned(),
                },
            };
            let key: String = key.chars().take(40).collect();
            found.push(format!("“{key}={given}” is not used: {allowed}."));
        }
        found
    }
}

/// The proposal, from 1, and the field that a key names.
fn known(key: &str) -> Option<(usize, &str)> {
    let (id, field) = key.split_once('.')?;
    let at = id.strip_prefix('w')?.parse::<usize>().ok()?;
    ["name", "out", "into", "requests", "model"].contains(&field).then_some((at, field))
}

/// Requests of a month that may be given.
pub(super) fn requests(given: Option<f64>) -> Option<f64> {
    given.filter(|requests| *requests > 0.0 && *requests <= 1e12)
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

/// What there is to say of times that name no zone, where the one that is set, if any, is none: whether it is wrong, and how.
pub(super) fn read_as_utc(zone: Option<&str>) -> Option<(bool, String)> {
    let Some(text) = zone else {
        let told = "The times in this log name no zone and are read as UTC; set the zone if that is wrong.";
        return Some((false, told.into()));
    };
    zone_minutes(text).is_none().then(|| {
        let text: String = text.chars().take(40).collect();
        let told = format!(
            "“{text}” is no distance from UTC: write it as +02:00 or 5.5, up to 14 hours. The times are read as UTC."
        );
        (true, told)
    })
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
