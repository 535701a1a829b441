//! A sheet as a spreadsheet.

use chrono::{DateTime, Utc};
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::sheet::{Cell, Sheet};

/// The file, with one worksheet of this name. Texts are cells of text, whatever they begin with.
pub(super) fn bytes(sheet: &Sheet, name: &str, made_at: DateTime<Utc>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let made_at = ExcelDateTime::from_timestamp(made_at.timestamp())?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made_at));
    let page = book.add_worksheet();
    page.set_name(name)?;
    let bold = Format::new().set_bold();
    for (head, column) in sheet.heads.iter().zip(0_u16..) {
        page.write_string_with_format(0, column, head, &bold)?;
    }
    for (row, number) in sheet.rows.iter().zip(1_u32..) {
        for (cell, column) in row.iter().zip(0_u16..) {
            match cell {
                Cell::Text(text) => page.write_string(number, column, text)?,
                Cell::Number(count) => match count.to_f64() {
                    Some(count) => page.write_number(number, column, count)?,
                    None => page.write_string(number, column, count.to_string())?,
                },
                Cell::Empty => page,
            };
        }
    }
    page.set_freeze_panes(1, 1)?;
    page.autofit();
    book.save_to_buffer()
}
