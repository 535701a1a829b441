use std::fmt;

/// A column of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// The code in the business register.
    RegistryCode,
    /// The company's name.
    Name,
    /// The public API key.
    PublicKey,
    /// The secret API key.
    SecretKey,
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::RegistryCode => "registry code",
            Self::Name => "name",
            Self::PublicKey => "public key",
            Self::SecretKey => "secret key",
        })
    }
}

/// Why a file can't be read. It quotes nothing of the file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// Its letters are written in another way.
    #[error("it is not in UTF-8; save it again as \"CSV UTF-8\"")]
    NotUtf8,
    /// There is no company in it.
    #[error("it names no company")]
    Empty,
    /// It begins like JSON, and is something else.
    #[error(
        "line {line}: it must be a list of objects with registryCode, name and, if wanted, publicKey and secretKey, all texts"
    )]
    Json {
        /// Where it first is.
        line: u64,
    },
    /// The header lacks a column.
    #[error("line {line}: the column {column} is missing")]
    ColumnMissing {
        /// Where the header is.
        line: u64,
        /// The column.
        column: Column,
    },
    /// A row has too few cells.
    #[error(
        "line {line}: it has {columns} columns; it needs registry code and name, and if wanted public key and secret key"
    )]
    TooFewColumns {
        /// Where it is.
        line: u64,
        /// How many it has.
        columns: u64,
    },
    /// It is not CSV.
    #[error("line {line}: it is not CSV")]
    Csv {
        /// Where it first is not.
        line: u64,
    },
}
