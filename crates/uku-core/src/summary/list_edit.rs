use serde::{Deserialize, Serialize};

use super::{CustomField, Topic};

/// A topic or a custom task field before and after it was edited; none before if it was added, none after if it was deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ListEdit {
    /// A topic.
    Topic {
        /// What it was.
        before: Option<Topic>,
        /// What it is.
        after: Option<Topic>,
    },
    /// A custom task field.
    CustomField {
        /// What it was.
        before: Option<CustomField>,
        /// What it is.
        after: Option<CustomField>,
    },
}
