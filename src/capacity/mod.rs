//! What an instance of a model on GPUs delivers: a closed form from published facts and a few fitted constants.
//!
//! ```text
//! time between tokens = step(B) + B · prefill / output tokens
//! step(B)  = weights read / bandwidth + B · cache read / bandwidth + B · arithmetic / rate
//!          + layers · fixed time + B · host time + collectives
//! B        = min(concurrency, what memory holds, what the engine takes)
//! output   = B / time between tokens
//! ```
//!
//! Per-layer overhead is the term that most calculators lack; without it predictions are 2.8 times too high.

mod attended;
pub mod attention;
pub mod constants;
mod crossing;
pub mod disaggregated;
mod embed;
mod first_token;
pub mod kv;
mod kv_precision;
mod layout;
pub mod maturity;
pub mod memory;
mod plan;
mod predict;
mod prefill;
mod request;
pub mod residual;
mod serving;
mod step;
mod unservable;
pub mod weights;

pub use attention::{Layers, Past};
pub use constants::Constants;
pub use embed::Embedding;
pub use first_token::FirstToken;
pub(crate) use first_token::P95;
pub use kv_precision::KvPrecision;
pub use layout::Layout;
pub use maturity::Maturity;
pub use memory::Memory;
pub use plan::Plan;
pub use predict::{Capacity, Prediction};
pub use request::Request;
pub use residual::{Class, Load, Residual};
pub use serving::Serving;
pub use unservable::Unservable;
