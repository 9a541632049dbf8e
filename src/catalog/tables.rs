//! The other tables, typed: hardware and what it costs, scores, load shapes, parameters, regimes.

use super::field::Fields;
use super::row::{Row, rows};
use super::value::Value;
use super::words::{Billing, Forces, Grade, Market, Vendor};
use crate::date::Date;
use crate::units::{Gigabytes, GigabytesPerSecond, IndexPoints, Teraflops, Usd, UsdPerHour};

rows! {
    /// A GPU's published limits, dense figures.
    Gpu in "gpus" {
        /// Short name in links.
        id: String,
        /// Name for people.
        name: String,
        /// Maker.
        vendor: Vendor,
        /// Memory that programs can use.
        memory: Gigabytes,
        /// Memory bandwidth.
        bandwidth: GigabytesPerSecond,
        /// 16-bit rate.
        bf16: Teraflops,
        /// 8-bit rate, absent when the hardware has none.
        fp8: Option<Teraflops>,
        /// 4-bit rate, absent when the hardware has none.
        fp4: Option<Teraflops>,
        /// Link to the next GPU, one direction.
        link: GigabytesPerSecond,
        /// Rated power in watts.
        watts: Option<f64>,
        /// GPUs joined in one server at most.
        per_node: u32,
        /// Its licence keeps it out of data centers: taken by name only.
        consumer: bool,
        /// When the figures were last seen.
        checked: Date,
        /// Where.
        source: String,
        /// How good that is.
        grade: Grade,
        /// What a reader should know.
        note: Option<String>,
    }

    /// A rental price from a date on.
    Rent in "rents" {
        /// `gpus.id`.
        gpu: String,
        /// Who rents.
        provider: String,
        /// What kind of company that is.
        market: Market,
        /// How it is agreed.
        billing: Billing,
        /// First day of this price, or the day it was seen.
        from: Date,
        /// Last day on which it stands for the provider's price, where nobody saw it again.
        until: Option<Date>,
        /// One GPU for one hour.
        hour: UsdPerHour,
        /// Fewest GPUs one can rent at this price.
        gpus_min: u32,
        /// Where it stands, if that matters for the price.
        region: Option<String>,
        /// Where it was seen.
        source: String,
        /// How good that is.
        grade: Grade,
        /// What a reader should know.
        note: Option<String>,
    }

    /// What a GPU costs to own, server share included.
    Purchase in "purchases" {
        /// `gpus.id`.
        gpu: String,
        /// Typical price of one GPU with its share of the server.
        price: Usd,
        /// Low end; a quote of one's own has none.
        low: Option<Usd>,
        /// High end.
        high: Option<Usd>,
        /// Day or month the price was seen.
        from: Date,
        /// Where.
        source: String,
        /// How good that is.
        grade: Grade,
        /// What a reader should know.
        note: Option<String>,
    }

    /// A model's score on the catalog's one index.
    Quality in "quality" {
        /// Key that offers and models refer to.
        model: String,
        /// Best published score, reasoning at its highest published effort.
        score: IndexPoints,
        /// Score without reasoning, where published.
        plain: Option<IndexPoints>,
        /// True when the index's maker estimated it.
        estimated: bool,
        /// First release.
        released: Option<Date>,
        /// True when the weights are open.
        open: bool,
    }

    /// A week of load, hour by hour from Monday 00:00 UTC, relative to its mean.
    Shape in "shapes" {
        /// Short name in links.
        id: String,
        /// Name for people.
        name: String,
        /// 168 figures whose mean is 1.
        hours: Vec<f64>,
        /// When it was measured or made.
        checked: Date,
        /// Where.
        source: String,
        /// How good that is.
        grade: Grade,
        /// What a reader should know.
        note: Option<String>,
    }

    /// A parameter of the field with its range and evidence.
    Parameter in "parameters" {
        /// Name.
        key: String,
        /// What it is.
        label: String,
        /// Low end, read as the 10th percentile.
        low: Option<f64>,
        /// Typical.
        typical: Option<f64>,
        /// High end, read as the 90th percentile.
        high: Option<f64>,
        /// Unit in words.
        unit: String,
        /// Where.
        source: String,
        /// Date as printed there.
        date: String,
        /// How good that is.
        grade: Grade,
        /// For grades C and J: what would replace it, in a sentence.
        better: Option<String>,
        /// What a reader should know.
        note: Option<String>,
    }

    /// A rule that people say forbids a hosted API.
    Regime in "regimes" {
        /// Short name in links.
        id: String,
        /// Name for people.
        name: String,
        /// What it does to a hosted API.
        forces: Forces,
        /// Whether GPUs rented from a third party satisfy it.
        rented_ok: bool,
        /// What must hold for a hosted API.
        condition: String,
        /// The question that settles it.
        question: String,
        /// When it was last looked at.
        checked: Date,
        /// Where.
        source: String,
        /// How good that is.
        grade: Grade,
    }

    /// Something that was not taken in, and why.
    LeftOut in "left_out" {
        /// What.
        what: String,
        /// Why.
        why: String,
    }
}
