//! The clauses of [`CompanyDirectory`].

use std::collections::BTreeSet;

use async_trait::async_trait;
use secrecy::{ExposeSecret, SecretString};
use uku_core::client::{ClientProfile, ContactKind, ProfileRow};
use uku_core::ledger::{CompanyDirectory, DirectoryError, Login, SignedIn};

/// A SmartAccounts user who sees companies on at least three pages, each with everything that a directory can tell.
#[async_trait]
pub trait DirectoryHarness: Send + Sync {
    /// The adapter.
    fn directory(&self) -> &dyn CompanyDirectory;
    /// What the user signs in with.
    fn login(&self) -> Login;
    /// The companies that the user sees, in order.
    async fn companies(&self) -> Vec<ClientProfile>;
    /// Makes the user inactive.
    async fn deactivate_user(&self);
    /// Takes the user's access to every company away.
    async fn take_all_companies(&self);
    /// Makes what is answered of one company impossible to understand, and tells its place from 0.
    async fn spoil_one(&self) -> usize;
}

suite! { $ directory_contract, directory {
    all_companies_come_once_over_the_pages,
    every_field_of_a_company_comes,
    after_the_last_page_there_is_none,
    two_sign_ins_do_not_share_their_pages,
    a_wrong_password_is_refused,
    an_unknown_user_is_refused,
    an_inactive_user_is_refused,
    a_user_without_companies_is_refused,
    an_unreadable_company_stands_in_its_place,
    no_error_tells_the_login,
} }

async fn sign_in(harness: &dyn DirectoryHarness) -> Box<dyn SignedIn> {
    match harness.directory().sign_in(harness.login()).await {
        Ok(signed_in) => signed_in,
        Err(error) => panic!("expected to be signed in, but {error}"),
    }
}

async fn pages(signed_in: &mut dyn SignedIn) -> Result<Vec<Vec<ProfileRow>>, DirectoryError> {
    let mut pages = Vec::new();
    while let Some(page) = signed_in.next_page().await? {
        pages.push(page);
    }
    Ok(pages)
}

/// Why a sign-in or its first page is refused.
async fn refusal(harness: &dyn DirectoryHarness, login: Login) -> DirectoryError {
    let refused = match harness.directory().sign_in(login).await {
        Ok(mut signed_in) => signed_in.next_page().await,
        Err(error) => Err(error),
    };
    refused.unwrap_err()
}

fn wrong_password(harness: &dyn DirectoryHarness) -> Login {
    let wrong = format!("{}-not", harness.login().password.expose_secret());
    Login { password: SecretString::from(wrong), ..harness.login() }
}

fn unknown_user(harness: &dyn DirectoryHarness) -> Login {
    Login { email: format!("not-{}", harness.login().email), ..harness.login() }
}

/// Nothing is missing and nothing comes twice.
pub async fn all_companies_come_once_over_the_pages(harness: &dyn DirectoryHarness) {
    let expected: Vec<ProfileRow> = harness.companies().await.into_iter().map(Ok).collect();
    let pages = pages(sign_in(harness).await.as_mut()).await.unwrap();
    assert!(pages.len() >= 3, "{} pages are too few to tell", pages.len());
    assert_eq!(pages.concat(), expected);
}

/// Name, registry code, VAT number, address and contacts, and how the directory itself names it.
pub async fn every_field_of_a_company_comes(harness: &dyn DirectoryHarness) {
    for row in pages(sign_in(harness).await.as_mut()).await.unwrap().concat() {
        let company = row.unwrap();
        assert!(!company.name.is_empty());
        for field in [&company.source_id, &company.registry_code, &company.vat_number] {
            assert!(field.as_ref().is_some_and(|text| !text.is_empty()), "{company:?}");
        }
        let kinds: BTreeSet<ContactKind> = company.contacts.iter().map(|contact| contact.kind).collect();
        for kind in [ContactKind::Person, ContactKind::Email, ContactKind::Phone, ContactKind::Address] {
            assert!(kinds.contains(&kind), "{company:?} has no {kind}");
        }
    }
}

/// However often it is asked.
pub async fn after_the_last_page_there_is_none(harness: &dyn DirectoryHarness) {
    let mut signed_in = sign_in(harness).await;
    pages(signed_in.as_mut()).await.unwrap();
    for _ in 0..2 {
        assert_eq!(signed_in.next_page().await, Ok(None));
    }
}

/// Each begins with the first page.
pub async fn two_sign_ins_do_not_share_their_pages(harness: &dyn DirectoryHarness) {
    let (mut one, mut other) = (sign_in(harness).await, sign_in(harness).await);
    for _ in 0..2 {
        let page = one.next_page().await.unwrap();
        assert!(page.is_some());
        assert_eq!(page, other.next_page().await.unwrap());
    }
}

/// It is told from everything that can be tried again.
pub async fn a_wrong_password_is_refused(harness: &dyn DirectoryHarness) {
    assert_eq!(refusal(harness, wrong_password(harness)).await, DirectoryError::WrongLogin);
}

/// As a wrong password is: nobody learns who has an account.
pub async fn an_unknown_user_is_refused(harness: &dyn DirectoryHarness) {
    assert_eq!(refusal(harness, unknown_user(harness)).await, DirectoryError::WrongLogin);
}

/// With the right password.
pub async fn an_inactive_user_is_refused(harness: &dyn DirectoryHarness) {
    harness.deactivate_user().await;
    assert_eq!(refusal(harness, harness.login()).await, DirectoryError::UserInactive);
}

/// An empty list would look like a list of nothing new.
pub async fn a_user_without_companies_is_refused(harness: &dyn DirectoryHarness) {
    harness.take_all_companies().await;
    assert_eq!(refusal(harness, harness.login()).await, DirectoryError::NoCompanies);
}

/// It is told with the reason, and costs no other company.
pub async fn an_unreadable_company_stands_in_its_place(harness: &dyn DirectoryHarness) {
    let companies = harness.companies().await;
    let spoilt = harness.spoil_one().await;
    let rows = pages(sign_in(harness).await.as_mut()).await.unwrap().concat();
    assert_eq!(rows.len(), companies.len());
    for (place, (row, company)) in rows.into_iter().zip(companies).enumerate() {
        match row {
            Ok(row) => assert!(place != spoilt && row == company, "{row:?} at {place}"),
            Err(reason) => assert!(place == spoilt && !reason.to_string().is_empty(), "{reason} at {place}"),
        }
    }
}

/// Neither the email nor the password, whatever is wrong.
pub async fn no_error_tells_the_login(harness: &dyn DirectoryHarness) {
    let mut told = vec![
        (wrong_password(harness), refusal(harness, wrong_password(harness)).await),
        (unknown_user(harness), refusal(harness, unknown_user(harness)).await),
    ];
    harness.take_all_companies().await;
    told.push((harness.login(), refusal(harness, harness.login()).await));
    harness.deactivate_user().await;
    told.push((harness.login(), refusal(harness, harness.login()).await));
    for (login, error) in told {
        let text = format!("{error} {error:?} {}", error.remedy());
        assert!(!text.contains(&login.email) && !text.contains(login.password.expose_secret()), "{text}");
        let login = format!("{login:?}");
        assert!(!login.contains(&harness.login().email), "{login}");
    }
}
