//! The page about the method has a place for every line, an example of the engine's in each, an opening that is short,
//! and the errors that the README has.
#![cfg(not(target_arch = "wasm32"))]

use build_or_buy::catalog::Catalog;
use build_or_buy::cost::lines::Line;
use build_or_buy::inputs::link;
use build_or_buy::inputs::{GLOBAL, WORKLOAD};
use build_or_buy::report::method::English;
use build_or_buy::report::{answer, method};
use std::path::Path;

const PAGE: &str = include_str!("../www/method.html");

#[test]
fn every_line_has_a_place_and_an_example() {
    let value = serde_json::from_str(include_str!("../www/catalog.json")).expect("the file is JSON");
    let catalog = Catalog::read(&value).expect("the file has its tables").0;
    let reports: Vec<_> = method::EXAMPLES
        .iter()
        .map(|text| {
            let pairs: Vec<(String, String)> = text
                .split('&')
                .filter_map(|pair| pair.split_once('='))
                .map(|(key, text)| (key.to_owned(), text.to_owned()))
                .collect();
            answer(&link::read(&pairs, &catalog), &catalog, 100)
        })
        .collect();
    let mut all = String::new();
    for line in Line::ALL {
        let heading = format!("<h3 id=\"{}\">{}</h3>", line.id(), line.label());
        let section = PAGE.split(&heading).nth(1).unwrap_or_else(|| panic!("{heading}"));
        let section = section.split("<h3").next().expect("its text");
        assert!(section.contains("<p class=\"eq\">"), "{} has no equation", line.id());
        assert!(section.contains(&format!("id=\"{}\"", method::place(*line))), "{} has no place", line.id());
        let worked =
            method::worked(*line, &reports, &English).unwrap_or_else(|| panic!("{} has no example", line.id()));
        assert!(worked.contains(" = $") || worked.contains(" = \u{2212}$"), "{worked}");
        all += &worked;
    }
    // Hand-made: hours of a month, and the constants that move an owned fleet.
    for number in ["730.5", "0.115", "2,080", "1.12", "1.8"] {
        assert!(all.contains(number) && PAGE.contains(number), "{number}");
    }
}

#[test]
fn the_opening_is_short_and_every_input_is_listed() {
    let opening = PAGE.split("<section id=\"short\">").nth(1).expect("an opening");
    let opening = opening.split("</section>").next().expect("its end");
    let words = opening.split(['<', '>']).step_by(2).flat_map(str::split_whitespace).count();
    assert!((200..=300).contains(&words), "{words} words");
    let laws = method::laws(&English);
    for name in GLOBAL.iter().map(|input| input.name).chain(WORKLOAD.iter().map(|input| input.name)) {
        assert_eq!(laws.matches(&format!("<code>{name}</code>")).count(), 1, "{name}");
    }
    assert!(laws.contains("<td>36</td>") && laws.contains("108,000 to 326,000, lognormal"), "{laws}");
}

#[test]
fn what_the_page_says_of_errors_is_what_the_readme_says() {
    let readme = include_str!("../README.md");
    let rows: Vec<&str> = readme.lines().filter(|line| line.contains(" left out |")).collect();
    assert_eq!(rows.len(), 4, "{rows:?}");
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let numbers: Vec<String> = cells[1..].iter().map(|cell| ["<td>", cell, "</td>"].concat()).collect();
        let html = format!("<tr><th scope=\"row\">{}</th>{}", cells[0], numbers.concat());
        assert!(PAGE.contains(&html), "{html}");
    }
}

#[test]
fn the_files_that_the_page_names_are_there() {
    let source = |part: &&str| !part.contains(' ') && Path::new(part).extension().is_some_and(|end| end == "rs");
    let named: Vec<&str> = PAGE.split(['<', '>']).filter(source).collect();
    assert!(named.len() > 20, "{named:?}");
    for name in named {
        assert!(Path::new("src").join(name).is_file(), "{name}");
    }
}
