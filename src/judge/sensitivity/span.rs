//! Where an input is searched: a plausible range, a wider one for the search, and the scale it moves on.

use crate::cost::figures::Figures;
use crate::cost::plan::{Pay, Plan};
use crate::inputs::Spread;
use crate::inputs::link::Given;
use crate::judge::uncertainty::Dial;
use crate::streams::OfferKind;

/// The scale on which an input moves evenly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Scale {
    /// As it is.
    Linear,
    /// By its logarithm.
    Log,
    /// A relative change in percent, by the logarithm of the factor it means.
    Change,
}

/// The range of one input, in the shown unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// The value now; for an input left open, what stands in its place.
    pub current: f64,
    /// Low end of what is plausible.
    pub low: f64,
    /// High end of what is plausible.
    pub high: f64,
    /// Low end of the search.
    pub from: f64,
    /// High end of the search.
    pub to: f64,
    /// The scale it moves on.
    pub scale: Scale,
    /// Only whole numbers mean something.
    pub whole: bool,
}

/// How far an input without a range of its own may be thought of.
enum Reach {
    /// Nothing depends on it.
    Nowhere,
    /// Down and up by factors; plausible is half to double.
    Factor(f64, f64),
    /// Between two values, plausible throughout.
    Between(f64, f64, Scale),
    /// In whole numbers.
    Whole(f64, f64),
    /// As the table's range has it, widened.
    Table,
}

/// Reaches beyond the tables' ranges (judgement): volumes by many powers of ten, tokens by twenty, prices by ten.
fn reach(name: &str) -> Reach {
    match name {
        "bill_today" | "sunk" | "their_number" | "switch_weeks" | "switch_cost" => Reach::Nowhere,
        "volume_factor" | "requests" => Reach::Factor(1e3, 1e4),
        "input_tokens" | "output_tokens" | "reasoning_tokens" => Reach::Factor(20.0, 20.0),
        "price_input" | "price_output" | "price_cached" | "gpu_hour" | "latency" => Reach::Factor(10.0, 10.0),
        "throughput" | "incident_hours" => Reach::Factor(5.0, 5.0),
        "api_price_change" => Reach::Between(-90.0, 900.0, Scale::Change),
        "horizon" => Reach::Between(6.0, 84.0, Scale::Log),
        "committed_discount" => Reach::Between(0.0, 60.0, Scale::Linear),
        "gateway_fee" => Reach::Between(0.0, 20.0, Scale::Linear),
        "spare_capacity" | "cache_writes" => Reach::Between(0.0, 40.0, Scale::Linear),
        "waiting" | "in_scope" => Reach::Between(0.0, 100.0, Scale::Linear),
        "startup" => Reach::Between(0.0, 2.0, Scale::Linear),
        "peak_to_average" => Reach::Between(1.05, 12.0, Scale::Log),
        "rota" => Reach::Whole(0.0, 16.0),
        "spare_replicas" => Reach::Whole(0.0, 5.0),
        "regions" => Reach::Whole(1.0, 5.0),
        "owned_gpus" => Reach::Whole(0.0, 64.0),
        "cost_of_delay" | "lag_value" | "outage_cost" => Reach::Between(100.0, 1e6, Scale::Log),
        _ => Reach::Table,
    }
}

impl Span {
    /// The range of an input around its present value; `None` when nothing depends on it or nothing can stand in
    /// for an open value.
    pub fn of(figures: &Figures<'_, '_>, given: &[Given], own: Option<&Plan>, dial: Dial) -> Option<Self> {
        let inputs = figures.inputs;
        let limits = dial.limits();
        let current = dial.get(inputs).or_else(|| stand_in(figures, own, dial))?;
        let key = dial.key(inputs);
        let typed = given.iter().find(|given| given.key == key).and_then(|given| Some((given.low?, given.high?)));
        let held = |value: f64| crate::units::held(value, limits.min, limits.max);
        let ranged = limits.low < limits.high;
        let scale = match limits.spread {
            _ if dial.unit().starts_with('%') && limits.min < 0.0 => Scale::Change,
            Spread::Normal | Spread::Logit => Scale::Linear,
            _ if current > 0.0 && limits.low >= 0.0 => Scale::Log,
            _ => Scale::Linear,
        };
        let (mut span, search) = match reach(dial.name()) {
            Reach::Nowhere => return None,
            Reach::Factor(..) if current <= 0.0 => return None,
            Reach::Factor(down, up) => {
                (Self::plain(current, current / 2.0, current * 2.0, Scale::Log), (current / down, current * up))
            }
            Reach::Between(from, to, scale) => {
                let scale = if scale == Scale::Log && from <= 0.0 { Scale::Linear } else { scale };
                (Self::plain(current, from, to, scale), (from, to))
            }
            Reach::Whole(from, to) => {
                let to = to.max(current * 2.0);
                (Self { whole: true, ..Self::plain(current, from, to, Scale::Linear) }, (from, to))
            }
            Reach::Table if !ranged => return None,
            Reach::Table => {
                let (low, high) = (limits.low, limits.high);
                let search = match (limits.spread, scale) {
                    (Spread::Logit, _) => (limits.min, limits.max),
                    (_, Scale::Log) => ((low / 3.0).min(current / 3.0), (high * 3.0).max(current * 3.0)),
                    _ => (low - (high - low), high + (high - low)),
                };
                (Self::plain(current, low, high, scale), search)
            }
        };
        if let Some((low, high)) = typed {
            (span.low, span.high) = (low, high);
        }
        let least = if span.scale == Scale::Change { -95.0 } else { limits.min };
        span.from = held(search.0.min(span.low)).max(least);
        span.to = held(search.1.max(span.high));
        // On a logarithm's scale an input may stand at zero now: the search then begins above it.
        if span.scale == Scale::Log && span.from <= 0.0 {
            span.from = span.to * 1e-6;
        }
        (span.from < span.to).then_some(span)
    }

    const fn plain(current: f64, low: f64, high: f64, scale: Scale) -> Self {
        Self { current, low, high, from: low, to: high, scale, whole: false }
    }

    fn on(&self, value: f64) -> f64 {
        match self.scale {
            Scale::Linear => value,
            Scale::Log => libm::log(value.max(self.from * 1e-3).max(1e-12)),
            Scale::Change => libm::log((1.0 + value / 100.0).max(1e-3)),
        }
    }

    /// The value, in the input's unit, at a place from 0 (low end of the search) to 1 (high end).
    pub fn at(&self, place: f64) -> f64 {
        let (from, to) = (self.on(self.from), self.on(self.to));
        let on = from + (to - from) * place;
        let value = match self.scale {
            _ if place <= 0.0 => self.from,
            _ if place >= 1.0 => self.to,
            Scale::Linear => on,
            Scale::Log => libm::exp(on),
            Scale::Change => (libm::exp(on) - 1.0) * 100.0,
        };
        if self.whole { libm::round(value) } else { value }
    }

    /// The place of a value in the input's unit, outside 0 to 1 when it lies outside the search.
    pub fn place(&self, value: f64) -> f64 {
        let (from, to) = (self.on(self.from), self.on(self.to));
        (self.on(value) - from) / (to - from)
    }

    /// How far a value in the input's unit is from the present one, in steps from there to the edge of what is plausible: 1 is that
    /// edge, more is implausible.
    pub fn distance(&self, value: f64) -> f64 {
        let edge = if value >= self.current { self.high } else { self.low };
        let step = (self.place(edge) - self.place(self.current)).abs();
        // Standing at the edge already, half the plausible range is a step.
        let step = step.max((self.place(self.high) - self.place(self.low)).abs() / 4.0).max(1e-6);
        (self.place(value) - self.place(self.current)).abs() / step
    }
}

/// What stands in place of an input left open: the list price, the market's rent, the shape's own peak.
fn stand_in(figures: &Figures<'_, '_>, own: Option<&Plan>, dial: Dial) -> Option<f64> {
    match dial {
        Dial::Global(_) if dial.name() == "gpu_hour" => {
            let group = own?.groups.iter().find(|group| group.pay == Pay::OnDemand).or(own?.groups.first())?;
            figures
                .gpu_hour(group.setup, Pay::OnDemand)
                .or_else(|| figures.gpu_hour(group.setup, Pay::Reserved))
                .map(crate::units::UsdPerHour::get)
        }
        Dial::Global(_) => None,
        Dial::Workload(workload, _) => {
            let stream = figures.case.streams.iter().position(|stream| stream.workload == workload)?;
            let listed = || {
                let offers = &figures.case.streams[stream].offers;
                offers.iter().find(|offer| offer.kind == OfferKind::Today).map(|offer| offer.rows[0].1)
            };
            match dial.name() {
                "price_input" => listed().map(|row| row.input.get()),
                "price_output" => listed().map(|row| row.output.get()),
                "price_cached" => listed().and_then(|row| row.cached_read).map(crate::units::UsdPerMtok::get),
                "peak_to_average" => Some(figures.flows[stream].hours.iter().copied().fold(1.0, f64::max)),
                "throughput" => {
                    let group = own?.groups.iter().find(|group| group.streams.contains(&stream))?;
                    figures.replica(group.setup, stream, figures.flows[stream].target).map(|replica| replica.tokens)
                }
                _ => None,
            }
        }
    }
}
