//! The words that rows choose among: kinds, grades, ways to bill, number formats.

use super::field::word;

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
        /// Nobody is known to have seen it after that day, and the price is not carried further.
        Unseen = "unseen",
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
