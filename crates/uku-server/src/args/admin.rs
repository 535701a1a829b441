use clap::Subcommand;
use uku_core::sign_in::EmailAddress;

use super::CommonArgs;

/// Lets people in: whoever may start this program on the data may let in anybody.
#[derive(Debug, clap::Args)]
pub(crate) struct AdminArgs {
    #[command(flatten)]
    pub(crate) common: CommonArgs,
    /// Where this software's pages are; links begin with it.
    #[arg(
        long,
        env = "UKU_SITE",
        value_name = "URL",
        default_value = "http://127.0.0.1:8620",
        global = true
    )]
    pub(crate) site: String,
    #[command(subcommand)]
    pub(crate) command: AdminCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum AdminCommand {
    /// Makes the account of the firm's owner, and prints a link by which the owner sets a password.
    ///
    /// Where there is one already it gets this name and address, and another link; the former link ends. The link works
    /// once, for seven days.
    CreateOwner {
        /// The owner's name.
        #[arg(long)]
        name: String,
        /// The email address by which the owner signs in.
        #[arg(long)]
        email: EmailAddress,
    },
    /// Prints a link by which somebody sets a new password. It works once, for one day.
    ResetLink {
        /// The email address by which the person signs in, in whichever firm.
        #[arg(long)]
        email: EmailAddress,
        /// The person's authenticator app is lost as well: no code of it is asked for any more.
        #[arg(long)]
        remove_authenticator: bool,
    },
}
