use std::ops::Range;

use comfy_table::{CellAlignment, ContentArrangement, LineStyle, Row, Table, TableStyle};

/// A line under the header, and no others.
const STYLE: TableStyle = TableStyle::new().header_separator(LineStyle::new('─', '─', '─', '─'));

/// A table for people; the columns of the range hold numbers.
pub(crate) fn table(header: Vec<String>, numbers: Range<usize>) -> Table {
    let mut table = Table::new();
    table
        .load_style(STYLE)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_header(Row::from(header));
    for index in numbers {
        if let Some(column) = table.column_mut(index) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    table
}
