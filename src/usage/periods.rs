//! Weeks and months as people write them: `2026-11`, `Nov 2026`, `2026-W45`.

use crate::date::Date;

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The first day since 1970 of a week or a month, and how many days it has.
pub(super) fn period(text: &str) -> Option<(i32, i32)> {
    let (a, b) = text.split_once(['-', ' ', '/'])?;
    let year = |text: &str| if text.len() == 4 { text.parse::<u16>().ok() } else { None };
    if let Some(week) = b.strip_prefix(['W', 'w']) {
        return week_of(year(a)?, week.parse().ok()?);
    }
    let (year, month) = match (year(a), year(b)) {
        (Some(year), _) => (year, b),
        (_, Some(year)) => (year, a),
        _ => return None,
    };
    // `2026-11`, and no day and month beside each other.
    let number = || if month == b && month.len() == 2 { month.parse::<u8>().ok() } else { None };
    let month = named(month).map(|at| at as u8).or_else(number)?;
    let first = Date::new(year, month, 1)?.days_since_1970();
    let next = if month == 12 { Date::new(year + 1, 1, 1) } else { Date::new(year, month + 1, 1) }?;
    Some((first, next.days_since_1970() - first))
}

/// The number of a month by its name or how that begins.
pub(super) fn named(word: &str) -> Option<usize> {
    let front = word.get(..3)?.to_ascii_lowercase();
    let at = MONTHS.iter().position(|known| *known == front)?;
    word.bytes().all(|byte| byte.is_ascii_alphabetic()).then_some(at + 1)
}

/// A week of ISO 8601: the first one of a year holds its fourth of January, and weeks begin on Mondays.
fn week_of(year: u16, week: i32) -> Option<(i32, i32)> {
    let fourth = Date::new(year, 1, 4)?.days_since_1970();
    // 1970-01-01 was a Thursday.
    let monday = fourth - (fourth + 3).rem_euclid(7);
    (1..=53).contains(&week).then_some((monday + 7 * (week - 1), 7))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weeks_and_months_are_read_as_people_write_them() {
        // 2026-11-02, a Monday, is day 20,759 (1,793,577,600 s); the year begins on a Thursday, so its first week on
        // 2025-12-29, and the 45th 44 weeks later, on 2026-11-02.
        for text in ["2026-W45", "2026-w45", "2026 W45"] {
            assert_eq!(period(text), Some((20_759, 7)), "{text}");
        }
        for text in ["2026-11", "Nov 2026", "November 2026", "2026 Nov", "Nov-2026", "2026/11"] {
            assert_eq!(period(text), Some((20_758, 30)), "{text}");
        }
        for text in ["2026", "11", "11-2026", "2026-W54", "2026-13", "Nov 2", "Mon 2026", "week 45", "2026-W"] {
            assert_eq!(period(text), None, "{text}");
        }
    }
}
