//! The clauses of registry codes, which two clients of a firm never share.

use futures_util::future::join_all;
use uku_core::client::{Client, ClientRefusal};

use super::clients::{ClientsHarness, add, all, change, coded, new, taken, write};
use crate::build::{client, firm_a, firm_b, id};

/// However it is written, to a new client or to one that had another.
pub async fn a_registry_code_is_given_once(harness: &dyn ClientsHarness) {
    add(harness, &[coded("Kask", "1042 1629x"), coded("Tamm", "10000024")]).await;
    for code in ["1042 1629x", "10421629X", "-10.421.629-x "] {
        assert_eq!(write(harness, &firm_a(), &[new(coded("Lepp", code))]).await, [taken("Kask")]);
        let edit = change(&coded("Tamm", "10000024"), &coded("Tamm", code));
        assert_eq!(write(harness, &firm_a(), &[edit]).await, [taken("Kask")]);
    }
    assert_eq!(all(harness, &firm_a()).await, [coded("Kask", "1042 1629x"), coded("Tamm", "10000024")]);
}

/// The first gets it.
pub async fn a_registry_code_in_one_call_is_given_once(harness: &dyn ClientsHarness) {
    let writes = [new(coded("Kask", "10421629")), new(coded("Tamm", "1042 1629"))];
    assert_eq!(write(harness, &firm_a(), &writes).await, [Ok(()), taken("Kask")]);
    assert_eq!(all(harness, &firm_a()).await, [coded("Kask", "10421629")]);
}

/// Whoever comes first, one client has it in the end.
pub async fn of_two_calls_at_once_one_gives_the_registry_code(harness: &dyn ClientsHarness) {
    let writes = ["Kask", "Tamm", "Lepp", "Saar"].map(|name| [new(coded(name, "10421629"))]);
    let firm = firm_a();
    let results = join_all(writes.iter().map(|writes| write(harness, &firm, writes))).await;
    let [written] = &all(harness, &firm_a()).await[..] else { panic!("expected one client") };
    for ([write], result) in writes.iter().zip(results) {
        let expected = if write.client == *written { Ok(()) } else { taken(written.id.as_ref()) };
        assert_eq!(result, [expected]);
    }
}

/// Who read something old must read again before anything else.
pub async fn changed_is_said_before_taken(harness: &dyn ClientsHarness) {
    add(harness, &[coded("Kask", "10421629"), client("Tamm")]).await;
    let old = Client { name: "Tamm ja Pojad".to_owned(), ..client("Tamm") };
    let writes = [change(&old, &coded("Tamm", "10421629")), new(coded("Tamm", "10421629"))];
    let changed = Err(ClientRefusal::Changed);
    assert_eq!(write(harness, &firm_a(), &writes).await, [changed.clone(), changed]);
}

/// A client keeps its own code through any edit, and may write it otherwise.
pub async fn a_client_that_has_its_code_already_may_be_edited(harness: &dyn ClientsHarness) {
    let before = coded("Kask", "10421629");
    let after = Client { name: "Kask ja Pojad".to_owned(), ..coded("Kask", "1042 1629") };
    add(harness, std::slice::from_ref(&before)).await;
    assert_eq!(write(harness, &firm_a(), &[change(&before, &after)]).await, [Ok(())]);
    assert_eq!(all(harness, &firm_a()).await, [after]);
}

/// Data that is older than the rule stays workable, and gains no third client of the same code.
pub async fn an_old_duplicate_may_still_be_edited(harness: &dyn ClientsHarness) {
    add(harness, &[coded("Kask", "10421629"), client("Tamm")]).await;
    if !harness.give_registry_code(&firm_a(), &id("Tamm"), "1042 1629").await {
        return;
    }
    let after = Client { name: "Tamm ja Pojad".to_owned(), ..coded("Tamm", "10421629") };
    let writes = [change(&coded("Tamm", "1042 1629"), &after), new(coded("Lepp", "10421629"))];
    let [edited, third] = &write(harness, &firm_a(), &writes).await[..] else {
        panic!("expected two results")
    };
    assert_eq!(*edited, Ok(()));
    assert!(*third == taken("Kask") || *third == taken("Tamm"), "{third:?}");
    assert_eq!(all(harness, &firm_a()).await, [coded("Kask", "10421629"), after]);
}

/// Also within the same call.
pub async fn a_registry_code_that_was_given_up_is_free(harness: &dyn ClientsHarness) {
    let before = coded("Kask", "10421629");
    add(harness, std::slice::from_ref(&before)).await;
    let writes = [change(&before, &client("Kask")), new(coded("Tamm", "10421629"))];
    assert_eq!(write(harness, &firm_a(), &writes).await, [Ok(()), Ok(())]);
    assert_eq!(all(harness, &firm_a()).await, [client("Kask"), coded("Tamm", "10421629")]);
}

/// Neither none at all nor one of which nothing remains.
pub async fn clients_without_a_registry_code_are_not_each_others(harness: &dyn ClientsHarness) {
    let clients = [client("Kask"), coded("Lepp", ""), coded("Saar", " - "), coded("Tamm", " - ")];
    add(harness, &clients).await;
    assert_eq!(all(harness, &firm_a()).await, clients);
}

/// Two firms may work for the same company.
pub async fn another_firms_registry_code_is_free(harness: &dyn ClientsHarness) {
    add(harness, &[coded("Kask", "10421629")]).await;
    assert_eq!(write(harness, &firm_b(), &[new(coded("Tamm", "10421629"))]).await, [Ok(())]);
}
