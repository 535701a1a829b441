use std::time::Duration;

use uku_core::client::{ClientProfile, UnreadableRow};
use uku_core::client_import::{
    ClientSource, FetchError, FoundClient, ImportSource, ImportState, OwnBooksSource, SignInSource, fail,
};
use uku_core::ledger::{CompanyDirectory as _, DirectoryError, LedgerError, Ledgers as _, Login, Priority};
use uku_testkit::build::{firm_a, key_pair, profile};
use uku_testkit::fake::{FakeDirectory, FakeLedger, Mishap, PastEnd};

use super::house::{House, Listed, company};
use crate::support::block_on;

pub(super) type Told = Result<Vec<FoundClient>, FetchError>;

#[expect(clippy::unnecessary_wraps, reason = "in the place of a page there may be an error")]
pub(super) fn page(names: &[&str]) -> Told {
    Ok(names.iter().map(|name| FoundClient::from(Ok(profile(name)))).collect())
}

pub(super) fn file(pages: impl IntoIterator<Item = Told>) -> Listed {
    Listed::pages(ImportSource::File, pages)
}

fn names_of(rows: &[uku_core::client_import::ImportRow]) -> Vec<String> {
    rows.iter()
        .map(|row| row.profile.as_ref().map_or_else(ToString::to_string, |row| row.name.clone()))
        .collect()
}

fn login(password: &str) -> Login {
    Login { email: "mari@firm.ee".to_owned(), password: password.into() }
}

fn directory(companies: u32) -> FakeDirectory {
    let rows = (0..companies).map(|number| Ok(profile(&format!("C{number}")))).collect();
    FakeDirectory::new("mari@firm.ee", "s3cret", 2, rows)
}

#[test]
fn every_page_is_kept_in_order() {
    block_on(async {
        let house = House::new().await;
        let import = house.import_from(&mut file([page(&["A", "B"]), page(&[]), page(&["C"])])).await;
        assert_eq!((import.state, import.rows, import.repeats), (ImportState::Ready, 3, 0));
        let rows = house.rows().await;
        assert_eq!(names_of(&rows), ["A", "B", "C"]);
        assert!(rows.iter().map(|row| row.number).eq(1..=3));
    });
}

#[test]
fn the_companies_of_a_user_and_the_customers_of_the_own_books_come_page_by_page() {
    block_on(async {
        let house = House::new().await;
        let signed_in = directory(5).sign_in(login("s3cret")).await.unwrap();
        assert_eq!(house.import_from(&mut SignInSource(signed_in)).await.rows, 5);

        let books = FakeLedger::new(&house.clock, 2, []);
        books.books().lock().unwrap().customers = (0..5).map(|n| Ok(profile(&format!("C{n}")))).collect();
        house.ledgers.give(&key_pair("own"), books);
        let mut source = OwnBooksSource::new(house.ledgers.open(key_pair("own"), Priority::Interactive));
        assert_eq!(house.import_from(&mut source).await.rows, 5);
        assert_eq!(house.ledgers.requests(key_pair("own").public()), 3);
    });
}

#[test]
fn rows_that_come_again_are_left_out_and_counted() {
    block_on(async {
        let house = House::new().await;
        let code = |name: &str, code: &str| FoundClient::from(Ok(company(name, code)));
        let pages = [
            Ok(vec![code("Kask", "10421629"), code("Tamm", "10060701")]),
            Ok(vec![code("Kask uus", "1042 1629")]),
            page(&["Kuusk OÜ", "kuusk  oü", "Kuusk AS", " ", ""]),
        ];
        let import = house.import_from(&mut file(pages)).await;
        assert_eq!((import.state, import.rows, import.repeats), (ImportState::Ready, 6, 2));
        assert_eq!(names_of(&house.rows().await), ["Kask", "Tamm", "Kuusk OÜ", "Kuusk AS", " ", ""]);
    });
}

#[test]
fn a_row_that_cannot_be_read_stays_in_its_place() {
    block_on(async {
        let house = House::new().await;
        let unreadable = FoundClient::from(Err(UnreadableRow("no text".to_owned())));
        let rows = vec![FoundClient::from(Ok(profile("A"))), unreadable, FoundClient::from(Ok(profile("B")))];
        house.import_from(&mut file([Ok(rows)])).await;
        assert_eq!(names_of(&house.rows().await), ["A", "no text", "B"]);
    });
}

#[test]
fn an_empty_list_is_nothing_to_import() {
    block_on(async {
        let house = House::new().await;
        for pages in [vec![], vec![page(&[])]] {
            let import = house.import_from(&mut file(pages)).await;
            assert_eq!(import.state, ImportState::Failed(FetchError::Nothing));
        }
    });
}

#[test]
fn a_list_without_end_is_given_up() {
    block_on(async {
        let house = House::new().await;
        let mut books = FakeLedger::new(&house.clock, 2, []);
        books.past_end = PastEnd::ClampForever;
        books.books().lock().unwrap().customers = (0..4).map(|n| Ok(profile(&format!("C{n}")))).collect();
        let import = house.import_from(&mut OwnBooksSource::new(Box::new(books))).await;
        assert_eq!(import.state, ImportState::Failed(FetchError::Endless { rows: 4 }));
        assert_eq!(house.rows().await, []);
        assert_eq!(house.names().await, <[&str; 0]>::default());
    });
}

/// A list of ever new rows.
struct Growing(u32);

#[async_trait::async_trait]
impl ClientSource for Growing {
    fn source(&self) -> ImportSource {
        ImportSource::Directory
    }

    async fn next_page(&mut self) -> Result<Option<Vec<FoundClient>>, FetchError> {
        let from = self.0;
        self.0 += 20_000;
        Ok(Some((from..self.0).map(|n| FoundClient::from(Ok(profile(&format!("C{n}"))))).collect()))
    }
}

#[test]
fn a_list_of_ever_new_rows_is_given_up_too() {
    block_on(async {
        let house = House::new().await;
        let import = house.import_from(&mut Growing(0)).await;
        assert!(matches!(import.state, ImportState::Failed(FetchError::Endless { .. })));
        assert_eq!(house.rows().await, []);
    });
}

#[test]
fn a_source_that_fails_at_any_page_leaves_nothing_half_imported() {
    block_on(async {
        let house = House::new().await;
        for failing in 0..3 {
            let error = FetchError::Directory(DirectoryError::SignedOut);
            let mut pages: Vec<Told> = ["A", "B", "C"].iter().map(|name| page(&[name])).collect();
            pages[failing] = Err(error.clone());
            let import = house.import_from(&mut file(pages)).await;
            assert_eq!(import.state, ImportState::Failed(error));
            assert_eq!(house.rows().await, []);
            assert_eq!(house.names().await, <[&str; 0]>::default());
        }
    });
}

#[test]
fn every_failure_says_what_to_do() {
    for error in [
        FetchError::Directory(DirectoryError::WrongLogin),
        FetchError::Books(LedgerError::Unpaid),
        FetchError::Nothing,
        FetchError::Endless { rows: 1 },
        FetchError::Vault("no key".to_owned()),
    ] {
        assert!(crate::support::is_one_sentence(error.remedy()), "{}", error.remedy());
    }
}

#[test]
fn a_refused_sign_in_ends_the_import_with_its_reason() {
    block_on(async {
        let house = House::new().await;
        let inactive = directory(1);
        inactive.deactivate();
        for (directory, password, error) in [
            (directory(1), "wrong", DirectoryError::WrongLogin),
            (inactive, "s3cret", DirectoryError::UserInactive),
            (directory(0), "s3cret", DirectoryError::NoCompanies),
        ] {
            let import = house.start(ImportSource::Directory).await.unwrap();
            let Err(refused) = directory.sign_in(login(password)).await else { panic!("{error}") };
            assert_eq!(refused, error);
            let import = fail(house.fetching(&house.store, &firm_a()), import, refused.into()).await.unwrap();
            assert_eq!(import.state, ImportState::Failed(error.into()));
        }
    });
}

#[test]
fn a_login_is_dropped_after_the_sign_in_also_one_that_is_given_up_halfway() {
    block_on(async {
        let directory = directory(1);
        drop(directory.sign_in(login("s3cret")).await.unwrap());
        assert_eq!(directory.logins_held(), 0);
        directory.next_sign_in(Mishap::Hangs);
        let hanging = tokio::time::timeout(Duration::ZERO, directory.sign_in(login("s3cret")));
        assert!(hanging.await.is_err());
        assert_eq!(directory.logins_held(), 0);
        assert!(!format!("{:?}", login("s3cret")).contains("s3cret"));
    });
}

#[test]
fn keys_are_sealed_for_their_row_and_nothing_of_them_is_shown() {
    block_on(async {
        let house = House::new().await;
        let row =
            FoundClient { profile: Ok(ClientProfile::default()), keys: Some(Ok(key_pair("kask-public"))) };
        assert!(!format!("{row:?}").contains("secret-of"));
        house.import_from(&mut file([Ok(vec![row])])).await;
        let rows = house.rows().await;
        let shown = format!("{rows:?}");
        assert!(rows[0].keys.is_some());
        assert!(!shown.contains("secret-of") && !shown.contains("kask-public"), "{shown}");
    });
}
