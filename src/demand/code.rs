//! A measured week in a link: 168 hours in 128 or 130 letters.
//!
//! Every hour is one of 22 levels from nothing to the busiest hour; two hours make a number below 22² = 484, which takes
//! 9 bits, so 84 pairs take 756 bits, which are 126 letters of six bits. Behind `w1` a level is 1/21 of the busiest hour, so
//! an hour is off by at most 2.4 % of it. Where the other hours are far below the busiest one that is too coarse for its
//! ratio to the mean, on which the servers depend: behind `w2` that ratio comes first, in two letters, and levels are those
//! of the square root.

use crate::units::HOURS_PER_WEEK;
use crate::week::Week;

/// What a measured week begins with; no row of the catalog does.
const EVEN: &str = "w1";
const ROOT: &str = "w2";
/// Levels of an hour.
const LEVELS: u32 = 22;
/// Letters of the hours, and of the ratio of the busiest to the mean.
const LETTERS: usize = HOURS_PER_WEEK / 2 * 9 / 6;
const RATIO: usize = 2;
/// Steps of that ratio from 1 to 168, each of 0.13 %.
const STEPS: f64 = 4095.0;
/// How far it may be off in even levels.
const NEAR: f64 = 0.01;
/// Letters that no link needs to escape (RFC 4648, section 5).
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

impl Week {
    /// The week in letters of a link: in even levels where they keep its peak, and nothing only where there was nothing.
    pub fn code(&self) -> String {
        let hours = self.hours();
        let most = hours.iter().copied().fold(0.0, f64::max);
        let top = f64::from(LEVELS - 1);
        let even = hours.map(|hour| libm::round(hour / most * top));
        let kept = hours.iter().zip(&even).all(|(hour, level)| *hour == 0.0 || *level > 0.0);
        if kept && libm::fabs(Self::new(&even).peak() / self.peak() - 1.0) <= NEAR {
            return packed(EVEN.into(), &even);
        }
        let ratio = libm::round(libm::log(self.peak()) / scale()) as usize;
        let mut code = String::from(ROOT);
        code.extend([ratio >> 6, ratio & 63].map(letter));
        let root = |hour: f64| libm::round(libm::sqrt(hour / most) * top).max(f64::from(u8::from(hour > 0.0)));
        packed(code, &hours.map(root))
    }

    /// The week of such letters; `None` for any other text, an idle week among it.
    pub fn from_code(text: &str) -> Option<Self> {
        if let Some(letters) = text.strip_prefix(EVEN) {
            return unpacked(letters.as_bytes()).map(|hours| Self::new(&hours));
        }
        let (ratio, letters) = text.strip_prefix(ROOT)?.as_bytes().split_at_checked(RATIO)?;
        let hours: Vec<f64> = unpacked(letters)?.into_iter().map(|level| level * level).collect();
        let ratio = (number(ratio[0])? << 6 | number(ratio[1])?) as f64;
        Some(Self::new(&hours).raised(libm::exp(ratio * scale())))
    }
}

/// The logarithm of a step of the ratio.
fn scale() -> f64 {
    libm::log(HOURS_PER_WEEK as f64) / STEPS
}

fn letter(number: usize) -> char {
    char::from(ALPHABET[number])
}

fn number(letter: u8) -> Option<usize> {
    ALPHABET.iter().position(|known| *known == letter)
}

/// Levels as letters behind others.
fn packed(mut code: String, levels: &[f64; HOURS_PER_WEEK]) -> String {
    let (mut bits, mut held) = (0_usize, 0_u32);
    for pair in levels.chunks_exact(2) {
        bits = bits << 9 | (pair[0] as usize * LEVELS as usize + pair[1] as usize);
        held += 9;
        while held >= 6 {
            held -= 6;
            code.push(letter(bits >> held & 63));
        }
        bits &= (1 << held) - 1;
    }
    code
}

/// The levels of letters; `None` where they are none, or all nothing.
fn unpacked(letters: &[u8]) -> Option<Vec<f64>> {
    if letters.len() != LETTERS {
        return None;
    }
    let mut hours = Vec::with_capacity(HOURS_PER_WEEK);
    let (mut bits, mut held) = (0_u32, 0_u32);
    for letter in letters {
        bits = bits << 6 | number(*letter)? as u32;
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
    hours.iter().any(|hour| *hour > 0.0).then_some(hours)
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
    fn a_spiky_week_keeps_its_peak_and_nothing_only_where_there_was_nothing() {
        // What stands beside one busy hour, and beside seven of them: every ratio from a fiftieth to a thousandth.
        for busy in [1, 7] {
            for step in 0..40 {
                let low = libm::exp(-3.9 - 3.0 * f64::from(step) / 40.0);
                let hour = |at: usize| if at % 24 == 9 && at / 24 < busy { 1.0 } else { low * (1.0 + (at % 5) as f64) };
                let hours: Vec<f64> = (0..168).map(hour).collect();
                let week = Week::new(&hours);
                let code = week.code();
                let read = Week::from_code(&code).expect("its own code");
                assert!(
                    code.len() <= 130 && (read.peak() / week.peak() - 1.0).abs() < 0.01,
                    "{} {}",
                    week.peak(),
                    read.peak()
                );
                assert!(read.hours().iter().all(|hour| *hour > 0.0), "{code}");
            }
        }
        // By hand: 100 beside 167 ones is 168 · 100 ÷ 267 = 62.92 times the mean; ln 62.92 ÷ ln 168 · 4095 = 3310 = 51 · 64 + 46,
        // which are the letters `z` and `u`.
        let hours: Vec<f64> = (0..168).map(|hour| if hour == 0 { 100.0 } else { 1.0 }).collect();
        let code = Week::new(&hours).code();
        assert!(code.starts_with("w2zu") && code.len() == 130, "{code}");
        let read = Week::from_code(&code).expect("its own code");
        assert!((read.peak() - 62.92).abs() < 0.1 && (read.hours()[9] - 0.6292).abs() < 0.01, "{}", read.peak());
        // Nothing stays nothing, above 100 times the mean too.
        let hours: Vec<f64> = (0..168).map(|hour| [1.0, 0.0, 0.002][hour.min(2)]).collect();
        let read = Week::from_code(&Week::new(&hours).code()).expect("its own code");
        // 168 ÷ (1 + 166 · 0.002) = 126.1.
        assert!(
            (read.peak() - 126.1).abs() < 0.3 && read.hours()[1] == 0.0 && read.hours()[2] > 0.0,
            "{}",
            read.peak()
        );
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
            &flat.replace('1', "2"),
            "w2",
            "w2A",
            &format!("w2AA{}", "A".repeat(126)),
            &format!("w2\u{e4}{}", &flat[2..]),
        ] {
            assert_eq!(Week::from_code(text), None, "{text}");
        }
    }
}
