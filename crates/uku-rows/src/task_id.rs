use sha2::{Digest as _, Sha256};
use uku_core::firm::FirmId;
use uku_core::store::StoreError;
use uku_core::summary::{SummaryKey, TaskId};

use crate::codec::parse;

/// A task's identity is made of its key: no randomness is needed, and a task that is made again after a person
/// deleted it is the same task to whoever kept its address.
pub fn task_id(firm: &FirmId, key: &SummaryKey) -> Result<TaskId, StoreError> {
    let (firm, client) = (firm.as_ref(), key.client.as_ref());
    let text = format!("{}:{firm}{}:{client}{}", firm.len(), client.len(), key.month);
    let mut half = [0; 16];
    half.copy_from_slice(&Sha256::digest(text)[..16]);
    parse("summary_tasks.task_id", &uuid::Builder::from_custom_bytes(half).into_uuid().to_string())
}
