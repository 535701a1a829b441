use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;
use secrecy::{ExposeSecret, SecretString};
use tempfile::NamedTempFile;
use uku_core::clock::Clock;
use uku_vault::{KeyVault, MasterKeys};

use crate::failure::Failure;
use crate::means::SystemClock;

/// Holds the master keys themselves, for those who keep secrets in the environment.
const VARIABLE: &str = "UKU_MASTER_KEYS";

/// The vault with the master keys of the environment, else of a file. The usual file is made when there is none; one
/// that was named must be there, since another key would open nothing.
pub(crate) fn vault(named: Option<&Path>) -> Result<KeyVault, Failure> {
    let keys = match std::env::var(VARIABLE) {
        Ok(text) => read(&text.into(), VARIABLE)?,
        Err(_) => match named {
            Some(file) => from_file(file)?,
            None => from_usual_file(&usual_file()?)?,
        },
    };
    Ok(KeyVault::new(keys))
}

fn usual_file() -> Result<PathBuf, Failure> {
    let folders = etcetera::choose_base_strategy().map_err(|error| {
        Failure::could_not(format!(
            "no folder for the master keys was found ({error}); name a file with --master-keys-file"
        ))
    })?;
    Ok(folders.config_dir().join("uku").join("master-keys"))
}

fn read(text: &SecretString, place: &str) -> Result<MasterKeys, Failure> {
    MasterKeys::read(text).map_err(|error| Failure::could_not(format!("{place}: {error}")))
}

/// The master keys in a file.
pub(crate) fn from_file(file: &Path) -> Result<MasterKeys, Failure> {
    let place = format!("the master keys in {}", file.display());
    match std::fs::read_to_string(file) {
        Ok(text) => read(&text.into(), &place),
        Err(error) => Err(Failure::could_not(format!("{place} could not be read: {error}"))),
    }
}

fn from_usual_file(file: &Path) -> Result<MasterKeys, Failure> {
    if !file.exists() {
        make(file)?;
        eprintln!(
            "uku: a master key, which seals all API keys, was made: {}. Keep a copy of this file, apart from copies of the data",
            file.display()
        );
    }
    from_file(file)
}

/// Makes a file with one new master key, readable by its owner only.
pub(crate) fn make(file: &Path) -> Result<(), Failure> {
    let could_not = |error: std::io::Error| {
        Failure::could_not(format!("the master key could not be written to {}: {error}", file.display()))
    };
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(could_not)?;
    // To the second: where the file was lost and is made anew, the lost key must not be taken for this one.
    let id = SystemClock.now().format("%Y-%m-%dT%H%M%S").to_string();
    let line = MasterKeys::new_line(&id).map_err(Failure::could_not)?;
    // Whole or not at all: a file without a key would be refused from then on. Temporary files are their owner's only.
    let mut new = NamedTempFile::new_in(folder).map_err(could_not)?;
    new.write_all(line.expose_secret().as_bytes()).map_err(could_not)?;
    new.as_file().sync_all().map_err(could_not)?;
    match new.persist_noclobber(file) {
        Ok(_) => Ok(()),
        // Another process was faster; its key is as good.
        Err(error) if error.error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(could_not(error.error)),
    }
}
