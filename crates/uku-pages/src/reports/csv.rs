//! A sheet as CSV, as the spreadsheet of the reader's country opens it by a double click.

use uku_l10n::Language;

use super::sheet::{Cell, Sheet};

/// Tells spreadsheets that the text is UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// In Estonian, fields end with semicolons and decimals follow a comma.
pub(super) fn bytes(sheet: &Sheet, language: Language) -> Result<Vec<u8>, csv::Error> {
    let (delimiter, point) = match language {
        Language::En => (b',', "."),
        Language::Et => (b';', ","),
    };
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(BYTE_ORDER_MARK.to_vec());
    writer.write_record(sheet.heads.iter().map(|head| harmless(head)))?;
    for row in &sheet.rows {
        writer.write_record(row.iter().map(|cell| match cell {
            Cell::Text(text) => harmless(text),
            Cell::Number(number) => number.to_string().replace('.', point),
            Cell::Empty => String::new(),
        }))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

/// A text that no spreadsheet takes for a formula.
fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;

    fn csv(language: Language) -> String {
        let text = |text: &str| Cell::Text(text.to_owned());
        let sheet = Sheet {
            heads: vec!["Client".to_owned(), "=1+1".to_owned()],
            rows: vec![
                vec![text("-Kask \"ja\"; pojad, OÜ"), Cell::Number(Decimal::new(-15, 1))],
                vec![text("@SUM(A1)"), Cell::Empty],
            ],
        };
        String::from_utf8(bytes(&sheet, language).unwrap()).unwrap()
    }

    #[test]
    fn english_has_commas_and_points() {
        let expected = "\u{feff}Client,'=1+1\n\"'-Kask \"\"ja\"\"; pojad, OÜ\",-1.5\n'@SUM(A1),\n";
        assert_eq!(csv(Language::En), expected);
    }

    #[test]
    fn estonian_has_semicolons_and_commas() {
        let expected = "\u{feff}Client;'=1+1\n\"'-Kask \"\"ja\"\"; pojad, OÜ\";-1,5\n'@SUM(A1);\n";
        assert_eq!(csv(Language::Et), expected);
    }
}
