//! The file with the keys of many companies: CSV as a person makes it in a spreadsheet, or the simulator's JSON.

use std::collections::BTreeMap;

use serde::Deserialize;
use uku_core::ledger::{KeyPair, PublicKey};

use super::companies::Company;

/// The columns, in their order where no header says otherwise, and what headers call them, letters only.
const COLUMNS: [(&str, &[&str]); 4] = [
    ("registry code", &["registrycode", "regcode", "code", "registrikood", "kood"]),
    ("name", &["name", "company", "client", "nimi", "ettevõte", "klient"]),
    ("public key", &["publickey", "public", "avalikvõti", "avalik"]),
    ("secret key", &["secretkey", "secret", "privatekey", "private", "salajanevõti", "salajane"]),
];

/// The companies of a file; a company with unusable keys is among them, with the reason.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Company>, String> {
    let text = std::str::from_utf8(bytes)
        .map_err(|_| "it is not in UTF-8; save it again as \"CSV UTF-8\"".to_owned())?;
    let text = text.trim_start_matches('\u{feff}');
    let rows = if text.trim_start().starts_with(['[', '{']) { json(text)? } else { csv(text)? };
    if rows.is_empty() {
        return Err("it names no company".to_owned());
    }
    let mut taken: BTreeMap<String, String> = BTreeMap::new();
    Ok(rows.into_iter().map(|row| company(row, &mut taken)).collect())
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    registry_code: String,
    name: String,
    public_key: String,
    secret_key: String,
}

fn company(row: Row, taken: &mut BTreeMap<String, String>) -> Company {
    let keys = KeyPair::new(&row.public_key, row.secret_key.into()).map_err(|error| error.to_string());
    let public = |keys: &KeyPair| PublicKey::as_str(keys.public()).to_owned();
    let keys = match keys.as_ref().map(public).ok().and_then(|key| taken.insert(key, row.name.clone())) {
        Some(other) => Err(format!("{other} has the same public key; each company has its own")),
        None => keys,
    };
    Company { registry_code: row.registry_code, name: row.name, keys }
}

fn json(text: &str) -> Result<Vec<Row>, String> {
    // The error's own text could quote a key.
    serde_json::from_str(text).map_err(|error| {
        format!(
            "line {}: it must be a list of objects with registryCode, name, publicKey and secretKey, all texts",
            error.line()
        )
    })
}

fn csv(text: &str) -> Result<Vec<Row>, String> {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let delimiter = [b'\t', b';', b','].into_iter().find(|delimiter| first.contains(char::from(*delimiter)));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter.unwrap_or(b','))
        .from_reader(text.as_bytes());
    let mut columns: Option<[usize; 4]> = None;
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| error.to_string())?;
        let line = record.position().map_or(1, csv::Position::line);
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if columns.is_none() {
            let header =
                header(&record).map_err(|missing| format!("line {line}: the column {missing} is missing"))?;
            columns = Some(header.unwrap_or([0, 1, 2, 3]));
            if header.is_some() {
                continue;
            }
        }
        let columns = columns.unwrap_or_default();
        if record.len() <= columns.into_iter().max().unwrap_or_default() {
            return Err(format!(
                "line {line}: it has {} columns; it needs registry code, name, public key and secret key",
                record.len()
            ));
        }
        let [registry_code, name, public_key, secret_key] = columns.map(|column| record[column].to_owned());
        let (registry_code, name) = (registry_code.trim().to_owned(), name.trim().to_owned());
        rows.push(Row { registry_code, name, public_key, secret_key });
    }
    Ok(rows)
}

/// Where a header says the columns are; none if the record is no header. An error names a missing column.
fn header(record: &csv::StringRecord) -> Result<Option<[usize; 4]>, &'static str> {
    let plain = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphabetic()).collect::<String>().to_lowercase()
    };
    let names: Vec<String> = record.iter().map(plain).collect();
    let called = |known: &[&str]| names.iter().position(|name| known.contains(&name.as_str()));
    if called(COLUMNS[2].1).is_none() && called(COLUMNS[3].1).is_none() {
        return Ok(None);
    }
    let mut columns = [0; 4];
    for (column, (wanted, known)) in columns.iter_mut().zip(COLUMNS) {
        *column = called(known).ok_or(wanted)?;
    }
    Ok(Some(columns))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<(String, String, bool)> {
        let row = |company: Company| (company.registry_code, company.name, company.keys.is_ok());
        read(text.as_bytes()).unwrap().into_iter().map(row).collect()
    }

    fn error(text: &str) -> String {
        read(text.as_bytes()).err().unwrap()
    }

    #[test]
    fn a_file_with_and_without_a_header() {
        let expected =
            [("10421629".to_owned(), "Õun, OÜ".to_owned(), true), ("1".to_owned(), "Pirn".to_owned(), true)];
        assert_eq!(names("10421629,\"Õun, OÜ\",p1,s1\n1,Pirn,p2,s2\n"), expected);
        assert_eq!(
            names(
                "\u{feff}Name;Secret key;Public key;Registry code\r\nÕun, OÜ;s1;p1;10421629\r\nPirn;s2;p2;1"
            ),
            expected
        );
        assert_eq!(
            names(
                "\nregistrikood;nimi;avalik võti;salajane võti\n10421629;Õun, OÜ;p1;s1\n;;;\n1;Pirn;p2;s2\n"
            ),
            expected
        );
        let json = r#"[{"name":"Õun, OÜ","registryCode":"10421629","publicKey":"p1","secretKey":"s1"},
                       {"name":"Pirn","registryCode":"1","publicKey":"p2","secretKey":"s2","more":7}]"#;
        assert_eq!(names(json), expected);
    }

    #[test]
    fn unusable_keys_are_of_their_company_only() {
        let companies = read(b"1,A,p1, s1\n2,B,p2,s2\n3,C,p2,s3\n4,D,,s4\n").unwrap();
        let errors: Vec<String> = companies.into_iter().map(|c| c.keys.err().unwrap_or_default()).collect();
        assert!(errors[0].starts_with("the secret key begins with white space"), "{errors:?}");
        assert_eq!(errors[1], "");
        assert!(errors[2].starts_with("B has the same public key"), "{errors:?}");
        assert!(errors[3].starts_with("the public key is empty"), "{errors:?}");
    }

    #[test]
    fn a_file_that_can_not_be_used_says_why_and_tells_no_key() {
        assert_eq!(error(""), "it names no company");
        assert!(error("1,A,topsecret\n").starts_with("line 1: it has 3 columns"));
        assert!(error("name,public key\n").contains("the column registry code is missing"));
        for text in [r#"[{"secretKey":"topsecret"}]"#, r#"["topsecret"]"#, r#"{"secretKey":"topsecret"}"#] {
            let error = error(text);
            assert!(
                error.starts_with("line 1: it must be a list") && !error.contains("topsecret"),
                "{error}"
            );
        }
        assert!(read(b"1,\xff,p,s\n").is_err());
    }
}
