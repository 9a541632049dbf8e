//! The hosted bill, line by line, for the first month.

use super::Working;
use crate::cost::flow;
use crate::cost::hardware;
use crate::cost::lines::Line;
use crate::cost::overhead::Overhead;
use crate::cost::plan::{Choice, Pay, Run};
use crate::hosted::bill;
use crate::inputs::YesNo;
use crate::report::equation::{Equation, Factor, Finish, Term};
use crate::sentence::Unit;
use crate::streams::{Mandate, PricedBy};
use crate::units::UsdPerMonth;

/// A stream's bill in the first month: which offer, and what part of it is paid.
struct Billed {
    stream: usize,
    offer: usize,
    part: Option<Factor>,
}

impl Working<'_, '_, '_, '_> {
    fn billed(&self) -> Vec<Billed> {
        let (figures, plan) = (self.figures, self.plan);
        let building = figures.paths.building[0];
        let streams = plan.choices.iter().enumerate();
        let mut all = Vec::new();
        for (stream, choice) in streams {
            let group = match *choice {
                Choice::Bought(offer) => {
                    all.push(Billed { stream, offer, part: None });
                    continue;
                }
                Choice::Own(group) => &plan.groups[group],
            };
            if building > 0.0
                && let Some(offer) = figures.interim(stream, plan.overflow_of(group, stream), 1.0)
            {
                let part = Factor::new(building, Unit::Percent, "of the month, while it is built", "build_months");
                all.push(Billed { stream, offer, part: Some(part) });
            }
            if group.run == Run::Burst
                && let (Some(offer), Some(over)) = (plan.meanwhile[stream], self.overflow(group))
                && building < 1.0
            {
                let part = (1.0 - building) * over;
                let part = Factor::new(part, Unit::Percent, "of it overflows to a host", "schedule");
                all.push(Billed { stream, offer, part: Some(part) });
            }
        }
        all
    }

    /// The part of a base load's work that goes to a host at today's volume and prices.
    fn overflow(&self, group: &crate::cost::plan::Group) -> Option<f64> {
        let figures = self.figures;
        let load = figures.load(group.setup, &group.streams)?;
        let bill: UsdPerMonth = group
            .streams
            .iter()
            .filter_map(|&stream| Some(figures.bill(stream, self.plan.meanwhile[stream]?, 0).total))
            .sum();
        let month = if group.pay == Pay::Owned {
            hardware::a_month(figures, &figures.case.setups[group.setup])?
        } else {
            figures.gpu_hour(group.setup, group.pay)?.per_month()
        };
        let elsewhere = bill / load.work.mean().max(1e-12);
        let overhead = Overhead::of(figures.inputs);
        Some(overhead.base_load(&load.service, &load.work, 1.0, load.gpus, (month, elsewhere)).overflow)
    }

    fn bill_of(&self, billed: &Billed) -> &crate::hosted::bill::Bill {
        self.figures.bill(billed.stream, billed.offer, 0)
    }

    /// Requests × tokens × price, workload by workload.
    pub(super) fn tokens(&self, line: Line) -> Vec<Equation> {
        let figures = self.figures;
        self.billed()
            .iter()
            .filter_map(|billed| {
                let stream = billed.stream;
                let (workload, chosen) = (figures.workload(stream), &figures.case.streams[stream].offers[billed.offer]);
                let row = chosen.rows[0].1;
                let usage = &figures.flows[stream].usage;
                let caching = flow::caching(workload, chosen.kind, row, usage);
                let [fresh, cached, written] = bill::parts(usage, caching);
                let bill = self.bill_of(billed);
                let (each, name, share, amount) = match line {
                    Line::Input => {
                        (usage.input, "input_tokens", Some((fresh, "not from the cache", "cached")), bill.input)
                    }
                    Line::CachedRead => {
                        (usage.input, "input_tokens", Some((cached, "from the cache", "cached")), bill.cached_read)
                    }
                    Line::CacheWrite => (
                        usage.input,
                        "input_tokens",
                        Some((written, "written to the cache", "cache_writes")),
                        bill.cache_write,
                    ),
                    Line::Output => (usage.output, "output_tokens", None, bill.output),
                    Line::Reasoning => (usage.reasoning, "reasoning_tokens", None, bill.reasoning),
                    _ => return None,
                };
                let words = match line {
                    Line::Output => "tokens out",
                    Line::Reasoning => "hidden tokens",
                    _ => "tokens in",
                };
                let mut factors = self.requests(stream);
                factors.push(Factor::new(each.get(), Unit::Number, words, &self.key(stream, name)));
                if let Some(factor) = row.tokenizer_factor.filter(|factor| *factor != 1.0) {
                    let source = row.id.clone() + " tokenizer";
                    factors.push(Factor::new(factor, Unit::Number, "for how this vendor counts tokens", &source));
                }
                if let Some((share, words, name)) = share.filter(|(share, ..)| share.get() < 1.0) {
                    factors.push(Factor::new(share.get(), Unit::Percent, words, &self.key(stream, name)));
                }
                let tokens: f64 = factors.iter().map(|factor| factor.value).product();
                if tokens <= 0.0 || amount.get() == 0.0 {
                    return None;
                }
                let price = amount.get() / tokens * 1e6;
                let source = row.id.clone() + price_of(line, row);
                factors.push(Factor::new(price, Unit::UsdMtok, "", &source));
                factors.push(Factor::new(1e6, Unit::Number, "tokens", "").over());
                factors.extend(billed.part.clone());
                Some(Equation::product(&self.name(stream), Unit::UsdMonth, factors))
            })
            .collect()
    }

    /// Requests of the first month, retries included.
    pub(super) fn requests(&self, stream: usize) -> Vec<Factor> {
        let (figures, inputs) = (self.figures, self.figures.inputs);
        let workload = figures.workload(stream);
        let mut factors =
            vec![Factor::new(workload.requests.get(), Unit::Number, "requests", &self.key(stream, "requests"))];
        if inputs.volume_factor != 1.0 {
            factors.push(Factor::new(inputs.volume_factor, Unit::Number, "for all volumes", "volume_factor"));
        }
        if inputs.retries.get() > 0.0 {
            factors.push(Factor::new(1.0 + inputs.retries.get(), Unit::Number, "with retries", "retries"));
        }
        let part = figures.case.streams[stream].part.get();
        if part < 1.0 {
            factors.push(Factor::new(part, Unit::Percent, "of them", &self.key(stream, "in_scope")));
        }
        factors
    }

    /// Requests × the price of one, where searches are sold by the piece.
    pub(super) fn searches(&self) -> Vec<Equation> {
        let mut all = Vec::new();
        for billed in self.billed() {
            let row = self.figures.case.streams[billed.stream].offers[billed.offer].rows[0].1;
            let Some(each) = row.per_request.filter(|each| each.get() > 0.0) else { continue };
            let mut factors = self.requests(billed.stream);
            factors.push(Factor::new(each.get(), Unit::Usd, "a search", &(row.id.clone() + " search")));
            factors.extend(billed.part.clone());
            all.push(Equation::product(&self.name(billed.stream), Unit::UsdMonth, factors));
        }
        all
    }

    /// What of a stream's bill is list price: the sum of its lines before discounts and surcharges.
    fn list(&self, billed: &Billed) -> f64 {
        let bill = self.bill_of(billed);
        (bill.input + bill.cached_read + bill.cache_write + bill.output + bill.reasoning + bill.searches).get()
    }

    /// List price × work that may wait × the host's discount on it, taken off.
    pub(super) fn batch(&self) -> Vec<Equation> {
        self.billed()
            .iter()
            .filter(|billed| self.bill_of(billed).batch.get() != 0.0)
            .map(|billed| {
                let row = self.figures.case.streams[billed.stream].offers[billed.offer].rows[0].1;
                let waiting = self.figures.flows[billed.stream].usage.waiting.get();
                let discount = row.batch_discount.map_or(0.0, crate::units::Share::get);
                let mut factors = vec![
                    Factor::new(self.list(billed), Unit::UsdMonth, "at list price", ""),
                    Factor::new(waiting, Unit::Percent, "may wait", &self.key(billed.stream, "waiting")),
                    Factor::new(discount, Unit::Percent, "off for it", &(row.id.clone() + " batch")),
                ];
                factors.extend(billed.part.clone());
                let title = self.name(billed.stream);
                Equation::new(&title, Unit::UsdMonth, Finish::Plain, vec![Term::less(factors)]).adding()
            })
            .collect()
    }

    /// What is left after the batch discount × the surcharges and discounts on all of it, less what was there.
    pub(super) fn adjustments(&self) -> Vec<Equation> {
        let (figures, inputs) = (self.figures, self.figures.inputs);
        let mut all = Vec::new();
        for billed in self.billed() {
            let bill = self.bill_of(&billed);
            if bill.adjustments.get() == 0.0 {
                continue;
            }
            let offer = &figures.case.streams[billed.stream].offers[billed.offer];
            let row = offer.rows[0].1;
            let mut factors = Vec::new();
            let mut of = |value: f64, label: &str, source: &str| {
                if value != 1.0 {
                    factors.push(Factor::new(value, Unit::Number, label, source));
                }
            };
            let region = inputs.in_region == YesNo::Yes || figures.case.mandate == Mandate::Restricted;
            let surcharge = if region { row.surcharge_in_region().get() } else { 0.0 };
            let committed = if offer.priced_by == PricedBy::Contract { inputs.committed_discount.get() } else { 0.0 };
            // Where the host states none, the usual one stands behind the input.
            let listed = row.region_surcharge.map(|_| row.id.clone() + " region");
            of(1.0 + surcharge, "for one region", listed.as_deref().unwrap_or("in_region"));
            of(1.0 - committed, "after your contract's discount", "committed_discount");
            of(1.0 + inputs.gateway_fee.get(), "with the gateway's fee", "gateway_fee");
            of((1.0 + inputs.api_price_change.get()).max(0.0), "for changed prices", "api_price_change");
            // What is left is the host's busy hours.
            let base = self.list(&billed) + bill.batch.get();
            let known: f64 = factors.iter().map(|factor| factor.value).product();
            let peak = if base * known == 0.0 { 1.0 } else { bill.total.get() / (base * known) };
            if row.peak_factor.is_some() {
                factors.insert(0, Factor::new(peak, Unit::Number, "for busy hours", &(row.id.clone() + " peak")));
            }
            let title = self.name(billed.stream);
            let times =
                Equation::new(&(title.clone() + ", surcharges"), Unit::Number, Finish::Plain, vec![Term::of(factors)]);
            let amount = |label: &str| Factor::new(base, Unit::UsdMonth, label, "");
            let mut with = vec![amount("after the batch discount"), times.factor("surcharges and discounts")];
            let mut without = vec![amount("without them")];
            with.extend(billed.part.clone());
            without.extend(billed.part.clone());
            let terms = vec![Term::of(with), Term::less(without)];
            all.push(times);
            all.push(Equation::new(&title, Unit::UsdMonth, Finish::Plain, terms).adding());
        }
        all
    }
}

/// The ledger's word for the price of a line; where a host names no price for the cache, it is that of other input.
const fn price_of(line: Line, row: &crate::catalog::HostedPrice) -> &'static str {
    match line {
        Line::CachedRead if row.cached_read.is_some() => " cached input",
        Line::CacheWrite if row.cache_write.is_some() => " cache write",
        Line::Output | Line::Reasoning => " output",
        _ => " input",
    }
}
