use serde::{Deserialize, Serialize};

use super::{CustomField, CustomFieldId, CustomFieldKind, SettingsDraft, Topic, TopicId};
use crate::counting::DataField;

/// What is wrong with settings that were filled in: something they name is not there as it should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum SettingsTrouble {
    /// There is no such topic, or not any more.
    #[error("the topic {0} does not exist")]
    TopicGone(TopicId),
    /// The topic was archived.
    #[error("the topic {0} is archived")]
    TopicArchived(String),
    /// There is no such custom task field, or not any more.
    #[error("{data_field} is mapped to the custom task field {custom_field}, which does not exist")]
    FieldGone {
        /// What is mapped.
        data_field: DataField,
        /// To what.
        custom_field: CustomFieldId,
    },
    /// The custom task field was archived.
    #[error("{data_field} is mapped to the custom task field {name}, which is archived")]
    FieldArchived {
        /// What is mapped.
        data_field: DataField,
        /// The name of the custom task field.
        name: String,
    },
    /// The custom task field can't hold a count.
    #[error("{data_field} is mapped to the custom task field {name}, which is not of type Number but {kind}")]
    NotANumber {
        /// What is mapped.
        data_field: DataField,
        /// The name of the custom task field.
        name: String,
        /// What it holds.
        kind: CustomFieldKind,
    },
}

impl SettingsTrouble {
    /// What a person can do about it, in one sentence.
    #[must_use]
    pub fn remedy(&self) -> &'static str {
        match self {
            Self::TopicGone(_) | Self::TopicArchived(_) => "Choose another topic on the Data import tab.",
            Self::FieldGone { .. } | Self::FieldArchived { .. } | Self::NotANumber { .. } => {
                "Map the data field to a custom task field of type Number under Configure data fields on the Data import tab, or leave it unmapped."
            }
        }
    }
}

/// What is wrong with settings, with the topics and custom task fields as they are; empty if nothing is.
#[must_use]
pub fn check_settings(
    settings: &SettingsDraft,
    topics: &[Topic],
    fields: &[CustomField],
) -> Vec<SettingsTrouble> {
    let of_topic = settings.topic.as_ref().and_then(|id| match topics.iter().find(|topic| topic.id == *id) {
        None => Some(SettingsTrouble::TopicGone(id.clone())),
        Some(topic) if topic.archived => Some(SettingsTrouble::TopicArchived(topic.name.clone())),
        Some(_) => None,
    });
    let of_fields = settings.mapping.iter().filter_map(|(data_field, custom_field)| {
        let data_field = *data_field;
        match fields.iter().find(|field| field.id == *custom_field) {
            None => Some(SettingsTrouble::FieldGone { data_field, custom_field: custom_field.clone() }),
            Some(CustomField { kind, name, .. }) if *kind != CustomFieldKind::Number => {
                Some(SettingsTrouble::NotANumber { data_field, name: name.clone(), kind: *kind })
            }
            Some(field) if field.archived => {
                Some(SettingsTrouble::FieldArchived { data_field, name: field.name.clone() })
            }
            Some(_) => None,
        }
    });
    of_topic.into_iter().chain(of_fields).collect()
}
