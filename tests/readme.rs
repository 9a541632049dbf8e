//! The README's table of inputs is written from the engine's: every row and nothing else. After a change of inputs,
//! `UPDATE=1 cargo test --test readme` writes it anew.

use build_or_buy::Catalog;
use build_or_buy::inputs::form::{Field, form};

const HEAD: &str = "| key | what | default | allowed | unit | drawn from | grade |\n|---|---|---|---|---|---|---|\n";

fn catalog() -> Catalog {
    Catalog::read(&serde_json::from_str(include_str!("../www/catalog.json")).expect("JSON")).expect("a catalog").0
}

fn row(key: &str, field: &Field) -> String {
    let words = || {
        let own = (field.table.is_some() && !field.word.is_empty()).then(|| field.word.clone());
        let first = own.filter(|word| !word.contains('/') && field.options.is_empty());
        let all = first.into_iter().chain(field.options.iter().map(|option| option.word.clone()));
        all.map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" ")
    };
    let default = match field.kind {
        "number" => field.value.map_or_else(String::new, |value| value.to_string()),
        _ if field.word.is_empty() => String::new(),
        _ => format!("`{}`", field.word),
    };
    let allowed = field.range.map_or_else(words, |(low, high)| format!("{low} to {high}"));
    let drawn = field.likely.map_or_else(String::new, |(low, high)| format!("{low} to {high}"));
    format!("| `{key}` | {} | {default} | {allowed} | {} | {drawn} | {} |\n", field.label, field.unit, field.grade)
}

#[test]
fn the_table_of_inputs_is_the_list_of_inputs() {
    let catalog = catalog();
    let form = form(&catalog, catalog.asof);
    let rows = form.workload.iter().map(|field| row(&format!("….{}", field.name), field));
    let table: String = rows.chain(form.global.iter().map(|field| row(field.name, field))).collect();
    let place = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
    let readme = std::fs::read_to_string(place).expect("the README is there");
    let start = readme.find(HEAD).expect("the table is there") + HEAD.len();
    let end = start + readme[start..].find("\n\n").expect("the table ends") + 1;
    if std::env::var_os("UPDATE").is_some() {
        let new = format!("{}{table}{}", &readme[..start], &readme[end..]);
        std::fs::write(place, new).expect("the README can be written");
        return;
    }
    for (there, wanted) in readme[start..end].lines().zip(table.lines()) {
        assert_eq!(there, wanted, "UPDATE=1 cargo test --test readme");
    }
    assert_eq!(readme[start..end].lines().count(), table.lines().count());
}
