//! Looking for clients: the clauses of [`Clients::find_clients`](uku_core::client::Clients::find_clients).

use uku_core::client::{Among, Client, ClientId, ClientPage, ClientPosition, ClientQuery, ContactKind};
use uku_core::firm::FirmId;

use super::clients::{ClientsHarness, FORMER_MEMBER, add, change, new, write};
use crate::build::{client, contact, firm_a, firm_b, id, member};

const ALL: ClientQuery =
    ClientQuery { text: String::new(), among: Among::All, active: None, after: None, most: 1000 };

fn text(text: &str) -> ClientQuery {
    ClientQuery { text: text.to_owned(), ..ALL }
}

fn named(id: &str, name: &str) -> Client {
    Client { name: name.to_owned(), ..client(id) }
}

async fn page(harness: &dyn ClientsHarness, firm: &FirmId, query: &ClientQuery) -> ClientPage {
    harness.clients().find_clients(firm, query).await.unwrap()
}

/// The identities of the clients that are found, all on one page.
async fn found(harness: &dyn ClientsHarness, query: &ClientQuery) -> Vec<String> {
    let page = page(harness, &firm_a(), query).await;
    assert_eq!((page.more, page.total), (false, page.clients.len() as u64), "{query:?}");
    page.clients.iter().map(|client| client.id.to_string()).collect()
}

/// Identities of so many clients that are not there.
fn strangers(number: usize) -> impl Iterator<Item = ClientId> {
    (0..number).map(|number| id(&format!("stranger {number}")))
}

/// Every word must be there, wherever; part of one is enough.
pub async fn words_are_found_in_any_order(harness: &dyn ClientsHarness) {
    add(harness, &[named("1", "Kask ja Pojad"), named("2", "Kask ja Tamm"), named("3", "Tamm")]).await;
    for (wanted, ids) in [
        ("kask", vec!["1", "2"]),
        ("tamm kask", vec!["2"]),
        ("  pojad   kask ", vec!["1"]),
        ("amm", vec!["2", "3"]),
        ("kask lepp", vec![]),
        ("ja ja ja", vec!["1", "2"]),
        ("a b c d e f g h i j k l m n o", vec![]),
        ("a s k j p o d ka sk po jad kas ask a ja", vec!["1"]),
    ] {
        assert_eq!(found(harness, &text(wanted)).await, ids, "{wanted}");
    }
}

/// Neither in what is looked for nor in what is there.
pub async fn case_and_accents_do_not_count(harness: &dyn ClientsHarness) {
    add(harness, &[named("1", "Õunapuu ŠOKOLAAD"), named("2", "ounapuu sokolaad"), named("3", "Ünne")]).await;
    for wanted in ["ÕUNAPUU", "ounapuu", "šokolaad õun", "SOKOLAAD"] {
        assert_eq!(found(harness, &text(wanted)).await, ["1", "2"], "{wanted}");
    }
    assert_eq!(found(harness, &text("unne")).await, ["3"]);
}

/// With and without gaps, also in parts.
pub async fn codes_are_found_however_they_are_written(harness: &dyn ClientsHarness) {
    let first = Client { registry_code: Some(" 1042 1629".to_owned()), ..client("first") };
    let second = Client { vat_number: Some("EE 100-594-102".to_owned()), ..client("second") };
    add(harness, &[first, second]).await;
    for (wanted, ids) in [
        ("10421629", vec!["first"]),
        ("1042 1629", vec!["first"]),
        ("1042-16", vec!["first"]),
        ("ee100594102", vec!["second"]),
        ("EE 100594 second", vec!["second"]),
        ("10", vec!["first", "second"]),
        ("16291042", vec![]),
    ] {
        assert_eq!(found(harness, &text(wanted)).await, ids, "{wanted}");
    }
}

/// What is not a word is not looked for, whatever it means elsewhere.
pub async fn signs_are_not_looked_for(harness: &dyn ClientsHarness) {
    add(harness, &[named("1", "Kask & Co. 100%"), named("2", "Tamm_Lepp 'x'")]).await;
    for wanted in ["", " ", "%", "_", "' OR 1=1 --", "\\", "\u{0}", "&.-"] {
        let ids = found(harness, &text(wanted)).await;
        assert_eq!(ids, if wanted.contains("OR") { vec![] } else { vec!["1", "2"] }, "{wanted}");
    }
    assert_eq!(found(harness, &text("100%")).await, ["1"]);
    assert_eq!(found(harness, &text("m_l")).await, ["2"]);
    assert_eq!(found(harness, &text("kask%co")).await, ["1"]);
}

/// Not by what it was called before.
pub async fn a_client_is_found_by_what_it_is_called_now(harness: &dyn ClientsHarness) {
    let before = Client { registry_code: Some("10421629".to_owned()), ..named("1", "Kask") };
    add(harness, std::slice::from_ref(&before)).await;
    let after = Client { registry_code: None, ..named("1", "Tamm") };
    assert_eq!(write(harness, &firm_a(), &[change(&before, &after)]).await, [Ok(())]);
    assert_eq!(found(harness, &text("tamm")).await, ["1"]);
    for wanted in ["kask", "10421629"] {
        assert_eq!(found(harness, &text(wanted)).await, Vec::<String>::new(), "{wanted}");
    }
}

/// Both are found where nothing is said.
pub async fn active_and_inactive_clients_are_told_apart(harness: &dyn ClientsHarness) {
    add(harness, &[client("at work"), Client { active: false, ..client("given up") }]).await;
    for (active, ids) in
        [(None, vec!["at work", "given up"]), (Some(true), vec!["at work"]), (Some(false), vec!["given up"])]
    {
        assert_eq!(found(harness, &ClientQuery { active, ..ALL }).await, ids);
    }
}

/// With contacts and default members, as they are read one by one.
pub async fn found_clients_come_whole(harness: &dyn ClientsHarness) {
    let full = Client {
        vat_number: Some("EE100594102".to_owned()),
        contacts: vec![contact(ContactKind::Phone, "5"), contact(ContactKind::Email, "a@b.ee")],
        default_member: Some(member(FORMER_MEMBER, false)),
        ..client("Kask")
    };
    add(harness, &[client("Tamm"), full.clone()]).await;
    let expected = ClientPage { clients: vec![full, client("Tamm")], more: false, total: 2 };
    assert_eq!(page(harness, &firm_a(), &ALL).await, expected);
}

/// That of the keys of their names, byte by byte, then of identities.
pub async fn found_clients_come_in_order(harness: &dyn ClientsHarness) {
    let clients = [
        named("b", "kask"),
        named("B", "KASK"),
        named("a", "Käsk"),
        named("õ", "Kask"),
        named("1", "Zoo"),
        named("2", "Äke"),
        named("3", "&"),
        named("4", "aed 2"),
        named("5", "Aed"),
    ];
    add(harness, &clients).await;
    assert_eq!(found(harness, &ALL).await, ["3", "5", "4", "2", "B", "a", "b", "õ", "1"]);
}

/// Though many have one name, and whatever the page's size.
pub async fn pages_of_clients_follow_without_gap_or_repeat(harness: &dyn ClientsHarness) {
    let clients: Vec<Client> = (0..23)
        .map(|number| named(&format!("c{number:02}"), if number < 17 { "Kask" } else { "Tamm" }))
        .collect();
    add(harness, &clients).await;
    add(harness, &[named("x", "Lepp")]).await;
    for most in [1, 2, 5, 23, 24] {
        let (mut seen, mut query) = (Vec::new(), ClientQuery { text: "a".to_owned(), most, ..ALL });
        loop {
            let page = page(harness, &firm_a(), &query).await;
            assert_eq!(page.total, 23);
            let left = clients.len() - seen.len();
            assert_eq!(page.clients.len(), left.min(usize::try_from(most).unwrap()));
            query.after = page.clients.last().map(ClientPosition::of);
            seen.extend(page.clients);
            assert_eq!(page.more, seen.len() < 23);
            if !page.more {
                break;
            }
        }
        assert_eq!(seen, clients);
    }
}

/// Without reading any of them.
pub async fn a_page_of_no_clients_tells_how_many_there_are(harness: &dyn ClientsHarness) {
    assert_eq!(page(harness, &firm_a(), &ALL).await, ClientPage::default());
    add(harness, &[client("Kask"), client("Tamm")]).await;
    let none = page(harness, &firm_a(), &ClientQuery { most: 0, ..ALL }).await;
    assert_eq!(none, ClientPage { clients: Vec::new(), more: true, total: 2 });
}

/// Also where it takes thousands of identities to say who.
pub async fn only_some_or_all_but_some_are_found(harness: &dyn ClientsHarness) {
    add(harness, &["Kask", "Lepp", "Saar", "Tamm"].map(client)).await;
    let some: Vec<ClientId> = ["Tamm", "Kask"].map(id).into_iter().chain(strangers(5000)).collect();
    let among = |among| ClientQuery { among, ..ALL };
    assert_eq!(found(harness, &among(Among::Only(some.clone()))).await, ["Kask", "Tamm"]);
    assert_eq!(found(harness, &among(Among::Except(some.clone()))).await, ["Lepp", "Saar"]);
    assert_eq!(found(harness, &among(Among::Only(Vec::new()))).await, Vec::<String>::new());
    assert_eq!(found(harness, &among(Among::Except(Vec::new()))).await.len(), 4);
    let after = Some(ClientPosition::of(&client("Kask")));
    let next = page(harness, &firm_a(), &ClientQuery { after, ..among(Among::Only(some)) }).await;
    assert_eq!((next.clients, next.total), (vec![client("Tamm")], 2));
}

/// In the same order, of any page.
pub async fn identities_are_those_of_the_same_page(harness: &dyn ClientsHarness) {
    let clients: Vec<Client> = (0..30).map(|number| client(&format!("Kask {number:02}"))).collect();
    add(harness, &clients).await;
    add(harness, &[client("Tamm")]).await;
    let after = Some(ClientPosition::of(&clients[3]));
    for (query, number) in [
        (ClientQuery { most: u32::MAX, ..ALL }, 31),
        (ClientQuery { most: 10, after: after.clone(), ..text("kask") }, 10),
        (ClientQuery { most: u32::MAX, after, active: Some(true), ..text("kask") }, 26),
        (ClientQuery { active: Some(false), ..ALL }, 0),
        (ClientQuery { most: 0, ..ALL }, 0),
    ] {
        let of_page = page(harness, &firm_a(), &query).await.clients.into_iter().map(|client| client.id);
        let ids = harness.clients().find_client_ids(&firm_a(), &query).await.unwrap();
        assert_eq!((ids.clone(), ids.len()), (of_page.collect(), number), "{query:?}");
    }
}

/// Nor are they counted.
pub async fn another_firms_clients_are_not_found(harness: &dyn ClientsHarness) {
    add(harness, &[client("Kask")]).await;
    assert_eq!(
        write(harness, &firm_b(), &[new(client("Kask")), new(client("Tamm"))]).await,
        [Ok(()), Ok(())]
    );
    assert_eq!(found(harness, &ALL).await, ["Kask"]);
    assert_eq!(found(harness, &text("tamm")).await, Vec::<String>::new());
    let theirs = ClientQuery { among: Among::Only(vec![id("Tamm")]), ..ALL };
    assert_eq!(found(harness, &theirs).await, Vec::<String>::new());
    assert_eq!(page(harness, &id("nobody"), &ALL).await, ClientPage::default());
}
