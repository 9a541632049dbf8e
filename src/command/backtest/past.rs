//! A decision as it stood on a day of the past: what `asof` of that day answers with.

use build_or_buy::catalog::Catalog;
use build_or_buy::date::Date;
use build_or_buy::inputs::link::{self, Query};
use build_or_buy::report::then;

/// A question on its day.
pub struct Past {
    /// What was known and on sale then.
    pub catalog: Catalog,
    /// The question, with what was on sale in place of what came later.
    pub query: Query,
}

/// A company of today as it would have asked on a day. The catalog goes back to it.
pub fn asked(catalog: &Catalog, link: &str, day: Date) -> Past {
    let mut pairs = super::super::link::pairs(link);
    pairs.push(("asof".into(), day.to_string()));
    let query = link::read(&pairs, catalog);
    let then = then(&query, catalog);
    Past { catalog: then.catalog.into_owned(), query: then.query }
}

/// The same question some months later: the same need, and the same model unless its host no longer sells it.
pub fn asked_again(first: &Past, catalog: &Catalog, link: &str, day: Date) -> Past {
    let mut again = asked(catalog, link, day);
    // Who asked for the best there was then asks for no more now.
    if let (Some(cut), Some(then)) = (&mut again.catalog.cut, &first.catalog.cut) {
        (cut.best, cut.best_plain) = (then.best, then.best_plain);
    }
    for (workload, then) in again.query.inputs.workloads.iter_mut().zip(&first.query.inputs.workloads) {
        if again.catalog.price(&then.model, day).is_some() {
            workload.model.clone_from(&then.model);
        }
    }
    again
}

#[cfg(test)]
mod tests {
    use super::super::super::earlier;
    use super::*;
    use build_or_buy::catalog::Kind;

    fn day(text: &str) -> Date {
        Date::parse(text).expect("a day")
    }

    #[test]
    fn a_company_of_the_past_buys_and_needs_what_there_was() {
        let catalog = earlier::catalog().expect("both files");
        let model = |past: &Past| past.query.inputs.workloads[0].model.clone();
        let first =
            asked(&catalog, "v=2&workloads=a&a.model=anthropic/claude-sonnet-5.5&a.quality=any", day("2025-01-01"));
        assert_eq!(model(&first), "anthropic/claude-3.5-sonnet-v2");
        // Still sold, it stays; retired on 2025-10-28, it is what one would have bought then.
        let link = "v=2&workloads=a&a.model=anthropic/claude-sonnet-5.5&a.quality=any";
        let later = |text: &str| model(&asked_again(&first, &catalog, link, day(text)));
        assert_eq!(later("2025-07-01"), "anthropic/claude-3.5-sonnet-v2");
        assert_eq!(later("2025-12-01"), "anthropic/claude-sonnet-4.5");
        // The need is that of the first day.
        let again = asked_again(&first, &catalog, link, day("2025-12-01"));
        let best = |past: &Past| past.catalog.cut.as_ref().map(|cut| (cut.best, cut.best_plain));
        assert_eq!(best(&again), best(&first));
    }

    #[test]
    fn every_month_is_decided_with_what_was_on_sale() {
        let catalog = earlier::catalog().expect("both files");
        let chat = |text: &str| {
            let past = asked(&catalog, "v=2", day(text));
            past.catalog.offers(day(text)).iter().filter(|row| row.kind == Kind::Chat).count()
        };
        // The catalog alone had none on the first and 28 on the second.
        assert!(chat("2024-07-01") >= 40, "{}", chat("2024-07-01"));
        assert!(chat("2025-11-01") >= 240, "{}", chat("2025-11-01"));
    }
}
