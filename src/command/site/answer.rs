//! The answer that a page is delivered with: from the engine, readable before any script runs and without one. The page
//! takes it over, so markup and order are those of `www/verdict.js`.

use super::html::text_of;
use build_or_buy::Report;
use build_or_buy::date::Date;
use build_or_buy::report::options::OptionCost;
use build_or_buy::sentence::{Sentence, Unit, amount};
use std::fmt::Write as _;

/// One way to do it, for a picture.
pub struct Bar {
    /// As the report calls it.
    pub name: &'static str,
    /// What it costs a month.
    pub monthly: f64,
    /// Its length as a part of the longest, from 0 to 1.
    pub part: f64,
    /// `buy`, `hybrid` or `build`.
    pub side: &'static str,
    /// Whether it is the least of all.
    pub best: bool,
}

/// The ways to do it, as the report lists them.
pub fn bars(report: &Report) -> Vec<Bar> {
    let longest = report.options.iter().map(|option| option.monthly.get()).fold(0.0, f64::max);
    let bar = |option: &OptionCost| {
        let monthly = option.monthly.get();
        let part = if longest > 0.0 { (monthly / longest).clamp(0.0, 1.0) } else { 0.0 };
        let side = match option.id {
            "hybrid" => "hybrid",
            "build" => "build",
            _ => "buy",
        };
        Bar { name: option.label, monthly, part, side, best: option.best }
    };
    report.options.iter().map(bar).collect()
}

/// The element that stands in the page until its script has an answer of its own.
pub fn main(report: &Report) -> String {
    let verdict = &report.verdict;
    let mut html = format!(
        "<main class=\"page static\"><div class=\"top\"><div class=\"column\"><section id=\"answer\" class=\"answer\" \
         aria-labelledby=\"verdict\">\n<h1 id=\"verdict\">{}</h1>\n",
        said(&verdict.sentence)
    );
    if let Some(note) = &verdict.note {
        let _ = writeln!(html, "<p class=\"takes\">{}</p>", said(note));
    }
    html.push_str(&picture(&bars(report)));
    let _ = writeln!(
        html,
        "<figure class=\"chart bands\"><figcaption>{}</figcaption>\n<div class=\"room\"></div>\n\
         <p class=\"note\">Running your own compared with an API, everything included, as your volume grows; both scales are \
         logarithmic.</p><p class=\"numbers\">&nbsp;</p></figure>\n\
         <p class=\"why\"><b class=\"sure\">{}</b> {} {} {} {}</p>",
        said(&verdict.volume),
        said(&verdict.sure),
        said(&verdict.check),
        said(&verdict.decides),
        said(&verdict.holds),
        said(&verdict.ahead)
    );
    let _ = writeln!(
        html,
        "<p class=\"made\">Prices of {}.{}</p>\n</section></div><div class=\"questions\"></div></div></main>",
        day(&report.asof.to_string()),
        aged(&verdict.aged)
    );
    html
}

/// Which of the prices are old, with the days in words, as `www/dates.js` has it.
fn aged(sentence: &Sentence) -> String {
    if sentence.is_empty() {
        return String::new();
    }
    let plain = sentence.plain();
    let word = |word: &str| match word.strip_suffix(',').filter(|date| Date::parse(date).is_some()) {
        Some(date) => day(date) + ",",
        None => word.to_owned(),
    };
    let words: Vec<String> = plain.split(' ').map(word).collect();
    format!(" <span class=\"aged\">{}</span>", text_of(&words.join(" ")))
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

/// A bar for each way between its name and its amount, as `www/chart/bars.js` draws them.
fn picture(bars: &[Bar]) -> String {
    let mut html = String::from("<div class=\"bars\">\n");
    for bar in bars {
        let best = if bar.best { " best" } else { "" };
        let (name, amount) = (text_of(bar.name), text_of(&amount(Unit::Usd, bar.monthly)));
        let _ = writeln!(
            html,
            "<p class=\"bar-row{best}\"><span class=\"bar-name\">{name}</span> <svg viewBox=\"0 0 1000 14\" \
             preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"piece {}\" width=\"{:.0}\" height=\"14\"></rect></svg> \
             <span class=\"amount\">{amount}</span></p>",
            bar.side,
            bar.part * 1000.0
        );
    }
    html.push_str("<p class=\"bar-key\">US dollars a month, all in</p></div>\n");
    html
}

/// A sentence with its amounts marked; a mark after an amount stays on its line, as in `www/words.js`.
fn said(sentence: &Sentence) -> String {
    let mut html = String::new();
    let parts = &sentence.0;
    for (at, part) in parts.iter().enumerate() {
        if part.unit.is_words() {
            let after_amount = at > 0 && !parts[at - 1].unit.is_words();
            let text = if after_amount { &part.text[marks(&part.text)..] } else { part.text.as_str() };
            html.push_str(&text_of(text));
        } else {
            let next = parts.get(at + 1).filter(|next| next.unit.is_words());
            let marks = next.map_or("", |next| &next.text[..marks(&next.text)]);
            let amount = text_of(&amount(part.unit, part.value));
            let money = matches!(part.unit, Unit::Usd | Unit::UsdMonth | Unit::UsdYear | Unit::UsdHour | Unit::UsdMtok);
            let amount = if money { format!("<span class=\"amount\">{amount}</span>") } else { amount };
            let _ = write!(html, "<span class=\"whole\">{amount}{}</span>", text_of(marks));
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
        let said =
            Sentence::new("A price was last checked on 2026-07-02, ").amount(Unit::Number, 145.0).say(" days ago.");
        let span = " <span class=\"aged\">A price was last checked on 2 July 2026, 145 days ago.</span>";
        assert_eq!((aged(&said).as_str(), aged(&Sentence::default()).as_str()), (span, ""));
    }

    #[test]
    fn the_longest_bar_is_the_whole_width_and_the_others_in_proportion() {
        let bar = |part| Bar { name: "Own & servers", monthly: 6_075.67, part, side: "buy", best: part < 1.0 };
        let html = picture(&[bar(1.0), bar(0.25)]);
        assert!(html.contains("width=\"1000\"") && html.contains("width=\"250\""), "{html}");
        assert!(html.contains("Own &amp; servers") && html.contains("<span class=\"amount\">$6,100</span>"), "{html}");
    }
}
