//! The workbook as an XLSX file.

use super::cell::{Cell, Look, Sheet};
use super::told::Report;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Formula, Workbook, XlsxError};

/// Widths of the first columns, in letters.
const WIDTHS: [f64; 4] = [58.0, 18.0, 12.0, 36.0];

/// The most that a cell holds, in units of UTF-16: the writer refuses more.
const LONGEST: usize = 32_767;

/// The bytes of the file: the same for the same report, whenever and wherever it is written.
///
/// # Errors
/// Says in one sentence why the file could not be made.
pub fn file(report: &Report, sheets: &[Sheet]) -> Result<Vec<u8>, String> {
    book(report, sheets)
        .and_then(|mut book| book.save_to_buffer())
        .map_err(|error| format!("The spreadsheet could not be made: {error}."))
}

fn book(report: &Report, sheets: &[Sheet]) -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    let mut about = DocProperties::new().set_title(super::title(report));
    // Of the day of its prices, not of now.
    if let Ok(day) = ExcelDateTime::parse_from_str(&report.asof) {
        about = about.set_creation_datetime(&day);
    }
    book.set_properties(&about);
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
                    Cell::Text(text) => drop(page.write_string(row, column, held(text))?),
                    Cell::Head(text) => drop(page.write_string_with_format(row, column, held(text), &bold)?),
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

/// As much of a text as a cell holds.
fn held(text: &str) -> &str {
    let mut room = LONGEST;
    let end = text.char_indices().find(|(_, letter)| {
        let needed = letter.len_utf16();
        room = room.saturating_sub(needed);
        room == 0
    });
    end.map_or(text, |(at, _)| &text[..at])
}
