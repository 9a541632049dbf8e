//! A memo as Markdown.

use super::block::Block;

/// The memo in Markdown.
pub fn markdown(blocks: &[Block]) -> String {
    let mut text = String::from("# Build or buy\n");
    for block in blocks {
        text.push_str("\n## ");
        text.push_str(block.heading);
        text.push('\n');
        let listed = block.paragraphs.len() > 2;
        for paragraph in &block.paragraphs {
            text.push_str(if listed { "- " } else { "\n" });
            text.push_str(&escaped(&paragraph.plain()));
            text.push('\n');
        }
        let columns = block.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        if columns > 0 {
            text.push_str("\n|");
            for at in 0..=columns {
                text.push(' ');
                text.push_str(block.columns.get(at).unwrap_or(&""));
                text.push_str(" |");
            }
            text.push_str("\n|---|");
            text.push_str(&"---|".repeat(columns));
            text.push('\n');
        }
        for row in &block.rows {
            text.push_str("| ");
            text.push_str(&escaped(&row.label));
            for at in 0..columns {
                text.push_str(" | ");
                text.push_str(&row.cells.get(at).map_or_else(String::new, |cell| escaped(&cell.plain())));
            }
            text.push_str(" |\n");
        }
    }
    text
}

/// Text from a link stays text: no table bars, links, images, emphasis or markup of a visitor's making.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(letter, '|' | '[' | ']' | '<' | '>' | '`' | '*' | '_' | '\\' | '#') {
            safe.push('\\');
        }
        safe.push(if letter.is_control() { ' ' } else { letter });
    }
    safe
}
