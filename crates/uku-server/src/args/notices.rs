use clap::Subcommand;

use super::CommonArgs;

/// Shows the notices that were not read yet: runs that are over, keys that stopped working, imports that were missed.
#[derive(Debug, clap::Args)]
pub(crate) struct NoticesArgs {
    #[command(flatten)]
    pub(crate) common: CommonArgs,
    /// Show those that were read as well.
    #[arg(long)]
    pub(crate) all: bool,
    /// The most notices.
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub(crate) most: u32,
    #[command(subcommand)]
    pub(crate) command: Option<NoticesCommand>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum NoticesCommand {
    /// Marks all notices as read.
    Read,
    /// Shows or says to which addresses notices are sent by email.
    #[command(
        after_help = "They are sent by a server to which UKU_SMTP_URL and UKU_SMTP_FROM say how: uku serve."
    )]
    Email {
        /// The addresses, or none.
        #[arg(value_name = "ADDRESS|none")]
        addresses: Vec<String>,
    },
}
