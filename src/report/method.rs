//! What the page about the method (`www/method.html`) takes from the engine: every line's equations with their values,
//! as the dialog of a line shows them, and what each input does. The page holds the words; here are the numbers.

use super::Report;
use crate::cost::lines::Line;
use crate::inputs::laws::{Effect, law};
use crate::inputs::{GLOBAL, Input, Inputs, Slot, Spread, WORKLOAD, Workload};
use crate::sentence::{Part, Sentence, Unit, rounded};
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

/// How what the engine says is written: in English, or in another language.
pub trait Writing {
    /// Words that stand alone: a label, a reason.
    fn words(&self, english: &str) -> String;
    /// A sentence, or an equation with its values.
    fn sentence(&self, sentence: &Sentence) -> String;
    /// A number that stands alone.
    fn number(&self, digits: &str) -> String;
}

/// In English, as the engine says it.
pub struct English;

impl Writing for English {
    fn words(&self, english: &str) -> String {
        english.to_owned()
    }

    fn sentence(&self, sentence: &Sentence) -> String {
        sentence.0.iter().map(exactly).collect()
    }

    fn number(&self, digits: &str) -> String {
        digits.to_owned()
    }
}

/// A line's equations in the first example that has it, as HTML: the link that they are for, then one item each.
/// `examples` are the reports of [`EXAMPLES`], in that order. `None` where none has the line.
pub fn worked(line: Line, examples: &[Report], writing: &dyn Writing) -> Option<String> {
    let (link, option, worked) = examples.iter().zip(EXAMPLES).find_map(|(report, link)| {
        report.options.iter().find_map(|option| {
            let line = option.lines.iter().find(|one| one.id == line.id())?;
            let worked = line.equations.as_ref().filter(|worked| !worked.equations.is_empty())?;
            Some((link, option.label, worked))
        })
    })?;
    let company = writing.words(if link.is_empty() { "The default company" } else { "The company of this link" });
    let words = [company, writing.words(option), writing.words(":")].map(|words| escaped(&words));
    let mut made = String::new();
    let _ = writeln!(made, "<p><a href=\"./?{}\">{}</a>, {}{}</p>\n<ul>", escaped(link), words[0], words[1], words[2]);
    for sentence in worked.sentences() {
        let _ = writeln!(made, "<li>{}</li>", escaped(&writing.sentence(&sentence)));
    }
    made.push_str("</ul>\n");
    Some(made)
}

/// The rows of the table of inputs: unit, default, range, and what more of each does.
pub fn laws(writing: &dyn Writing) -> String {
    let mut rows = String::new();
    let (inputs, workload) = (Inputs::default(), Workload::default());
    for input in GLOBAL {
        row(&mut rows, input, &inputs, writing);
    }
    for input in WORKLOAD {
        row(&mut rows, input, &workload, writing);
    }
    rows
}

fn row<T>(rows: &mut String, input: &Input<T>, defaults: &T, writing: &dyn Writing) {
    let Some(law) = law(input.name) else { return };
    let number = |value: f64| writing.number(&exactly(&Part { unit: Unit::Number, text: String::new(), value }));
    let words = |english: &str| escaped(&writing.words(english));
    let (default, range) = match &input.slot {
        Slot::Number { get, low, high, spread, .. } => {
            let drawn =
                |form: &str| [&number(*low), " ", &words("to"), " ", &number(*high), ", ", &words(form)].concat();
            let range = match spread {
                Spread::Fixed => String::new(),
                _ if low >= high => String::new(),
                Spread::Lognormal => drawn("lognormal"),
                Spread::Normal => drawn("normal"),
                Spread::Logit => drawn("logit"),
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
        words(input.label),
        words(input.unit),
        escaped(&default),
        words(effect(law.hosted)),
        words(effect(law.own)),
        words(law.why)
    );
}

/// An amount as it is written: its number, whether dollars, and the words around it.
pub struct Figure {
    /// Eight digits, enough to multiply by: what is shown then gives what is shown.
    pub number: String,
    /// Whether it is money.
    pub dollars: bool,
    /// What is said of it, with `{0}` for the number.
    pub said: &'static str,
}

/// An amount as it is written; none for words.
pub fn figure(part: &Part) -> Option<Figure> {
    if part.unit.is_words() {
        return None;
    }
    let mut digits = rounded(part.value.abs(), 8);
    if digits.contains('.') {
        digits.truncate(digits.trim_end_matches('0').trim_end_matches('.').len());
    }
    let (dollars, said) = match part.unit {
        Unit::Usd => (true, "{0}"),
        Unit::UsdMonth => (true, "{0} a month"),
        Unit::UsdYear => (true, "{0} a year"),
        Unit::UsdHour => (true, "{0} an hour"),
        Unit::UsdMtok => (true, "{0} per million tokens"),
        Unit::Percent => (false, "{0} %"),
        Unit::Months => (false, "{0} months"),
        _ => (false, "{0}"),
    };
    let sign = if part.value < 0.0 { "\u{2212}" } else { "" };
    Some(Figure { number: [sign, &digits].concat(), dollars, said })
}

fn exactly(part: &Part) -> String {
    let Some(Figure { number, dollars, said }) = figure(part) else { return part.text.clone() };
    let digits = number.trim_start_matches('\u{2212}');
    let sign = &number[..number.len() - digits.len()];
    said.replace("{0}", &[sign, if dollars { "$" } else { "" }, digits].concat())
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
