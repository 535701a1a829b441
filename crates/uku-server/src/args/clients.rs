use std::path::PathBuf;

use clap::Subcommand;
use uku_core::client::ClientField;

use super::{ClientArg, CommonArgs};

/// The firm's clients.
#[derive(Debug, clap::Args)]
pub(crate) struct ClientsArgs {
    #[command(flatten)]
    pub(crate) common: CommonArgs,
    #[command(subcommand)]
    pub(crate) command: ClientsCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ClientsCommand {
    Import(ImportArgs),
    /// Shows how far the import is.
    Progress,
    Review(ReviewArgs),
    /// Writes the ticked rows.
    Confirm,
    /// Gives the import up; nothing is written.
    Cancel,
    Add(AddArgs),
    /// Lists the clients with their connections.
    List,
    /// Pauses a client: its keys are kept, and nothing is imported.
    Pause(ClientArg),
    /// Ends a pause. What was missed meanwhile is not imported by itself.
    Resume(ClientArg),
}

/// Fetches clients for review. Nothing is written before they are confirmed.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The password is asked for, or read from the standard input, and is stored nowhere.\n\
                        Afterwards: uku clients review, then uku clients confirm."
)]
pub(crate) struct ImportArgs {
    #[command(flatten)]
    pub(crate) source: SourceArgs,
    #[arg(
        long,
        help = "Where a SmartAccounts user signs in [default: a simulator's, where UKU_SA_URL is one]",
        env = "UKU_SA_DIRECTORY_URL",
        value_name = "URL"
    )]
    pub(crate) directory_url: Option<String>,
    /// Send the password there although it is no simulator's. SmartAccounts publishes no such address: switch it on
    /// only if you know it.
    #[arg(long, env = "UKU_SA_DIRECTORY_ON")]
    pub(crate) directory_on: bool,
}

/// Where the clients come from.
#[derive(Debug, clap::Args)]
#[group(required = true, multiple = false)]
pub(crate) struct SourceArgs {
    /// The companies that this SmartAccounts user sees.
    #[arg(long)]
    pub(crate) email: Option<String>,
    /// The customers of the firm's own SmartAccounts company.
    #[arg(long)]
    pub(crate) own_books: bool,
    /// A file: CSV from a spreadsheet with the columns registry code and name (Registrikood, Nimi), and if wanted public
    /// key and secret key (Avalik võti, Salajane võti).
    #[arg(long, value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
}

/// Shows the rows for review, and takes decisions about them.
#[derive(Debug, clap::Args)]
pub(crate) struct ReviewArgs {
    /// Tick rows, by their numbers.
    #[arg(long, value_name = "ROWS", value_delimiter = ',', value_parser = row)]
    pub(crate) tick: Vec<u32>,
    /// Untick rows; they stay unticked in later imports.
    #[arg(long, value_name = "ROWS", value_delimiter = ',', value_parser = row)]
    pub(crate) untick: Vec<u32>,
    /// A row is this client: the client's identity, registry code or name. Ticks it.
    #[arg(long, value_name = "ROW=CLIENT", value_parser = row_and_text)]
    pub(crate) link: Vec<(u32, String)>,
    /// Rows are new clients, although they look like others. Ticks them.
    #[arg(long, value_name = "ROWS", value_delimiter = ',', value_parser = row)]
    pub(crate) new: Vec<u32>,
    /// Overwrite a field that was edited in Uku: name, registry-code or vat-number. Ticks the row.
    #[arg(long, value_name = "ROW=FIELD", value_parser = row_and_field)]
    pub(crate) overwrite: Vec<(u32, ClientField)>,
}

fn row(text: &str) -> Result<u32, String> {
    text.trim().parse().map_err(|_| format!("`{text}` is not the number of a row"))
}

fn row_and_text(text: &str) -> Result<(u32, String), String> {
    let (row, rest) = text.split_once('=').ok_or("write it as ROW=CLIENT, like 7=10421629")?;
    Ok((self::row(row)?, rest.to_owned()))
}

fn row_and_field(text: &str) -> Result<(u32, ClientField), String> {
    let (row, field) = row_and_text(text)?;
    match field.as_str() {
        "name" => Ok((row, ClientField::Name)),
        "registry-code" => Ok((row, ClientField::RegistryCode)),
        "vat-number" => Ok((row, ClientField::VatNumber)),
        other => Err(format!("`{other}` is not a field; the fields are name, registry-code and vat-number")),
    }
}

/// Adds a client by hand. It is not connected until its keys are entered.
#[derive(Debug, clap::Args)]
pub(crate) struct AddArgs {
    /// Its name.
    #[arg(long)]
    pub(crate) name: String,
    /// Its registry code.
    #[arg(long, value_name = "CODE")]
    pub(crate) registry_code: Option<String>,
    /// Its VAT number.
    #[arg(long, value_name = "NUMBER")]
    pub(crate) vat_number: Option<String>,
    /// A person at the client.
    #[arg(long)]
    pub(crate) person: Vec<String>,
    /// An email address.
    #[arg(long)]
    pub(crate) email: Vec<String>,
    /// A telephone number.
    #[arg(long)]
    pub(crate) phone: Vec<String>,
    /// A postal address.
    #[arg(long)]
    pub(crate) address: Vec<String>,
}
