//! Words that several subcommands say.

/// `1 row`, `2 rows`.
pub fn many(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}
