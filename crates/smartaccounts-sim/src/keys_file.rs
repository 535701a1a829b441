//! The files of keys and of people who sign in.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::Path;

use serde::Serialize;

use crate::{CompanyKeys, SimUser};

/// Writes keys into a file, as a JSON array that only the user may read.
pub fn write_keys(path: &Path, keys: &[CompanyKeys]) -> io::Result<()> {
    write(path, keys)
}

/// Writes emails and passwords into a file, as a JSON array that only the user may read.
pub fn write_users(path: &Path, users: &[SimUser]) -> io::Result<()> {
    write(path, users)
}

fn write<T: Serialize>(path: &Path, rows: &[T]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    // The mode above is for a new file only.
    #[cfg(unix)]
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    serde_json::to_writer_pretty(&mut file, rows)?;
    file.write_all(b"\n")
}
