//! Offers and open models, typed: what each row holds and in which unit.

use super::field::Fields;
use super::parts::{Compressed, Linear, Sparse, Tier};
use super::row::{Row, rows};
use super::value::Value;
use super::words::{Attention, Channel, Commercial, Ending, Grade, Kind, Precision, TierStyle};
use crate::date::Date;
use crate::units::{BillionParams, Share, Tokens, Usd, UsdPerMtok};

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
        /// The day its weights were published, where they are open and the catalog does not hold the model's shape.
        open_from: Option<Date>,
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
}
