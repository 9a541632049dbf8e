//! The page about the method in another language: its own words, and the engine's sentences as `www/sentences.js` says
//! them.

mod cut;

use super::bundle::is_words;
use super::html;
use crate::command::project::read_text;
use build_or_buy::report::method::{Figure, Writing, figure};
use build_or_buy::sentence::{Part, Sentence};
use cut::{flat, key_of, pieces, slot};
use std::collections::BTreeMap;
use std::path::Path;

/// English words with their translation.
type Table = BTreeMap<String, String>;

/// A language that the page is written in.
pub struct Tongue {
    /// Such as `de`.
    pub tag: String,
    /// What the calculator says (`www/languages/de.json`).
    calculator: Table,
    /// What the page about the method says beside (`www/languages/method/de.json`).
    method: Table,
}

impl Tongue {
    /// The languages that the front page names.
    ///
    /// Errors: the page or its list of files cannot be read.
    pub fn tags(www: &Path) -> Result<Vec<String>, String> {
        let files = html::json(&read_text(&www.join("index.html"))?, "files");
        let files: BTreeMap<String, serde_json::Value> =
            serde_json::from_str(&files).map_err(|error| format!("index.html: `files`: {error}"))?;
        let words = files.into_keys().filter(|name| is_words(name));
        Ok(words.map(|name| name.trim_start_matches("words-").to_owned()).collect())
    }

    /// All of them with their tables.
    ///
    /// Errors: those of [`Self::tags`], or a table cannot be read.
    pub fn all(www: &Path) -> Result<Vec<Self>, String> {
        Self::tags(www)?.iter().map(|tag| Self::read(www, tag)).collect()
    }

    /// The language of this tag. Where the page about the method was not translated, it stays English.
    pub fn read(www: &Path, tag: &str) -> Result<Self, String> {
        let table = |path: &Path| -> Result<Table, String> {
            serde_json::from_str(&read_text(path)?).map_err(|error| format!("{}: {error}", path.display()))
        };
        let languages = www.join("languages");
        let method = languages.join(format!("method/{tag}.json"));
        let calculator = table(&languages.join(format!("{tag}.json")))?;
        let method = if method.is_file() { table(&method)? } else { Table::new() };
        Ok(Self { tag: tag.to_owned(), calculator, method })
    }

    fn find(&self, english: &str) -> Option<&str> {
        self.method.get(english).or_else(|| self.calculator.get(english)).map(String::as_str)
    }

    /// The page with its words in this language. A translation stands for all that a line, a cell or an attribute holds.
    pub fn page(&self, english: &str) -> String {
        english.lines().map(|line| self.line(line) + "\n").collect::<String>().replacen(
            "<html lang=\"en\">",
            &format!("<html lang=\"{}\">", self.tag),
            1,
        )
    }

    fn line(&self, line: &str) -> String {
        let held = element(line);
        if let Some((tag, said, end)) = held.and_then(|(tag, inner, end)| Some((tag, self.find(inner)?, end))) {
            return [tag, said, end].concat();
        }
        // A row of a table is translated cell by cell, and an opening tag has attributes that are read.
        let mut made = String::new();
        let mut rest = line;
        while let Some(at) = rest.find('<') {
            let (words, tagged) = rest.split_at(at);
            let number = || if words.contains(char::is_alphabetic) { words.to_owned() } else { self.number(words) };
            made += &self.find(words).map_or_else(number, str::to_owned);
            let Some(close) = tagged.find('>') else { break };
            made += &self.attributes(&tagged[..=close]);
            rest = &tagged[close + 1..];
        }
        made + self.find(rest).unwrap_or(rest)
    }

    /// A tag with the attributes that are read translated.
    fn attributes(&self, tag: &str) -> String {
        let mut parts: Vec<&str> = tag.split('"').collect();
        for at in (1..parts.len()).step_by(2) {
            if [" aria-label=", " content=", " title=", " alt="].iter().any(|name| parts[at - 1].ends_with(name)) {
                parts[at] = self.find(parts[at]).unwrap_or(parts[at]);
            }
        }
        parts.join("\"")
    }

    /// An amount with its words.
    fn amount(&self, part: &Part) -> String {
        let Some(Figure { number, dollars, said }) = figure(part) else { return self.called(&part.text) };
        let mut number = self.number(&number);
        if dollars {
            number = self.words("${0}").replace("{0}", &number);
        }
        self.words(said).replace("{0}", &number)
    }

    /// A name; a label inside a sentence begins with a small letter, and its key with a large one.
    fn called(&self, name: &str) -> String {
        let mut letters = name.chars();
        let label: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
        let known = self.find(name).or_else(|| self.find(&label)).map(str::to_owned);
        let with_numbers = || {
            let (flat, values) = flat(&Sentence::new(name));
            self.piece(&flat, &values)
        };
        known.or_else(with_numbers).unwrap_or_else(|| name.to_owned())
    }

    /// A piece of a sentence in this language; none where no table has it.
    fn piece(&self, piece: &str, values: &[Part]) -> Option<String> {
        let (key, slots) = key_of(piece);
        let pattern = self.find(&key)?;
        let mut made = String::new();
        let mut rest = pattern;
        while let Some((before, (inside, after))) =
            rest.split_once('{').and_then(|(before, more)| Some((before, more.split_once('}')?)))
        {
            made += before;
            let digits = inside.find(|mark: char| !mark.is_ascii_digit()).unwrap_or(inside.len());
            let value = inside[..digits].parse::<usize>().ok().and_then(|at| slots.get(at)).map(|&slot| &values[slot]);
            if let Some(value) = value {
                made += &self.formed(value, &inside[digits..]);
            }
            rest = after;
        }
        Some(made + rest)
    }

    /// A value in its form: `#one|many` is the bare number with its word, `+` concerns numbers told in millions alone.
    fn formed(&self, value: &Part, form: &str) -> String {
        let (Some(Figure { number, .. }), Some(forms)) = (figure(value), form.strip_prefix('#')) else {
            return self.amount(value);
        };
        let (one, many) = forms.split_once('|').unwrap_or((forms, forms));
        [self.number(&number).as_str(), "\u{a0}", if number == "1" { one } else { many }].concat()
    }

    /// Pieces of a sentence that no table has.
    #[cfg(test)]
    fn lacking(&self, sentence: &Sentence) -> Vec<String> {
        let (flat, values) = flat(sentence);
        // What holds no word that begins small is a sign, a number or the name of a GPU.
        let says = |key: &str| key.split(' ').any(|word| word.starts_with(char::is_lowercase));
        let said = |piece: &&str| self.piece(piece, &values).is_some() || !says(&key_of(piece).0);
        pieces(&flat).into_iter().filter(|piece| !said(piece)).map(|piece| key_of(piece).0).collect()
    }
}

impl Writing for Tongue {
    fn words(&self, english: &str) -> String {
        self.find(english).unwrap_or(english).to_owned()
    }

    fn sentence(&self, sentence: &Sentence) -> String {
        let (flat, values) = flat(sentence);
        let as_it_is = |piece: &str| -> String {
            piece
                .chars()
                .map(|mark| slot(mark).map_or_else(|| mark.to_string(), |at| self.amount(&values[at])))
                .collect()
        };
        let edges = |piece: &str, said: &str| {
            let trimmed = piece.trim_start();
            let end = &trimmed[trimmed.trim_end().len()..];
            [&piece[..piece.len() - trimmed.len()], said, end].concat()
        };
        let said = |piece: &str| self.piece(piece, &values).map_or_else(|| as_it_is(piece), |said| edges(piece, &said));
        pieces(&flat).into_iter().map(said).collect()
    }

    /// Between digits, written as the table writes 1,234.5.
    fn number(&self, digits: &str) -> String {
        let example = self.words("1,234.5");
        let mut marks = example.chars().filter(|mark| !mark.is_ascii_digit());
        let (thousands, point) = (marks.next().unwrap_or(','), marks.next().unwrap_or('.'));
        let is_digit = |at: Option<&char>| at.is_some_and(char::is_ascii_digit);
        let marks: Vec<char> = digits.chars().collect();
        let written = |(at, &mark): (usize, &char)| match mark {
            ',' | '.' if at == 0 || !is_digit(marks.get(at - 1)) || !is_digit(marks.get(at + 1)) => mark,
            ',' => thousands,
            '.' => point,
            other => other,
        };
        marks.iter().enumerate().map(written).collect()
    }
}

/// The opening tag of a line, what it holds and its end, where the line is one element.
fn element(line: &str) -> Option<(&str, &str, &str)> {
    let open = line.find('>')? + 1;
    let close = line.rfind("</")?;
    (line.starts_with('<') && open <= close).then(|| (&line[..open], &line[open..close], &line[close..]))
}

#[cfg(test)]
mod tests;
