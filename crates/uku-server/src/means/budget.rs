use std::path::PathBuf;
use std::sync::Arc;

use etcetera::BaseStrategy;
use tempfile::TempDir;
use uku_core::clock::Clock;
use uku_core::ledger::RequestBudget;
use uku_core::store::StoreError;
use uku_sqlite::SqliteBudget;

/// The memory of sent requests, and the folder that must outlive it where it lasts only as long as the process.
pub(crate) struct UserBudget {
    pub(crate) memory: Arc<dyn RequestBudget>,
    _folder: Option<TempDir>,
}

/// The memory of the requests that this user's programs have sent: it outlives the process, so that counting twice
/// in a row stays within the vendor's limits.
///
/// Where no such memory can be kept, a warning is printed and the memory ends with the process.
pub(crate) async fn budget_of_this_user(clock: Arc<dyn Clock>) -> Result<UserBudget, StoreError> {
    let lasting = match etcetera::choose_base_strategy() {
        Ok(folders) => {
            let state = folders.state_dir().unwrap_or_else(|| folders.data_dir());
            open(state.join("uku").join("budget.db"), &clock).await
        }
        Err(error) => Err(StoreError::Failed(error.to_string())),
    };
    match lasting {
        Ok(memory) => Ok(UserBudget { memory, _folder: None }),
        Err(error) => {
            eprintln!(
                "uku: warning: sent requests are not remembered after this run ({error}). \
                 Set XDG_STATE_HOME to a folder that can be written."
            );
            let folder = tempfile::tempdir().map_err(|error| StoreError::Failed(error.to_string()))?;
            let memory = open(folder.path().join("budget.db"), &clock).await?;
            Ok(UserBudget { memory, _folder: Some(folder) })
        }
    }
}

async fn open(file: PathBuf, clock: &Arc<dyn Clock>) -> Result<Arc<dyn RequestBudget>, StoreError> {
    Ok(Arc::new(SqliteBudget::open(&file, Arc::clone(clock)).await?))
}
