//! Texts that are unfinished, or carry what nobody sees: marks of an editor, of a page, of a spreadsheet.

use super::suspicions::{At, Suspicion};
use super::suspicious_rows::rent_name;
use build_or_buy::catalog::Catalog;

/// Every text of every row.
pub(super) fn texts(found: &mut Vec<Suspicion>, catalog: &Catalog) {
    for row in &catalog.hosted {
        let mut at = At { found, table: "hosted", row: row.id.clone(), from: Some(row.from) };
        let texts = [("host", row.host.as_str()), ("model", &row.model), ("source", &row.source)];
        look(&mut at, &texts, row.note.as_deref());
    }
    for row in &catalog.models {
        let mut at = At { found, table: "models", row: row.id.clone(), from: None };
        let texts = [("name", row.name.as_str()), ("maker", &row.maker), ("source", &row.source)];
        look(&mut at, &texts, row.note.as_deref());
    }
    for row in &catalog.gpus {
        let mut at = At { found, table: "gpus", row: row.id.clone(), from: None };
        look(&mut at, &[("name", row.name.as_str()), ("source", &row.source)], row.note.as_deref());
    }
    for row in &catalog.rents {
        let mut at = At { found, table: "rents", row: rent_name(row), from: Some(row.from) };
        look(&mut at, &[("provider", row.provider.as_str()), ("source", &row.source)], row.note.as_deref());
    }
    for row in &catalog.purchases {
        let mut at = At { found, table: "purchases", row: row.gpu.clone(), from: Some(row.from) };
        look(&mut at, &[("source", row.source.as_str())], row.note.as_deref());
    }
    for row in &catalog.parameters {
        let mut at = At { found, table: "parameters", row: row.key.clone(), from: None };
        look(&mut at, &[("label", row.label.as_str()), ("source", &row.source)], row.note.as_deref());
    }
}

fn look(at: &mut At<'_>, texts: &[(&'static str, &str)], note: Option<&str>) {
    for (field, text) in texts.iter().copied().chain(note.map(|note| ("note", note))) {
        if let Some(why) = unfinished(text) {
            at.say(field, format!("`{}` {why}", text.trim()));
        }
    }
}

/// What in a text was not meant to stay there.
fn unfinished(text: &str) -> Option<&'static str> {
    let marks = ["TODO", "FIXME", "TBD", "XXX", "???"];
    if marks.iter().any(|mark| text.contains(mark)) {
        return Some("is not finished");
    }
    if text.contains("](") || text.contains("</") || text.contains("&amp;") || text.contains("&nbsp;") {
        return Some("has the marks of a page in it: plain text is shown as it is written");
    }
    if text.chars().any(|c| c.is_control() || matches!(c, '\u{a0}' | '\u{200b}' | '\u{feff}')) {
        return Some("has a character in it that nobody sees: a tab, or a space that is none");
    }
    (text != text.trim() || text.contains("  ")).then_some("has a space too many")
}

#[cfg(test)]
mod tests {
    use super::unfinished;

    #[test]
    fn plain_words_are_finished() {
        for good in ["Groq", "docs (https://x.y/a_(b)); list price < 3", "vendor\u{2019}s page, EUR at 1.08", "a & b"] {
            assert_eq!(unfinished(good), None, "{good}");
        }
        for bad in ["TODO", "[groq](https://groq.com)", "<b>x</b>", "a\tb", "Groq\u{a0}", " Groq", "a  b", "x &amp; y"]
        {
            assert!(unfinished(bad).is_some(), "{bad:?}");
        }
    }
}
