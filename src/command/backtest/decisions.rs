//! Decisions of the past: how sure they were said to be, and what came of them.

use super::fall::Range;
use super::fits::points;
use super::known::Known;
use super::past::{asked, asked_again};
use super::windows::Kind;
use build_or_buy::catalog::Catalog;
use build_or_buy::cost::figures::Figures;
use build_or_buy::cost::jumps::Steps;
use build_or_buy::cost::lines::Line;
use build_or_buy::cost::plan::{Choice, Pay, Plan, Side};
use build_or_buy::date::Date;
use build_or_buy::decide::portfolio::optimize;
use build_or_buy::inputs::{GLOBAL, Inputs, Slot};
use build_or_buy::judge::uncertainty::factors::open_part;
use build_or_buy::judge::uncertainty::{draws::SEED, uncertainty};
use build_or_buy::normal::quantile;
use build_or_buy::random::Random;
use build_or_buy::streams::Case;
use build_or_buy::units::YearlyChange;

/// Months after which a decision is looked at again.
pub const LATER: [u32; 3] = [6, 12, 18];
/// Draws for the odds of one decision, and for the range of one difference.
const ODDS: u32 = 500;
const DIFFERENCES: usize = 1_000;

/// A decision and one look at it later.
pub struct Look {
    /// Months to the look.
    pub months: u32,
    /// Whether it is to buy.
    pub bought: bool,
    /// The chance given to the side that was chosen.
    pub sure: f64,
    /// Whether that side was still the cheaper one.
    pub held: bool,
    /// The difference in cost as it came: within its range, below, above; none where prices are not on record.
    pub difference: Option<core::cmp::Ordering>,
}

/// Decides for one company on a day and looks at it 6, 12 and 18 months later, as far as `last` allows.
pub fn looks(known: &Known<'_>, catalog: &Catalog, link: &str, day: Date, last: Date) -> Vec<Look> {
    let past = asked(catalog, link, day);
    let query = &past.query;
    let case = Case::new(&query.inputs, &past.catalog, day);
    let figures = Figures::new(&case, &query.inputs);
    let found = optimize(&figures);
    // Where only one answer is possible nothing can be said about it, nor be wrong.
    let (Some(best), Some(buy), Some(own)) = (&found.best, &found.buy, found.cheapest_own()) else { return Vec::new() };
    let Some(odds) = uncertainty(&case, &query.inputs, &query.given, &found, ODDS, SEED, None) else {
        return Vec::new();
    };
    let bought = best.plan.side() == Side::Buy;
    let sure = if bought { 1.0 - odds.own.exact } else { odds.own.exact };
    let later = LATER.map(|months| (months, day.first_of_month_after(months)));
    let mut looks = Vec::new();
    for (months, then) in later.into_iter().filter(|(_, then)| *then <= last) {
        let later = asked_again(&past, catalog, link, then);
        let again = Case::new(&later.query.inputs, &later.catalog, then);
        let found = optimize(&Figures::new(&again, &later.query.inputs));
        let Some(now) = found.best.filter(|_| found.unserved.is_empty()) else { continue };
        let held = (now.plan.side() == Side::Buy) == bought;
        let difference = difference(known, &case, &query.inputs, [&buy.plan, &own.plan], (day, then, months));
        looks.push(Look { months, bought, sure, held, difference });
    }
    looks
}

/// A month of a plan at the volume and prices of its day: tokens, GPUs with what stands beside them, the rest.
fn month(figures: &Figures<'_, '_>, plan: &Plan) -> Option<[f64; 3]> {
    let cost = figures.cost(plan, 1.0)?;
    let running = figures.paths.building.iter().position(|part| *part <= 0.0)?;
    let lines = &cost.months[if plan.groups.is_empty() { 0 } else { running }].lines;
    let tokens = Line::TOKENS.map(|line| lines.get(line).get()).iter().sum();
    let machines = (lines.get(Line::Gpus) + lines.get(Line::Overhead)).get();
    Some([tokens, machines, lines.total().get() - tokens - machines])
}

/// Where the monthly difference between running and buying came to lie, against the range that earlier windows gave it.
/// Nothing where a price or a rent is not on record on both days: that nobody saw it move does not say that it stood.
fn difference(
    known: &Known<'_>,
    case: &Case<'_>,
    inputs: &Inputs,
    [buy, own]: [&Plan; 2],
    (day, then, months): (Date, Date, u32),
) -> Option<core::cmp::Ordering> {
    let still = Inputs {
        growth: YearlyChange::ZERO,
        api_drift: YearlyChange::ZERO,
        gpu_drift: YearlyChange::ZERO,
        ..inputs.clone()
    };
    let figures = Figures::new(case, &still);
    let ([tokens, _, rest], [own_tokens, machines, own_rest]) = (month(&figures, buy)?, month(&figures, own)?);
    let gap = |price: f64, rent: f64| own_tokens * price + machines * rent + own_rest - tokens * price - rest;
    // What came: the bought offers at the later day's prices, and the same GPUs at the later day's rents.
    let (mut bill, mut later) = (0.0, 0.0);
    for (stream, choice) in buy.choices.iter().enumerate() {
        let Choice::Bought(offer) = *choice else { continue };
        let amount = figures.bill(stream, offer, 0).total.get();
        let series = known.record.hosted.get(&case.streams[stream].offers[offer].rows[0].1.id)?;
        bill += amount;
        later += amount * series.on(then)? / series.on(day)?;
    }
    let mut rents = Vec::new();
    for group in own.groups.iter().filter(|group| group.pay != Pay::Owned) {
        let gpu = &case.setups[group.setup].gpu.id;
        // The cheapest of the rents that were seen on both days.
        let ends = known.record.rents_of(inputs.provider, gpu).filter_map(|rent| rent.on(day).zip(rent.on(then)));
        let (from, to) = ends.reduce(|least, one| (least.0.min(one.0), least.1.min(one.1)))?;
        rents.push(to / from);
    }
    let rent = if rents.is_empty() { 1.0 } else { rents.iter().sum::<f64>() / rents.len() as f64 };
    let came = gap(if bill > 0.0 { later / bill } else { 1.0 }, rent);
    let open = open_part(&figures, &[buy]);
    let prices = known.steps(Kind::Stay, day)?.beside(known.steps(Kind::Open, day)?, open);
    let steps = [prices, known.steps(Kind::Rent(inputs.provider, ""), day)?];
    let [low, _, high] = drawn(&|price, rent| gap(price, rent), steps, months)?;
    let dust = 1e-9 * (tokens + machines);
    Some(if came < low - dust {
        core::cmp::Ordering::Less
    } else if came > high + dust {
        core::cmp::Ordering::Greater
    } else {
        core::cmp::Ordering::Equal
    })
}

/// The range of an input as the table has it, in percent a year.
pub fn table_range(name: &str) -> Range {
    let input = GLOBAL.iter().find(|input| input.name == name);
    let fresh = Inputs::default();
    match input.map(|input| &input.slot) {
        Some(Slot::Number { low, high, get, .. }) => Range::percent(*low, get(&fresh).unwrap_or(0.0), *high),
        _ => Range([0.0; 3]),
    }
}

/// 10th, 50th and 90th percentile of what prices and rents, each on its own, make of a gap after some months.
fn drawn(gap: &dyn Fn(f64, f64) -> f64, [prices, rents]: [Steps; 2], months: u32) -> Option<[f64; 3]> {
    let years = f64::from(months) / 12.0;
    let scores: Vec<f64> = (0..DIFFERENCES).map(|draw| quantile((draw as f64 + 0.5) / DIFFERENCES as f64)).collect();
    let mut shuffled = scores.clone();
    Random::new(SEED).shuffle(&mut shuffled);
    let pairs = scores
        .iter()
        .zip(&shuffled)
        .map(|(one, other)| gap(libm::exp(prices.at(*one, years)), libm::exp(rents.at(*other, years))));
    points(pairs.collect())
}
