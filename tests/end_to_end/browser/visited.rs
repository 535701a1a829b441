//! Somebody looks around in the demo's firm.

use super::demo_firm::DemoFirm;

/// Every page that the menus lead to, and its heading in both languages.
const PAGES: [(&str, &str, &str); 13] = [
    ("/clients", "Clients", "Kliendid"),
    ("/reports", "Reports", "Aruanded"),
    ("/runs", "Runs", "Impordid"),
    ("/notices", "Notices", "Teated"),
    ("/activity", "Activity", "Tegevuslogi"),
    ("/settings", "Settings & Apps", "Seaded ja rakendused"),
    ("/settings/smartaccounts", "SmartAccounts", "SmartAccounts"),
    ("/settings/smartaccounts/import", "SmartAccounts", "SmartAccounts"),
    ("/settings/smartaccounts/data-import", "SmartAccounts", "SmartAccounts"),
    ("/settings/topics", "Topics", "Teemad"),
    ("/settings/custom-fields", "Custom task fields", "Ülesande lisaväljad"),
    ("/settings/members", "Members", "Liikmed"),
    ("/account", "My account", "Minu konto"),
];

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_there_accessible_and_quiet_in_both_languages() -> uku_browser::Result {
    let firm = DemoFirm::of(3);
    let page = firm.visitor("en").await?;
    page.is_at("/clients").await?;
    for (path, english, _) in PAGES {
        page.go(path).await?;
        page.within("h1").sees(english).await?;
        page.assert_accessible().await?;
        page.is_quiet().await?;
    }
    page.go("/account").await?;
    page.within("#sidebar").click("Mari Maasikas").await?;
    page.within("#sidebar").click("Eesti").await?;
    for (path, _, estonian) in PAGES {
        page.go(path).await?;
        page.within("h1").sees(estonian).await?;
        page.is_quiet().await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_firm_has_what_the_demo_promises() -> uku_browser::Result {
    let firm = DemoFirm::of(3);
    let page = firm.visitor("en").await?;
    page.row("Käsitöökoda Pihlapuu OÜ").sees("Not connected").await?;
    page.go("/clients?state=failing").await?;
    page.sees("SmartAccounts").await?;
    page.go("/notices").await?;
    page.sees("import").await?;
    page.go("/settings/smartaccounts/import").await?;
    page.sees("ready").await?;
    page.is_quiet().await
}
