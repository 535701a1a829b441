//! The clauses of [`Accounts`].

use chrono::{DateTime, TimeDelta, Utc};
use futures_util::future::join_all;
use uku_core::audit::{AuditEntry, AuditEvent, AuditQuery};
use uku_core::firm::{FirmId, Role, Who};
use uku_core::sign_in::{
    Account, AccountRefusal, Accounts, EmailAddress, LinkPurpose, OneTimeLink, PasswordHash, SecondFactor,
    Session, TokenDigest,
};
use uku_core::store::IntegrationStore;
use uku_core::vault::{SealedDataKey, SealedSecret};

pub use super::attempts::{
    attempts_are_remembered_until_a_rule_forgets_them, attempts_of_one_key_are_not_those_of_another,
    of_many_attempts_at_once_each_counts, only_old_attempts_are_forgotten,
};

use crate::build::{at, firm_a, firm_b, id};

/// No accounts, in the [`two_firms`](crate::build::two_firms).
pub trait AccountsHarness: Send + Sync {
    /// The adapter.
    fn accounts(&self) -> &dyn Accounts;

    /// Where the activity is that it records in.
    fn activity(&self) -> &dyn IntegrationStore;
}

suite! { $ accounts_contract, accounts {
    an_account_comes_back_as_it_was,
    an_account_is_found_by_all_that_lets_a_person_in,
    what_was_taken_away_finds_nothing,
    the_accounts_of_a_firm_come_by_name,
    a_write_of_an_old_version_is_refused,
    an_email_address_belongs_to_one_account,
    an_email_address_that_was_given_up_is_free,
    of_many_writers_of_one_version_one_writes,
    of_many_who_want_an_email_address_one_gets_it,
    what_was_done_is_recorded_with_it,
    of_a_refused_write_nothing_is_left,
    another_firms_accounts_are_not_seen,
    attempts_are_remembered_until_a_rule_forgets_them,
    attempts_of_one_key_are_not_those_of_another,
    of_many_attempts_at_once_each_counts,
    only_old_attempts_are_forgotten,
} }

/// The digest that a number makes.
pub(super) fn digest(number: u64) -> TokenDigest {
    format!("{number:064x}").parse().unwrap()
}

fn now() -> DateTime<Utc> {
    at("2026-11-10T05:00:00.123456789Z")
}

fn address(text: &str) -> EmailAddress {
    text.parse().unwrap()
}

/// A person who was never let in.
fn person(firm: &FirmId, member: &str, email: &str) -> Account {
    Account::new(firm.clone(), id(member), format!("Õie '{member}'"), address(email), Role::Member)
}

/// The same with everything that a person may have; other tokens for each seed.
fn equipped(account: Account, seed: u64) -> Account {
    Account {
        role: Role::Owner,
        exports_invoices: true,
        password: Some(PasswordHash::new("$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA")),
        second_factor: Some(SecondFactor {
            data_key: SealedDataKey(vec![0, 255, 1]),
            secret: SealedSecret(vec![7; 72]),
            confirmed: true,
            last_step: Some(u64::from(u32::MAX) + 1),
            recovery: (10..18).map(|number| digest(seed + number)).collect(),
        }),
        sessions: vec![
            Session::new(digest(seed + 1), now()),
            Session { seen_at: now() + TimeDelta::nanoseconds(1), ..Session::new(digest(seed + 2), now()) },
        ],
        links: LinkPurpose::ALL
            .into_iter()
            .zip(3..)
            .map(|(purpose, number)| OneTimeLink::new(digest(seed + number), purpose, now()))
            .collect(),
        ..account
    }
}

async fn put(harness: &dyn AccountsHarness, account: &Account) -> Account {
    assert_eq!(harness.accounts().put(account, &[]).await, Ok(Ok(())));
    Account { version: account.version + 1, ..account.clone() }
}

async fn get(harness: &dyn AccountsHarness, account: &Account) -> Option<Account> {
    harness.accounts().account(&account.firm, &account.member).await.unwrap()
}

async fn recorded(harness: &dyn AccountsHarness, firm: &FirmId) -> Vec<AuditEntry> {
    let mut work = harness.activity().open(firm).await.unwrap();
    let query = AuditQuery { client: None, before: None, most: 100 };
    work.audit().page(&query).await.unwrap().into_iter().map(|record| record.entry).collect()
}

fn entry(revived: u32) -> AuditEntry {
    AuditEntry::new(now(), Who::Software, AuditEvent::Activated { revived })
}

/// With all that it may hold, and with nothing; each write is one version more.
pub async fn an_account_comes_back_as_it_was(harness: &dyn AccountsHarness) {
    let bare = put(harness, &person(&firm_a(), "mari õ", "Mari@Firma.example")).await;
    let found = get(harness, &bare).await.unwrap();
    assert_eq!((&found, found.email.as_str(), found.version), (&bare, "Mari@Firma.example", 1));
    let full = put(harness, &equipped(bare, 0)).await;
    assert_eq!(get(harness, &full).await.as_ref(), Some(&full));
    let gone = Account { active: false, name: "M".into(), email: address("m@m.example"), ..full };
    let gone = put(harness, &gone).await;
    assert_eq!(get(harness, &gone).await, Some(gone));
}

/// By the email address whatever its case, by the token of each session and of each link, over or not.
pub async fn an_account_is_found_by_all_that_lets_a_person_in(harness: &dyn AccountsHarness) {
    let mari = put(harness, &equipped(person(&firm_a(), "mari", "Õie.Mari@firma.example"), 0)).await;
    put(harness, &equipped(person(&firm_b(), "jaan", "jaan@firma.example"), 100)).await;
    let (accounts, found) = (harness.accounts(), Ok(Some(mari.clone())));
    assert_eq!(accounts.by_email(&address("õie.mARI@FIRMA.example")).await, found);
    for session in &mari.sessions {
        assert_eq!(accounts.by_session(&session.token).await, found);
        assert_eq!(accounts.by_link(&session.token).await, Ok(None));
    }
    for link in &mari.links {
        assert_eq!(accounts.by_link(&link.token).await, found);
        assert_eq!(accounts.by_session(&link.token).await, Ok(None));
    }
    assert_eq!(accounts.by_email(&address("mari@firma.example")).await, Ok(None));
    assert_eq!(accounts.by_session(&digest(99)).await, Ok(None));
    assert_eq!(accounts.by_link(&digest(99)).await, Ok(None));
}

/// Neither a session that ended, nor a link that was used, nor a former email address.
pub async fn what_was_taken_away_finds_nothing(harness: &dyn AccountsHarness) {
    let before = put(harness, &equipped(person(&firm_a(), "mari", "mari@firma.example"), 0)).await;
    let after = Account { email: address("mari@uus.example"), links: Vec::new(), ..before.clone() };
    let after = Account { sessions: before.sessions[1..].to_vec(), ..after };
    let after = put(harness, &after).await;
    let accounts = harness.accounts();
    assert_eq!(accounts.by_email(&before.email).await, Ok(None));
    assert_eq!(accounts.by_session(&before.sessions[0].token).await, Ok(None));
    for link in &before.links {
        assert_eq!(accounts.by_link(&link.token).await, Ok(None));
    }
    assert_eq!(accounts.by_email(&after.email).await, Ok(Some(after.clone())));
    assert_eq!(accounts.by_session(&after.sessions[0].token).await, Ok(Some(after)));
}

/// Those of one name by identity; those who left are among them.
pub async fn the_accounts_of_a_firm_come_by_name(harness: &dyn AccountsHarness) {
    for (member, name, active) in [("3", "Mari", true), ("1", "Peeter", true), ("2", "Mari", false)] {
        let account = person(&firm_a(), member, &format!("{member}@firma.example"));
        put(harness, &Account { name: name.to_owned(), active, ..account }).await;
    }
    let accounts = harness.accounts().accounts(&firm_a()).await.unwrap();
    let members: Vec<&str> = accounts.iter().map(|account| account.member.as_ref()).collect();
    assert_eq!(members, ["2", "3", "1"]);
    assert_eq!(get(harness, &accounts[0]).await.as_ref(), Some(&accounts[0]));
}

/// Neither what was changed meanwhile, nor what is not there, nor what is there already.
pub async fn a_write_of_an_old_version_is_refused(harness: &dyn AccountsHarness) {
    let new = person(&firm_a(), "mari", "mari@firma.example");
    let changed = Ok(Err(AccountRefusal::Changed));
    let unwritten = Account { version: 1, ..new.clone() };
    assert_eq!(harness.accounts().put(&unwritten, &[]).await, changed);
    assert_eq!(get(harness, &new).await, None);
    let first = put(harness, &new).await;
    assert_eq!(harness.accounts().put(&new, &[]).await, changed);
    let second = put(harness, &Account { exports_invoices: true, ..first.clone() }).await;
    assert_eq!(harness.accounts().put(&first, &[]).await, changed);
    let ahead = Account { version: 3, ..first };
    assert_eq!(harness.accounts().put(&ahead, &[]).await, changed);
    assert_eq!(get(harness, &new).await, Some(second));
}

/// In whichever firm and whatever its case. What is of an old version is refused as that first.
pub async fn an_email_address_belongs_to_one_account(harness: &dyn AccountsHarness) {
    put(harness, &person(&firm_a(), "mari", "mari@firma.example")).await;
    let taken = Ok(Err(AccountRefusal::EmailTaken));
    for firm in [firm_a(), firm_b()] {
        let jaan = person(&firm, "jaan", "MARI@firma.example");
        assert_eq!(harness.accounts().put(&jaan, &[]).await, taken);
        let ahead = Account { version: 1, ..jaan.clone() };
        assert_eq!(harness.accounts().put(&ahead, &[]).await, Ok(Err(AccountRefusal::Changed)));
        assert_eq!(get(harness, &jaan).await, None);
    }
    let jaan = put(harness, &person(&firm_b(), "jaan", "jaan@firma.example")).await;
    let wants = Account { email: address("mari@Firma.example"), ..jaan.clone() };
    assert_eq!(harness.accounts().put(&wants, &[]).await, taken);
    put(harness, &Account { email: address("JAAN@firma.example"), ..jaan }).await;
}

/// Somebody else may have it then.
pub async fn an_email_address_that_was_given_up_is_free(harness: &dyn AccountsHarness) {
    let mari = put(harness, &person(&firm_a(), "mari", "office@firma.example")).await;
    put(harness, &Account { email: address("mari@firma.example"), ..mari }).await;
    let jaan = put(harness, &person(&firm_b(), "jaan", "office@firma.example")).await;
    assert_eq!(harness.accounts().by_email(&jaan.email).await, Ok(Some(jaan)));
}

/// So a code is accepted once, and no change is lost.
pub async fn of_many_writers_of_one_version_one_writes(harness: &dyn AccountsHarness) {
    let mari = put(harness, &person(&firm_a(), "mari", "mari@firma.example")).await;
    let writers = (0..6_u64).map(|number| {
        let sessions = vec![Session::new(digest(number), now())];
        let account = Account { sessions, ..mari.clone() };
        async move { harness.accounts().put(&account, &[entry(1)]).await.unwrap() }
    });
    let results = join_all(writers).await;
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1, "{results:?}");
    assert!(results.iter().all(|result| !matches!(result, Err(AccountRefusal::EmailTaken))), "{results:?}");
    let found = get(harness, &mari).await.unwrap();
    assert_eq!((found.version, found.sessions.len()), (2, 1));
    assert_eq!(recorded(harness, &firm_a()).await.len(), 1);
}

/// Also where they are of different firms.
pub async fn of_many_who_want_an_email_address_one_gets_it(harness: &dyn AccountsHarness) {
    let wanting = (0..6).map(|number| {
        let firm = if number % 2 == 0 { firm_a() } else { firm_b() };
        let account = person(&firm, &format!("m{number}"), "office@firma.example");
        async move { harness.accounts().put(&account, &[]).await.unwrap() }
    });
    let results = join_all(wanting).await;
    let refused = |result: &&Result<(), AccountRefusal>| **result == Err(AccountRefusal::EmailTaken);
    assert_eq!(results.iter().filter(refused).count(), 5, "{results:?}");
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1, "{results:?}");
    let all =
        [firm_a(), firm_b()].map(|firm| async move { harness.accounts().accounts(&firm).await.unwrap() });
    assert_eq!(join_all(all).await.concat().len(), 1);
}

/// In the activity of the account's firm.
pub async fn what_was_done_is_recorded_with_it(harness: &dyn AccountsHarness) {
    let mari = person(&firm_a(), "mari", "mari@firma.example");
    let entries = [entry(1), entry(2).once("a")];
    assert_eq!(harness.accounts().put(&mari, &entries).await, Ok(Ok(())));
    let mari = get(harness, &mari).await.unwrap();
    assert_eq!(harness.accounts().put(&mari, &[entry(3).once("a"), entry(4)]).await, Ok(Ok(())));
    assert_eq!(recorded(harness, &firm_a()).await, [entry(4), entry(2).once("a"), entry(1)]);
    assert_eq!(recorded(harness, &firm_b()).await, []);
}

/// Nothing is recorded, and no token of it lets anybody in.
pub async fn of_a_refused_write_nothing_is_left(harness: &dyn AccountsHarness) {
    let mari = put(harness, &person(&firm_a(), "mari", "mari@firma.example")).await;
    put(harness, &person(&firm_b(), "jaan", "jaan@firma.example")).await;
    let old = Account { version: 0, ..equipped(mari.clone(), 0) };
    let taken = Account { email: address("jaan@firma.example"), ..equipped(mari.clone(), 0) };
    for refused in [old, taken] {
        assert!(harness.accounts().put(&refused, &[entry(1)]).await.unwrap().is_err());
        assert_eq!(harness.accounts().by_session(&refused.sessions[0].token).await, Ok(None));
        assert_eq!(harness.accounts().by_link(&refused.links[0].token).await, Ok(None));
    }
    assert_eq!(get(harness, &mari).await, Some(mari));
    assert_eq!(recorded(harness, &firm_a()).await, []);
}

/// Two firms may have a member of the same identity.
pub async fn another_firms_accounts_are_not_seen(harness: &dyn AccountsHarness) {
    let a = put(harness, &equipped(person(&firm_a(), "mari", "a@firma.example"), 0)).await;
    let b = put(harness, &equipped(person(&firm_b(), "mari", "b@firma.example"), 100)).await;
    put(harness, &person(&firm_b(), "jaan", "jaan@firma.example")).await;
    assert_eq!(harness.accounts().accounts(&firm_a()).await, Ok(vec![a.clone()]));
    assert_eq!(get(harness, &a).await, Some(a));
    assert_eq!(get(harness, &b).await, Some(b));
    assert_eq!(harness.accounts().account(&firm_a(), &id("jaan")).await, Ok(None));
}
