//! Words that several subcommands say.

use build_or_buy::sentence::rounded;

/// `1 row`, `2,000 rows`.
pub fn many(count: usize, what: &str) -> String {
    format!("{} {what}{}", rounded(count as f64, 12), if count == 1 { "" } else { "s" })
}
