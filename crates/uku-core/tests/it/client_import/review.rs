use uku_core::client::{ClientProfile, RegistryCodeOddity, UnreadableRow, VatNumberOddity};
use uku_core::client_import::{
    DeclinedBefore, FoundClient, ImportSource, ImportState, ReviewRow, RowKind, RowWarning,
};
use uku_core::clock::Clock as _;
use uku_testkit::build::{client, key_pair, profile};

use super::house::{House, Listed, as_existing, as_new, company, tick, untick};
use crate::support::block_on;

async fn of(house: &House, source: ImportSource, row: ClientProfile) -> ReviewRow {
    house.import_from(&mut Listed::rows(source, [Ok(row)])).await;
    house.review().await.remove(0)
}

async fn only(house: &House, row: ClientProfile) -> ReviewRow {
    of(house, ImportSource::File, row).await
}

/// Imports a row and unticks it.
async fn decline(house: &House, source: ImportSource, row: ClientProfile) {
    of(house, source, row).await;
    house.choose(&[(1, untick())]).await.unwrap();
    assert_eq!(house.confirm().await.declined, 1);
}

#[test]
fn each_kind_of_row_has_its_tick() {
    block_on(async {
        let house = House::new().await;
        house.take([company("Kask", "10421629"), company("Tamm", "10060701")]).await;
        house.clients.put(client("Maasikas"));
        let mut source = Listed::rows(
            ImportSource::File,
            [
                Ok(company("Kask", "10421629")),
                Ok(company("Tamm ja Pojad", "10060701")),
                Ok(profile("Maasikas OÜ")),
                Ok(profile("Kuusk")),
                Ok(profile("  ")),
                Err(UnreadableRow("line 6 is not text".to_owned())),
            ],
        );
        house.import_from(&mut source).await;
        let rows = house.review().await;
        let found: Vec<_> = rows.iter().map(|row| (row.number, row.kind.word(), row.ticked)).collect();
        assert_eq!(
            found,
            [
                (1, "unchanged", false),
                (2, "update", true),
                (3, "possible_duplicate", false),
                (4, "new", true),
                (5, "invalid", false),
                (6, "invalid", false),
            ]
        );
        let why = |row: &ReviewRow| match &row.kind {
            RowKind::Invalid { why } => why.clone(),
            other => panic!("{other:?}"),
        };
        assert_eq!((why(&rows[4]), why(&rows[5])), ("it has no name".into(), "line 6 is not text".into()));
    });
}

#[test]
fn an_odd_code_or_vat_number_warns_and_never_blocks() {
    block_on(async {
        let house = House::new().await;
        let odd = ClientProfile { vat_number: Some("EE100594103".to_owned()), ..company("Kask", "1042162") };
        let row = only(&house, odd).await;
        assert_eq!((row.kind, row.ticked), (RowKind::New, true));
        assert_eq!(
            row.warnings,
            [
                RowWarning::RegistryCode(RegistryCodeOddity::NotEightDigits),
                RowWarning::VatNumber(VatNumberOddity::CheckDigit)
            ]
        );
        assert_eq!(house.confirm().await.created, 1);
        assert_eq!(house.only().await.registry_code.as_deref(), Some("1042162"));
        let blank = ClientProfile { vat_number: Some(" ".to_owned()), ..company("Tamm", " ") };
        assert_eq!(only(&house, blank).await.warnings, []);
    });
}

#[test]
fn what_was_declined_is_remembered_by_code_else_id_else_name() {
    let with_id = |id: &str, name: &str| ClientProfile { source_id: Some(id.to_owned()), ..profile(name) };
    for (first, later) in [
        (company("Kask", "10421629"), company("Kask Uus", "1042 1629")),
        (with_id("7", "Kask"), with_id("7", "Tamm")),
        (profile("Kask OÜ"), profile(" KASK  oü ")),
        (profile("☕"), profile("☕")),
    ] {
        block_on(async {
            let house = House::new().await;
            let at = house.clock.now();
            decline(&house, ImportSource::Directory, first).await;
            for _ in 0..2 {
                let row = of(&house, ImportSource::Directory, later.clone()).await;
                assert_eq!(row.declined, Some(DeclinedBefore::Unticked(at)), "{later:?}");
                assert_eq!((row.kind, row.ticked), (RowKind::New, false));
                assert_eq!(house.confirm().await.left, 1);
            }
            of(&house, ImportSource::Directory, later.clone()).await;
            house.choose(&[(1, tick())]).await.unwrap();
            assert_eq!(house.confirm().await.created, 1);
            let row = of(&house, ImportSource::Directory, later.clone()).await;
            assert_eq!((row.kind.word(), row.declined), ("unchanged", None));
        });
    }
}

#[test]
fn a_company_is_declined_by_its_code_in_whichever_source() {
    block_on(async {
        let house = House::new().await;
        decline(&house, ImportSource::Directory, company("Kask", "10421629")).await;
        for source in [ImportSource::OwnBooks, ImportSource::File] {
            assert!(of(&house, source, company("Kask", "10421629")).await.declined.is_some());
        }
    });
}

#[test]
fn declining_a_client_that_was_imported_makes_it_no_stranger() {
    block_on(async {
        let house = House::new().await;
        house.take([profile("Kask")]).await;
        house.edit(|client| client.name = "Minu oma".to_owned()).await;
        decline(&house, ImportSource::File, profile("Kask")).await;
        let row = only(&house, profile("Kask")).await;
        assert_eq!((row.kind.word(), row.ticked), ("update", false));
        assert!(row.declined.is_some());
        house.choose(&[(1, tick())]).await.unwrap();
        house.confirm().await;
        assert_eq!(house.names().await, ["Minu oma"]);
    });
}

#[test]
fn a_client_that_was_deleted_in_uku_is_not_proposed_again() {
    block_on(async {
        let house = House::new().await;
        house.take([company("Kask", "10421629")]).await;
        house.clients.delete(&house.only().await);
        let row = only(&house, company("Kask", "10421629")).await;
        assert_eq!(
            (row.kind, row.ticked, row.declined),
            (RowKind::New, false, Some(DeclinedBefore::Deleted))
        );
        assert_eq!(house.confirm().await.left, 1);
        assert_eq!(house.names().await, <[&str; 0]>::default());
        only(&house, company("Kask", "10421629")).await;
        house.choose(&[(1, tick())]).await.unwrap();
        assert_eq!(house.confirm().await.created, 1);
        assert_eq!(only(&house, company("Kask", "10421629")).await.kind.word(), "unchanged");
    });
}

#[test]
fn a_source_that_learns_the_code_of_a_company_still_speaks_of_the_same_client() {
    block_on(async {
        let house = House::new().await;
        let row = |name: &str, code: Option<&str>| ClientProfile {
            source_id: Some("7".to_owned()),
            registry_code: code.map(str::to_owned),
            ..profile(name)
        };
        for said in [row("Kask", None), row("Kuusk ja Pojad", Some("10421629")), row("Uus nimi", None)] {
            of(&house, ImportSource::OwnBooks, said).await;
            house.confirm().await;
        }
        let client = house.only().await;
        assert_eq!((client.name.as_str(), client.registry_code.as_deref()), ("Uus nimi", Some("10421629")));
        // Another company of the same id would be another client: the code decides.
        let other = of(&house, ImportSource::OwnBooks, row("Lepp", Some("10060701"))).await;
        assert_eq!(other.kind, RowKind::New);
    });
}

#[test]
fn keys_are_worth_a_tick() {
    block_on(async {
        let house = House::new().await;
        house.take([company("Kask", "10421629")]).await;
        let found = |name, code, keys| FoundClient { profile: Ok(company(name, code)), keys };
        let rows = vec![
            found("Kask", "10421629", Some(Ok(key_pair("kask")))),
            found("Tamm", "10060701", Some(Err("the secret key is missing".to_owned()))),
        ];
        house.import_from(&mut Listed::pages(ImportSource::File, [Ok(rows)])).await;
        let rows = house.review().await;
        assert_eq!((rows[0].kind.word(), rows[0].ticked, rows[0].has_keys), ("unchanged", true, true));
        assert_eq!((rows[1].kind.word(), rows[1].ticked, rows[1].has_keys), ("new", true, false));
        assert_eq!(rows[1].warnings.len(), 1);
        assert_eq!(rows[1].warnings[0].to_string(), "its keys will not be saved: the secret key is missing");
    });
}

#[test]
fn a_person_says_which_client_a_possible_duplicate_is() {
    block_on(async {
        let house = House::new().await;
        house.clients.put(client("Maasikas"));
        only(&house, company("Maasikas OÜ", "10421629")).await;
        house.choose(&[(1, as_existing(&client("Maasikas").id))]).await.unwrap();
        let row = house.review().await.remove(0);
        assert_eq!((row.kind.word(), row.ticked), ("update", true));
        assert_eq!(house.confirm().await.updated, 1);
        assert_eq!(house.only().await.registry_code.as_deref(), Some("10421629"));

        only(&house, company("Maasikas", "10060701")).await;
        house.choose(&[(1, as_new())]).await.unwrap();
        assert_eq!(house.review().await.remove(0).kind, RowKind::New);
        assert_eq!(house.confirm().await.created, 1);
        assert_eq!(house.names().await.len(), 2);
        assert_eq!(only(&house, company("Maasikas", "10060701")).await.kind.word(), "unchanged");
    });
}

#[test]
fn a_review_sees_what_people_changed_in_uku_meanwhile() {
    block_on(async {
        let house = House::new().await;
        assert_eq!(only(&house, profile("Kask OÜ")).await.kind, RowKind::New);
        house.clients.put(client("Kask"));
        assert_eq!(house.review().await.remove(0).kind.word(), "possible_duplicate");
        assert_eq!(house.confirm().await.left, 1);
        assert_eq!(house.latest().await.rows, 1);
        assert!(matches!(house.latest().await.state, ImportState::Confirmed(_)));
    });
}
