//! The README's table of inputs names every input with its label, and nothing that is no input.
#![cfg(not(target_arch = "wasm32"))]

use build_or_buy::inputs::{GLOBAL, WORKLOAD};

#[test]
fn the_table_of_inputs_is_the_list_of_inputs() {
    let readme = include_str!("../README.md");
    let rows: Vec<&str> =
        readme.lines().filter(|line| line.starts_with("| `")).filter(|line| line.contains(" | ")).collect();
    let table = &rows[..];
    for (key, label) in WORKLOAD
        .iter()
        .map(|input| (format!("….{}", input.name), input.label))
        .chain(GLOBAL.iter().map(|input| (input.name.to_owned(), input.label)))
    {
        let start = format!("| `{key}` | {label} |");
        assert!(table.iter().any(|row| row.starts_with(&start)), "no row for {key}");
    }
}
