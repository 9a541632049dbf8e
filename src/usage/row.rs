//! One row of an export in the words of the tool: what every format is brought to.

use super::time::Time;

/// A format that is recognized.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Format {
    OpenAi,
    OpenAiCost,
    Anthropic,
    AnthropicCost,
    LiteLlm,
    LiteLlmDaily,
    OpenRouter,
    OpenRouterDaily,
    Langfuse,
    Bedrock,
    Otel,
    AzureMonitor,
    DeepSeek,
    Fireworks,
    Vercel,
    Ccusage,
    AzureTrace,
    BurstGpt,
    Mooncake,
    Log,
    LogUntimed,
}

impl Format {
    /// For people.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::OpenAi => "OpenAI usage export",
            Self::OpenAiCost => "OpenAI cost export",
            Self::Anthropic => "Anthropic usage export",
            Self::AnthropicCost => "Anthropic cost export",
            Self::LiteLlm => "LiteLLM request log",
            Self::LiteLlmDaily => "LiteLLM daily usage",
            Self::OpenRouter => "OpenRouter activity, request by request",
            Self::OpenRouterDaily => "OpenRouter activity by day",
            Self::Langfuse => "Langfuse observations",
            Self::Bedrock => "Amazon Bedrock invocation log",
            Self::Otel => "OpenTelemetry spans",
            Self::AzureMonitor => "Azure Monitor metrics",
            Self::DeepSeek => "DeepSeek usage export",
            Self::Fireworks => "Fireworks billing export",
            Self::Vercel => "Vercel AI Gateway report",
            Self::Ccusage => "usage of a coding assistant",
            Self::AzureTrace => "request trace (Azure)",
            Self::BurstGpt => "request trace (BurstGPT)",
            Self::Mooncake => "request trace (Mooncake)",
            Self::Log => "log of requests",
            Self::LogUntimed => "log of requests, those without a time",
        }
    }

    /// The host whose prices its model names mean, as the catalog's ids begin; empty when the file must say.
    pub(super) const fn host(self) -> &'static str {
        match self {
            Self::OpenAi | Self::OpenAiCost => "openai",
            Self::Anthropic | Self::AnthropicCost | Self::Ccusage => "anthropic",
            Self::Bedrock => "bedrock",
            Self::DeepSeek => "deepseek",
            Self::Fireworks => "fireworks",
            _ => "",
        }
    }

    /// Only its money is used.
    pub(super) const fn bill_only(self) -> bool {
        matches!(self, Self::OpenAiCost | Self::AnthropicCost)
    }

    /// Whether whoever records may have recorded a part of the requests only.
    pub(super) const fn may_be_sampled(self) -> bool {
        matches!(self, Self::Langfuse | Self::Otel)
    }

    /// Whether a missing day between two others means that nothing happened on it; so it is wherever a row is a sum.
    pub(super) const fn request_level(self) -> bool {
        matches!(
            self,
            Self::LiteLlm
                | Self::OpenRouter
                | Self::Langfuse
                | Self::Bedrock
                | Self::Otel
                | Self::AzureTrace
                | Self::BurstGpt
                | Self::Mooncake
                | Self::Log
                | Self::LogUntimed
        )
    }
}

/// How long a row's figures cover.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Span {
    /// One request.
    Request,
    /// A bucket of so many seconds.
    Seconds(f64),
}

/// One row. Missing counts are unknown, not zero.
#[derive(Clone, Debug)]
pub(super) struct Row<'a> {
    pub(super) time: Time,
    pub(super) span: Span,
    pub(super) requests: Option<f64>,
    /// All input, cached and written tokens inside.
    pub(super) input: f64,
    pub(super) cached: Option<f64>,
    pub(super) written: Option<f64>,
    /// All output, reasoning inside.
    pub(super) output: f64,
    pub(super) reasoning: Option<f64>,
    pub(super) batch: Option<bool>,
    /// Dollars.
    pub(super) cost: Option<f64>,
    /// Milliseconds until the first token, and to the last.
    pub(super) took: Option<[f64; 2]>,
    pub(super) model: &'a str,
    /// The host, where the row names it.
    pub(super) provider: &'a str,
    /// Labels, the most telling first: application, model group, project, key.
    pub(super) labels: [&'a str; 4],
    pub(super) environment: &'a str,
    pub(super) embedding: bool,
    /// Other columns that tell rows of one bucket apart, hashed.
    pub(super) rest: u64,
    /// Which of them are not empty, a bit for each.
    pub(super) told: u8,
    pub(super) id: &'a str,
    pub(super) parent: &'a str,
    /// A repeated id replaces what came before, as streamed logs repeat themselves.
    pub(super) last_counts: bool,
    pub(super) failed: bool,
    /// By what a day's figures were parted, where one day can be exported in several ways; else empty.
    pub(super) cut: &'static str,
}

impl Row<'_> {
    /// A row at a time, with nothing in it.
    pub(super) const fn at(time: Time, span: Span) -> Self {
        Self {
            time,
            span,
            requests: None,
            input: 0.0,
            cached: None,
            written: None,
            output: 0.0,
            reasoning: None,
            batch: None,
            cost: None,
            took: None,
            model: "",
            provider: "",
            labels: [""; 4],
            environment: "",
            embedding: false,
            rest: 0,
            told: 0,
            id: "",
            parent: "",
            last_counts: false,
            failed: false,
            cut: "",
        }
    }
}

/// A hash of other columns that tell rows of one bucket apart, and a bit for each that is not empty. Case tells nothing.
pub(super) fn apart<const N: usize>(columns: [&str; N]) -> (u64, u8) {
    columns.iter().enumerate().fold((0, 0), |(sum, told), (at, text)| {
        (hash(sum, &text.to_ascii_lowercase()), told | u8::from(!text.is_empty()) << at)
    })
}

/// A hash of texts that is the same on every host (FNV-1a, 64 bits).
pub(super) fn hash(seed: u64, text: &str) -> u64 {
    let start = seed ^ 0xcbf2_9ce4_8422_2325;
    let mixed = text.bytes().fold(start, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    (mixed ^ 0xff).wrapping_mul(0x0100_0000_01b3)
}
