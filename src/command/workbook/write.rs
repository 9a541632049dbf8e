//! The workbook as an XLSX file.

use super::cell::{Cell, Look, Sheet};
use rust_xlsxwriter::{Format, Formula, Workbook, XlsxError};
use std::path::Path;

/// Widths of the first columns, in letters.
const WIDTHS: [f64; 4] = [58.0, 18.0, 12.0, 36.0];

pub(super) fn file(sheets: &[Sheet], path: &Path) -> Result<(), String> {
    book(sheets)
        .and_then(|mut book| book.save(path))
        .map_err(|error| format!("cannot write `{}`: {error}", path.display()))
}

fn book(sheets: &[Sheet]) -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    let bold = Format::new().set_bold();
    let look = |look: Look| match look {
        Look::Plain => Format::new(),
        Look::Dollars => Format::new().set_num_format("$#,##0.00"),
        Look::Percent => Format::new().set_num_format("0.00 %"),
    };
    for sheet in sheets {
        let page = book.add_worksheet().set_name(&sheet.name)?;
        for (at, width) in WIDTHS.iter().enumerate() {
            page.set_column_width(at as u16, *width)?;
        }
        page.set_freeze_panes(1, 0)?;
        for (row, cells) in sheet.rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                let (row, column) = (row as u32, column as u16);
                match cell {
                    Cell::Empty => {}
                    Cell::Text(text) => drop(page.write_string(row, column, text)?),
                    Cell::Head(text) => drop(page.write_string_with_format(row, column, text, &bold)?),
                    Cell::Number(value, shown) => {
                        page.write_number_with_format(row, column, *value, &look(*shown))?;
                    }
                    Cell::Formula(text, result, shown) => {
                        let formula = Formula::new(text).set_result(result.to_string());
                        page.write_formula_with_format(row, column, formula, &look(*shown))?;
                    }
                }
            }
        }
    }
    Ok(book)
}
