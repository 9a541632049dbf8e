//! The method's page has every line with an equation of the engine's, every convention, and an opening that is short.
#![cfg(not(target_arch = "wasm32"))]

use build_or_buy::catalog::Catalog;
use build_or_buy::cost::lines::Line;
use build_or_buy::inputs::link;
use build_or_buy::report::{answer, method};

#[test]
fn the_method_has_every_line_worked_out() {
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
    let page = method::html(&reports);
    for line in Line::ALL.iter().filter(|line| **line != Line::Searches) {
        let heading = format!("<h3 id=\"{}\">", line.id());
        let section = page.split(&heading).nth(1).expect("a section").split("<h").next().expect("its text");
        assert!(section.contains(" = $") || section.contains(" = −$"), "{} has no equation", line.id());
    }
    let opening = page.split("<h2>").next().expect("an opening");
    let words = opening.split_whitespace().count();
    assert!((200..=300).contains(&words), "{words} words");
    // Hand-made: 730.5 hours, and the constants that move an owned fleet.
    for number in ["730.5", "0.115", "2,080", "1.12", "1.8"] {
        assert!(page.contains(number), "{number}");
    }
}
