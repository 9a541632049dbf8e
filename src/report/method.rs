//! What the page about the method (`www/method.html`) takes from the engine: every line's equations with their values,
//! as the dialog of a line shows them, and what each input does. The page holds the words; here are the numbers.

use super::Report;
use crate::cost::lines::Line;
use crate::inputs::laws::{Effect, law};
use crate::inputs::{GLOBAL, Input, Inputs, Slot, Spread, WORKLOAD, Workload};
use crate::sentence::{Part, Unit, rounded};
use core::fmt::Write as _;

/// Links of companies that between them have every line of a cost table: what the page's examples are worked out for.
pub const EXAMPLES: [&str; 5] = [
    "",
    "payment=owned&volume_factor=300&cost_of_delay=500000&rota_absorbed=10",
    "ml_ops=none&lag_value=20000&outage_cost=500&volume_factor=200&in_region=yes&gateway_fee=5",
    "workloads=r&r.reasoning_tokens=1000&r.requests=20M&r.waiting=30&r.cache_writes=20&r.quality=frontier&moves=follow",
    "workloads=s&s.model=cohere/rerank-v3.5&s.requests=1M&s.input_tokens=2000&s.output_tokens=0&s.quality=any",
];

/// The element of the page that takes a line's example.
pub fn place(line: Line) -> String {
    ["worked-", line.id()].concat()
}

/// A line's equations in the first example that has it, as HTML: the link that they are for, then one item each.
/// `None` where no example has the line.
pub fn worked(line: Line, examples: &[Report]) -> Option<String> {
    let (link, option, worked) = examples.iter().zip(EXAMPLES).find_map(|(report, link)| {
        report.options.iter().find_map(|option| {
            let line = option.lines.iter().find(|one| one.id == line.id())?;
            let worked = line.equations.as_ref().filter(|worked| !worked.equations.is_empty())?;
            Some((link, option.label, worked))
        })
    })?;
    let company = if link.is_empty() { "The default company" } else { "The company of this link" };
    let mut made = String::new();
    let _ = writeln!(made, "<p><a href=\"./?{}\">{company}</a>, {}:</p>\n<ul>", escaped(link), escaped(option));
    for sentence in worked.sentences() {
        let _ = writeln!(made, "<li>{}</li>", escaped(&sentence.0.iter().map(exactly).collect::<String>()));
    }
    made.push_str("</ul>\n");
    Some(made)
}

/// The rows of the table of inputs: unit, default, range, and what more of each does.
pub fn laws() -> String {
    let mut rows = String::new();
    let (inputs, workload) = (Inputs::default(), Workload::default());
    for input in GLOBAL {
        row(&mut rows, input, &inputs);
    }
    for input in WORKLOAD {
        row(&mut rows, input, &workload);
    }
    rows
}

fn row<T>(rows: &mut String, input: &Input<T>, defaults: &T) {
    let Some(law) = law(input.name) else { return };
    let number = |value: f64| exactly(&Part { unit: Unit::Number, text: String::new(), value });
    let (default, range) = match &input.slot {
        Slot::Number { get, low, high, spread, .. } => {
            let range = match spread {
                Spread::Fixed => String::new(),
                _ if low >= high => String::new(),
                Spread::Lognormal => number(*low) + " to " + &number(*high) + ", lognormal",
                Spread::Normal => number(*low) + " to " + &number(*high) + ", normal",
                Spread::Logit => number(*low) + " to " + &number(*high) + ", logit",
            };
            (get(defaults).map_or_else(String::new, number), range)
        }
        Slot::Choice { get, .. } => (get(defaults).to_owned(), String::new()),
        Slot::Reference { get, .. } | Slot::Text { get, .. } => (get(defaults).to_owned(), String::new()),
    };
    let _ = writeln!(
        rows,
        "<tr><th scope=\"row\"><code>{}</code> {}</th><td>{}</td><td>{}</td><td>{range}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
        input.name,
        escaped(input.label),
        escaped(input.unit),
        escaped(&default),
        effect(law.hosted),
        effect(law.own),
        escaped(law.why)
    );
}

/// A piece of a sentence with eight digits, enough to multiply by: what is shown then gives what is shown.
fn exactly(part: &Part) -> String {
    if part.unit.is_words() {
        return part.text.clone();
    }
    let mut digits = rounded(part.value.abs(), 8);
    if digits.contains('.') {
        digits.truncate(digits.trim_end_matches('0').trim_end_matches('.').len());
    }
    let sign = if part.value < 0.0 { "\u{2212}" } else { "" };
    let after = match part.unit {
        Unit::UsdMonth => " a month",
        Unit::UsdYear => " a year",
        Unit::UsdHour => " an hour",
        Unit::UsdMtok => " per million tokens",
        Unit::Percent => " %",
        Unit::Months => " months",
        _ => "",
    };
    let money = matches!(part.unit, Unit::Usd | Unit::UsdMonth | Unit::UsdYear | Unit::UsdHour | Unit::UsdMtok);
    [sign, if money { "$" } else { "" }, &digits, after].concat()
}

const fn effect(effect: Effect) -> &'static str {
    match effect {
        Effect::More => "never cheaper",
        Effect::Less => "never dearer",
        Effect::Nothing => "nothing",
        Effect::Either => "either",
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
