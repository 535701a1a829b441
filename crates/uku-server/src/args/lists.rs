use clap::Subcommand;
use uku_core::summary::CustomFieldKind;

use super::CommonArgs;

/// The firm's topics, under one of which summary tasks are filed.
#[derive(Debug, clap::Args)]
pub(crate) struct TopicsArgs {
    #[command(flatten)]
    pub(crate) common: CommonArgs,
    #[command(subcommand)]
    pub(crate) command: TopicsCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum TopicsCommand {
    /// Lists the topics.
    List,
    /// Adds a topic.
    Add {
        /// Its name.
        name: String,
    },
    /// Gives a topic another name.
    Rename {
        /// The topic: its identity or name.
        topic: String,
        /// The new name.
        name: String,
    },
    /// Archives a topic: it is no longer offered, and tasks under it stay.
    Archive {
        /// The topic: its identity or name.
        topic: String,
    },
    /// Offers an archived topic again.
    Restore {
        /// The topic: its identity or name.
        topic: String,
    },
    /// Deletes a topic under which no task is filed.
    Delete {
        /// The topic: its identity or name.
        topic: String,
    },
}

/// The firm's custom task fields, into which counts are written.
#[derive(Debug, clap::Args)]
pub(crate) struct FieldsArgs {
    #[command(flatten)]
    pub(crate) common: CommonArgs,
    #[command(subcommand)]
    pub(crate) command: FieldsCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum FieldsCommand {
    /// Lists the custom task fields.
    List,
    /// Adds a custom task field.
    Add {
        /// Its name.
        name: String,
        #[arg(long, help = kinds_help(), default_value = "number", value_parser = kind)]
        kind: CustomFieldKind,
    },
    /// Gives a custom task field another name.
    Rename {
        /// The custom task field: its identity or name.
        field: String,
        /// The new name.
        name: String,
    },
    /// Archives a custom task field: it is no longer offered, and what is in it stays.
    Archive {
        /// The custom task field: its identity or name.
        field: String,
    },
    /// Offers an archived custom task field again.
    Restore {
        /// The custom task field: its identity or name.
        field: String,
    },
    /// Deletes a custom task field in which no task holds anything.
    Delete {
        /// The custom task field: its identity or name.
        field: String,
    },
}

fn kinds() -> String {
    CustomFieldKind::ALL.map(|kind| kind.to_string().to_lowercase()).join(", ")
}

fn kinds_help() -> String {
    format!("What it holds: {}. Counts can only be written into number", kinds())
}

fn kind(text: &str) -> Result<CustomFieldKind, String> {
    let named = |kind: &CustomFieldKind| kind.to_string().eq_ignore_ascii_case(text);
    let found = CustomFieldKind::ALL.into_iter().find(named);
    found.ok_or_else(|| format!("`{text}` is not a type; the types are {}", kinds()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_named_in_any_case() {
        assert_eq!(kind("number"), Ok(CustomFieldKind::Number));
        assert_eq!(kind("Checkbox"), Ok(CustomFieldKind::Checkbox));
        assert!(kind("date").is_err_and(|error| error.contains("number, text, choice")));
    }
}
