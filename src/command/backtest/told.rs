//! The tables of the backtest as they are printed.

use super::decisions::{LATER, Look, table_range};
use super::fall::{Range, newer_open};
use super::fits::{after, correlation, held, points, things};
use super::known::Known;
use super::published::{HEADS, judged, table};
use super::record::Record;
use super::windows::{HORIZONS, Kind, Window, judged_from, windows};
use core::cmp::Ordering;
use core::fmt::Write as _;

/// Moves of prices and rents, and what the ranges of the calculator, which knows all of the record, hold of them.
pub fn ranges(known: &Known<'_>) -> String {
    let mut text = String::from(
        "Changes in percent, 10th / 50th / 90th percentile, by months; inside / below / above the range that is drawn today\n\n\
         | what one does | windows | 6 | 12 | 18 | 24 |\n|---|---|---|---|---|---|\n",
    );
    for kind in Kind::ALL {
        let split = judged_from(12);
        for (label, late) in [("all", false), ("from 2025-07", true)] {
            let cells = HORIZONS.map(|months| {
                let chosen = of(known.windows(kind), months, &|one| !late || split.is_some_and(|day| one.start >= day));
                cell(&chosen, &|window| stated(kind, window))
            });
            let _ = writeln!(text, "| {} | {label} | {} |", kind.label(), cells.join(" | "));
        }
    }
    text
}

fn of(all: &[Window], months: u32, chosen: &dyn Fn(&Window) -> bool) -> Vec<Window> {
    all.iter().filter(|one| one.months == months && chosen(one)).copied().collect()
}

/// The range that the calculator draws for a window.
fn stated(kind: Kind, window: &Window) -> [f64; 3] {
    match kind.stated() {
        Some(steps) => after(steps, window.months),
        None => table_range("follow_fall").followed(window.months, window.age),
    }
}

fn cell(chosen: &[Window], range: &dyn Fn(&Window) -> [f64; 3]) -> String {
    let changes = points(chosen.iter().map(|window| window.change).collect());
    let (Some(changes), Some(share)) = (changes, held(chosen, range)) else { return "-".into() };
    let [low, middle, high] = changes.map(|log| (100.0 * libm::expm1(log)).round() + 0.0);
    format!("{low} / {middle} / {high}; {}", shares(share, chosen))
}

fn shares(share: [f64; 3], chosen: &[Window]) -> String {
    let [inside, below, above] = share.map(f64::round);
    format!("{inside} / {below} / {above} (n {} of {})", chosen.len(), things(chosen))
}

/// Ranges fitted to early windows and judged on later ones.
pub fn fitted_early(known: &Known<'_>) -> String {
    let mut text = String::from(
        "Fitted to windows that end before 2025-07, judged on those that start later (18 months: from 2024-11, 24: from \
         2024-07, since none is so long, each by what had ended on its first day): inside / below / above, percent\n\n\
         | what one does | first year, percent | 6 | 12 | 18 | 24 |\n|---|---|---|---|---|---|\n",
    );
    for kind in Kind::ALL {
        let cells = HORIZONS.map(|months| {
            let (judged, share) = judged(known, &[kind], months);
            share.map_or_else(|| "-".into(), |share| shares(share, &judged))
        });
        let _ = writeln!(text, "| {} | {} | {} |", kind.label(), first_year(known, kind), cells.join(" | "));
    }
    text
}

/// The table that is published.
pub fn published(known: &Known<'_>) -> String {
    let rows = table(known).into_iter().map(|row| format!("| {} |\n", row.join(" | ")));
    format!("| {} |\n|{}\n{}", HEADS.join(" | "), "---|".repeat(HEADS.len()), rows.collect::<String>())
}

/// The same rule within the early windows, each judged by what had ended on its first day: what could be known of the rule
/// before any late window was looked at.
pub fn early_on(known: &Known<'_>) -> String {
    let mut text = String::from(
        "The same within the windows that end before 2025-07, each judged by what had ended on its first day\n\n\
         | what one does | 6 | 12 | 18 |\n|---|---|---|---|\n",
    );
    let Some(day) = judged_from(12) else { return text };
    let mut each = Vec::new();
    for kind in Kind::ALL.into_iter().filter(|kind| kind.all_rents() || !matches!(kind, Kind::Rent(..) | Kind::Seen)) {
        let cells = [6, 12, 18].map(|months| {
            let early = of(known.windows(kind), months, &|one| one.before(day) && known.range(kind, one).is_some());
            let share = held(&early, &|window| known.range(kind, window).unwrap_or_default());
            if let (Some(wide), true) = (share, kind != Kind::Follow) {
                let plain = held(&early, &|window| known.plain(kind, window).unwrap_or_default()).unwrap_or_default();
                each.push([wide[0], plain[0]]);
            }
            share.map_or_else(|| "-".into(), |share| shares(share, &early))
        });
        let _ = writeln!(text, "| {} | {} |", kind.label(), cells.join(" | "));
    }
    let [wide, plain] = [0, 1].map(|at| each.iter().map(|one| one[at]).sum::<f64>() / each.len().max(1) as f64);
    let _ = writeln!(
        text,
        "\nEach cell but those of following alike: {wide:.0} % inside, {plain:.0} % were they not wider for few"
    );
    text
}

/// What the windows that end before July 2025 say of a year, and of how many they are.
fn first_year(known: &Known<'_>, kind: Kind) -> String {
    let Some(day) = judged_from(12) else { return String::new() };
    let early: Vec<Window> = known.windows(kind).iter().filter(|one| one.before(day)).copied().collect();
    let count = things(&early);
    if let Some(steps) = known.steps(kind, day) {
        let ends = after(steps, 12).map(|log| (100.0 * libm::expm1(log)).round() + 0.0);
        return format!("{} to {}, {:.0} still (n {count})", ends[0], ends[2], 100.0 * steps.still);
    }
    let year = of(&early, 12, &|_| true);
    let Some(Range(ends)) = Range::of_scores(&year) else { return "-".into() };
    let [low, middle, high] = ends.map(|log| (100.0 * libm::expm1(log)).round() + 0.0);
    format!("{low} / {middle} / {high} (n {})", things(&year))
}

/// What newer open models take of a task, against what the calculator draws.
pub fn open_models(record: &Record) -> String {
    let percent = |range: Range| range.0.map(|log| (100.0 * libm::expm1(log)).round() + 0.0);
    let Some((fall, windows, scores)) = newer_open(record) else { return String::new() };
    let [[low, middle, high], [least, drawn, most]] = [percent(fall), percent(table_range("own_fall"))];
    format!(
        "Work of a task on the newest open weights of a score, in the first year after the score was open: {low} / {middle} / \
         {high} % ({windows} windows of {scores} scores whose cheapest model was open at both ends; half of the fall by the \
         token); drawn: {least} / {drawn} / {most} %\n"
    )
}

/// How prices and rents moved together over half a year and a year.
pub fn together(record: &Record) -> String {
    let all = |which: &dyn Fn(Kind) -> bool| -> Vec<Window> {
        Kind::ALL.into_iter().filter(|kind| which(*kind)).flat_map(|kind| windows(record, kind)).collect()
    };
    let rents = all(&|kind| kind.all_rents());
    let [open, follow] = [Kind::Open, Kind::Follow].map(|kind| windows(record, kind));
    let mut text = String::from(
        "Correlation of two prices over the same months, one of each kind\n\n| | 6 | 12 |\n|---|---|---|\n",
    );
    let pairs = [
        ("rents, open weights", &rents, &open),
        ("rents, a score", &rents, &follow),
        ("open weights, a score", &open, &follow),
    ];
    for (label, one, other) in pairs {
        let [half, year] = [6, 12].map(|months| correlation(one, other, months));
        let _ = writeln!(text, "| {label} | {half:.2} | {year:.2} |");
    }
    text
}

/// How verdicts fared, by how sure they were said to be.
pub fn verdicts(all: &[Look]) -> String {
    let mut text = String::from(
        "Decisions of the default company and the presets, each month from 2024-07: verdicts that still held, and where the \
         difference in cost came to lie against its range\n\n\
         | months later | over 90 % sure | 65 to 90 % | below 65 % | over 90 %: to buy | to run one's own | \
         difference inside / below / above |\n|---|---|---|---|---|---|---|\n",
    );
    for months in LATER {
        let then: Vec<&Look> = all.iter().filter(|look| look.months == months).collect();
        let cells = [(0.9, 1.0), (0.65, 0.9), (-1.0, 0.65)]
            .map(|(from, to)| share_held(&then, &|look| from < look.sure && look.sure <= to));
        let drawn = [true, false].map(|buy| share_held(&then, &|look| look.sure > 0.9 && look.bought == buy));
        let known: Vec<Ordering> = then.iter().filter_map(|look| look.difference).collect();
        let share = |which: Ordering| {
            let count = known.iter().filter(|one| **one == which).count();
            (100.0 * count as f64 / known.len().max(1) as f64).round()
        };
        let [inside, below, above] = [Ordering::Equal, Ordering::Less, Ordering::Greater].map(share);
        let cells = cells.into_iter().chain(drawn).collect::<Vec<_>>().join(" | ");
        let _ = writeln!(text, "| {months} | {cells} | {inside} / {below} / {above} (n {}) |", known.len());
    }
    text
}

fn share_held(looks: &[&Look], which: &dyn Fn(&Look) -> bool) -> String {
    let some: Vec<&&Look> = looks.iter().filter(|look| which(look)).collect();
    format!("{} of {} held", some.iter().filter(|look| look.held).count(), some.len())
}
