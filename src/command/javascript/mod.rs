//! Links the page's modules into one script: one request for the site, no requests for the single file.
//!
//! The page's modules keep a strict style (static named imports of relative paths, no cycles), so that linking needs
//! a lexer and no parser. What falls outside of the style is refused by name.

mod lexer;
mod linker;
mod shrink;

pub use linker::link;
pub use shrink::{script, stylesheet};
