use async_trait::async_trait;
use uku_core::client::ClientProfile;
use uku_core::client_import::{ClientSource, FetchError, FoundClient, ImportSource};

use crate::read::FileCompany;

/// The companies of a file, as clients are fetched from it.
pub struct FileSource(Vec<FileCompany>);

impl FileSource {
    const PAGE: usize = 500;
}

impl From<Vec<FileCompany>> for FileSource {
    fn from(companies: Vec<FileCompany>) -> Self {
        Self(companies)
    }
}

#[async_trait]
impl ClientSource for FileSource {
    fn source(&self) -> ImportSource {
        ImportSource::File
    }

    async fn next_page(&mut self) -> Result<Option<Vec<FoundClient>>, FetchError> {
        let page: Vec<FoundClient> =
            self.0.drain(..self.0.len().min(Self::PAGE)).map(FoundClient::from).collect();
        Ok((!page.is_empty()).then_some(page))
    }
}

/// A company of a file as a source tells it.
impl From<FileCompany> for FoundClient {
    fn from(company: FileCompany) -> Self {
        let FileCompany { registry_code, name, keys } = company;
        let registry_code = (!registry_code.is_empty()).then_some(registry_code);
        Self { profile: Ok(ClientProfile { name, registry_code, ..ClientProfile::default() }), keys }
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    #[test]
    fn a_long_file_comes_page_by_page() {
        let company =
            |at: usize| FileCompany { registry_code: String::new(), name: format!("A{at}"), keys: None };
        let mut source = FileSource::from((0..501).map(company).collect::<Vec<_>>());
        let mut page = || source.next_page().now_or_never().unwrap().unwrap();
        assert_eq!(page().map(|page| page.len()), Some(500));
        let last = page().unwrap();
        let profile = last[0].profile.as_ref().unwrap();
        assert_eq!((profile.name.as_str(), profile.registry_code.as_deref()), ("A500", None));
        assert!(page().is_none());
    }
}
