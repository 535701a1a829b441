//! The harness against a page made for it, served with a strict policy for content.

use std::net::SocketAddr;

use axum::Router;
use axum::extract::RawQuery;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use axum::routing::get;
use tokio::net::TcpListener;
use uku_browser::{Browser, Failure, Key, Result, Theme};

const POLICY: &str =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; form-action 'self'";

fn answer(kind: &str, body: &str) -> impl IntoResponse + use<> {
    let headers = [("content-type", kind.to_owned()), ("content-security-policy", POLICY.to_owned())];
    (headers, body.to_owned())
}

fn page(title: &str, body: &str) -> impl IntoResponse + use<> {
    let head = format!("<title>{title}</title><link rel=icon href='data:,'>");
    answer("text/html; charset=utf-8", &format!("<!doctype html><html lang=en>{head}<main>{body}</main>"))
}

async fn site() -> Result<String> {
    let said = |RawQuery(query): RawQuery| async move {
        let query = query.unwrap_or_default();
        page("Said", &format!("<h1>Said</h1><p>{}</p>", query.replace('&', "&amp;")))
    };
    let languages = |headers: HeaderMap| async move {
        let header = headers.get("accept-language").and_then(|value| value.to_str().ok()).unwrap_or_default();
        page("Languages", &format!("<p>{header}</p>"))
    };
    let routes = Router::new()
        .route("/", get(async || answer("text/html; charset=utf-8", include_str!("site.html"))))
        .route("/site.js", get(async || answer("text/javascript", include_str!("site.js"))))
        .route("/site.css", get(async || answer("text/css", include_str!("site.css"))))
        .route("/throws.js", get(async || answer("text/javascript", "missing();")))
        .route("/said", get(said))
        .route("/languages", get(languages))
        .route("/throws", get(async || page("Throws", "<p>Here</p><script src='/throws.js'></script>")))
        .route("/inline", get(async || page("Inline", "<p>Here</p><script>document.title = 'no'</script>")))
        .route("/breaks", get(async || (StatusCode::INTERNAL_SERVER_ERROR, page("Breaks", "<p>Sorry</p>"))))
        .route("/refuses", get(async || (StatusCode::CONFLICT, page("Refuses", "<p>Not now</p>"))))
        .route("/noscript", get(async || page("Plain", "<noscript><p>No script</p></noscript>")))
        .route("/unlabelled", get(async || page("Unlabelled", "<h1>A</h1><input id=bare>")));
    let listener = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move { axum::serve(listener, routes).await });
    Ok(format!("http://{address}"))
}

#[tokio::test]
async fn a_form_is_filled_in_by_its_labels() -> Result {
    let page = Browser::at(site().await?).open().await?;
    page.go("/").await?;
    page.fill("Email", "mari@example.ee").await?;
    assert_eq!(page.value("Email").await?, "mari@example.ee");
    page.fill("Notes", "Two words").await?;
    page.fill("Search", "õ").await?;
    page.fill("Search", "").await?;
    page.fill("Month", "2025-03").await?;
    page.choose("Topic", "Bookkeeping").await?;
    assert_eq!(page.value("Topic").await?, "Bookkeeping");
    page.choose("Plan", "Large").await?;
    page.tick("Import by itself").await?;
    page.tick("Import by itself").await?;
    page.is_ticked("Import by itself", true).await?;
    page.untick("Tell me").await?;
    page.click("Save").await?;
    page.sees("email=mari%40example.ee&notes=Two+words&search=&month=2025-03&topic=2&plan=l&import=on")
        .await?;
    page.does_not_see("tell=").await?;
    page.does_not_see("locked=").await?;
    page.is_quiet().await
}

#[tokio::test]
async fn what_is_seen_is_what_is_shown() -> Result {
    let page = Browser::at(site().await?).open().await?;
    page.go("/").await?;
    page.sees("Read in euros: 1 234").await?;
    page.sees("None").await?;
    page.does_not_see("Bookkeeping").await?;
    page.does_not_see("Nobody sees this").await?;
    page.does_not_see("Are you sure?").await?;
    page.click("Later").await?;
    page.sees("Here it is").await?;
    page.does_not_see("Later").await?;
    page.press(Key::Escape).await?;
    page.sees("Pressed Escape").await?;
    page.is_quiet().await
}

#[tokio::test]
async fn parts_of_a_page() -> Result {
    let page = Browser::at(site().await?).open().await?;
    page.go("/").await?;
    assert_eq!(page.row("Kask").badge().await?, "Connected");
    assert_eq!(page.row("Kask ja Pojad").badge().await?, "Not connected");
    page.section("Keys").click("Change keys").await?;
    page.dialog().sees("Kask will be changed.").await?;
    page.assert_accessible().await?;
    // Of the two buttons of this name, one is behind the dialog.
    page.click("Save").await?;
    page.has_no_dialog().await?;
    page.row("Kask ja Pojad").click("Open").await?;
    page.is_at("/said?client=pojad").await
}

#[tokio::test]
async fn what_fails_says_what_was_there_instead() -> Result {
    let page = Browser::at(site().await?).open().await?;
    page.go("/").await?;
    let tamm = page.row("Tamm");
    let (save, open, deleted, locked, absent, topic, seen) = tokio::join!(
        page.click("Sav"),
        page.click("Open"),
        page.click("Delete"),
        page.fill("Locked", "x"),
        tamm.click("Open"),
        page.choose("Topic", "Payroll"),
        page.sees("Welcome"),
    );
    for (result, why) in [
        (save, "there is no button or link “Sav”"),
        (open, "there are 2 of the button or link “Open”"),
        (deleted, "the button or link “Delete” is disabled"),
        (locked, "the field “Locked” is disabled"),
        (absent, "there is no row “Tamm”"),
        (topic, "the selection “Topic” offers no “Payroll”, but “None”, “Bookkeeping”"),
        (seen, "“Welcome” can't be seen"),
    ] {
        let said = result.unwrap_err().to_string();
        assert!(said.contains(why), "{said}");
        for part in ["tests/site.rs:", "titled: Clients", "127.0.0.1", "Kask ja Pojad"] {
            assert!(said.contains(part), "{part} is not in: {said}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn what_the_browser_complains_of() -> Result {
    let page = Browser::at(site().await?).open().await?;
    for (path, complaint) in
        [("/throws", "missing is not defined"), ("/inline", "Content Security Policy"), ("/breaks", "500")]
    {
        page.go(path).await?;
        let said = page.is_quiet().await.unwrap_err().to_string();
        assert!(said.contains(complaint), "{said}");
        // Said once.
        page.is_quiet().await?;
    }
    page.go("/refuses").await?;
    page.sees("Not now").await?;
    page.is_quiet().await
}

#[tokio::test]
async fn axe_finds_what_keeps_people_out() -> Result {
    let page = Browser::at(site().await?).open().await?;
    page.go("/unlabelled").await?;
    let violations = page.axe().await?;
    let found: Vec<&str> = violations.iter().map(|violation| violation.id.as_str()).collect();
    assert_eq!(found, ["label"]);
    assert_eq!(violations[0].nodes[0].selector, "#bare");
    assert!(violations[0].is_serious());
    let said = page.assert_accessible().await.unwrap_err().to_string();
    assert!(said.contains("label (critical)") && said.contains("#bare: <input id=\"bare\">"), "{said}");
    page.within("h1").assert_accessible().await?;
    page.go("/").await?;
    page.assert_accessible().await?;
    page.theme(Theme::Dark).await?;
    page.assert_accessible().await?;
    page.is_quiet().await
}

#[tokio::test]
async fn languages_and_themes() -> Result {
    let site = site().await?;
    let english = Browser::at(&site).open().await?;
    let estonian = Browser::at(&site).language("et").theme(Theme::Dark).open().await?;
    for (page, language, is_dark) in [(english, "en", false), (estonian, "et,en;q=0.9", true)] {
        page.go("/languages").await?;
        assert_eq!(page.text().await?, language);
        let dark = "return matchMedia('(prefers-color-scheme: dark)').matches";
        let script = format!("{dark} === {is_dark} && navigator.language === '{}'", &language[..2]);
        let holds = page.client().execute(&script, Vec::new()).await?;
        assert_eq!(holds, true, "{language}");
    }
    Ok(())
}

#[tokio::test]
async fn without_script() -> Result {
    let site = site().await?;
    let page = Browser::at(&site).without_script().open().await?;
    page.go("/noscript").await?;
    page.sees("No script").await?;
    page.go("/").await?;
    page.click("Later").await?;
    page.fill("Email", "mari@example.ee").await?;
    page.choose("Plan", "Small").await?;
    page.fill("Month", "2025-03").await?;
    page.click("Save").await?;
    page.sees("email=mari%40example.ee&notes=&search=&month=2025-03&topic=1&plan=s&tell=on").await?;
    page.is_quiet().await?;

    let page = Browser::at(&site).open().await?;
    page.go("/noscript").await?;
    page.does_not_see("No script").await
}

#[tokio::test]
async fn pictures_have_their_size_and_leave_the_page_as_it_was() -> Result {
    let page = Browser::at(site().await?).size(1000, 700).open().await?;
    page.go("/").await?;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("phone.png");
    page.screenshot(&path, 390, 844, Theme::Dark).await?;
    let png = std::fs::read(&path).unwrap();
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    assert_eq!((number(16), number(20)), (390, 844));
    let script =
        "return [innerWidth, innerHeight, matchMedia('(prefers-color-scheme: dark)').matches].join()";
    assert_eq!(page.client().execute(script, Vec::new()).await?, "1000,700,false");
    page.resize(500, 600).await?;
    assert_eq!(page.client().execute(script, Vec::new()).await?, "500,600,false");
    Ok(())
}

#[tokio::test]
async fn two_browsers_are_two_people() -> Result {
    let site = site().await?;
    let (one, other) = (Browser::at(&site).open().await?, Browser::at(&site).open().await?);
    one.go("/").await?;
    other.go("/").await?;
    one.client().execute("document.cookie = 'who=one'", Vec::new()).await?;
    let cookie = "return document.cookie";
    assert_eq!(one.client().execute(cookie, Vec::new()).await?, "who=one");
    assert_eq!(other.client().execute(cookie, Vec::new()).await?, "");
    other.client().clone().close_window().await.map_err(Failure::from)
}
