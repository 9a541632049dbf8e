//! A sentence of the engine cut into the keys of a table: at the end of a sentence and at a semicolon, an equation at its
//! signs. `www/sentences.js` does the same for the page, which has more kinds of sentences: rows of names, places, quotes.

use build_or_buy::sentence::{Part, Sentence, Unit};

/// A number in a sentence holds the place of its value; this character and the next ones stand for the first and the next.
const SLOT: u32 = 0xE000;
/// A text with one of these is an equation.
const MAKE_AN_EQUATION: [&str; 3] = [" \u{d7} ", " \u{f7} ", " = "];
/// Between what is multiplied, added and named in an equation.
const SIGNS: [&str; 5] = [" \u{d7} ", " \u{f7} ", " = ", " + ", " \u{2212} "];

/// A sentence as one text in which a character stands for each value, and the values.
pub fn flat(sentence: &Sentence) -> (String, Vec<Part>) {
    let (mut text, mut values) = (String::new(), Vec::new());
    for part in &sentence.0 {
        if part.unit == Unit::Text {
            numbers_out(&part.text, &mut text, &mut values);
        } else {
            push(&mut text, &mut values, part.clone());
        }
    }
    (text, values)
}

fn push(text: &mut String, values: &mut Vec<Part>, value: Part) {
    text.extend(char::from_u32(SLOT + values.len() as u32));
    values.push(value);
}

/// The value that a character stands for.
pub fn slot(mark: char) -> Option<usize> {
    (SLOT..0xF000).contains(&u32::from(mark)).then(|| (u32::from(mark) - SLOT) as usize)
}

/// Words whose numbers become values.
fn numbers_out(words: &str, text: &mut String, values: &mut Vec<Part>) {
    let part_of = |mark: char| mark.is_alphanumeric() || matches!(mark, '-' | '.' | ',');
    for run in words.split_inclusive(|mark| !part_of(mark)).flat_map(|run| {
        let end = run.trim_end_matches(|mark| !part_of(mark)).trim_end_matches(['.', ',']).len();
        [&run[..end], &run[end..]]
    }) {
        if let Ok(value) = run.replace(',', "").parse::<f64>()
            && run.starts_with(|mark: char| mark.is_ascii_digit())
        {
            let unit = Unit::Number;
            push(text, values, Part { unit, text: String::new(), value });
        } else {
            text.push_str(run);
        }
    }
}

/// Where a text is cut: an equation at its signs, all at the end of a sentence and at a semicolon.
pub fn pieces(flat: &str) -> Vec<&str> {
    let equation = MAKE_AN_EQUATION.iter().any(|sign| flat.contains(sign));
    let mut cuts = vec![0];
    for (at, _) in flat.match_indices(' ') {
        if cuts.last().is_some_and(|&cut| at < cut) {
            continue;
        }
        if equation && flat[..at].ends_with(':') {
            cuts.extend([at - 1, at + 1]);
        } else if let Some(sign) = SIGNS.iter().find(|sign| equation && flat[at..].starts_with(**sign)) {
            cuts.extend([at, at + sign.len()]);
        } else if flat[..at].ends_with(['.', ';', '?', '!']) {
            cuts.extend([at, at + 1]);
        }
    }
    cuts.push(flat.len());
    cuts.dedup();
    cuts.windows(2).map(|cut| &flat[cut[0]..cut[1]]).collect()
}

/// A piece as the tables have it, `{0}` and `{1}` for its values, and which values those are.
pub fn key_of(piece: &str) -> (String, Vec<usize>) {
    let (mut key, mut slots) = (String::new(), Vec::new());
    for mark in piece.trim().chars() {
        if let Some(at) = slot(mark) {
            key.extend(["{", &slots.len().to_string(), "}"]);
            slots.push(at);
        } else {
            key.push(mark);
        }
    }
    (key, slots)
}
