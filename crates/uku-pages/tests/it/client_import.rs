//! Bringing clients in: starting, waiting, giving up, and what came of it.

use uku_core::client_import::ImportState;
use uku_core::ledger::DirectoryError;
use uku_testkit::build::{firm_a, key_pair};
use uku_testkit::fake::{FakeLedger, Mishap};
use uku_web_testkit::Who;

use crate::house::{House, IMPORT, PASSWORD, REVIEW, company, says_all};

const CANCEL: &str = "/settings/smartaccounts/import/cancel";
const CONFIRM: &str = "/settings/smartaccounts/import/confirm";
const PROGRESS: &str = "/settings/smartaccounts/import/progress";

#[tokio::test]
async fn the_form_says_that_the_password_is_not_stored() {
    let house = House::active().await;
    let page = house.owner.get(IMPORT).await;
    assert!(page.says("Uku does NOT store your SmartAccounts password<"));
    assert!(page.says("Start import</button>") && page.says("enctype=\"multipart/form-data\""));
    says_all(&page);
    let page = house.owner.clone().in_language("et").get(IMPORT).await;
    assert!(page.says("Uku EI salvesta sinu SmartAccountsi parooli"));
    says_all(&page);
}

#[tokio::test]
async fn it_goes_on_in_the_background_and_is_found_again() {
    let house = House::active().await;
    house.list([company("Kask", "10421629"), company("Tamm", "10060701"), company("Mänd", "10000018")]);
    let started = house.sign_in(PASSWORD).await;
    assert_eq!((started.status.as_u16(), started.location()), (303, IMPORT));
    assert_eq!(house.settle().await, ImportState::Ready);
    let part = house.owner.get_part(PROGRESS).await;
    assert!(part.says("The import is ready") && part.says("3 companies were found"), "{}", part.text);
    assert!(part.says(&format!("href=\"{REVIEW}\">Confirm</a>")) && !part.says("every 2s"));
    assert_eq!(house.owner.get(PROGRESS).await.location(), IMPORT);
    assert_eq!(house.site.directory.logins_held(), 0);
    for _ in 0..1_000 {
        tokio::task::yield_now().await;
    }
    assert_eq!(house.site.notices.posted(&firm_a()).len(), 1);
}

#[tokio::test]
async fn while_clients_are_fetched_one_sees_how_far_it_is_and_may_leave() {
    let house = House::active().await;
    house.list([company("Kask", "10421629")]);
    house.site.directory.next_page(Mishap::Hangs);
    house.sign_in(PASSWORD).await;
    let page = house.owner.get(IMPORT).await;
    assert!(page.says("Clients are being fetched") && page.says("every 2s") && page.says("Look again"));
    assert!(page.says("You can close this and keep working") && !page.says("Start import</button>"));
    let part = house.owner.get_part(PROGRESS).await;
    assert!(part.says("every 2s") && part.says("No company so far.") && !part.says("<html"));
    // Another tab that still shows the form sees what goes on.
    assert_eq!(house.owner.post(IMPORT, &[("email", "a@b.ee"), ("password", "x")]).await.location(), IMPORT);
    says_all(&house.owner.clone().in_language("et").get(IMPORT).await);
}

#[tokio::test]
async fn a_mistyped_password_costs_nothing() {
    let house = House::active().await;
    house.fetched([company("Kask", "10421629")]).await;
    let before = house.seen().await;
    for language in ["en", "et"] {
        let form = [("email", "mari@books.example"), ("password", "wrong-secret"), ("seen", before.as_str())];
        let answer = house.owner.clone().in_language(language).post(IMPORT, &form).await;
        assert_eq!(answer.status, 422);
        assert!(answer.says("id=\"password-error\"") && answer.says("value=\"mari@books.example\""));
        assert!(!answer.says("wrong-secret"));
        says_all(&answer);
    }
    assert_eq!((house.seen().await, house.settle().await), (before, ImportState::Ready));
}

#[tokio::test]
async fn a_refused_sign_in_is_remembered_where_nothing_waits() {
    let house = House::active().await;
    house.list([company("Kask", "10421629")]);
    assert_eq!(house.sign_in("wrong").await.status, 422);
    assert_eq!(house.settle().await, ImportState::Failed(DirectoryError::WrongLogin.into()));
    let page = house.owner.get(IMPORT).await;
    assert!(page.says("The import failed; nothing was written") && page.says("Start import</button>"));
    // Whoever saw it on the spot is not told once more.
    assert!(house.site.notices.posted(&firm_a()).is_empty());
}

#[tokio::test]
async fn nothing_is_sent_without_email_and_password() {
    let house = House::active().await;
    let answer = house.owner.post(IMPORT, &[("email", " "), ("password", ""), ("seen", "")]).await;
    assert_eq!(answer.status, 422);
    assert!(answer.says("id=\"email-error\"") && answer.says("id=\"password-error\""));
    assert!(house.latest().await.is_none());
}

#[tokio::test]
async fn an_address_that_cannot_be_reached_is_said_in_the_form() {
    let house = House::active().await;
    house.list([company("Kask", "10421629")]);
    house.site.directory.next_sign_in(Mishap::Fails(DirectoryError::NoAnswer));
    let answer = house.sign_in(PASSWORD).await;
    assert_eq!(answer.status, 409);
    assert!(answer.says("did not answer in time") && answer.says("value=\"mari@books.example\""));
}

#[tokio::test]
async fn two_clicks_start_one_import() {
    let house = House::active().await;
    house.list([company("Kask", "10421629")]);
    house.site.directory.next_page(Mishap::Hangs);
    let (one, other) = tokio::join!(house.sign_in(PASSWORD), house.sign_in(PASSWORD));
    for answer in [one, other] {
        assert_eq!((answer.status.as_u16(), answer.location()), (303, IMPORT), "{}", answer.text);
    }
    assert_eq!(house.site.directory.pages_asked(), 1);
}

#[tokio::test]
async fn a_form_of_before_does_not_give_up_a_list_that_came_since() {
    let house = House::active().await;
    house.fetched([company("Kask", "10421629")]).await;
    let import = house.seen().await;
    let form = [("email", "mari@books.example"), ("password", PASSWORD), ("seen", "")];
    let answer = house.owner.post(IMPORT, &form).await;
    assert_eq!(answer.status, 412);
    assert!(answer.says("An import was started meanwhile") && answer.says("The import is ready"));
    assert_eq!(house.seen().await, import);
    // Having seen it, one may.
    assert!(house.owner.get(IMPORT).await.says("Starting another import gives that list up"));
    assert_eq!(house.sign_in(PASSWORD).await.status, 303);
    assert_ne!(house.seen().await, import);
}

#[tokio::test]
async fn an_import_can_be_given_up() {
    let house = House::active().await;
    house.list([company("Kask", "10421629")]);
    house.site.directory.next_page(Mishap::Hangs);
    house.sign_in(PASSWORD).await;
    let given_up = house.owner.post(CANCEL, &[]).await;
    assert_eq!(given_up.location(), "/settings/smartaccounts/import?done=client-import-cancelled");
    assert_eq!(house.owner.post(CANCEL, &[]).await.location(), IMPORT);
    let page = house.owner.get("/settings/smartaccounts/import?done=client-import-cancelled").await;
    assert!(page.says("The import was given up; nothing was written.") && page.says("Start import</button>"));
    assert_eq!(house.owner.get(REVIEW).await.location(), IMPORT);
}

#[tokio::test]
async fn what_fails_halfway_says_why_and_what_to_do() {
    let house = House::active().await;
    house.list([company("Kask", "10421629"), company("Tamm", "10060701"), company("Mänd", "10000018")]);
    house.site.directory.next_page(Mishap::Fails(DirectoryError::SignedOut));
    house.sign_in(PASSWORD).await;
    house.settle().await;
    let page = house.owner.get(IMPORT).await;
    assert!(page.says("The import failed; nothing was written") && page.says("Sign in again."));
    let page = house.owner.clone().in_language("et").get(IMPORT).await;
    assert!(page.says("Import ebaõnnestus"));
    says_all(&page);
}

#[tokio::test]
async fn who_died_at_it_is_found_interrupted() {
    let house = House::active().await;
    house.list([company("Kask", "10421629")]);
    house.site.directory.next_page(Mishap::Hangs);
    house.sign_in(PASSWORD).await;
    house.site.clock.advance(chrono::TimeDelta::minutes(4));
    let page = house.owner.get(IMPORT).await;
    assert!(page.says("The import was interrupted") && page.says("Sign in again and start the import anew."));
}

#[tokio::test]
async fn a_file_brings_companies_with_keys() {
    let house = House::active().await;
    let sent =
        house.send_file("registrikood;nimi;avalik;salajane\n10421629;Kask;p1;secret-of-p1-0123\n").await;
    assert_eq!((sent.status.as_u16(), sent.location()), (303, IMPORT), "{}", sent.text);
    assert_eq!(house.settle().await, ImportState::Ready);
    let import = house.seen().await;
    assert!(house.owner.get(REVIEW).await.says("Brings API keys along"));
    assert_eq!(house.owner.post(CONFIRM, &[("import", &import)]).await.location(), IMPORT);
    house.settle().await;
    let page = house.owner.get(IMPORT).await;
    assert!(page.says("The clients are imported") && page.says("href=\"/clients?state=not-connected\""));
    says_all(&page);
    assert_eq!(house.clients().await, ["Kask"]);
    assert!(house.owner.get("/settings/smartaccounts").await.says("1 of 1 client connected"));
}

#[tokio::test]
async fn a_file_that_cannot_be_read_says_where() {
    let house = House::active().await;
    for (file, what) in [
        ("", "Choose a file."),
        ("1,A,topsecret\n", "Line 1: it has 3 columns;"),
        ("name,public key\nA,p\n", "Line 1: the column “registry code” is missing."),
        ("[{\"secretKey\":\"topsecret\"}]", "Line 1: it must be a list of objects"),
    ] {
        let answer = house.send_file(file).await;
        assert_eq!(answer.status, 422);
        assert!(answer.says("id=\"file-error\"") && answer.says(what), "{file}: {}", answer.text);
        assert!(!answer.says("topsecret"));
    }
    assert!(house.latest().await.is_none());
}

#[tokio::test]
async fn the_customers_of_the_own_company_are_a_source() {
    let house = House::active().await;
    let own = "/settings/smartaccounts/import/own-company";
    let refused = house.owner.post(own, &[("seen", "")]).await;
    assert!(refused.status == 409 && refused.says("there are no SmartAccounts API keys"), "{}", refused.text);
    let books = house.site.ledgers.give(&key_pair("own"), FakeLedger::new(&house.site.clock, 10, []));
    books.books().lock().unwrap().customers = vec![Ok(company("Kask", "10421629"))];
    let keys = [("public_key", "own"), ("secret_key", "secret-of-own-0123"), ("do", "save")];
    house.owner.post("/settings/smartaccounts/own-company", &keys).await;
    assert!(house.owner.get(IMPORT).await.says("Import customers"));
    assert_eq!(house.owner.post(own, &[("seen", "")]).await.location(), IMPORT);
    assert_eq!(house.settle().await, ImportState::Ready);
}

#[tokio::test]
async fn confirming_twice_writes_once() {
    let house = House::active().await;
    house.fetched([company("Kask", "10421629"), company("Tamm", "10060701")]).await;
    let import = house.seen().await;
    let form = [("import", import.as_str())];
    let (one, other) = tokio::join!(house.owner.post(CONFIRM, &form), house.owner.post(CONFIRM, &form));
    assert_eq!((one.location(), other.location()), (IMPORT, IMPORT));
    house.settle().await;
    assert_eq!(house.owner.post(CONFIRM, &form).await.location(), IMPORT);
    assert_eq!(house.clients().await, ["Kask", "Tamm"]);
    let none = house.owner.post(CONFIRM, &[("import", "")]).await;
    assert_eq!(none.status, 404);
}

#[tokio::test]
async fn a_confirmation_shows_how_far_it_is() {
    let house = House::active().await;
    house.fetched([company("Kask", "10421629"), company("Tamm", "10060701")]).await;
    let import = house.seen().await;
    house.owner.post(CONFIRM, &[("import", &import)]).await;
    if house.latest().await.unwrap().state == ImportState::Confirming {
        let page = house.owner.get(IMPORT).await;
        assert!(
            page.says("The clients are being written") && page.says("of 2 rows done") && page.says("Go on")
        );
    }
    house.settle().await;
    assert!(house.owner.get(IMPORT).await.says("<dt>Created</dt><dd>2</dd>"));
}

#[tokio::test]
async fn without_the_integration_nothing_is_imported() {
    let house = House::new();
    let page = house.owner.get(IMPORT).await;
    assert!(page.says("The integration is not active") && !page.says("Start import</button>"));
    let answer = house.sign_in(PASSWORD).await;
    assert!(answer.status == 409 && answer.says("not activated"), "{}", answer.text);
}

#[tokio::test]
async fn only_who_may_imports() {
    let house = House::active().await;
    let lapsed = house.site.visitor(Who::LapsedOwner);
    assert!(!lapsed.get(IMPORT).await.says("Start import</button>"));
    for (who, status) in [(Who::Nobody, 401), (Who::Member, 403), (Who::LapsedOwner, 403)] {
        let browser = house.site.visitor(who);
        for path in [IMPORT, CANCEL, CONFIRM, REVIEW, "/settings/smartaccounts/import/review/all"] {
            assert_eq!(
                browser.post(path, &[("import", "x")]).await.status.as_u16(),
                status,
                "{who:?} {path}"
            );
        }
    }
    // The other firm has an import of its own, or none.
    house.fetched([company("Kask", "10421629")]).await;
    let other = house.site.visitor(Who::OtherOwner);
    assert!(!other.get(IMPORT).await.says("The import is ready"));
}

#[tokio::test]
async fn in_the_dialog_of_the_client_list_it_is_the_same() {
    let house = House::active().await;
    let dialog = house.owner.get_part(IMPORT).await;
    assert!(
        dialog.says("id=\"dialog-title\"") && dialog.says("Start import</button>") && !dialog.says("<html")
    );
}
