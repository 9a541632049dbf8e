//! A memo as plain text for the terminal.

use super::block::Block;
use crate::sentence::Sentence;

/// Columns of a terminal.
const WIDTH: usize = 80;

/// The memo for a terminal of 80 columns.
pub fn plain(blocks: &[Block]) -> String {
    let mut text = String::new();
    for block in blocks {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&block.heading.to_uppercase());
        text.push('\n');
        let listed = block.paragraphs.len() > 2;
        for paragraph in &block.paragraphs {
            let (start, indent) = if listed { ("- ", "  ") } else { ("", "") };
            wrap(&mut text, &paragraph.plain(), start, indent);
        }
        for row in &block.rows {
            let cells: Vec<String> = row.cells.iter().map(Sentence::plain).collect();
            let line = row.label.clone() + ": " + &cells.join("; ");
            wrap(&mut text, &line, "- ", "  ");
        }
    }
    text
}

/// Words into lines of at most 80 columns; a word that is longer stands alone.
fn wrap(text: &mut String, words: &str, start: &str, indent: &str) {
    let mut column = 0;
    for word in words.split_whitespace() {
        let length = word.chars().filter(|letter| !letter.is_control()).count();
        if column == 0 {
            text.push_str(start);
            column = start.len();
        } else if column + 1 + length > WIDTH {
            text.push('\n');
            text.push_str(indent);
            column = indent.len();
        } else {
            text.push(' ');
            column += 1;
        }
        text.extend(word.chars().filter(|letter| !letter.is_control()));
        column += length;
    }
    text.push('\n');
}
