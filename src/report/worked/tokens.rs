//! The hosted bill, line by line, for the first month.

use super::Working;
use crate::cost::flow;
use crate::cost::hardware;
use crate::cost::lines::Line;
use crate::cost::overhead::Overhead;
use crate::cost::plan::{Choice, Pay, Run};
use crate::hosted::bill;
use crate::report::equation::{Equation, Factor};
use crate::sentence::Unit;
use crate::units::UsdPerMonth;

/// A stream's bill in the first month: which offer, and what part of it is paid.
pub(super) struct Billed {
    pub(super) stream: usize,
    pub(super) offer: usize,
    pub(super) part: Option<Factor>,
}

impl Working<'_, '_, '_, '_> {
    pub(super) fn billed(&self) -> Vec<Billed> {
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

    pub(super) fn bill_of(&self, billed: &Billed) -> &crate::hosted::bill::Bill {
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
