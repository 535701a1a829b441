//! Clients, and importing them.

use uku_core::client::{
    AddClientError, ClientField, ClientRefusal, ClientsError, ContactKind, EditClientError, FindClientsError,
    RegistryCodeOddity, VatNumberOddity,
};
use uku_core::client_import::{
    ChoiceError, ConfirmError, Confirmed, DeclinedBefore, FetchError, ImportSource, ImportState, KeysDone,
    RowKind, RowNote, RowResult, RowWarning, Similarity, StartImportError,
};
use uku_core::firm::{Action, Denied, FirmId, MembersError};
use uku_core::ledger::{Key, KeyPairError, WhereSpace};
use uku_core::store::StoreError;
use uku_l10n::core::{client, client_import};
use uku_l10n::{Said, Say};

use super::causes::{client_id, fetch_errors, text};
use super::checks::{labels, own_labels, remedies, sentences};
use crate::samples::{as_the_core_says, is_sentence, noon, said, translated};

#[test]
fn clients() {
    own_labels(&ClientField::ALL);
    for field in ClientField::ALL {
        as_the_core_says(&field.said(), &field.to_string());
        translated(&client::inline(field));
    }
    labels(&[ContactKind::Person, ContactKind::Email, ContactKind::Phone, ContactKind::Address]);
    let firm = FirmId::try_from(text("f1")).unwrap();
    sentences(&[ClientsError::NoSuchFirm(firm), ClientsError::Unavailable(text("no answer"))]);
    let refusals = || [ClientRefusal::Changed, ClientRefusal::RegistryCodeTaken(client_id())];
    sentences(&refusals());
    let members = || MembersError::Unavailable(text("no answer"));
    let clients = || ClientsError::Unavailable(text("no answer"));
    sentences(&[
        AddClientError::Denied(Denied::Role(Action::EditClients)),
        AddClientError::NoName,
        AddClientError::NoSuchMember,
        AddClientError::MemberLeft(text("Mari")),
        AddClientError::Exists(text("Kask")),
        AddClientError::Refused(ClientRefusal::Changed),
        AddClientError::Clients(clients()),
        AddClientError::Members(members()),
        AddClientError::Store(StoreError::Fenced),
    ]);
    sentences(&[
        EditClientError::Denied(Denied::Role(Action::EditClients)),
        EditClientError::NoName,
        EditClientError::NoSuchClient,
        EditClientError::NoSuchMember,
        EditClientError::MemberLeft(text("Mari")),
        EditClientError::Changed,
        EditClientError::Exists(text("Kask")),
        EditClientError::Clients(clients()),
        EditClientError::Members(members()),
        EditClientError::Store(StoreError::Fenced),
    ]);
    sentences(&[
        FindClientsError::Denied(Denied::Role(Action::SeeClients)),
        FindClientsError::Clients(clients()),
        FindClientsError::Store(StoreError::Fenced),
    ]);
    sentences(&[
        RegistryCodeOddity::NotEightDigits,
        RegistryCodeOddity::FirstDigit,
        RegistryCodeOddity::CheckDigit,
    ]);
    sentences(&[VatNumberOddity::NoCountry, VatNumberOddity::NotNineDigits, VatNumberOddity::CheckDigit]);
}

#[test]
fn importing_clients() {
    labels(&[ImportSource::Directory, ImportSource::OwnBooks, ImportSource::File]);
    own_labels(&[
        ImportState::Fetching { heard_at: noon() },
        ImportState::Ready,
        ImportState::Confirming,
        ImportState::Confirmed(Confirmed::default()),
        ImportState::Cancelled,
        ImportState::Failed(FetchError::Nothing),
        ImportState::Interrupted,
    ]);
    sentences(&[
        StartImportError::Denied(Denied::Role(Action::ImportClients)),
        StartImportError::NotActive,
        StartImportError::AlreadyFetching(noon()),
        StartImportError::HalfConfirmed,
        StartImportError::NothingToCancel,
        StartImportError::Store(StoreError::Fenced),
    ]);
    let (number, name) = (7, || text("Kask OÜ"));
    sentences(&[
        ChoiceError::Denied(Denied::Role(Action::ImportClients)),
        ChoiceError::NothingToReview,
        ChoiceError::NoSuchRow(number),
        ChoiceError::Invalid { number, why: text("it has no name") },
        ChoiceError::Invalid { number, why: text("Not text.") },
        ChoiceError::WhichClient { number, name: name() },
        ChoiceError::NoSuchClient(client_id()),
        ChoiceError::HasItsCode { number, name: name() },
        ChoiceError::Import(StartImportError::NotActive),
        ChoiceError::Clients(ClientsError::Unavailable(text("no answer"))),
        ChoiceError::Store(StoreError::Fenced),
    ]);
    sentences(&[
        ConfirmError::Denied(Denied::Role(Action::ImportClients)),
        ConfirmError::NothingToConfirm,
        ConfirmError::Withdrawn,
        ConfirmError::Clients(ClientsError::Unavailable(text("no answer"))),
        ConfirmError::Store(StoreError::Fenced),
    ]);
    sentences(&fetch_errors());
    remedies(&fetch_errors(), FetchError::remedy);
}

#[test]
fn rows_of_an_import() {
    let kinds = [
        RowKind::New,
        RowKind::Update { client: client_id(), changes: vec![] },
        RowKind::Unchanged { client: client_id() },
        RowKind::PossibleDuplicate { candidates: vec![] },
        RowKind::Invalid { why: text("it has no name") },
    ];
    own_labels(&kinds);
    let why: Vec<Said> = kinds.iter().filter_map(client_import::invalid_because).collect();
    assert_eq!(why.len(), 1);
    translated(&why[0]);
    let key = KeyPairError::Space(Key::Secret, WhereSpace::Trailing).to_string();
    sentences(&[
        RowWarning::RegistryCode(RegistryCodeOddity::CheckDigit),
        RowWarning::VatNumber(VatNumberOddity::NoCountry),
        RowWarning::Keys(key.clone()),
    ]);
    let (_, estonian) = said(&RowNote::KeysUnusable(key).said());
    assert!(estonian.contains("lõpeb tühikuga"), "{estonian}");
    own_labels(&[DeclinedBefore::Unticked(noon()), DeclinedBefore::Deleted]);
    labels(&[
        Similarity::SameRegistryCode,
        Similarity::SameName,
        Similarity::SameWords,
        Similarity::OneLetter,
        Similarity::SameVatNumber,
    ]);
    let failed = |why: &str| RowResult::Failed(text(why));
    own_labels(&[
        RowResult::Created,
        RowResult::Updated,
        RowResult::Unchanged,
        RowResult::Declined,
        RowResult::Left,
        failed(&ClientRefusal::Changed.to_string()),
        failed("it may be a client that another row of the same list made"),
        failed("somebody else changed the client meanwhile"),
        failed("whatever"),
    ]);
    let unsaved = "the client has other keys already; replace them in its integration dialog";
    own_labels(&[KeysDone::Saved, KeysDone::NotSaved(text(unsaved))]);
    let (_, estonian) = said(&KeysDone::NotSaved(text(unsaved)).said());
    assert!(estonian.contains("teised võtmed"), "{estonian}");
}

#[test]
fn what_an_import_did() {
    let all = Confirmed {
        created: 1,
        updated: 2,
        unchanged: 3,
        declined: 4,
        left: 5,
        failed: 6,
        connected: 7,
        not_connected: 8,
    };
    let (english, estonian) = said(&all.said());
    assert_eq!(
        english,
        "1 client added, 2 updated, 3 unchanged, 4 unticked, 5 not imported, 6 failed, 7 key pairs saved and 8 key \
         pairs not saved."
    );
    assert!(estonian.starts_with("1 klient lisatud, 2 uuendatud, "), "{estonian}");
    is_sentence(&Confirmed::default().said());
}
