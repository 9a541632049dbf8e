//! The inputs of one workload: a stream of requests of one kind.

use super::choices::{Measured, Moves, Quality, Tuning, YesNo};
use super::table::{Group, Input, Shown, Slot, Spread, Table, inputs};
use crate::units::{Milliseconds, RequestsPerMonth, Share, TokensPerRequest, UsdPerMtok};

inputs! {
    /// One workload. Tokens are counted in one reference tokenizer.
    struct Workload {
        /// Short name in links: letters, digits and hyphens.
        slug: String = String::from("workload"),
    }
    table WORKLOAD
    name: text String = ("", 80), Workload, "", "",
        "Name", "What the requests are, in your words.";
    requests: number RequestsPerMonth = (100_000.0, 0.0..1e12, 0.0~0.0, Fixed), Workload, "requests/month", "",
        "Requests a month", "How many requests this workload makes in a month, failed ones not counted.";
    input_tokens: number TokensPerRequest = (1_500.0, 0.0..2e6, 0.0~0.0, Fixed), Workload, "tokens", "tokens_in_out",
        "Tokens in", "Mean tokens read per request: instructions, context and question. A token is about three quarters of an English word.";
    output_tokens: number TokensPerRequest = (400.0, 0.0..2e5, 0.0~0.0, Fixed), Workload, "tokens", "tokens_in_out",
        "Tokens out", "Mean tokens written per request, without hidden reasoning.";
    reasoning_tokens: number TokensPerRequest = (0.0, 0.0..1e6, 0.0~0.0, Fixed), Workload, "tokens", "",
        "Reasoning tokens", "Hidden reasoning per request. Hosts bill it as output; your own servers must write it too.";
    model: reference Hosted = ("anthropic/claude-sonnet-5.5", ""), Workload, "", "",
        "Bought today", "The hosted model you buy today, or would buy.";
    quality: choice Quality = (Quality::Strong), Workload, "", "",
        "Quality needed", "The lowest quality that will do, on one dated index. It decides which open models can compete.";
    passed_on: optional Share = (0.0, 0.0..100.0, 0.0~0.0, Fixed), Workload, "%", "",
        "Passed on to a better model", "A cheaper model answers first and passes this share of the requests on to the better one; both are paid. Empty: no cheaper model goes first.";
    first_quality: choice Quality = (Quality::Basic), Workload, "", "",
        "Quality of the first model", "The lowest quality that will do for the model that answers first, where a share is passed on.";
    open_model: reference Models = ("auto", "auto"), Workload, "", "",
        "Open model", "The open-weight model to serve, or the cheapest one that is good enough.";
    shape: reference Shapes = ("chat", ""), Workload, "", "peak_mean_chat",
        "Shape of the week", "How load moves over the 168 hours of a week.";
    peak_to_average: optional f64 = (0.0, 1.0..100.0, 1.65~4.0, Lognormal), Workload, "x", "peak_mean_default",
        "Peak to average", "The busiest hour of the week over the mean hour. Empty: as the shape has it.";
    cached: number Share = (50.0, 0.0..100.0, 20.0~90.0, Logit), Workload, "%", "cache_hit",
        "Cached input", "The share of input tokens that repeats an earlier prompt's beginning and can be read from a cache.";
    cache_writes: number Share = (5.0, 0.0..100.0, 0.0~0.0, Fixed), Workload, "%", "",
        "Cache writes", "The share of input tokens written to the cache, which some hosts bill above the input price.";
    caching_today: choice YesNo = (YesNo::Yes), Workload, "", "",
        "Caching used today", "Whether today's bill already has the cache discount.";
    waiting: number Share = (0.0, 0.0..100.0, 0.0~0.0, Fixed), Workload, "%", "batch_discount",
        "Work that may wait", "The share of requests that may be answered within a day. Hosts sell it at half price; your own servers do it at night.";
    batching_today: choice YesNo = (YesNo::No), Workload, "", "",
        "Batching used today", "Whether today's bill already has the batch discount.";
    input_p95: optional TokensPerRequest = (0.0, 1.0..1e7, 0.0~0.0, Fixed), Workload, "tokens", "",
        "Long prompts", "95 of 100 prompts are at most this long. Models and servers must hold one, and from it follows how many pass a price tier. Empty: every prompt is as long as the mean.";
    above_tier: optional Share = (0.0, 0.0..100.0, 0.0~0.0, Fixed), Workload, "%", "",
        "Prompts above the price tier", "The share of prompts longer than where the model bought today begins to bill more. Empty: as the long prompts say, or none.";
    above_second_tier: optional Share = (0.0, 0.0..100.0, 0.0~0.0, Fixed), Workload, "%", "",
        "Prompts above the second tier", "The share of prompts longer than where the model bought today begins to bill more once again; few have such a tier. Empty: as the share above the first tier and the long prompts say.";
    measured: choice Measured = (Measured::No), Workload, "", "",
        "Measured", "Whether this workload's numbers were measured, as from a usage export. What was measured is not drawn for the odds.";
    latency: number Milliseconds = (40.0, 5.0..1000.0, 0.0~0.0, Fixed), Workload, "ms", "",
        "Time per token", "The slowest pace of the answer that will do. 40 ms a token is 25 tokens a second, faster than reading.";
    first_token: optional f64 = (0.0, 0.05..3600.0, 0.0~0.0, Fixed), Workload, "s", "",
        "Time to the first word", "How soon must the answer start? Seconds within which 95 of 100 answers begin. Empty: it does not matter.";
    in_scope: number Share = (100.0, 0.0..100.0, 0.0~0.0, Fixed), Workload, "%", "",
        "Share under the rule", "The share of requests that carries the data the rule names.";
    tuning: choice Tuning = (Tuning::None), Workload, "", "ft_hosted_open",
        "Fine-tuning", "Whether the workload needs a fine-tuned model, and whether a host may hold its weights.";
    price_input: optional UsdPerMtok = (0.0, 0.0..1000.0, 0.0~0.0, Fixed), Workload, "USD/M tokens", "",
        "Your input price", "What you pay for a million input tokens, if it is not the list price.";
    price_output: optional UsdPerMtok = (0.0, 0.0..1000.0, 0.0~0.0, Fixed), Workload, "USD/M tokens", "",
        "Your output price", "What you pay for a million output tokens, if it is not the list price.";
    price_cached: optional UsdPerMtok = (0.0, 0.0..1000.0, 0.0~0.0, Fixed), Workload, "USD/M tokens", "",
        "Your cached-read price", "What you pay for a million input tokens read from the cache. Zero is a price; empty is the list price.";
    throughput: optional f64 = (0.0, 1.0..1e7, 0.0~0.0, Fixed), Workload, "tokens/s", "",
        "Measured throughput", "Output tokens a second of one replica in your own load test, in place of the model's estimate.";
    throughput_gpus: optional f64 = (0.0, 1.0..1024.0, 0.0~0.0, Fixed), Workload, "GPUs", "",
        "GPUs of the measured replica", "How many GPUs the replica of your load test had. A replica of more or fewer does in proportion. Empty: whatever the replica has.";
    first_token_measured: optional f64 = (0.0, 0.001..3600.0, 0.0~0.0, Fixed), Workload, "s", "",
        "Measured time to the first word", "Seconds within which 95 of 100 answers began in your load test, at the measured throughput. It counts where the first word must come in time. Empty: the model's estimate.";
}

impl Moves {
    /// Whether a workload moves to a cheaper model when one is good enough. Who codes picks the model from a menu; a
    /// product's prompts and tests, a fine-tune and vectors that are stored are tied to one (judgement).
    pub fn follows(self, workload: &Workload) -> bool {
        match self {
            Self::Follow => true,
            Self::Stay => false,
            Self::ByWork => workload.shape == "coding" && workload.tuning == Tuning::None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coding_moves_and_what_is_tied_to_its_model_stays() {
        let work = |shape: &str, tuning| Workload { shape: shape.into(), tuning, ..Workload::default() };
        let (coding, tuned, chat) =
            (work("coding", Tuning::None), work("coding", Tuning::Adapter), work("chat", Tuning::None));
        assert_eq!([&coding, &tuned, &chat].map(|one| Moves::ByWork.follows(one)), [true, false, false]);
        assert_eq!([Moves::Stay, Moves::Follow].map(|moves| moves.follows(&coding)), [false, true]);
        assert!(Moves::Follow.follows(&chat));
    }
}
