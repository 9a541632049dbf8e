//! Break-even over volume: every interval and its winner, the first crossing, the durable one, or a proof of *never*.
//!
//! Volume scales all workloads together, as a multiple of today's. Buying is a line; running is a staircase of
//! whole replicas, so the two can cross many times. No band is missed because a grid stepped over it: costs only
//! rise with volume, so on an interval [a, b] one side wins throughout if its cost at b is no more than the
//! other's at a, and an interval that this does not settle is halved until it does or is narrower than half a
//! percent, below which a band would be of no use. What is in proportion to volume is compared as the line it is;
//! only replicas have to be bounded so.

use crate::case::Setup;
use crate::figures::Figures;
use crate::plan::{Load, Plan, Side};
use crate::portfolio::{self, Portfolio};
use core::cell::RefCell;
use serde::Serialize;

/// Intervals are halved down to one part in this many.
const RESOLUTION: f64 = 200.0;
/// Smallest multiple of today's volume looked at.
const LEAST: f64 = 1e-3;
/// Largest.
const MOST: f64 = 1e7;
/// How far beyond the first win the search for another loss goes.
const BEYOND: f64 = 32.0;
/// The multiple of today's volume at which the portfolio is worked out anew at the least, so that large fleets get
/// large setups.
const ANCHOR: f64 = 100.0;
/// The largest, and how far apart they are where running wins nowhere yet.
const FARTHEST: f64 = 1e6;
const STRIDE: f64 = 30.0;
/// Times that the plans are searched for anew where running begins to win.
const REFINED: usize = 6;
/// Halvings before a search stops and says so.
const EFFORT: usize = 4_000;

/// An interval of volume and who wins in it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Band {
    /// From this multiple of today's volume.
    pub from: f64,
    /// To this one; the last band has no end.
    pub to: Option<f64>,
    /// The cheapest answer.
    pub side: Side,
}

/// Costs at one volume, present values in USD over the horizon.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Point {
    /// Multiple of today's volume.
    pub volume: f64,
    /// Everything bought.
    pub buy: Option<f64>,
    /// The cheapest answer that runs something.
    pub own: Option<f64>,
    /// Everything run that can be.
    pub build: Option<f64>,
}

/// Break-even over volume.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct BreakEven {
    /// All bands in order, from a thousandth of today's volume on.
    pub bands: Vec<Band>,
    /// The first volume at which running something is cheaper.
    pub first: Option<f64>,
    /// The volume above which buying everything is never cheapest again.
    pub durable: Option<f64>,
    /// True when no volume makes running anything cheaper, shown by marginal costs.
    pub never: bool,
    /// Marginal cost of one more unit of volume when bought, USD of present value; the proof's left side.
    pub marginal_buy: f64,
    /// The same on the cheapest endlessly divisible fleet, streams that can be run only; the right side.
    pub marginal_own: f64,
    /// Where a spreadsheet with GPU rent alone would put the break-even.
    pub naive: Option<f64>,
    /// The durable crossing if GPU rents were half, where it is *never* at today's.
    pub durable_at_half_rent: Option<f64>,
    /// True when the search stopped before every interval was settled.
    pub unsettled: bool,
    /// Points for a picture.
    pub curve: Vec<Point>,
}

/// A plan taken apart so that its cost at any volume takes few steps: `constant + linear · volume + replicas`, the
/// last of which only rises. What was worked out is kept, as a bound for the volumes around it.
struct Scaled {
    side: Side,
    plan: Plan,
    loads: Vec<Load>,
    constant: f64,
    linear: f64,
    /// Volumes in rising order with the cost of replicas there.
    known: RefCell<Vec<(f64, f64)>>,
}

impl Scaled {
    /// What is known of the cost of replicas: at most this is certain not to be too much.
    fn replicas_at_least(&self, volume: f64) -> f64 {
        let known = self.known.borrow();
        let after = known.partition_point(|(at, _)| *at <= volume);
        if after == 0 { 0.0 } else { known[after - 1].1 }
    }

    fn replicas(&self, figures: &Figures<'_, '_>, volume: f64) -> f64 {
        if self.plan.groups.is_empty() {
            return 0.0;
        }
        let after = self.known.borrow().partition_point(|(at, _)| *at < volume);
        if let Some(&(at, cost)) = self.known.borrow().get(after)
            && at == volume
        {
            return cost;
        }
        let cost = figures.in_replicas(&self.plan, &self.loads, volume).unwrap_or(f64::INFINITY);
        self.known.borrow_mut().insert(after, (volume, cost));
        cost
    }

    fn steady(&self, volume: f64) -> f64 {
        self.constant + self.linear * volume
    }
}

/// Plans of several volumes with their loads at hand.
pub struct Pool<'f, 'c, 'a> {
    figures: &'f Figures<'c, 'a>,
    plans: Vec<Scaled>,
}

impl<'f, 'c, 'a> Pool<'f, 'c, 'a> {
    /// The base portfolio's plans, and those that are best at far larger volumes.
    ///
    /// The plan that is best where another one begins to win moves that crossing down; there the best plan is added in
    /// turn, until it is one that is known.
    pub fn new(figures: &'f Figures<'c, 'a>, base: &Portfolio) -> Self {
        Self::refined(figures, base, &Marginal::new(figures))
    }

    fn refined(figures: &'f Figures<'c, 'a>, base: &Portfolio, marginal: &Marginal) -> Self {
        let mut pool = Self::of(figures, base);
        let mut volume = anchor(marginal, base);
        pool.add_best_at(volume);
        if marginal.never {
            return pool;
        }
        // Plans that are best there may never win, while those of a still larger fleet do.
        while pool.first_win().is_none() && volume < FARTHEST {
            volume *= STRIDE;
            pool.add_best_at(volume);
        }
        for _ in 0..REFINED {
            let Some(win) = pool.first_win() else { break };
            // What moves it by less than a hundredth moves it no further.
            if win > 0.99 * volume && win < 1.01 * volume {
                break;
            }
            volume = win;
            let plans = pool.plans.len();
            pool.add_best_at(volume);
            if pool.plans.len() == plans {
                break;
            }
        }
        pool
    }

    /// Adds the plans that are best at a volume.
    fn add_best_at(&mut self, volume: f64) {
        let figures = self.figures;
        let volume_factor = figures.inputs.volume_factor * volume;
        let inputs = crate::inputs::Inputs { volume_factor, ..figures.inputs.clone() };
        self.add(&portfolio::sketch(&Figures::new(figures.case, &inputs)));
    }

    /// Where running something begins to win, looked for in strides of four.
    fn first_win(&self) -> Option<f64> {
        let mut high = LEAST;
        while !self.wins(high) {
            high *= 4.0;
            if high >= MOST {
                return None;
            }
        }
        let mut low = high / 4.0;
        while high / low > 1.0 + 1.0 / RESOLUTION {
            let middle = (low * high).sqrt();
            if self.wins(middle) { high = middle } else { low = middle }
        }
        Some(high)
    }

    /// The plans of one portfolio alone, at their own figures or at others of the same case.
    pub fn of(figures: &'f Figures<'c, 'a>, base: &Portfolio) -> Self {
        let mut pool = Self { figures, plans: Vec::new() };
        pool.add(base);
        pool
    }

    fn add(&mut self, portfolio: &Portfolio) {
        for priced in [&portfolio.buy, &portfolio.hybrid, &portfolio.build].into_iter().flatten() {
            let plan = &priced.plan;
            if self.plans.iter().any(|known| known.plan == *plan) {
                continue;
            }
            let loads: Option<Vec<Load>> =
                plan.groups.iter().map(|group| self.figures.load(group.setup, &group.streams)).collect();
            let Some(loads) = loads else { continue };
            // A plan without a price at one volume has none at any.
            if plan.groups.is_empty() || self.figures.in_replicas(plan, &loads, LEAST).is_some() {
                let (constant, linear) = self.figures.steady(plan);
                let known = RefCell::default();
                self.plans.push(Scaled { side: plan.side(), plan: plan.clone(), loads, constant, linear, known });
            }
        }
    }

    /// The cheapest plan's side and present value at a volume.
    pub fn least(&self, volume: f64) -> Option<(Side, f64)> {
        self.least_of(volume, &|_| true)
    }

    fn least_of(&self, volume: f64, wanted: &dyn Fn(Side) -> bool) -> Option<(Side, f64)> {
        let mut best: Option<(Side, f64)> = None;
        for plan in self.plans.iter().filter(|plan| wanted(plan.side)) {
            let least = best.map_or(f64::INFINITY, |(_, cost)| cost);
            let steady = plan.steady(volume);
            if steady + plan.replicas_at_least(volume) < least {
                let cost = steady + plan.replicas(self.figures, volume);
                if cost < least {
                    best = Some((plan.side, cost));
                }
            }
        }
        best
    }

    fn buy(&self, volume: f64) -> f64 {
        self.least_of(volume, &|side| side == Side::Buy).map_or(f64::INFINITY, |(_, cost)| cost)
    }

    /// Whether running something is cheaper than buying everything.
    fn wins(&self, volume: f64) -> bool {
        let buy = self.buy(volume);
        self.plans.iter().filter(|plan| plan.side != Side::Buy).any(|plan| {
            let steady = plan.steady(volume);
            steady + plan.replicas_at_least(volume) < buy && steady + plan.replicas(self.figures, volume) < buy
        })
    }
}

/// Works it out.
pub fn break_even(figures: &Figures<'_, '_>, base: &Portfolio) -> BreakEven {
    let slopes = Marginal::new(figures);
    let pool = Pool::refined(figures, base, &slopes);
    let mut result = over_volume(&pool, &slopes);
    result.naive = naive(figures, base);
    if result.never || result.durable.is_none() {
        let change = (1.0 + figures.inputs.gpu_price_change.get()) * 0.5 - 1.0;
        let inputs = crate::inputs::Inputs {
            gpu_price_change: crate::units::YearlyChange::new(change),
            ..figures.inputs.clone()
        };
        let cheaper = Figures::new(figures.case, &inputs);
        let slopes = Marginal::new(&cheaper);
        let there = Pool::refined(&cheaper, &portfolio::sketch(&cheaper), &slopes);
        result.durable_at_half_rent = over_volume(&there, &slopes).durable;
    }
    result
}

/// The bands of a pool of plans.
fn over_volume(pool: &Pool<'_, '_, '_>, slopes: &Marginal) -> BreakEven {
    let mut result = BreakEven::default();
    let can_buy = pool.plans.iter().any(|plan| plan.side == Side::Buy);
    let can_own = pool.plans.iter().any(|plan| plan.side != Side::Buy);
    (result.marginal_buy, result.marginal_own, result.never) = (slopes.buy, slopes.own, slopes.never);
    if !can_buy || !can_own {
        let side = if can_buy { Side::Buy } else { pool.least(1.0).map_or(Side::Buy, |(side, _)| side) };
        result.never = can_buy;
        result.bands = vec![Band { from: LEAST, to: None, side }];
        if !can_buy {
            (result.first, result.durable) = (Some(LEAST), Some(LEAST));
        }
        result.curve = curve(pool, LEAST * 10.0, 1e3);
        return result;
    }
    let wins = |volume: f64| pool.wins(volume);
    let mut top = LEAST;
    if !result.never {
        while !wins(top) && top < MOST {
            top *= 4.0;
        }
    }
    if result.never || top >= MOST {
        result.bands = vec![Band { from: LEAST, to: None, side: Side::Buy }];
        result.curve = curve(pool, 0.01, 1e3);
        return result;
    }
    // From a thousandth of today's volume to well beyond the first win.
    let end = (top * BEYOND).min(MOST * BEYOND);
    let mut search = Search { pool, changes: Vec::new(), left: EFFORT };
    let own: Vec<usize> = (0..pool.plans.len()).filter(|&at| pool.plans[at].side != Side::Buy).collect();
    search.settle(LEAST, end, &own);
    result.unsettled = search.left == 0;
    let changes = search.changes;
    let mut edges = vec![LEAST];
    edges.extend(changes.iter().copied());
    let mut bands = Vec::new();
    for (at, &from) in edges.iter().enumerate() {
        let to = edges.get(at + 1).copied();
        let middle = to.map_or(from * 2.0, |to| (from * to).sqrt());
        let side = if wins(middle) { pool.least(middle).map_or(Side::Build, |(side, _)| side) } else { Side::Buy };
        match bands.last_mut() {
            Some(Band { to: last, side: known, .. }) if *known == side => *last = to,
            _ => bands.push(Band { from, to, side }),
        }
    }
    result.first = bands.iter().find(|band| band.side != Side::Buy).map(|band| band.from);
    result.durable = bands.iter().rev().take_while(|band| band.side != Side::Buy).last().map(|band| band.from);
    result.bands = bands;
    let far = result.durable.unwrap_or(1.0).max(1.0) * 10.0;
    result.curve = curve(pool, (result.first.unwrap_or(1.0).min(1.0) / 20.0).max(LEAST), far);
    result
}

/// Twice the volume at which an endlessly divisible fleet would pay for what the cheapest plan of one's own costs
/// today: a small company's plans say nothing about it.
fn anchor(slopes: &Marginal, base: &Portfolio) -> f64 {
    let own = [&base.hybrid, &base.build].into_iter().flatten().map(|one| one.present).fold(f64::INFINITY, f64::min);
    let pays = own / (slopes.buy - slopes.own);
    if slopes.buy > slopes.own && pays < FARTHEST { (pays * 2.0).max(ANCHOR) } else { ANCHOR }
}

fn curve(pool: &Pool<'_, '_, '_>, from: f64, to: f64) -> Vec<Point> {
    const POINTS: usize = 40;
    let step = libm::pow(to / from, 1.0 / (POINTS - 1) as f64);
    let mut volume = from;
    let mut points = Vec::with_capacity(POINTS);
    for _ in 0..POINTS {
        let cost = |wanted: &dyn Fn(Side) -> bool| pool.least_of(volume, wanted).map(|(_, cost)| cost);
        points.push(Point {
            volume,
            buy: cost(&|side| side == Side::Buy),
            own: cost(&|side| side != Side::Buy),
            build: cost(&|side| side == Side::Build),
        });
        volume *= step;
    }
    points
}

/// Slopes of cost over volume, and whether they prove *never*.
///
/// Any plan that runs a stream pays, for each unit of volume after the build, at least the rent of an endlessly
/// divisible fleet on the cheapest setup, besides people and spares. Where that alone is no less than the bought
/// tokens for every stream that can be run, no volume can make running cheaper.
struct Marginal {
    buy: f64,
    own: f64,
    never: bool,
}

impl Marginal {
    fn new(figures: &Figures<'_, '_>) -> Self {
        let (mut buy, mut own, mut never) = (0.0, 0.0, true);
        for (at, stream) in figures.case.streams.iter().enumerate() {
            let Some(offer) = figures.best_offer(at) else {
                never = false;
                continue;
            };
            let divisible =
                stream.setups.iter().filter_map(|&setup| figures.divisible(setup, at)).fold(f64::INFINITY, f64::min);
            if divisible.is_infinite() {
                continue;
            }
            let bought = figures.tokens_after_build(at, offer);
            buy += bought;
            own += divisible;
            // A plan looks at few setups; a proof at all of them, also on models that were not tried.
            let dearer = |setup: &Setup<'_>| figures.divisible_on(setup, at).is_none_or(|least| least >= bought);
            never = never && divisible >= bought && figures.case.holds_for_all(figures.inputs, at, &dearer);
        }
        Self { buy, own, never }
    }
}

/// Where rent alone meets today's bill: the fewest GPUs that hold the models, one replica each, nothing else.
fn naive(figures: &Figures<'_, '_>, base: &Portfolio) -> Option<f64> {
    let build = base.build.as_ref()?;
    let rent: f64 = build
        .plan
        .groups
        .iter()
        .filter_map(|group| {
            let hour = figures
                .gpu_hour(group.setup, crate::plan::Pay::OnDemand)
                .or_else(|| figures.gpu_hour(group.setup, group.pay))?;
            Some(hour * crate::units::HOURS_PER_MONTH * f64::from(figures.case.setups[group.setup].layout.gpus()))
        })
        .sum();
    let own: Vec<usize> = build.plan.groups.iter().flat_map(|group| group.streams.iter().copied()).collect();
    let bill: f64 = own
        .iter()
        .filter(|&&at| !figures.case.streams[at].offers.is_empty())
        .map(|&at| figures.bill(at, 0, 0).total.get())
        .sum();
    (rent > 0.0 && bill > 0.0).then_some(rent / bill)
}

struct Search<'p, 'f, 'c, 'a> {
    pool: &'p Pool<'f, 'c, 'a>,
    changes: Vec<f64>,
    left: usize,
}

impl Search<'_, '_, '_, '_> {
    /// Finds every change of winner in (a, b], left to right; `own` are the plans that might win somewhere in it.
    fn settle(&mut self, a: f64, b: f64, own: &[usize]) {
        let pool = self.pool;
        let mut open = Vec::with_capacity(own.len());
        for &at in own {
            let plan = &pool.plans[at];
            // What a plan costs beyond a bought one is a line plus replicas, and replicas only rise: the line's ends
            // and the replicas' hold it on both sides.
            let ends = |low: f64, high: f64| {
                let over = |buy: &Scaled| {
                    let line = |volume: f64| plan.steady(volume) - buy.steady(volume);
                    (line(a).min(line(b)) + low, line(a).max(line(b)) + high)
                };
                let bought = pool.plans.iter().filter(|plan| plan.side == Side::Buy).map(over);
                bought.fold((f64::NEG_INFINITY, f64::NEG_INFINITY), |held, one| (held.0.max(one.0), held.1.max(one.1)))
            };
            if ends(plan.replicas_at_least(a), 0.0).0 >= 0.0 {
                continue;
            }
            let (low, high) = ends(plan.replicas(pool.figures, a), plan.replicas(pool.figures, b));
            if high < 0.0 {
                return;
            }
            if low < 0.0 {
                open.push(at);
            }
        }
        if open.is_empty() {
            return;
        }
        if b / a < 1.0 + 1.0 / RESOLUTION || self.left == 0 {
            let wins_a = pool.wins(a);
            if wins_a != pool.wins(b) {
                self.changes.push(self.locate(a, b, wins_a));
            }
            return;
        }
        self.left -= 1;
        let middle = (a * b).sqrt();
        self.settle(a, middle, &open);
        self.settle(middle, b, &open);
    }

    fn locate(&self, mut low: f64, mut high: f64, wins_low: bool) -> f64 {
        for _ in 0..30 {
            let middle = (low * high).sqrt();
            if self.pool.wins(middle) == wins_low { low = middle } else { high = middle }
        }
        high
    }
}

/// Every crossing of a line `price · v` with a staircase, in order: the volumes at which the cheaper side changes.
///
/// `step` is the volume one node serves, `node` its monthly cost, `fixed` the monthly cost of everything else, all
/// in one unit of volume. Exact: on each tread both are linear. Ends where the staircase can never come back, or
/// returns none at all where the price is no more than a full node's marginal cost.
pub fn staircase_crossings(price: f64, fixed: f64, node: f64, step: f64) -> Vec<f64> {
    if price <= 0.0 || step <= 0.0 || price <= node / step {
        return Vec::new();
    }
    // Above this volume even a node just begun is paid for.
    let last = (fixed + node) / (price - node / step);
    let treads = libm::ceil(last / step) as usize + 1;
    let mut crossings = Vec::new();
    let mut wins = false;
    for tread in 1..=treads.min(1_000_000) {
        let (from, to) = ((tread - 1) as f64 * step, tread as f64 * step);
        let cost = fixed + node * tread as f64;
        // At the step up, running may lose again at once.
        if wins && cost > price * from {
            crossings.push(from);
            wins = false;
        }
        let meet = cost / price;
        if !wins && meet < to && meet >= from {
            crossings.push(meet);
            wins = true;
        }
    }
    crossings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_staircase_crosses_five_times_before_it_wins_for_good() {
        // Case T12: API $3/M; a node serves 300 M tokens a day and costs $20,000 a month; fixed $15,000; 30.4375 days.
        let crossings = staircase_crossings(3.0 * 30.4375, 15_000.0, 20_000.0, 300.0);
        let expected = [821.36, 900.0, 1_040.38, 1_200.0, 1_259.41];
        assert_eq!(crossings.len(), expected.len(), "{crossings:?}");
        for (found, expected) in crossings.iter().zip(expected) {
            assert!((found - expected).abs() < 0.01, "{found} {expected}");
        }
        assert!(staircase_crossings(1.0, 10.0, 400.0, 300.0).is_empty());
    }
}
