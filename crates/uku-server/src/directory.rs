use uku_smartaccounts::{Directory, DirectoryConfig};

use crate::failure::Failure;

/// Where SmartAccounts users sign in.
#[derive(Debug, Clone, Default)]
pub(crate) struct DirectoryAt {
    /// The address, where it is another than beside the API.
    pub(crate) url: Option<String>,
    /// Whether an operator allows passwords to be sent there.
    pub(crate) on: bool,
    /// The address of the API.
    pub(crate) api: String,
}

impl DirectoryAt {
    /// Beside the API, which is where a simulator has it.
    fn address(&self) -> String {
        let base = self.api.trim_end_matches('/');
        let beside = || format!("{}/invented", base.strip_suffix("/api").unwrap_or(base));
        self.url.clone().unwrap_or_else(beside)
    }

    /// Asks there from now on.
    pub(crate) fn open(&self) -> Result<Directory, Failure> {
        if self.on && self.url.is_none() {
            return Err(Failure::usage(
                "--directory-on is for an address that you know: say which with --directory-url",
            ));
        }
        let config = DirectoryConfig { switched_on: self.on, ..DirectoryConfig::at(self.address()) };
        Directory::new(&config).map_err(Failure::usage)
    }
}
