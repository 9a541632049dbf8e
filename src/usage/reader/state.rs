//! How far a file is understood.

use crate::usage::cutter::Cutter;
use crate::usage::formats::Layout;
use crate::usage::load::{Printed, Tabled};
use crate::usage::table::Table;

#[derive(Default)]
pub(super) enum State {
    /// Between files.
    #[default]
    None,
    /// Not enough is known.
    Head(Vec<u8>),
    Json(Box<Cutter>),
    /// A table, how its columns are used once its header is known, the first line until then, and what is printed in it.
    Csv(Box<Table>, Option<Box<Layout>>, Vec<String>, Printed),
    /// The printed results of a load test.
    Printed(Printed),
    /// The results of a load test as a table.
    Tabled(Box<Table>, Tabled),
    /// Not to be read: it was said why.
    Skip,
}
