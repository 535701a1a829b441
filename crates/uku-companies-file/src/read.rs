use std::collections::BTreeMap;

use serde::Deserialize;
use uku_core::ledger::{KeyPair, PublicKey};

use crate::error::{Column, FileError};

/// A company of a file.
pub struct FileCompany {
    /// Its code in the business register, as the file has it; empty if it has none.
    pub registry_code: String,
    /// Its name, as the file has it.
    pub name: String,
    /// Its keys, or what is wrong with them; none if the file has none for it.
    pub keys: Option<Result<KeyPair, String>>,
}

/// What headers call the company's columns, letters only.
const CODES: [&str; 7] =
    ["registrycode", "regcode", "code", "registrikood", "äriregistrikood", "regkood", "kood"];
const NAMES: [&str; 11] = [
    "name",
    "company",
    "companyname",
    "client",
    "clientname",
    "nimi",
    "ärinimi",
    "firma",
    "ettevõte",
    "klient",
    "kliendinimi",
];

/// What is in the headers of the keys' columns, whatever else is.
const PUBLIC: [&str; 2] = ["public", "avalik"];
const SECRET: [&str; 4] = ["secret", "private", "salajane", "salavõti"];
const KEY: [&str; 2] = ["key", "võti"];

/// The companies of a file; a company with unusable keys is among them, with the reason.
pub fn read(bytes: &[u8]) -> Result<Vec<FileCompany>, FileError> {
    let text = std::str::from_utf8(bytes).map_err(|_| FileError::NotUtf8)?;
    let text = text.trim_start_matches('\u{feff}');
    let rows = if text.trim_start().starts_with(['[', '{']) { json(text)? } else { csv(text)? };
    if rows.is_empty() {
        return Err(FileError::Empty);
    }
    let mut taken: BTreeMap<String, String> = BTreeMap::new();
    Ok(rows.into_iter().map(|row| company(row, &mut taken)).collect())
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Row {
    #[serde(default)]
    registry_code: String,
    name: String,
    #[serde(default)]
    public_key: String,
    #[serde(default)]
    secret_key: String,
}

fn company(row: Row, taken: &mut BTreeMap<String, String>) -> FileCompany {
    if row.public_key.is_empty() && row.secret_key.is_empty() {
        return FileCompany { registry_code: row.registry_code, name: row.name, keys: None };
    }
    let keys = KeyPair::new(&row.public_key, row.secret_key.into()).map_err(|error| error.to_string());
    let public = |keys: &KeyPair| PublicKey::as_str(keys.public()).to_owned();
    let keys = match keys.as_ref().map(public).ok().and_then(|key| taken.insert(key, row.name.clone())) {
        Some(other) => Err(format!("{other} has the same public key; each company has its own")),
        None => keys,
    };
    FileCompany { registry_code: row.registry_code, name: row.name, keys: Some(keys) }
}

fn json(text: &str) -> Result<Vec<Row>, FileError> {
    // The error's own text could quote a key.
    serde_json::from_str(text).map_err(|error| FileError::Json { line: whole(error.line()) })
}

fn whole(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

fn csv(text: &str) -> Result<Vec<Row>, FileError> {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let delimiter = [b'\t', b';', b','].into_iter().find(|delimiter| first.contains(char::from(*delimiter)));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter.unwrap_or(b','))
        .from_reader(text.as_bytes());
    let mut columns: Option<Columns> = None;
    let mut rows = Vec::new();
    for record in reader.records() {
        // The error's own text could quote a key.
        let record = record
            .map_err(|error| FileError::Csv { line: error.position().map_or(1, csv::Position::line) })?;
        let line = record.position().map_or(1, csv::Position::line);
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if columns.is_none() {
            let header = header(&record).map_err(|column| FileError::ColumnMissing { line, column })?;
            let is_header = header.is_some();
            columns = Some(header.unwrap_or_else(|| Columns::usual(record.len())));
            if is_header {
                continue;
            }
        }
        let Some(columns) = &columns else { continue };
        let cell = |column: usize| record.get(column).unwrap_or_default();
        if record.len() <= columns.last() {
            return Err(FileError::TooFewColumns { line, columns: whole(record.len()) });
        }
        let (public_key, secret_key) =
            columns.keys.map_or(("", ""), |[public, secret]| (cell(public), cell(secret)));
        rows.push(Row {
            registry_code: cell(columns.registry_code).trim().to_owned(),
            name: cell(columns.name).trim().to_owned(),
            public_key: public_key.to_owned(),
            secret_key: secret_key.to_owned(),
        });
    }
    Ok(rows)
}

/// Where what is in a record.
struct Columns {
    registry_code: usize,
    name: usize,
    keys: Option<[usize; 2]>,
}

impl Columns {
    /// Without a header the columns stand in their order; two of them are without keys.
    fn usual(width: usize) -> Self {
        Self { registry_code: 0, name: 1, keys: (width != 2).then_some([2, 3]) }
    }

    fn last(&self) -> usize {
        let keys = self.keys.into_iter().flatten();
        keys.chain([self.registry_code, self.name]).max().unwrap_or_default()
    }
}

/// Where a header says the columns are; none if the record is no header. An error names a missing column.
fn header(record: &csv::StringRecord) -> Result<Option<Columns>, Column> {
    let plain = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphabetic()).collect::<String>().to_lowercase()
    };
    let names: Vec<String> = record.iter().map(plain).collect();
    let called = |known: &[&str]| names.iter().position(|name| known.contains(&name.as_str()));
    let has = |name: &str, words: &[&str]| words.iter().any(|word| name.contains(word));
    // Avalik Ruum OÜ is a company, not the header of a key.
    let key = |words: &[&str]| {
        names.iter().position(|name| words.contains(&name.as_str()) || (has(name, words) && has(name, &KEY)))
    };
    let (code, name, public, secret) = (called(&CODES), called(&NAMES), key(&PUBLIC), key(&SECRET));
    let found = [code, name, public, secret].iter().flatten().count();
    // One word may be a company's name as well; a number is in no header, but is each company's code.
    let is_number = |cell: &str| {
        let cell = cell.trim();
        !cell.is_empty() && cell.chars().all(|c| c.is_ascii_digit())
    };
    if found == 0 || (found < 3 && record.iter().any(is_number)) {
        return Ok(None);
    }
    let (registry_code, name) = (code.ok_or(Column::RegistryCode)?, name.ok_or(Column::Name)?);
    let has_keys = public.is_some() || secret.is_some() || names.iter().any(|name| has(name, &KEY));
    let keys = if has_keys {
        Some([public.ok_or(Column::PublicKey)?, secret.ok_or(Column::SecretKey)?])
    } else {
        None
    };
    Ok(Some(Columns { registry_code, name, keys }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<(String, String, bool)> {
        let usable = |keys: Option<Result<KeyPair, String>>| keys.is_some_and(|keys| keys.is_ok());
        let row = |company: FileCompany| (company.registry_code, company.name, usable(company.keys));
        read(text.as_bytes()).unwrap().into_iter().map(row).collect()
    }

    fn error(text: &str) -> String {
        read(text.as_bytes()).err().unwrap().to_string()
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
    fn headers_as_people_write_them() {
        let expected = [("10421629".to_owned(), "Õun".to_owned(), true)];
        for header in [
            "Registrikood;Ärinimi;Avalik API võti;Salajane API võti",
            "Reg. kood;Kliendi nimi;Avalik võti (public);Salajane võti (secret)",
            "Registry code;Company name;Public API key;Secret API key",
            "REGISTRIKOOD;Firma;API public key;API private key",
        ] {
            assert_eq!(names(&format!("{header}\n10421629;Õun;p1;s1\n")), expected, "{header}");
        }
    }

    #[test]
    fn a_header_that_is_not_understood_is_never_taken_for_a_company() {
        for (text, missing) in [
            ("Kood;Midagi\n1;A\n", "the column name is missing"),
            ("Registrikood;Nimi;Võti 1;Võti 2\n1;A;p;s\n", "the column public key is missing"),
            ("Registry code;Name;API key;Secret\n1;A;p;s\n", "the column public key is missing"),
        ] {
            assert!(error(text).contains(missing), "{text}: {}", error(text));
        }
        // A company may be called like a column.
        assert_eq!(names(",Avalik Ruum OÜ,p1,s1\n"), [(String::new(), "Avalik Ruum OÜ".to_owned(), true)]);
        assert_eq!(names("10421629;Firma;p1;s1\n"), [("10421629".to_owned(), "Firma".to_owned(), true)]);
    }

    #[test]
    fn keys_may_be_left_out() {
        for text in [
            "1,A\n2,B\n",
            "nimi;kood\nA;1\nB;2\n",
            "1,A,,\n2,B,,\n",
            r#"[{"name":"A","registryCode":"1"},{"name":"B","registryCode":"2"}]"#,
        ] {
            let companies = read(text.as_bytes()).unwrap();
            let of = |at: usize| (companies[at].registry_code.as_str(), companies[at].name.as_str());
            assert_eq!((of(0), of(1)), (("1", "A"), ("2", "B")), "{text}");
            assert!(companies.iter().all(|company| company.keys.is_none()), "{text}");
        }
    }

    #[test]
    fn unusable_keys_are_of_their_company_only() {
        let companies = read(b"1,A,p1, s1\n2,B,p2,s2\n3,C,p2,s3\n4,D,,s4\n").unwrap();
        let error = |keys: Option<Result<KeyPair, String>>| keys.and_then(Result::err).unwrap_or_default();
        let errors: Vec<String> = companies.into_iter().map(|company| error(company.keys)).collect();
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
