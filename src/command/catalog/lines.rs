//! On which line of a file a row and its fields stand.

use std::collections::HashMap;

/// A field's name as written, and its line from 1.
pub type Keys = Vec<(String, usize)>;

/// Where rows stand: for each table and position, the line of the row and those of its fields.
#[derive(Debug, Default)]
pub struct Lines {
    rows: HashMap<(String, usize), (usize, Keys)>,
    head: HashMap<String, usize>,
}

impl Lines {
    /// Of a file that is JSON. It follows brackets and texts only; what is in them a parser has checked.
    pub fn of(text: &str) -> Self {
        let mut found = Self::default();
        let (mut line, mut depth, mut table, mut index) = (1, 0_i32, String::new(), 0);
        let mut chars = text.char_indices().peekable();
        let mut last_text = String::new();
        while let Some((at, c)) = chars.next() {
            match c {
                '\n' => line += 1,
                '"' => {
                    let mut end = at + 1;
                    let mut escaped = false;
                    for (inner, c) in chars.by_ref() {
                        end = inner;
                        if c == '"' && !escaped {
                            break;
                        }
                        escaped = c == '\\' && !escaped;
                    }
                    text[at + 1..end].clone_into(&mut last_text);
                }
                ':' if depth == 1 => {
                    table.clone_from(&last_text);
                    found.head.entry(table.clone()).or_insert(line);
                    index = 0;
                }
                ':' if depth == 3 => {
                    if let Some((_, keys)) = found.rows.get_mut(&(table.clone(), index)) {
                        keys.push((last_text.clone(), line));
                    }
                }
                '{' | '[' => {
                    depth += 1;
                    if c == '{' && depth == 3 {
                        found.rows.insert((table.clone(), index), (line, Vec::new()));
                    }
                }
                '}' | ']' => {
                    depth -= 1;
                    if c == '}' && depth == 2 {
                        index += 1;
                    }
                }
                _ => {}
            }
        }
        found
    }

    /// The line of a row's field, else of the row, else 1.
    pub fn line(&self, table: &str, row: usize, field: &str) -> usize {
        let Some((line, keys)) = self.rows.get(&(table.to_owned(), row)) else { return 1 };
        let first = field.split([',', ' ']).next().unwrap_or(field);
        keys.iter().find(|(name, _)| name == first).map_or(*line, |(_, line)| *line)
    }

    /// The line of a table's name or of a field of the head, else 1. Of several names the first that is there.
    pub fn head(&self, names: &str) -> usize {
        names.split(", ").find_map(|name| self.head.get(name)).copied().unwrap_or(1)
    }

    /// Fields that a row has twice, with the line of the second.
    pub fn twice(&self, table: &str, row: usize) -> Keys {
        let Some((_, keys)) = self.rows.get(&(table.to_owned(), row)) else { return Vec::new() };
        let repeated =
            keys.iter().enumerate().filter(|(at, (name, _))| keys[..*at].iter().any(|(other, _)| other == name));
        repeated.map(|(_, key)| key.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn rows_and_fields_stand_where_they_are_written() {
        let text = "{\n\"asof\":\"x{y\",\n\"hosted\":[\n{\"id\":\"a\",\"tiers\":[{\"above\":1}],\"id\":\"b\"},\n{\"id\":\"c\",\n\"input\":2}\n],\n\"gpus\":[{\"id\":\"h\"}]}";
        let lines = Lines::of(text);
        assert_eq!(
            (lines.line("hosted", 0, "id"), lines.line("hosted", 1, "input"), lines.line("hosted", 1, "output")),
            (4, 6, 5)
        );
        assert_eq!((lines.line("gpus", 0, "id"), lines.line("gpus", 3, "id")), (8, 1));
        assert_eq!((lines.head("hosted"), lines.head("nowhere, asof"), lines.head("nowhere")), (3, 2, 1));
        assert_eq!(lines.twice("hosted", 0), [("id".to_owned(), 4)]);
        assert!(lines.twice("hosted", 1).is_empty());
    }
}
