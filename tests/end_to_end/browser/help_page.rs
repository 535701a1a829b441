//! The help page, walked through as it is written.

use uku_browser::{Browser, Page, Result};

use crate::house::{House, small};
use crate::server::Server;

const PASSWORD: &str = "rohelised pihlakad kevadel";

/// A firm that has nothing but its owner, with its pages.
struct NewFirm {
    house: House,
    _server: Server,
    base: String,
    /// The path of the link by which the owner comes in.
    link: String,
}

impl NewFirm {
    async fn with_companies(companies: u16) -> Self {
        let house = House::on_sqlite(small(companies)).await;
        house.done(&["deactivate", "--yes"]);
        let owner = ["admin", "create-owner", "--name", "Mari Maasikas", "--email", "mari@raamat.example"];
        let made = house.done(&[&owner[..], &["--json"]].concat()).json();
        let link = made["link"].as_str().unwrap();
        let link = link[link.find("/link/").unwrap()..].to_owned();
        let server = Server::start(&house, &["--listen", "127.0.0.1:0"]);
        let base = format!("http://{}", server.address().await);
        Self { house, _server: server, base, link }
    }

    /// The owner, who sets a password and is in.
    async fn owner(&self) -> Result<Page> {
        let page = Browser::at(&self.base).language("en").size(1280, 900).open().await?;
        page.go(&self.link).await?;
        page.fill("New password", PASSWORD).await?;
        page.fill("New password, once more", PASSWORD).await?;
        page.click("Set the password and sign in").await?;
        page.is_at("/clients").await?;
        Ok(page)
    }
}

/// Settings & Apps, SmartAccounts: a card that says whether it is active.
async fn open_smartaccounts(page: &Page, state: &str) -> Result {
    page.within("#sidebar").click("Settings & Apps").await?;
    let card = format!("SmartAccounts Brings clients in and counts their documents every month {state}");
    page.click(&card).await
}

/// Step 1: Settings & Apps, SmartAccounts, Activate.
async fn activate(page: &Page) -> Result {
    open_smartaccounts(page, "Not active").await?;
    page.click("Activate").await?;
    page.sees("The SmartAccounts integration is active.").await
}

/// Step 2: the Import view, email and password, Start import, Confirm, the Action column, Confirm.
async fn import_clients(page: &Page, firm: &NewFirm, left_out: &str) -> Result {
    let user = firm.house.scene.simulator.accountant();
    page.click("Import").await?;
    page.sees("Uku does NOT store your SmartAccounts password").await?;
    page.fill("SmartAccounts user email", &user.email).await?;
    page.fill("Password", &user.password).await?;
    page.click("Start import").await?;
    page.sees("The import is ready").await?;
    page.click("Confirm").await?;
    page.row(left_out).untick(left_out).await?;
    page.click("Confirm").await?;
    page.sees("The clients are imported").await
}

/// Step 3: the key icon, SmartAccounts, the keys, Test connection, Save.
async fn connect(page: &Page, name: &str, public_key: &str, secret_key: &str) -> Result {
    page.within("#sidebar").click("Clients").await?;
    page.row(name).sees("Not connected").await?;
    page.row(name).click(&format!("Integration of {name}")).await?;
    let dialog = page.dialog();
    dialog.choose("Integration", "SmartAccounts").await?;
    dialog.fill("Public API key", public_key).await?;
    dialog.fill("Secret API key", secret_key).await?;
    dialog.click("Test connection").await?;
    dialog.sees("Connection successful!").await?;
    dialog.fill("Secret API key", secret_key).await?;
    dialog.click("Save").await?;
    page.sees("Untested").await?;
    page.row(name).click(&format!("Integration of {name}")).await?;
    page.dialog().click("Test connection").await?;
    page.dialog().sees("Connection successful!").await?;
    page.go("/clients").await?;
    page.row(name).sees("Connected").await
}

/// Step 4: the Data import tab with its required fields and the data fields.
async fn configure(page: &Page) -> Result {
    open_smartaccounts(page, "Active").await?;
    page.click("Data import").await?;
    page.click("Create the four fields and map them").await?;
    page.sees("The four custom task fields are there and mapped.").await?;
    page.fill("Task title", "Bookkeeping {month}").await?;
    page.fill("New topic", "Accounting").await?;
    page.choose("Data import", "Last work day").await?;
    page.click("Save").await?;
    page.sees("The settings are saved.").await
}

/// Step 5: tick the client, Import data, the integration and the period; the summary task lands in Reports.
async fn refresh(page: &Page, name: &str) -> Result {
    page.within("#sidebar").click("Clients").await?;
    page.row(name).tick(&format!("Tick {name}")).await?;
    page.click("Import data").await?;
    page.click("Continue").await?;
    page.click("Start import").await?;
    page.sees("A summary task was made.").await?;
    page.within("#sidebar").click("Reports").await?;
    page.row(name).click(name).await
}

#[tokio::test(flavor = "multi_thread")]
async fn steps_1_to_5() -> Result {
    let firm = NewFirm::with_companies(3).await;
    let page = firm.owner().await?;
    let companies = firm.house.scene.simulator.keys();
    let (chosen, left_out) = (&companies[0], &companies[2]);
    activate(&page).await?;
    import_clients(&page, &firm, &left_out.name).await?;
    connect(&page, &chosen.name, &chosen.public_key, &chosen.secret_key).await?;
    page.does_not_see(&left_out.name).await?;
    configure(&page).await?;
    refresh(&page, &chosen.name).await?;
    page.sees("Sales entries").await?;
    page.is_quiet().await
}
