//! The rows of the catalog, typed: what each table holds and in which unit.

use super::field::{Field, Fields, word};
use super::value::Value;
use crate::date::Date;
use crate::units::{
    BillionParams, Gigabytes, GigabytesPerSecond, IndexPoints, Share, Teraflops, Tokens, Usd, UsdPerHour, UsdPerMtok,
};

word! {
    /// How good the evidence for a row is.
    Grade {
        /// Primary or official.
        A = "A",
        /// Solid secondary, or measured from a public trace.
        B = "B",
        /// Weak web source.
        C = "C",
        /// Judgement, without a source.
        J = "J",
    }
    /// What a model does.
    Kind {
        /// Reads and writes text.
        Chat = "chat",
        /// Turns text into vectors; generates nothing.
        Embedding = "embedding",
        /// Scores pairs of texts; generates nothing.
        Reranker = "reranker",
    }
    /// How a long-context tier is billed.
    TierStyle {
        /// Beyond the limit the whole request pays the tier's price.
        Cliff = "cliff",
        /// Only the tokens beyond the limit pay it.
        Marginal = "marginal",
    }
    /// Why a price ends.
    Ending {
        /// The host no longer sells it: after that day there is no price.
        Retired = "retired",
        /// A promotion ran out. Until the next row says more, the price last seen is still used, and said to be so.
        Promotion = "promotion",
    }
    /// Where a price was seen.
    Channel {
        /// On the host's own list, or in a list that copies it.
        List = "list",
        /// At a reseller or router, whose price may carry a markup or a promotion of its own.
        Reseller = "reseller",
    }
    /// How a model's attention stores its past.
    Attention {
        /// Keys and values per head or group of heads.
        Gqa = "gqa",
        /// One compressed latent per token (multi-head latent attention).
        Mla = "mla",
        /// One compressed entry for every few tokens, beside a window (DeepSeek V4).
        Compressed = "compressed",
        /// Not known here: the model is named, and sized by nobody.
        Unknown = "unknown",
    }
    /// Whether the licence lets a company serve the model.
    Commercial {
        /// Freely.
        Yes = "yes",
        /// Under conditions that the note names.
        Conditions = "conditions",
        /// Not without a separate agreement.
        No = "no",
    }
    /// Number formats for weights.
    Precision {
        /// 16-bit brain float, 2 bytes a parameter.
        Bf16 = "bf16",
        /// 8-bit float, 1 byte.
        Fp8 = "fp8",
        /// NVIDIA's 4-bit float with block scales, 0.5625 bytes.
        Nvfp4 = "fp4",
        /// The open 4-bit format of gpt-oss, 0.53 bytes.
        Mxfp4 = "mxfp4",
        /// 4-bit integers with 16-bit arithmetic, 0.53 bytes.
        Int4 = "int4",
    }
    /// Who makes a GPU; the capacity model has a factor for each.
    Vendor {
        /// NVIDIA.
        Nvidia = "NVIDIA",
        /// AMD.
        Amd = "AMD",
    }
    /// The kind of company that rents a GPU.
    Market {
        /// AWS, Azure, Google Cloud.
        Hyperscaler = "hyperscaler",
        /// A cloud that rents GPUs first of all.
        Specialist = "specialist",
        /// Other people's machines, without a data-center promise.
        Marketplace = "marketplace",
    }
    /// How rent is agreed.
    Billing {
        /// By the hour, given back at will.
        OnDemand = "on-demand",
        /// A commitment of a year.
        Reserved = "reserved",
        /// By the hour, taken away at will.
        Spot = "spot",
    }
    /// What a regime does to a hosted API.
    Forces {
        /// Allowed under a condition that can be met.
        No = "no",
        /// Allowed only at special hosts.
        Narrow = "narrow",
        /// No outside API for the data in scope.
        Yes = "yes",
        /// An authority decides.
        Ask = "ask",
    }
}

/// A group of fields inside a row, written as a map of its own.
macro_rules! parts {
    ($($(#[$doc:meta])+ $part:ident {
        $($(#[$fdoc:meta])+ $field:ident : $ty:ty,)+
    })+) => {$(
        $(#[$doc])+
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct $part { $($(#[$fdoc])+ pub $field: $ty,)+ }

        impl Field for $part {
            fn read(value: Option<&Value>) -> Result<Self, &'static str> {
                const ALLOWED: &str = concat!("a group with", $(" `", stringify!($field), "`"),+);
                let Some(Value::Map(entries)) = value else { return Err(ALLOWED) };
                if entries.iter().any(|(name, _)| ![$(stringify!($field)),+].contains(&name.as_str())) {
                    return Err(ALLOWED);
                }
                let mut fields = Fields::of(value.unwrap_or(&Value::Null));
                let part = Self { $($field: fields.read(stringify!($field)),)+ };
                fields.checked(part).map_err(|_| ALLOWED)
            }
            fn blank() -> Self { Self { $($field: Field::blank(),)+ } }
        }
        impl Field for Vec<$part> {
            fn read(value: Option<&Value>) -> Result<Self, &'static str> {
                match value {
                    None | Some(Value::Null) => Ok(Self::new()),
                    Some(Value::List(items)) => items.iter().map(|item| $part::read(Some(item))).collect(),
                    Some(_) => Err(concat!("a list of groups with", $(" `", stringify!($field), "`"),+)),
                }
            }
            fn blank() -> Self { Self::new() }
        }
    )+};
}

parts! {
    /// One step of a price by prompt length.
    Tier {
        /// Prompt tokens beyond which it applies.
        above: Tokens,
        /// Input.
        input: UsdPerMtok,
        /// Output.
        output: UsdPerMtok,
        /// Cached read; absent when it keeps the base price's proportion to input.
        cached_read: Option<UsdPerMtok>,
        /// Cache write; absent likewise.
        cache_write: Option<UsdPerMtok>,
    }
    /// The state of a linear-attention or state-space layer: constant per sequence, however long it gets.
    ///
    /// Kept in 32 bits: heads · key width · value width; the convolution's past in 16 bits.
    Linear {
        /// Heads that each keep a state.
        heads: u32,
        /// Key width of a head; the state size of a Mamba layer.
        key_dim: u32,
        /// Value width of a head; the head size of a Mamba layer.
        value_dim: u32,
        /// Numbers of the short convolution's past: channels · (kernel − 1).
        convolution: u32,
    }
    /// Sparse attention: an index of every token, by which a few are picked.
    Sparse {
        /// Full layers that attend only to what was picked.
        layers: u32,
        /// Tokens that one step attends to at most in such a layer.
        selected: f64,
        /// Layers that keep an index of their own; others use a neighbor's.
        index_layers: u32,
        /// Bytes of index per token and such layer, in the format engines keep it in.
        index_bytes: f64,
    }
    /// Layers that keep one entry for every `ratio` tokens.
    Compressed {
        /// How many.
        layers: u32,
        /// Tokens per entry.
        ratio: u32,
        /// Bytes of one entry, and of one token inside the window.
        entry_bytes: f64,
        /// Bytes of the index key beside each entry, 0 where there is none.
        index_bytes: f64,
        /// Bytes of the compressor's state per sequence and layer.
        state_bytes: f64,
        /// Entries that one step attends to at most; absent when it attends to all.
        selected: Option<f64>,
    }
}

/// One table's rows: reads them, and says which row and field it refused.
pub(crate) trait Row: Sized {
    /// The table's name in the file.
    const TABLE: &'static str;
    /// The field names, all of them; any other is refused.
    const FIELDS: &'static [&'static str];
    /// Reads one row or names the field and what it must be.
    fn read(value: &Value) -> Result<Self, (&'static str, &'static str)>;
}

macro_rules! rows {
    ($($(#[$doc:meta])+ $row:ident in $table:literal {
        $($(#[$fdoc:meta])+ $field:ident : $ty:ty,)+
    })+) => {$(
        $(#[$doc])+
        #[derive(Clone, Debug, PartialEq)]
        pub struct $row { $($(#[$fdoc])+ pub $field: $ty,)+ }

        impl Row for $row {
            const TABLE: &'static str = $table;
            const FIELDS: &'static [&'static str] = &[$(stringify!($field)),+];
            fn read(value: &Value) -> Result<Self, (&'static str, &'static str)> {
                let mut fields = Fields::of(value);
                let row = Self { $($field: fields.read(stringify!($field)),)+ };
                fields.checked(row)
            }
        }
    )+};
}

rows! {
    /// A hosted price from a date on; the next row of the same `id` with a later date replaces it.
    HostedPrice in "hosted" {
        /// `host/model`, the same for every dated row of one offer.
        id: String,
        /// Who bills.
        host: String,
        /// The model's name for people.
        model: String,
        /// The open model (`models.id`) whose weights these are, if they are open.
        weights: Option<String>,
        /// What it does.
        kind: Kind,
        /// First day of this price; where that is not known, the day it was first seen.
        from: Date,
        /// The day it was first seen; where it is the day of `from`, the price may have begun before.
        first_seen: Option<Date>,
        /// Last day of this price, where its end is known or announced; a link pinned to an earlier day still finds it.
        until: Option<Date>,
        /// Why it ends; given with `until`.
        ends: Option<Ending>,
        /// Where it was seen; absent for a list price.
        channel: Option<Channel>,
        /// True for a price that is announced but not yet in force when collected.
        announced: bool,
        /// Input tokens that no cache served; 0 only where a request has a price of its own.
        input: UsdPerMtok,
        /// Output tokens, reasoning included; zero for embeddings and rerankers.
        output: UsdPerMtok,
        /// Input tokens read from the cache; absent when the host sells no cache.
        cached_read: Option<UsdPerMtok>,
        /// Input tokens written to the cache; absent when writing costs what input costs.
        cache_write: Option<UsdPerMtok>,
        /// Part taken off for requests that may wait a day; absent when not sold or not known.
        batch_discount: Option<Share>,
        /// Longest prompt plus answer.
        context: Option<Tokens>,
        /// Steps of the price by prompt length, the shortest first; each names every price that it changes.
        tiers: Vec<Tier>,
        /// What one request costs beside its tokens: rerankers are sold by the search. No price of tokens is needed then.
        per_request: Option<Usd>,
        /// Prompt length beyond which the one step of older files applies; read into `tiers`, as its four prices are.
        tier_above: Option<Tokens>,
        /// How steps apply.
        tier_style: Option<TierStyle>,
        /// Input price in that step.
        tier_input: Option<UsdPerMtok>,
        /// Output price in that step.
        tier_output: Option<UsdPerMtok>,
        /// Cached-read price in that step.
        tier_cached_read: Option<UsdPerMtok>,
        /// Cache-write price in that step.
        tier_cache_write: Option<UsdPerMtok>,
        /// What every price is multiplied by in peak hours.
        peak_factor: Option<f64>,
        /// Peak hours, UTC, weekdays: start and end in turn, like 1, 4, 6, 10.
        peak_hours: Vec<f64>,
        /// Surcharge for processing kept in one region, where the vendor sells that.
        region_surcharge: Option<Share>,
        /// The quality row's `model` that scores it; absent when unscored.
        quality: Option<String>,
        /// True when `quality` names its predecessor, whose score is a floor and not a measurement.
        quality_is_floor: bool,
        /// Tokens this vendor counts for the text that takes one reference token.
        tokenizer_factor: Option<f64>,
        /// Evidence for the factor.
        tokenizer_grade: Option<Grade>,
        /// When someone last saw it.
        checked: Date,
        /// Where.
        source: String,
        /// How good that is.
        grade: Grade,
        /// What a reader should know.
        note: Option<String>,
    }

    /// An open-weight model with what decides its speed and memory.
    OpenModel in "models" {
        /// Short name in links.
        id: String,
        /// Name for people.
        name: String,
        /// Who made it.
        maker: String,
        /// What it does.
        kind: Kind,
        /// First public weights.
        released: Option<Date>,
        /// All parameters.
        total: BillionParams,
        /// Parameters that one token passes through.
        active: BillionParams,
        /// Transformer layers of every kind.
        layers: u32,
        /// Width of the residual stream.
        hidden: u32,
        /// Query heads.
        query_heads: u32,
        /// Key-value heads of the full-attention layers; 1 for MLA.
        kv_heads: u32,
        /// Width of a head.
        head_dim: u32,
        /// How attention stores its past.
        attention: Attention,
        /// Layers that keep keys and values of the whole context.
        full_layers: u32,
        /// Layers that keep only a window.
        sliding_layers: u32,
        /// That window, in tokens.
        window: u32,
        /// Layers with a state of constant size (linear attention, state-space).
        linear_layers: u32,
        /// MLA: latent plus rope width kept per token and layer.
        mla_dim: u32,
        /// What each linear layer keeps per sequence.
        linear: Option<Linear>,
        /// How full layers pick the tokens they attend to; absent when they attend to all.
        sparse: Option<Sparse>,
        /// What compressed layers keep, group by group.
        compressed: Vec<Compressed>,
        /// Experts of a mixture, 0 for a dense model.
        experts: u32,
        /// Experts one token uses.
        experts_active: u32,
        /// Formats whose weights are published or made by common tools.
        precisions: Vec<String>,
        /// The format it was released in.
        native: Precision,
        /// Longest context.
        context: Tokens,
        /// Licence by name.
        licence: String,
        /// Whether a company may serve it.
        commercial: Commercial,
        /// The quality row's `model`.
        quality: Option<String>,
        /// When the figures were last seen.
        checked: Date,
        /// Where.
        source: String,
        /// How good that is.
        grade: Grade,
        /// What a reader should know.
        note: Option<String>,
    }

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
        /// Low end.
        low: Usd,
        /// High end.
        high: Usd,
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
