//! Amounts in another currency than US dollars.

/// What every amount of the catalog is in.
pub(super) const ALLOWED: &str =
    "amounts are in USD (or US cents): convert it, and name the rate in `note`, like `EUR at 1.1593`";

/// Other currencies by their codes.
const CODES: [&str; 22] = [
    "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "ILS", "INR", "JPY", "KRW", "MXN", "NOK",
    "NZD", "PLN", "RMB", "SEK", "SGD", "ZAR",
];
/// And by their names, as they begin, and signs.
const NAMES: [&str; 10] = ["euro", "pound", "sterling", "yuan", "renminbi", "yen", "rupee", "franc", "krona", "zloty"];
const SIGNS: [char; 6] = ['€', '£', '¥', '₹', '₩', '₽'];

/// The currency other than the US dollar that a unit names, as it is written.
pub(super) fn foreign_unit(unit: &str) -> Option<String> {
    let sign = unit.chars().find(|c| SIGNS.contains(c)).map(String::from);
    let is = |word: &&str| {
        let lower = word.to_lowercase();
        CODES.iter().any(|code| code.eq_ignore_ascii_case(word)) || NAMES.iter().any(|name| whole(&lower, name))
    };
    sign.or_else(|| unit.split(|c: char| !c.is_alphabetic()).find(is).map(ToOwned::to_owned))
}

/// The currency that a note names without the rate at which it was converted.
pub(super) fn without_rate(note: &str) -> Option<String> {
    let words: Vec<&str> = note.split([' ', ',', ';', '(', ')']).filter(|word| !word.is_empty()).collect();
    let code = |word: &&str| CODES.contains(word) || word.chars().any(|c| SIGNS.contains(&c));
    let named = words.iter().find(|word| code(word))?;
    let number = |word: &&str| word.parse::<f64>().is_ok_and(|rate| rate > 0.0);
    let rate = words.windows(2).any(|pair| pair[0] == "at" && number(&pair[1]));
    (!rate).then(|| (*named).to_owned())
}

/// A currency's name, one or many of it.
fn whole(word: &str, name: &str) -> bool {
    word.strip_prefix(name).is_some_and(|rest| matches!(rest, "" | "s"))
}

#[cfg(test)]
mod tests {
    use super::{foreign_unit, without_rate};

    #[test]
    fn dollars_are_told_from_other_money_and_from_other_units() {
        for (unit, named) in [
            ("EUR/h", "EUR"),
            ("eur/kWh", "eur"),
            ("€/kW-month", "€"),
            ("CHF", "CHF"),
            ("thousand euros", "euros"),
            ("pence or pounds", "pounds"),
        ] {
            assert_eq!(foreign_unit(unit).as_deref(), Some(named), "{unit}");
        }
        for unit in [
            "USD/h",
            "US cents/kWh",
            "$/GPU-h",
            "% of capex",
            "engineers",
            "tokens/min",
            "x per year",
            "in 54 days on 16,384 H100",
        ] {
            assert_eq!(foreign_unit(unit), None, "{unit}");
        }
        assert_eq!(without_rate("list price in EUR").as_deref(), Some("EUR"));
        assert_eq!(without_rate("€3.10").as_deref(), Some("€3.10"));
        assert_eq!((without_rate("EUR at 1.1593"), without_rate("4 EUR, at 1.08 of that day")), (None, None));
        assert_eq!(without_rate("EUROPE only, seen at 3 providers"), None);
    }
}
