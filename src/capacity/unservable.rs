//! The reasons why something cannot be served, in words.

use crate::catalog::Precision;
use crate::units::{Gigabytes, Tokens};
use core::fmt;

/// Why something cannot be served, by name.
#[derive(Clone, Debug, PartialEq)]
pub enum Unservable {
    /// Nothing is published on how the model's attention keeps its past.
    AttentionUnknown {
        /// The model's name.
        model: String,
    },
    /// The GPU's arithmetic has no such format.
    PrecisionNotInGpu {
        /// The format.
        precision: Precision,
        /// The GPU's name.
        gpu: String,
    },
    /// No weights of the model are published in this format.
    PrecisionNotPublished {
        /// The format.
        precision: Precision,
        /// The model's name.
        model: String,
        /// Formats there are.
        published: Vec<String>,
    },
    /// Weights, workspace and one request need more memory than each GPU has to give.
    DoesNotFit {
        /// Needed on each GPU.
        needs: Gigabytes,
        /// What an engine may use of each GPU.
        has: Gigabytes,
        /// GPUs of the instance.
        gpus: u32,
    },
    /// Prompt plus answer exceed what the model was made for.
    ContextTooLong {
        /// Asked for.
        wants: Tokens,
        /// The model's longest context.
        allowed: Tokens,
    },
    /// The number of query heads is not a multiple of the tensor-parallel degree.
    HeadsNotDivided {
        /// The degree.
        tensor_parallel: u32,
        /// The model's query heads.
        heads: u32,
    },
    /// More GPUs than one server joins, more stages than layers, or none at all.
    LayoutImpossible {
        /// GPUs asked for.
        gpus: u32,
        /// Most that are joined.
        per_node: u32,
    },
}

impl fmt::Display for Unservable {
    // Whole numbers only: formatting a float would cost the browser's module 10 KB.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AttentionUnknown { model } => {
                write!(out, "how {model} keeps its context in memory is not known here, so it is not sized")
            }
            Self::PrecisionNotInGpu { precision, gpu } => {
                write!(out, "{gpu} has no {} arithmetic", word(*precision))
            }
            Self::PrecisionNotPublished { precision, model, published } => {
                write!(out, "{model} is not published in {}; it is in {}", word(*precision), published.join(", "))
            }
            Self::DoesNotFit { needs, has, gpus } => {
                let (needs, has) = (up(needs.get()), has.get() as u64);
                match gpus {
                    1 => write!(out, "does not fit: needs {needs} GB where {has} GB can be used"),
                    _ => {
                        write!(out, "does not fit: needs {needs} GB on each of {gpus} GPUs, where {has} GB can be used")
                    }
                }
            }
            Self::ContextTooLong { wants, allowed } => {
                write!(out, "{} tokens exceed the model's context of {}", up(wants.get()), allowed.get() as u64)
            }
            Self::HeadsNotDivided { tensor_parallel, heads } => {
                write!(out, "{heads} attention heads cannot be split over {tensor_parallel} GPUs")
            }
            Self::LayoutImpossible { gpus, per_node } => {
                write!(out, "an instance of {gpus} GPUs is impossible; allowed are 1 to {per_node}")
            }
        }
    }
}

impl std::error::Error for Unservable {}

fn up(value: f64) -> u64 {
    libm::ceil(value) as u64
}

/// The catalog's word for a precision.
pub const fn word(precision: Precision) -> &'static str {
    match precision {
        Precision::Bf16 => "bf16",
        Precision::Fp8 => "fp8",
        Precision::Nvfp4 => "fp4",
        Precision::Mxfp4 => "mxfp4",
        Precision::Int4 => "int4",
    }
}
