//! How a table's rows are read: each field by its type, any other refused.

use super::refusal::Refusal;
use super::value::Value;

/// One table's rows: reads them, and says which row and field it refused.
pub(crate) trait Row: Sized {
    /// The table's name in the file.
    const TABLE: &'static str;
    /// The field names, all of them; any other is refused.
    const FIELDS: &'static [&'static str];
    /// Reads one row, or names each field that is wrong and what it must be.
    fn read(value: &Value) -> Result<Self, Vec<(&'static str, &'static str)>>;
}

macro_rules! rows {
    ($($(#[$doc:meta])+ $row:ident in $table:literal {
        $($(#[$fdoc:meta])+ $field:ident : $ty:ty,)+
    })+) => {$(
        $(#[$doc])+
        #[derive(Clone, Debug, PartialEq)]
        pub struct $row { $($(#[$fdoc])+ pub $field: $ty,)+ }

        impl Row for $row {
            const TABLE: &'static str = $table;
            const FIELDS: &'static [&'static str] = &[$(stringify!($field)),+];
            fn read(value: &Value) -> Result<Self, Vec<(&'static str, &'static str)>> {
                let mut fields = Fields::of(value);
                let row = Self { $($field: fields.read(stringify!($field)),)+ };
                fields.checked(row)
            }
        }
    )+};
}
pub(crate) use rows;

/// The rows of a table, as they are written; what is no list is refused.
#[inline(never)]
fn listed<'v>(file: &'v Value, table: &'static str, refused: &mut Vec<Refusal>) -> &'v [Value] {
    match file.get(table) {
        Some(Value::List(rows)) => return rows,
        Some(_) => refused.push(Refusal::new("catalog", "head", "", table, "a list of rows, in [ ]")),
        None => {}
    }
    &[]
}

/// How a refusal of a field is told, beside what is written there.
pub(super) type Told = fn(Refusal, Option<&Value>) -> Refusal;

/// Reads one table; a row with an unknown field or a field of the wrong kind is refused.
pub(super) fn table<R: Row>(file: &Value, refused: &mut Vec<Refusal>, told: Told) -> Vec<R> {
    let mut rows = Vec::new();
    for (position, value) in listed(file, R::TABLE, refused).iter().enumerate() {
        // Counted as people count.
        let nth = (position + 1).to_string();
        if strange(R::TABLE, R::FIELDS, &nth, value, refused) {
            continue;
        }
        match R::read(value) {
            Ok(row) => rows.push(row),
            Err(fields) => refuse(R::TABLE, nth, value, fields, refused, told),
        }
    }
    rows
}

fn from(value: &Value) -> &str {
    value.get("from").and_then(Value::text).unwrap_or_default()
}

/// Refuses a row that is none, or that has a field that none of its table has.
#[inline(never)]
fn strange(table: &'static str, fields: &[&'static str], nth: &str, value: &Value, refused: &mut Vec<Refusal>) -> bool {
    let Value::Map(entries) = value else {
        refused.push(Refusal::new(table, nth, "", "the row", "a group of fields, in { }"));
        return true;
    };
    let Some((unknown, _)) = entries.iter().find(|(name, _)| !fields.contains(&name.as_str())) else { return false };
    let allowed = ["one of the fields ", &fields.join(", ")].concat();
    refused.push(Refusal::new(table, nth, from(value), unknown, &allowed));
    true
}

/// Refuses the fields of a row that are not what they must be.
#[inline(never)]
fn refuse(
    table: &'static str,
    nth: String,
    value: &Value,
    fields: Vec<(&'static str, &'static str)>,
    refused: &mut Vec<Refusal>,
    told: Told,
) {
    let name = value.get("id").or_else(|| value.get("model")).and_then(Value::text);
    let name = name.map_or(nth, ToOwned::to_owned);
    for (field, allowed) in fields {
        refused.push(told(Refusal::new(table, &name, from(value), field, allowed), value.get(field)));
    }
}
