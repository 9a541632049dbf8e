//! One page to take away: question, answer, amounts, what decides, what would flip it, risks, what to find out,
//! what it rests on. The same blocks make the page's print, the Markdown and the terminal's text.

mod block;
mod markdown;
mod pieces;
mod plain;
mod sections;

pub use block::{Assumption, Block, OptionAmount, Row};
pub use markdown::markdown;
pub use pieces::Pieces;
pub use plain::plain;
pub use sections::grade_in_words;

use crate::sentence::Sentence;
use sections::{AMOUNTS, ASSUMPTIONS, DECIDING, amounts, assumptions, dated, deciding, find_out, first, gates, risks};

/// Puts the pieces in order. Blocks without content are left out.
pub fn memo(pieces: &Pieces<'_>) -> Vec<Block> {
    let question = if pieces.question.is_empty() {
        Sentence::new("Should we run open-weight models ourselves, buy a hosted API, or do some of each?")
    } else {
        pieces.question.clone()
    };
    let mut answer: Vec<Sentence> = pieces.quality_note.iter().cloned().collect();
    let verdict = if pieces.verdict.is_empty() {
        Sentence::new("We don't know: no plan serves every workload.")
    } else {
        pieces.verdict.clone()
    };
    answer.insert(0, verdict);
    answer.extend(
        [&pieces.likelihood, &pieces.holds, &pieces.ahead].into_iter().filter(|said| !said.is_empty()).cloned(),
    );
    let blocks = [
        block("Question", vec![question]),
        block("Answer", answer),
        Block { columns: &AMOUNTS, rows: amounts(pieces.options), ..block("What it costs", Vec::new()) },
        block("What it runs on", first(&pieces.fleets)),
        Block { columns: &DECIDING, rows: deciding(pieces.rules), ..block("What decides", gates(pieces)) },
        block("What would change the answer", first(&pieces.flips)),
        block("Risks", risks(pieces)),
        block("What to find out", find_out(pieces)),
        Block {
            columns: &ASSUMPTIONS,
            rows: assumptions(&pieces.assumptions),
            ..block("What it rests on", Vec::new())
        },
        block("Date", dated(pieces)),
    ];
    blocks.into_iter().filter(|block| !block.paragraphs.is_empty() || !block.rows.is_empty()).collect()
}

fn block(heading: &'static str, paragraphs: Vec<Sentence>) -> Block {
    Block { heading, paragraphs, columns: &[], rows: Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_memo_without_pieces_still_asks_and_admits() {
        let blocks = memo(&Pieces::default());
        let headings: Vec<&str> = blocks.iter().map(|block| block.heading).collect();
        assert_eq!(headings, ["Question", "Answer"]);
        assert!(plain(&blocks).contains("We don't know"));
    }

    #[test]
    fn a_workload_named_by_a_link_cannot_write_markup() {
        let verdict = Sentence::new("Buy <img src=x> [here](javascript:x) | for `it`.\n\n# Heading");
        let text = markdown(&memo(&Pieces { verdict, ..Pieces::default() }));
        assert!(text.contains(r"Buy \<img src=x\> \[here\](javascript:x) \| for \`it\`.  \# Heading"), "{text}");
    }

    #[test]
    fn lines_of_the_terminal_keep_to_eighty_columns() {
        let verdict = Sentence::new(&"thirteen chars ".repeat(40));
        let text = plain(&memo(&Pieces { verdict, ..Pieces::default() }));
        assert!(text.lines().count() > 7 && text.lines().all(|line| line.chars().count() <= 80));
    }
}
