//! The file of keys.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::Path;

use crate::CompanyKeys;

/// Writes keys into a file, as a JSON array that only the user may read.
pub fn write_keys(path: &Path, keys: &[CompanyKeys]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    // The mode above is for a new file only.
    #[cfg(unix)]
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    serde_json::to_writer_pretty(&mut file, keys)?;
    file.write_all(b"\n")
}
