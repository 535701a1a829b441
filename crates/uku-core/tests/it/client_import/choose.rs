use uku_core::client::Client;
use uku_core::client_import::{ChoiceError, Confirm, ConfirmError, ImportSource, RowChoice, choose, review};
use uku_core::firm::Role;
use uku_testkit::build::{actor, client, id, profile};

use super::house::{House, as_existing, as_new, company, tick, untick};
use crate::support::block_on;

#[test]
fn a_row_that_cannot_be_ticked_says_why_and_no_choice_is_kept() {
    block_on(async {
        let house = House::new().await;
        house.clients.put(Client { registry_code: Some("10421629".to_owned()), ..client("Kask") });
        house.clients.put(client("Maasikas"));
        house
            .import([profile(" "), profile("Maasikas OÜ"), company("Kask", "1042 1629"), profile("Tamm")])
            .await;
        for (number, choice, text) in [
            (1, tick(), "row 1 can't be imported: it has no name"),
            (2, tick(), "row 2 may be the client Maasikas; say whether it is that client or a new one"),
            (9, untick(), "the import has no row 9"),
            (0, untick(), "the import has no row 0"),
            (4, as_existing(&id("nobody")), "there is no client nobody"),
            (3, as_new(), "row 3 has the registry code of the client Kask, so it can't be another one"),
            (
                3,
                as_existing(&id("Maasikas")),
                "row 3 has the registry code of the client Kask, so it can't be another one",
            ),
        ] {
            let refused = house.choose(&[(4, untick()), (number, choice)]).await.unwrap_err();
            assert_eq!(refused.to_string(), text);
        }
        assert!(house.rows().await.iter().all(|row| row.choice == RowChoice::default()));
        house.choose(&[(3, as_existing(&id("Kask"))), (1, untick()), (2, untick())]).await.unwrap();
    });
}

#[test]
fn a_later_choice_replaces_the_one_before() {
    block_on(async {
        let house = House::new().await;
        house.import([profile("Kask")]).await;
        house.choose(&[(1, untick())]).await.unwrap();
        assert!(!house.review().await[0].ticked);
        house.choose(&[(1, RowChoice::default())]).await.unwrap();
        assert!(house.review().await[0].ticked);
    });
}

#[test]
fn there_is_something_to_review_only_when_everything_was_fetched() {
    block_on(async {
        let house = House::new().await;
        assert_eq!(house.choose(&[]).await, Err(ChoiceError::NothingToReview));
        house.start(ImportSource::File).await.unwrap();
        assert_eq!(house.choose(&[]).await, Err(ChoiceError::NothingToReview));
    });
}

#[test]
fn what_was_confirmed_is_shown_and_not_chosen_any_more() {
    block_on(async {
        let house = House::new().await;
        house.take([profile("Kask")]).await;
        assert_eq!(house.review().await.len(), 1);
        assert_eq!(house.choose(&[(1, untick())]).await, Err(ChoiceError::NothingToReview));
    });
}

#[test]
fn a_member_neither_reviews_nor_chooses() {
    block_on(async {
        let house = House::new().await;
        house.import([profile("Kask")]).await;
        let member = actor(Role::Member);
        let seen = review(&member, &house.store, &house.clients, &house.clock).await.unwrap_err();
        assert!(matches!(seen, ChoiceError::Denied(_)));
        let chosen = choose(
            &member,
            &house.store,
            &house.clients,
            &house.clock,
            house.latest_id().await,
            &[(1, untick())],
        )
        .await;
        assert!(matches!(chosen, Err(ChoiceError::Denied(_))));
    });
}

/// It would take minutes to look each row up in the whole list.
#[test]
fn twenty_thousand_rows_are_chosen_at_once() {
    block_on(async {
        let house = House::new().await;
        house
            .import((0..20_000).map(|number| company(&format!("F{number}"), &format!("x{}", number + 1))))
            .await;
        let choices: Vec<_> = (1..=20_000).map(|number| (number, untick())).collect();
        house.choose(&choices).await.unwrap();
        assert_eq!(house.confirm().await.declined, 20_000);
    });
}

/// A page may still be open while somebody begins another import.
#[test]
fn a_list_of_a_former_import_decides_nothing_about_the_later_one() {
    block_on(async {
        let house = House::new().await;
        house.import([profile("Kask")]).await;
        let former = house.latest_id().await;
        house.import([profile("Tamm")]).await;
        let (asks, store, clients, clock) = (actor(Role::Admin), &house.store, &house.clients, &house.clock);
        let chosen = choose(&asks, store, clients, clock, former, &[(1, untick())]).await;
        assert_eq!(chosen, Err(ChoiceError::NothingToReview));
        let (actor, vault, ledgers) = (&asks, &house.vault, &house.ledgers);
        let confirmed = Confirm { actor, clients, store, vault, ledgers, clock }.run(former).await;
        assert_eq!(confirmed, Err(ConfirmError::NothingToConfirm));
        assert!(house.all().await.is_empty());
        assert!(house.review().await[0].ticked);
    });
}
