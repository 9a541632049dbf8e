//! The answer that a page is delivered with: from the engine, readable before any script runs and without one. The page
//! takes it over, so markup and order are those of `www/verdict.js`.

use super::html::text_of;
use build_or_buy::Report;
use build_or_buy::report::options::OptionCost;
use build_or_buy::sentence::{Sentence, Unit, amount};
use std::fmt::Write as _;

/// One way to do it, for a picture: its name, its cost as text, its length as a part of the longest, its side.
pub struct Bar {
    /// As the page calls it.
    pub name: &'static str,
    /// What it costs a month.
    pub amount: String,
    /// From 0 to 1.
    pub part: f64,
    /// `buy`, `hybrid` or `build`.
    pub side: &'static str,
}

/// The ways to do it, as the report lists them but for today's.
pub fn bars(report: &Report) -> Vec<Bar> {
    let options: Vec<_> = report.options.iter().filter(|option| option.id != "today").collect();
    let longest = options.iter().map(|option| option.monthly.get()).fold(0.0, f64::max);
    let bar = |option: &&OptionCost| {
        let (name, side) = match option.id {
            "buy" | "hybrid" => (option.label, option.id),
            _ => (option.label, "build"),
        };
        let monthly = option.monthly.get();
        let part = if longest > 0.0 { (monthly / longest).clamp(0.0, 1.0) } else { 0.0 };
        Bar { name, amount: amount(Unit::UsdMonth, monthly), part, side }
    };
    options.iter().map(bar).collect()
}

/// The element that stands in the page until its script has an answer of its own.
pub fn main(report: &Report) -> String {
    let verdict = &report.verdict;
    let mut html = format!(
        "<main class=\"page static\"><div class=\"top\"><div class=\"column\"><section id=\"answer\" class=\"answer\" \
         aria-labelledby=\"verdict\">\n<h1 id=\"verdict\">{}</h1>\n",
        said(&verdict.sentence),
    );
    if let Some(note) = &verdict.note {
        let _ = writeln!(html, "<p class=\"takes\">{}</p>", said(note));
    }
    let title = verdict.volume.plain();
    let title = if title.is_empty() { "What each way costs a month".to_owned() } else { title };
    let _ = writeln!(
        html,
        "<figure class=\"chart\"><figcaption>{}</figcaption>\n<div class=\"room\">{}</div>\n\
         <p class=\"note\">What each way costs a month, all in. Volume counts: the picture that follows shows every volume.</p>\n{}</figure>",
        text_of(&title),
        picture(&bars(report)),
        numbers(&bars(report))
    );
    let _ = writeln!(
        html,
        "<p class=\"why\"><b class=\"sure\">{}</b> {} {} {}</p>",
        said(&verdict.sure),
        said(&verdict.check),
        said(&verdict.decides),
        said(&verdict.holds)
    );
    if verdict.note.as_ref().is_some_and(|note| note.plain().contains("clears ")) {
        let index = text_of(&report.index);
        let _ = writeln!(html, "<p class=\"note gloss\">Quality score: {index}; higher is better.</p>");
    }
    let _ = writeln!(
        html,
        "<p class=\"made\">Prices of {}. Engine {}.</p>\n</section></div><div class=\"questions\"></div></div></main>",
        day(&report.asof.to_string()),
        report.engine
    );
    html
}

/// A date as the page writes it: `23 November 2026`.
fn day(date: &str) -> String {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let parts: Vec<usize> = date.split('-').filter_map(|part| part.parse().ok()).collect();
    match parts.as_slice() {
        [year, month @ 1..=12, day] => format!("{day} {} {year}", MONTHS[month - 1]),
        _ => date.to_owned(),
    }
}

/// The same numbers as a table, closed until asked for.
fn numbers(bars: &[Bar]) -> String {
    let rows = bars.iter().fold(String::new(), |mut rows, bar| {
        let _ = write!(rows, "<tr><th scope=\"row\">{}</th><td>{}</td></tr>", bar.name, text_of(&bar.amount));
        rows
    });
    format!("<details class=\"numbers\"><summary>The numbers</summary><table><tbody>{rows}</tbody></table></details>")
}

/// A bar for each way under its name and amount, as wide as the column.
fn picture(bars: &[Bar]) -> String {
    let mut svg = String::from("<svg class=\"bars\" width=\"100%\" height=\"168\" aria-hidden=\"true\">");
    for (bar, top) in bars.iter().zip([0, 56, 112]) {
        let (name, amount) = (bar.name, text_of(&bar.amount));
        let _ = write!(
            svg,
            "<text x=\"0\" y=\"{}\">{name}: {amount}</text>\
             <rect class=\"band {}\" x=\"0\" y=\"{}\" width=\"{:.1}%\" height=\"14\"></rect>",
            top + 18,
            bar.side,
            top + 26,
            bar.part * 100.0
        );
    }
    svg.push_str("</svg>");
    svg
}

/// A sentence with its amounts marked; a mark after an amount stays on its line, as in `www/words.js`.
fn said(sentence: &Sentence) -> String {
    let mut html = String::new();
    let parts = &sentence.0;
    for (at, part) in parts.iter().enumerate() {
        if part.unit == Unit::Text {
            let after_amount = at > 0 && parts[at - 1].unit != Unit::Text;
            let text = if after_amount { &part.text[marks(&part.text)..] } else { part.text.as_str() };
            html.push_str(&text_of(text));
        } else {
            let next = parts.get(at + 1).filter(|next| next.unit == Unit::Text);
            let marks = next.map_or("", |next| &next.text[..marks(&next.text)]);
            let amount = text_of(&amount(part.unit, part.value));
            let _ =
                write!(html, "<span class=\"whole\"><span class=\"amount\">{amount}</span>{}</span>", text_of(marks));
        }
    }
    html
}

/// How many bytes of punctuation a text begins with.
fn marks(text: &str) -> usize {
    text.len() - text.trim_start_matches(['.', ',', ';', ':', ')', '”']).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_marked_up_and_escaped() {
        let sentence = Sentence::new("Buy <it> for ").amount(Unit::UsdMonth, 6_075.67).say(", all in.");
        let expected =
            "Buy &lt;it&gt; for <span class=\"whole\"><span class=\"amount\">$6,100 a month</span>,</span> all in.";
        assert_eq!(said(&sentence), expected);
    }

    #[test]
    fn dates_are_written_as_the_page_writes_them() {
        assert_eq!(day("2026-11-23"), "23 November 2026");
        assert_eq!(day("2026-01-05"), "5 January 2026");
    }

    #[test]
    fn the_longest_bar_is_the_whole_width_and_the_others_in_proportion() {
        let bar = |part| Bar { name: "Hosted", amount: "$1".to_owned(), part, side: "buy" };
        let html = picture(&[bar(1.0), bar(0.25)]);
        assert!(html.contains("width=\"100.0%\"") && html.contains("width=\"25.0%\""), "{html}");
    }
}
