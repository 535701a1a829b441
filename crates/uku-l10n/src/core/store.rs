use uku_core::store::StoreError;
use uku_core::vault::VaultError;

use super::{Say, detail};
use crate::Said;

impl Say for StoreError {
    fn said(&self) -> Said {
        match self {
            Self::Newer { place, found } => {
                Said::of("core-store-newer").with("place", place).with("found", found)
            }
            Self::InUse { place, process: None } => Said::of("core-store-in-use").with("place", place),
            Self::InUse { place, process: Some(process) } => {
                Said::of("core-store-in-use-by").with("place", place).with("process", process.to_string())
            }
            Self::Missing(what) => Said::of("core-store-missing").with("what", what),
            Self::Fenced => Said::of("core-store-fenced"),
            Self::Corrupt(why) => Said::of("core-store-corrupt").with("detail", detail(why)),
            Self::Failed(why) => Said::of("core-store-failed").with("detail", detail(why)),
        }
    }
}

impl Say for VaultError {
    fn said(&self) -> Said {
        match self {
            Self::DoesNotOpen => Said::of("core-vault-does-not-open"),
            Self::NoMasterKey(key) => Said::of("core-vault-no-master-key").with("key", key),
            Self::NewerFormat(format) => Said::of("core-vault-newer-format").with("format", *format),
            Self::Failed(why) => Said::of("core-vault-failed").with("detail", detail(why)),
        }
    }
}
