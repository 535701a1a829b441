use std::fmt;

use serde::{Deserialize, Serialize};

use super::{CustomFieldId, TopicId};

/// What tasks are filed under.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// Its identity.
    pub id: TopicId,
    /// Its name.
    pub name: String,
    /// Whether it is no longer offered. Tasks under it stay.
    pub archived: bool,
}

/// What a custom task field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CustomFieldKind {
    /// A number: the only kind that counts can be written into.
    Number,
    /// A text.
    Text,
    /// One of several words.
    Choice,
    /// A product's code.
    Article,
    /// An amount of money.
    Price,
    /// Yes or no.
    Checkbox,
}

impl CustomFieldKind {
    /// Every kind.
    pub const ALL: [Self; 6] =
        [Self::Number, Self::Text, Self::Choice, Self::Article, Self::Price, Self::Checkbox];
}

impl fmt::Display for CustomFieldKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Number => "Number",
            Self::Text => "Text",
            Self::Choice => "Choice",
            Self::Article => "Article",
            Self::Price => "Price",
            Self::Checkbox => "Checkbox",
        })
    }
}

/// A field that the firm added to its tasks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomField {
    /// Its identity.
    pub id: CustomFieldId,
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: CustomFieldKind,
    /// Whether it is no longer offered. Numbers in it stay.
    pub archived: bool,
}
