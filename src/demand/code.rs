//! A measured week in a link: 168 hours in 128 letters.
//!
//! Every hour is one of 22 levels from nothing to the busiest hour; two hours make a number below 22² = 484, which takes
//! 9 bits, so 84 pairs take 756 bits, which are 126 letters of six bits. A level is 1/21 of the busiest hour, so an hour
//! is off by at most 2.4 % of it.

use crate::units::HOURS_PER_WEEK;
use crate::week::Week;

/// What a measured week begins with; no row of the catalog does.
const HEAD: &str = "w1";
/// Levels of an hour.
const LEVELS: u32 = 22;
/// Letters behind the head.
const LETTERS: usize = HOURS_PER_WEEK / 2 * 9 / 6;
/// Letters that no link needs to escape (RFC 4648, section 5).
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

impl Week {
    /// The week in 128 letters of a link, hours rounded to 1/21 of the busiest.
    pub fn code(&self) -> String {
        let most = self.hours().iter().copied().fold(0.0, f64::max);
        let level = |hour: f64| libm::round(hour / most * f64::from(LEVELS - 1)) as u32;
        let mut code = String::from(HEAD);
        let (mut bits, mut held) = (0_u32, 0_u32);
        for pair in self.hours().chunks_exact(2) {
            bits = bits << 9 | (level(pair[0]) * LEVELS + level(pair[1]));
            held += 9;
            while held >= 6 {
                held -= 6;
                code.push(char::from(ALPHABET[(bits >> held & 63) as usize]));
            }
            bits &= (1 << held) - 1;
        }
        code
    }

    /// The week of such letters; `None` for any other text, an idle week among it.
    pub fn from_code(text: &str) -> Option<Self> {
        let letters = text.strip_prefix(HEAD)?.as_bytes();
        if letters.len() != LETTERS {
            return None;
        }
        let mut hours = Vec::with_capacity(HOURS_PER_WEEK);
        let (mut bits, mut held) = (0_u32, 0_u32);
        for letter in letters {
            bits = bits << 6 | ALPHABET.iter().position(|known| known == letter)? as u32;
            held += 6;
            if held >= 9 {
                held -= 9;
                let pair = bits >> held & 511;
                bits &= (1 << held) - 1;
                if pair >= LEVELS * LEVELS {
                    return None;
                }
                hours.extend([f64::from(pair / LEVELS), f64::from(pair % LEVELS)]);
            }
        }
        hours.iter().any(|hour| *hour > 0.0).then(|| Self::new(&hours))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_keeps_its_hours_to_a_level_in_128_letters() {
        let hours: Vec<f64> = (0..168).map(|hour| f64::from(hour * 37 % 101) + f64::from(hour / 24)).collect();
        let week = Week::new(&hours);
        let code = week.code();
        assert!(
            code.len() == 128 && code.bytes().all(|letter| letter.is_ascii_alphanumeric() || b"-_".contains(&letter))
        );
        let read = Week::from_code(&code).expect("its own code");
        // Half a level is 1/42 of the busiest hour; the mean moves a little too.
        for (was, is) in week.hours().iter().zip(read.hours()) {
            assert!((was - is).abs() < week.peak() / 42.0 + 0.01 * week.peak(), "{was} {is}");
        }
        assert_eq!(read.code(), code);
        // The busiest hour alone at the full level: 168 times the mean.
        let one: Vec<f64> = (0..168).map(|hour| f64::from(u8::from(hour == 40))).collect();
        let code = Week::new(&one).code();
        assert_eq!(Week::from_code(&code).map(|week| (week.peak(), week.hours()[40])), Some((168.0, 168.0)));
        // Monday 00:00 and 01:00 at levels 21 and 0: 462 in nine bits is 111001110, of which six make letter 57, `5`.
        let first: Vec<f64> = (0..168).map(|hour| f64::from(u8::from(hour == 0))).collect();
        assert!(Week::new(&first).code().starts_with("w15w"));
    }

    #[test]
    fn other_texts_are_no_weeks() {
        let flat = Week::flat().code();
        assert_eq!(Week::from_code(&flat), Some(Week::flat()));
        let idle = format!("w1{}", "A".repeat(126));
        for text in [
            "",
            "chat",
            "w1",
            &flat[..127],
            &format!("{flat}A"),
            &idle,
            &flat.replace('w', "x"),
            &format!("w1_{}", &flat[3..]),
        ] {
            assert_eq!(Week::from_code(text), None, "{text}");
        }
    }
}
