//! The tables of www against the page and the engine, and how a table is read.

use super::super::method::{NAME, examples, filled, name_in};
use super::*;
use crate::command::project::root;
use build_or_buy::cost::lines::Line;
use build_or_buy::report::method;
use build_or_buy::sentence::Unit;

fn www() -> std::path::PathBuf {
    root().expect("the project").join("www")
}

fn tongues() -> Vec<Tongue> {
    let all = Tongue::all(&www()).expect("two tables");
    assert!(["de", "fr"].iter().all(|tag| all.iter().any(|one| one.tag == *tag)));
    all
}

/// Words of a page between its tags; what stands in `code` is a name.
fn words(html: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut code = false;
    for (at, part) in html.split('<').enumerate() {
        let (tag, words) = if at == 0 { ("", part) } else { part.split_once('>').expect("a closed tag") };
        code = tag == "code" || code && tag != "/code";
        if !code && words.chars().filter(|mark| mark.is_alphabetic()).count() > 1 {
            found.push(words);
        }
    }
    found
}

#[test]
fn every_word_of_the_page_and_of_its_table_of_inputs_is_translated() {
    let page = read_text(&www().join(NAME)).expect("the page");
    // Tags that hold nothing but a name, and product names, stay.
    let same = ["NVIDIA", "AMD", "Build or buy?"];
    for tongue in tongues() {
        let mut lacking = Vec::new();
        for line in page.lines() {
            let held = element(line).map(|(_, inner, _)| inner);
            if held.is_some_and(|inner| tongue.find(inner).is_some()) {
                continue;
            }
            let words = words(line).into_iter().filter(|words| !same.contains(words) && tongue.find(words).is_none());
            lacking.extend(words.map(str::to_owned));
        }
        for law in build_or_buy::inputs::laws::LAWS {
            lacking.extend((tongue.find(law.why).is_none()).then(|| law.why.to_owned()));
        }
        assert!(lacking.is_empty(), "{} lacks {lacking:#?}", tongue.tag);
    }
}

/// The numbers behind a link, with their signs and points, as English writes them and without marks between thousands;
/// sorted, for a language may say them in another order.
fn numbers(html: &str, writing: &dyn Writing) -> Vec<String> {
    let example: Vec<char> = writing.words("1,234.5").chars().filter(|mark| !mark.is_ascii_digit()).collect();
    let text: Vec<char> = html.split_once("</a>").map_or(html, |(_, after)| after).chars().collect();
    let is_digit = |at: usize| text.get(at).is_some_and(char::is_ascii_digit);
    let (mut plain, mut in_name) = (String::new(), false);
    for (at, &mark) in text.iter().enumerate() {
        let inside = at > 0 && is_digit(at - 1) && is_digit(at + 1);
        // The number of “Qwen3.6” is a name's.
        in_name = mark.is_alphabetic() || in_name && (mark.is_ascii_digit() || mark == '.' && inside);
        match mark {
            _ if in_name => plain.push(' '),
            _ if inside && mark == example[0] => {}
            _ if inside && mark == example[1] => plain.push('.'),
            '\u{2212}' if is_digit(at + 1) || text.get(at + 1) == Some(&'$') => plain.push('-'),
            _ if mark.is_ascii_digit() => plain.push(mark),
            '$' if plain.ends_with('-') => {}
            _ => plain.push(' '),
        }
    }
    let mut found: Vec<String> = plain.split(' ').filter(|number| !number.is_empty()).map(str::to_owned).collect();
    found.sort();
    found
}

#[test]
fn every_example_is_said_in_every_language_with_the_numbers_it_has_in_english() {
    let catalog = crate::command::report::catalog(Some(&www().join("catalog.json"))).expect("the catalog");
    let reports = examples(&catalog);
    let options = reports.iter().flat_map(|report| &report.options);
    let lines: Vec<_> = options.flat_map(|option| &option.lines).filter_map(|line| line.equations.as_ref()).collect();
    assert!(lines.len() > 60, "{} lines", lines.len());
    for tongue in tongues() {
        let lacking: std::collections::BTreeSet<String> =
            lines.iter().flat_map(|line| line.sentences()).flat_map(|sentence| tongue.lacking(&sentence)).collect();
        assert!(lacking.is_empty(), "{} lacks {lacking:#?}", tongue.tag);
        for line in Line::ALL {
            let said = |writing: &dyn Writing| {
                numbers(&method::worked(*line, &reports, writing).expect("an example"), writing)
            };
            assert_eq!(said(&tongue), said(&method::English), "{} {}", tongue.tag, line.id());
        }
        let page = filled(&www(), &reports, Some(&tongue)).expect("a page").expect("filled");
        assert!(page.contains(&format!("<html lang=\"{}\">", tongue.tag)), "{}", name_in(&tongue.tag));
    }
}

#[test]
fn a_piece_of_an_equation_is_looked_up_with_its_values_left_open() {
    let table = |pairs: &[(&str, &str)]| {
        pairs.iter().map(|&(english, said)| (english.to_owned(), said.to_owned())).collect::<Table>()
    };
    let tongue = Tongue {
        tag: "de".to_owned(),
        calculator: table(&[
            ("{0} tokens in", "{0} Tokens hinein"),
            ("{0} a month", "{0} im Monat"),
            ("{0} at {1}", "{1}: {0}"),
            ("{0} months, each at its own price", "{0#Monat|Monate} zum eigenen Preis"),
            ("Chat", "Gespräch"),
        ]),
        method: table(&[("1,234.5", "1.234,5"), ("${0}", "{0}\u{a0}$")]),
    };
    let sentence = Sentence::default().name("chat").say(" at ").name("Groq").say(" = ");
    let sentence = sentence.amount(Unit::Number, 1500.0).say(" tokens in × ");
    let sentence = sentence.amount(Unit::UsdMonth, -0.25).say(" = ").amount(Unit::Number, 3.0);
    assert_eq!(tongue.sentence(&sentence), "Groq: Gespräch = 1.500 Tokens hinein × \u{2212}0,25\u{a0}$ im Monat = 3");
    let level = Sentence::new("36 months, each at its own price");
    assert_eq!(tongue.sentence(&level), "36\u{a0}Monate zum eigenen Preis");
    assert_eq!(tongue.lacking(&Sentence::new("36 months, each at its own rent")), ["{0} months, each at its own rent"]);
}

#[test]
fn a_line_is_translated_whole_and_a_row_cell_by_cell() {
    let table =
        [("1,234.5", "1.234,5"), ("Rows <b>seen</b>", "Gesehene <b>Zeilen</b>"), ("Rows", "Zeilen"), ("Why", "Warum")];
    let method = table.iter().map(|&(english, said)| (english.to_owned(), said.to_owned())).collect();
    let tongue = Tongue { tag: "de".to_owned(), calculator: Table::new(), method };
    let page = "<html lang=\"en\">\n<p>Rows <b>seen</b></p>\n<tr><th>Rows</th><td>1,704</td><td>Why</td></tr>\n<nav aria-label=\"Why\">\n";
    let german = "<html lang=\"de\">\n<p>Gesehene <b>Zeilen</b></p>\n<tr><th>Zeilen</th><td>1.704</td><td>Warum</td></tr>\n<nav aria-label=\"Warum\">\n";
    assert_eq!(tongue.page(page), german);
}
