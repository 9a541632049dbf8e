//! One page to take away: question, answer, amounts, what decides, what would flip it, risks, what to find out,
//! what it rests on. The same blocks make the page's print, the Markdown and the terminal's text.

use crate::date::Date;
use crate::judge::scenarios::Scenarios;
use crate::reasons::compliance::Compliance;
use crate::reasons::lock_in::LockIn;
use crate::reasons::rules::{Favors, Rule, Status};
use crate::sentence::{Sentence, Unit};
use serde::Serialize;

/// Entries of a list that a page has room for.
const ROOM: usize = 5;
/// Columns of a terminal.
const WIDTH: usize = 80;

/// A heading with what stands under it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Block {
    /// The heading.
    pub heading: &'static str,
    /// Whole sentences, each a paragraph.
    pub paragraphs: Vec<Sentence>,
    /// A table, if there is one.
    pub rows: Vec<Row>,
}

/// A row of a memo's table.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Row {
    /// What it is.
    pub label: String,
    /// Amounts or words, one per column.
    pub cells: Vec<Sentence>,
}

/// What one option costs.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct OptionAmount {
    /// The option, for people.
    pub label: String,
    /// Constant monthly cost over the horizon that is worth as much, USD.
    pub monthly: f64,
    /// Present value, USD.
    pub present: f64,
    /// True for the answer.
    pub chosen: bool,
}

/// An assumption that carries the answer.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Assumption {
    /// What is assumed.
    pub label: String,
    /// How much.
    pub value: Sentence,
    /// Evidence grade.
    pub grade: &'static str,
    /// Where it is from.
    pub source: String,
}

/// The pieces of a memo; an empty piece leaves its lines out.
#[derive(Clone, Debug, Default)]
pub struct Pieces<'p> {
    /// What is to be decided, with the company's figures; a plain question when empty.
    pub question: Sentence,
    /// The answer in a sentence.
    pub verdict: Sentence,
    /// How likely it is.
    pub likelihood: Sentence,
    /// Until when it holds.
    pub holds: Sentence,
    /// What moving to cheaper models, and deciding later, would bring.
    pub ahead: Sentence,
    /// What must be said first where the two sides are not equally good.
    pub quality_note: Option<Sentence>,
    /// The options.
    pub options: &'p [OptionAmount],
    /// What runs, if anything does.
    pub fleets: Vec<Sentence>,
    /// The rules as judged.
    pub rules: &'p [Rule],
    /// What would flip the answer, nearest first.
    pub flips: Vec<Sentence>,
    /// What to find out, most valuable first.
    pub advice: Vec<Sentence>,
    /// Assumptions that carry the answer, strongest first.
    pub assumptions: Vec<Assumption>,
    /// The finding on rules and laws.
    pub compliance: Option<&'p Compliance>,
    /// The way back.
    pub lock_in: Option<&'p LockIn>,
    /// Named futures.
    pub scenarios: Option<&'p Scenarios>,
    /// The day whose prices count.
    pub prices_of: Option<Date>,
    /// The link that brings it back; left out when empty.
    pub link: &'p str,
}

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
        Block { heading: "What it costs", paragraphs: Vec::new(), rows: amounts(pieces.options) },
        block("What it runs on", first(&pieces.fleets)),
        Block { heading: "What decides", paragraphs: gates(pieces), rows: deciding(pieces.rules) },
        block("What would change the answer", first(&pieces.flips)),
        block("Risks", risks(pieces)),
        block("What to find out", find_out(pieces)),
        Block { heading: "What it rests on", paragraphs: Vec::new(), rows: assumptions(&pieces.assumptions) },
        block("Date", dated(pieces)),
    ];
    blocks.into_iter().filter(|block| !block.paragraphs.is_empty() || !block.rows.is_empty()).collect()
}

fn block(heading: &'static str, paragraphs: Vec<Sentence>) -> Block {
    Block { heading, paragraphs, rows: Vec::new() }
}

fn first(sentences: &[Sentence]) -> Vec<Sentence> {
    sentences.iter().filter(|said| !said.is_empty()).take(ROOM).cloned().collect()
}

fn amounts(options: &[OptionAmount]) -> Vec<Row> {
    let row = |option: &OptionAmount| Row {
        label: option.label.clone() + if option.chosen { " (the answer)" } else { "" },
        cells: vec![
            Sentence::default().amount(Unit::UsdMonth, option.monthly),
            Sentence::default().amount(Unit::Usd, option.present).say(" in today's money"),
        ],
    };
    options.iter().map(row).collect()
}

/// What a rule or law does to the choice, before any cost.
fn gates(pieces: &Pieces<'_>) -> Vec<Sentence> {
    let Some(compliance) = pieces.compliance.filter(|found| !found.questions.is_empty()) else { return Vec::new() };
    let mut said = vec![compliance.finding.clone()];
    said.extend(compliance.readings.iter().map(|reading| reading.sentence.clone()));
    said
}

/// The reasons that hold, then those that were given and are none.
fn deciding(rules: &[Rule]) -> Vec<Row> {
    let applies = |rule: &&Rule| rule.status == Status::Applies;
    let counted = rules.iter().filter(applies).filter(|rule| !rule.id.starts_with("non-")).take(ROOM);
    let uncounted = rules.iter().filter(applies).filter(|rule| rule.id.starts_with("non-"));
    let row = |rule: &Rule, speaks: &str| Row {
        label: String::from(rule.title) + " (" + speaks + ")",
        cells: vec![rule.deciding.clone()],
    };
    counted.map(|rule| row(rule, speaks_for(rule))).chain(uncounted.map(|rule| row(rule, "not counted"))).collect()
}

const fn speaks_for(rule: &Rule) -> &'static str {
    match rule.favors {
        Favors::Buy => "for an API",
        Favors::Build => "for running your own",
        Favors::Hybrid => "for doing both",
        Favors::Neither => "changes no cost",
    }
}

fn risks(pieces: &Pieces<'_>) -> Vec<Sentence> {
    let mut said = Vec::new();
    if let Some(scenarios) = pieces.scenarios {
        for strategy in &scenarios.strategies {
            if strategy.worst_regret > 0.0 {
                let label = capitalized(strategy.label);
                let sentence = Sentence::new(&label)
                    .say(" would go most wrong in \u{201c}")
                    .say(strategy.worst_in)
                    .say("\u{201d}: ")
                    .amount(Unit::Usd, strategy.worst_regret)
                    .say(" more than the best choice there.");
                said.push(sentence);
            }
        }
        said.extend(scenarios.disagreement.clone());
    }
    said.extend(pieces.lock_in.map(|exits| exits.note.clone()));
    if let Some(compliance) = pieces.compliance {
        let conditions = compliance.licences.iter().filter(|one| one.commercial != crate::catalog::Commercial::Yes);
        said.extend(conditions.map(|one| one.sentence.clone()));
    }
    said
}

/// The advice, then the questions of the reasons that are still open, then what a rule leaves to do.
fn find_out(pieces: &Pieces<'_>) -> Vec<Sentence> {
    let mut said = first(&pieces.advice);
    let open = pieces.rules.iter().filter(|rule| rule.open);
    said.extend(open.map(|rule| Sentence::new(rule.question)));
    if let Some(compliance) = pieces.compliance {
        said.extend(compliance.to_do.iter().cloned());
    }
    said.truncate(ROOM + 1);
    said
}

fn assumptions(list: &[Assumption]) -> Vec<Row> {
    let row = |one: &Assumption| {
        let mut cells = vec![one.value.clone(), Sentence::new(grade_in_words(one.grade))];
        if !one.source.is_empty() {
            cells.push(Sentence::new(&one.source));
        }
        Row { label: one.label.clone(), cells }
    };
    list.iter().take(ROOM + 1).map(row).collect()
}

/// An evidence grade in words.
pub fn grade_in_words(grade: &str) -> &'static str {
    match grade {
        "A" => "A: official source",
        "B" => "B: solid second-hand source",
        "C" => "C: weak source",
        "J" => "J: judgement",
        _ => "your own figure",
    }
}

fn dated(pieces: &Pieces<'_>) -> Vec<Sentence> {
    let mut said = Vec::new();
    if let Some(date) = pieces.prices_of {
        said.push(Sentence::new("Prices of ").say(&date.to_string()).say("."));
    }
    if !pieces.link.is_empty() {
        said.push(Sentence::new("The same figures again: ").say(pieces.link));
    }
    said
}

fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| core::iter::once(first.to_ascii_uppercase()).chain(letters).collect())
}

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
            text.push_str("\n| |");
            text.push_str(&" |".repeat(columns));
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
