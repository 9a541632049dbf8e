//! The rows of earlier days, in a file of their own: beside the catalog that is read, and else in the project.

use crate::command::project::{read_text, root};
use build_or_buy::catalog::{Catalog, Ending, HostedPrice, Value};
use build_or_buy::date::Date;
use std::path::Path;

/// What one earlier row of an offer says.
struct Earlier {
    id: String,
    from: Date,
    until: Option<Date>,
    retired: bool,
    prices: [f64; 2],
}

/// Them all, sorted as they stand: by offer and day.
#[derive(Default)]
pub(super) struct EarlierRows(Vec<Earlier>);

impl EarlierRows {
    /// Those that go with a catalog; nothing where no such file is found.
    pub(super) fn beside(catalog: &Path) -> Option<Self> {
        let read = |path: &Path| serde_json::from_str(&read_text(path).ok()?).ok();
        let here = read(&catalog.with_file_name("earlier.json"));
        let file: Value = here.or_else(|| read(&root().ok()?.join("www/earlier.json")))?;
        let rows = file.get("hosted").map_or(&[][..], Value::items).iter();
        Some(Self(rows.filter_map(earlier).collect()))
    }

    /// The last rows of the offers that were retired, each with its last day. What lists merely stopped telling may be
    /// sold all the same.
    pub(super) fn ends(&self) -> Vec<(String, Date)> {
        let mut last: Vec<(String, Option<Date>)> = Vec::new();
        for row in &self.0 {
            let until = row.until.filter(|_| row.retired);
            match last.last_mut().filter(|(known, _)| *known == row.id) {
                Some(known) => known.1 = until,
                None => last.push((row.id.clone(), until)),
            }
        }
        last.into_iter().filter_map(|(id, until)| Some((id, until?))).collect()
    }

    /// The last price of an offer still on sale before its first row in the catalog: that row, the day, input and output.
    pub(super) fn before_first<'c>(&self, catalog: &'c Catalog) -> Vec<(&'c HostedPrice, Date, [f64; 2])> {
        let sold = |row: &HostedPrice| row.until.is_none_or(|until| until >= catalog.asof);
        let first = |row: &HostedPrice| catalog.rows_of(&row.id).first().is_some_and(|one| one.from == row.from);
        let of_it = |row: &'c HostedPrice| {
            let last = self.0.iter().rfind(|one| one.id == row.id && one.from < row.from)?;
            Some((row, last.from, last.prices))
        };
        catalog.hosted.iter().filter(|row| first(row) && sold(row)).filter_map(of_it).collect()
    }
}

fn earlier(row: &Value) -> Option<Earlier> {
    let field = |name: &str| row.get(name).and_then(Value::text);
    let number = |name: &str| match row.get(name) {
        Some(Value::Number(figure)) => *figure,
        _ => 0.0,
    };
    Some(Earlier {
        id: field("id")?.to_owned(),
        from: field("from").and_then(Date::parse)?,
        until: field("until").and_then(Date::parse),
        retired: field("ends") == Some(Ending::Retired.word()),
        prices: ["input", "output"].map(number),
    })
}
