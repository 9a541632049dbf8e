//! A week from which on volume is another, and stays so.

use super::ends::Ends;
use super::moment::day;
use crate::sentence::rounded;
use crate::units::{HOURS_PER_MONTH, HOURS_PER_WEEK};

/// Weeks of this many times those before are a launch; those of as small a part, an end.
const LAUNCH: f64 = 5.0;

/// The week from which on every one has more than five times what any before had, or less than a fifth: a launch or an end
/// that stays, and no work that comes every other week. One week alone shows neither. Weeks are a bare list, of whatever is
/// counted.
pub(super) fn turn(weeks: &[f64]) -> Option<usize> {
    let stays = |at: &usize| {
        let (before, after) = weeks.split_at(*at);
        let (before, after) = (Ends::of(before.iter().copied()), Ends::of(after.iter().copied()));
        after.first > LAUNCH * before.last || after.first > 0.0 && before.first > LAUNCH * after.last
    };
    (1..weeks.len().saturating_sub(1)).rev().find(stays)
}

/// Weeks of this many times those before are another level, which the mean of both hides.
const STEP: f64 = 1.5;

/// What there is to say of a smaller step among the weeks that count, which end at an hour since 1970: two weeks or more of
/// one level, then two or more of another. `unit` is what they are counted in: a bare list.
pub(super) fn step(weeks: &[f64], to: i64, unit: &str) -> Option<String> {
    let apart = |at: &usize| {
        let (before, after) = weeks.split_at(*at);
        let (before, after) = (Ends::of(before.iter().copied()), Ends::of(after.iter().copied()));
        after.first > STEP * before.last || before.first > STEP * after.last
    };
    let at = (2..weeks.len().saturating_sub(1)).rev().find(apart)?;
    let month = |part: &[f64]| part.iter().sum::<f64>() / part.len() as f64 * HOURS_PER_MONTH / HOURS_PER_WEEK as f64;
    let (before, after) = (month(&weeks[..at]), month(&weeks[at..]));
    Some(format!(
        "From the week of {} on volume is at another level: {} {unit} a month since, {} before. The mean of both counts; if the newer level lasts, give its requests a month.",
        day((to - (weeks.len() - at) as i64 * 168).div_euclid(24) as i32),
        rounded(after, 3),
        rounded(before, 3)
    ))
}

/// What there is to say of it, of weeks, a bare list, that end at an hour since 1970: what counts, or that one week alone shows no launch.
pub(super) fn told(weeks: &[f64], turned: Option<usize>, to: i64) -> Option<String> {
    let many = weeks.len() as i64;
    let begins = |at: i64| day((to - (many - at) * 168).div_euclid(24) as i32);
    if let Some(at) = turned {
        let way =
            if weeks[at] > weeks[at - 1] { "jumped to more than five times" } else { "fell to less than a fifth" };
        return Some(format!(
            "From the week of {} on volume {way} and stayed there: only weeks from then on count, the {at} before {} left out.",
            begins(at as i64),
            if at == 1 { "is" } else { "are" }
        ));
    }
    let (last, before) = weeks.split_last()?;
    let most = Ends::of(before.iter().copied()).last;
    (before.len() > 1 && *last > LAUNCH * most).then(|| {
        format!(
            "The newest week, from {} on, has more than five times what any week before it had. One week shows no launch: it counts as one among the others. If volume stays there, give the requests of a month.",
            begins(many - 1)
        )
    })
}
