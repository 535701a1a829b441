use std::env::VarError;
use std::path::Path;

use uku_companies_file::FileCompany;
use uku_core::client::registry_code_oddity;
use uku_core::ledger::KeyPair;

use crate::failure::Failure;

/// A company to be counted.
pub(super) struct Company {
    pub(super) registry_code: String,
    pub(super) name: String,
    /// Its keys, or what is wrong with them.
    pub(super) keys: Result<KeyPair, String>,
}

impl From<FileCompany> for Company {
    fn from(FileCompany { registry_code, name, keys }: FileCompany) -> Self {
        let keys = keys.unwrap_or_else(|| Err("the file has no keys for it".to_owned()));
        Self { registry_code, name, keys }
    }
}

/// The companies to be counted.
pub(super) struct Companies {
    pub(super) all: Vec<Company>,
    /// Whether this is the one company of the environment, which has no name.
    pub(super) single: bool,
}

impl Companies {
    /// The company whose keys are in the environment.
    pub(super) fn from_environment() -> Result<Self, Failure> {
        let public = variable("UKU_SA_PUBLIC_KEY")?;
        let secret = variable("UKU_SA_SECRET_KEY")?;
        let keys = KeyPair::new(&public, secret.into()).map_err(Failure::usage)?;
        let company = Company { registry_code: String::new(), name: String::new(), keys: Ok(keys) };
        Ok(Self { all: vec![company], single: true })
    }

    /// The companies of a keys file.
    pub(super) fn from_file(path: &Path) -> Result<Self, Failure> {
        let about = |error: String| Failure::could_not(format!("the keys file {}: {error}", path.display()));
        let bytes = std::fs::read(path).map_err(|error| about(error.to_string()))?;
        let all: Vec<Company> = uku_companies_file::read(&bytes)
            .map_err(|error| about(error.to_string()))?
            .into_iter()
            .map(Company::from)
            .collect();
        for Company { registry_code, name, .. } in &all {
            if let Some(oddity) = registry_code_oddity(registry_code).filter(|_| !registry_code.is_empty()) {
                eprintln!("uku: warning: {name} has the registry code {registry_code}, but {oddity}");
            }
        }
        Ok(Self { all, single: false })
    }
}

fn variable(name: &str) -> Result<String, Failure> {
    std::env::var(name).map_err(|error| match error {
        VarError::NotPresent => Failure::usage(format!(
            "{name} is not set; set UKU_SA_PUBLIC_KEY and UKU_SA_SECRET_KEY to the company's keys \
             (SmartAccounts: Settings, Connected services), or give a file with --keys"
        )),
        VarError::NotUnicode(_) => {
            Failure::usage(format!("{name} is no text; copy the key again from SmartAccounts"))
        }
    })
}
