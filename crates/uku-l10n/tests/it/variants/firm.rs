//! The firm, its people, its memory.

use uku_core::audit::ActivityError;
use uku_core::calendar::{ImportDay, Month, MonthRange, RangeError};
use uku_core::firm::{Action, Denied, MembersError, Plan, Role, WorkPaused};
use uku_core::notice::NoticesError;
use uku_core::sign_in::{
    AccountRefusal, EmailAddress, LinkPurpose, ManageError, SecretsError, SignInError, WeakPassword,
};
use uku_core::store::StoreError;
use uku_core::vault::VaultError;
use uku_l10n::{Said, Say};

use super::causes::{denied, september, store_errors, text, vault_errors};
use super::checks::{labels, own_labels, remedies, sentences};
use crate::samples::{all_differ, as_the_core_says, month, noon, said};

#[test]
fn firm() {
    own_labels(&Role::ALL);
    let plans: Vec<Said> = Plan::ALL.iter().map(Say::said).collect();
    all_differ(&plans);
    for plan in Plan::ALL {
        as_the_core_says(&plan.said(), &plan.to_string());
    }
    labels(&Action::ALL);
    sentences(&denied());
    remedies(&denied(), Denied::remedy);
    sentences(&[WorkPaused::Lapsed, WorkPaused::NoIntegrations]);
    remedies(&[WorkPaused::Lapsed, WorkPaused::NoIntegrations], |paused| paused.remedy());
    sentences(&[MembersError::Unavailable(text("no answer"))]);
}

#[test]
fn memory_and_secrets() {
    sentences(&store_errors());
    sentences(&vault_errors());
    sentences(&[NoticesError::Unavailable(text("no answer"))]);
    sentences(&[ActivityError::Denied(Denied::Role(Action::SeeIntegration))]);
    sentences(&store_errors().into_iter().map(ActivityError::Store).collect::<Vec<_>>());
}

#[test]
fn months() {
    let (from, to) = (month(), september());
    sentences(&[
        RangeError::TurnedAround { from, to },
        RangeError::TooLong { from: to, to: from, months: 61 },
        RangeError::Future { month: from, current: to },
    ]);
    sentences(&["2026.10".parse::<Month>().unwrap_err()]);
    let day = 15_u8.try_into().unwrap();
    own_labels(&[ImportDay::LastWorkDay, ImportDay::LastCalendarDay, ImportDay::FollowingMonth(day)]);
    own_labels(&[MonthRange::single(to), MonthRange::new(to, from).unwrap()]);
}

#[test]
fn signing_in() {
    let weak = [WeakPassword::TooShort, WeakPassword::TooLong, WeakPassword::AboutYou, WeakPassword::Common];
    sentences(&weak);
    remedies(&weak, WeakPassword::remedy);
    let mut errors = vec![
        SignInError::Wrong,
        SignInError::WrongPassword,
        SignInError::WrongCode,
        SignInError::LinkOver,
        SignInError::SignedOut,
        SignInError::SecondFactorOn,
        SignInError::SecondFactorOff,
        SignInError::Refused(AccountRefusal::Changed),
        SignInError::Store(StoreError::Fenced),
        SignInError::Secrets(SecretsError(text("no randomness"))),
        SignInError::Vault(VaultError::DoesNotOpen),
    ];
    errors.extend(weak.map(SignInError::Weak));
    sentences(&errors);
    remedies(&errors, SignInError::remedy);
    let throttled = SignInError::Throttled { until: noon() };
    let (english, _) = said(&throttled.said());
    assert!(english.ends_with("until 25 Nov 2026, 14:05."), "{english}");
    remedies(&[throttled], SignInError::remedy);
    let managing = [
        ManageError::Denied(Denied::Role(Action::ManageMembers)),
        ManageError::NoSuchMember,
        ManageError::OwnersOnly,
        ManageError::OwnerStays,
        ManageError::Yourself,
        ManageError::OwnAccount,
        ManageError::Inactive,
        ManageError::BadName,
        ManageError::BadEmail("mari.firma.ee".parse::<EmailAddress>().unwrap_err()),
        ManageError::Refused(AccountRefusal::EmailTaken),
        ManageError::Refused(AccountRefusal::Changed),
        ManageError::Store(StoreError::Fenced),
        ManageError::Secrets(SecretsError(text("no randomness"))),
    ];
    sentences(&managing);
    remedies(&managing, ManageError::remedy);
    own_labels(&LinkPurpose::ALL);
}
