//! Which part of what was read counts, and how much of a month it is.

use super::block::newest_block;
use super::coarse::coarse;
use super::ends::Ends;
use super::moment;
use super::row::Format;
use super::strays::is_serial;
use super::tally::Source;
use super::turn::{step, told, turn};
use super::unfinished::unfinished_day;
use super::volume::{each, volume};
use super::weekdays::Weekdays;
use super::weekly::growth;
use crate::units::{HOURS_PER_MONTH, HOURS_PER_WEEK, Hours};

/// Most whole weeks that are used.
const MOST_WEEKS: i64 = 8;
/// Weeks that are used where volume grows: the newest four.
const GROWING_WEEKS: i64 = 4;

/// Said of an export whose rows come largest first, and whose end is missing.
const HOLES: &str = "The rows of this export come largest first, and its last ones are missing: hours that are not there are unknown, not idle. No month and no week is made of it; give the missing rows, or the requests of a month.";

/// The hours that count.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Window {
    /// First and one past the last hour since 1970.
    pub(super) from: i64,
    pub(super) to: i64,
    /// Hours covered, broken where single requests say so.
    pub(super) hours: f64,
    /// What sums are multiplied by for a month.
    pub(super) month: f64,
    /// How the month was reached, in words.
    pub(super) rule: String,
    /// Growth a year in percent with its 80 % interval, and the first hour that it is from.
    pub(super) growth: Option<(f64, f64, f64)>,
    pub(super) grown: i64,
    /// True where the clock has no weekday or there is no clock.
    pub(super) timeless: bool,
    /// True where hours that are not there are unknown.
    pub(super) holes: bool,
    /// True where rows are sums of weeks or months.
    pub(super) coarse: bool,
    /// Hours that its last row covers beyond the moment that it names.
    pub(super) more: f64,
    /// The first hour of the newest day, where that is unfinished and left out.
    pub(super) unfinished: Option<i64>,
    /// How much each day of the week counts, where under two weeks are covered.
    pub(super) weekdays: Option<Weekdays>,
    /// What to tell about it.
    pub(super) notes: Vec<String>,
}

impl Window {
    /// What the sums of some series are multiplied by for a month, a bare factor: their own days of the week weigh alike.
    pub(super) fn month_of(&self, source: &Source, series: &[usize], each: Option<f64>) -> f64 {
        let own = self.weekdays.as_ref().and_then(|days| Some(days.month(source, series, each)? / days.whole));
        self.month * own.unwrap_or(1.0)
    }
}

/// The window of a source. `shape` says how days of the week differ where fewer than seven were seen.
pub(super) fn window(source: &Source, shape: &[f64]) -> Window {
    let mut notes = Vec::new();
    let Ends { first, last } = newest_block(source, &mut notes);
    let mut covered = (last - first) / 3600.0;
    // Days reach to their end already.
    let days = source.series.iter().any(|series| series.cells.keys().any(|(_, width)| *width > 1));
    if source.format.request_level() && source.requests_seen > 1.5 && !days {
        covered *= source.requests_seen / (source.requests_seen - 1.0);
    }
    let timeless = source.format == Format::LogUntimed
        || source.relative && covered <= 0.0
        || !first.is_finite()
        || is_serial(source);
    let holes = source.has_holes();
    if holes {
        notes.push(HOLES.into());
    }
    if timeless || holes || covered <= 0.0 {
        return Window {
            from: i64::MIN,
            to: i64::MAX,
            hours: 0.0,
            month: 0.0,
            rule: String::new(),
            growth: None,
            grown: 0,
            timeless: true,
            holes,
            coarse: false,
            more: 0.0,
            unfinished: None,
            weekdays: None,
            notes,
        };
    }
    let from = libm::floor(first / 3600.0) as i64;
    let end = first / 3600.0 + covered;
    let mut to = libm::floor(end + 0.05) as i64;
    let each = each(source);
    let unfinished = unfinished_day(source, each, to);
    let cut = unfinished.is_some();
    if let Some(day) = unfinished {
        notes.push(format!(
            "The newest day, {}, holds less than half of what that weekday usually does: it is taken as unfinished and left out.",
            moment::day(day.div_euclid(24) as i32)
        ));
        covered -= (to - day) as f64;
        to = day;
    }
    if let Some((starts, more)) = coarse(source) {
        return sums_of_weeks(source, each, &starts, (covered, more), notes);
    }
    let days = covered / 24.0;
    let weeks = libm::floor(days / 7.0 + 0.02) as i64;
    if days + 0.05 < 14.0 || source.relative {
        let last = if cut { to } else { i64::MAX };
        let weekdays = Weekdays::of(source, each, [from, to.max(from + 1), last], covered, shape);
        let plain = (HOURS_PER_MONTH / covered, plain_rule(covered));
        let (month, rule) = weekdays.as_ref().map_or(plain, |days| (days.whole, days.rule()));
        return Window {
            from,
            to: last,
            hours: covered,
            month,
            rule,
            growth: None,
            grown: 0,
            timeless: source.relative,
            holes: false,
            coarse: false,
            more: 0.0,
            unfinished,
            weekdays,
            notes,
        };
    }
    // Whole weeks do not begin before the file does.
    let to = to.max(from + weeks * HOURS_PER_WEEK as i64);
    let volumes: Vec<f64> =
        (0..weeks).map(|week| volume(source, each, to - (weeks - week) * 168, to - (weeks - week - 1) * 168)).collect();
    let turned = turn(&volumes);
    let since = turned.map_or(weeks, |at| weeks - at as i64);
    notes.extend(told(&volumes, turned, to));
    let growth = growth(&volumes[(weeks - since) as usize..]);
    let grows = growth.is_some_and(|(_, low, high)| low > 0.0 || high < 0.0);
    let used = since.min(if grows { GROWING_WEEKS } else { MOST_WEEKS });
    let unit = if each.is_some() { "requests" } else { "tokens out" };
    notes.extend(step(&volumes[(weeks - used) as usize..], to, unit).filter(|_| !source.format.bill_only()));
    let hours = (used * HOURS_PER_WEEK as i64) as f64;
    Window {
        from: to - used * HOURS_PER_WEEK as i64,
        to,
        hours,
        month: HOURS_PER_MONTH / hours,
        rule: newest(used),
        growth,
        grown: to - since * HOURS_PER_WEEK as i64,
        timeless: false,
        holes: false,
        coarse: false,
        more: 0.0,
        unfinished,
        weekdays: None,
        notes,
    }
}

/// Rows that are sums of weeks or months count as they are; of six weeks or more, each a sum, growth shows all the same.
fn sums_of_weeks(
    source: &Source,
    each: Option<f64>,
    starts: &[i32],
    (covered, more): (f64, f64),
    notes: Vec<String>,
) -> Window {
    let weekly = starts.windows(2).all(|pair| pair[1] - pair[0] == 7);
    let week = |day: &i32| volume(source, each, i64::from(*day) * 24, i64::from(*day) * 24 + 168);
    let growth = if weekly { growth(&starts.iter().map(week).collect::<Vec<_>>()) } else { None };
    let grows = growth.is_some_and(|(_, low, high)| low > 0.0 || high < 0.0);
    let whole = (i64::MIN, covered + more, plain_rule(covered + more));
    let (from, hours, rule) = match starts.iter().rev().nth(GROWING_WEEKS as usize - 1).filter(|_| grows) {
        Some(day) => {
            let hours = (GROWING_WEEKS * HOURS_PER_WEEK as i64) as f64;
            (i64::from(*day) * 24, hours, newest(GROWING_WEEKS))
        }
        None => whole,
    };
    Window {
        from,
        to: i64::MAX,
        hours,
        month: HOURS_PER_MONTH / hours,
        rule,
        growth,
        grown: starts.first().map_or(0, |day| i64::from(*day) * 24),
        timeless: source.relative,
        holes: false,
        coarse: true,
        more,
        unfinished: None,
        weekdays: None,
        notes,
    }
}

fn newest(weeks: i64) -> String {
    format!("sum of the newest {weeks} whole weeks × 730.5 hours ÷ {} hours", weeks * HOURS_PER_WEEK as i64)
}

fn plain_rule(covered: f64) -> String {
    format!("sum × 730.5 hours ÷ {} that the file covers", lasting(Hours::new(covered)))
}

/// A plain number with at most two digits after the point, for people.
pub(super) fn short(value: f64) -> String {
    crate::sentence::rounded(libm::round(value * 100.0) / 100.0, 12)
}

/// How long something lasted, in words: `3 seconds`, `6.4 minutes`, `5 hours`.
pub(super) fn lasting(time: Hours) -> String {
    let hours = time.get();
    let (many, unit) = match hours * 60.0 {
        minutes if minutes < 1.0 => (short(minutes * 60.0), "second"),
        minutes if minutes < 60.0 => (short(minutes), "minute"),
        _ => (short(hours), "hour"),
    };
    format!("{many} {unit}{}", if many == "1" { "" } else { "s" })
}
