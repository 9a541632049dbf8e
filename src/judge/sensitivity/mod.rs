//! What would change the answer: every input by itself, the rest as it is.
//!
//! Of more than six workloads the inputs of the six largest are followed; the others each move little.

pub mod along;
pub mod answer;
pub mod choices;
mod flip;
pub mod flips;
mod followed;
pub mod probe;
#[cfg(not(target_arch = "wasm32"))]
pub mod sobol;
pub mod span;
pub mod tornado;
mod turned;
#[cfg(not(target_arch = "wasm32"))]
pub mod variance;
mod walk;
mod words;

pub use along::{Along, Point, Switch};
pub use answer::Winner;
pub use flip::{Flip, OptionAnswer};
pub use flips::{Flips, flips};
pub use followed::FOLLOWED;
pub use span::{Scale, Span};
pub use walk::{Sensitivity, curves};
