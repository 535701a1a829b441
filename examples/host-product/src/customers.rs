//! The rows of a customer: one of its own, one for each contact.

use std::collections::HashMap;

use sqlx::sqlite::SqliteRow;
use sqlx::{Row as _, SqliteConnection};
use uku_core::client::{Client, ClientId, Contact, ContactKind};
use uku_core::firm::Member;

use crate::HostError;
use crate::database::{key, user, word};

/// Customers of a firm with who is responsible for them.
macro_rules! customers {
    ($rest:literal) => {
        concat!(
            "SELECT c.id, c.ref, c.display_name, c.reg_no, c.vat_no, c.archived, u.login, u.left_us
             FROM customers AS c LEFT JOIN users AS u ON u.id = c.responsible_id WHERE c.account_id = ? ",
            $rest
        )
    };
}

/// Their contacts, in order.
macro_rules! cards {
    ($rest:literal) => {
        concat!(
            "SELECT k.customer_id, k.sort, k.content, k.remark
             FROM customers AS c JOIN contact_cards AS k ON k.customer_id = c.id WHERE c.account_id = ? ",
            $rest,
            " ORDER BY k.customer_id, k.place"
        )
    };
}

pub(crate) async fn read(
    db: &mut SqliteConnection,
    account: i64,
    id: &ClientId,
) -> Result<Option<Client>, HostError> {
    let row = sqlx::query(customers!("AND c.ref = ?")).bind(account).bind(id.as_ref());
    let row = row.fetch_optional(&mut *db).await?;
    let cards = sqlx::query(cards!("AND c.ref = ?")).bind(account).bind(id.as_ref());
    let mut contacts = contacts(&cards.fetch_all(db).await?)?;
    row.map(|row| client(&row, &mut contacts)).transpose()
}

pub(crate) async fn read_all(db: &mut SqliteConnection, account: i64) -> Result<Vec<Client>, HostError> {
    let rows = sqlx::query(customers!("ORDER BY c.display_name, c.ref")).bind(account);
    let rows = rows.fetch_all(&mut *db).await?;
    let cards = sqlx::query(cards!("")).bind(account);
    let mut contacts = contacts(&cards.fetch_all(db).await?)?;
    rows.iter().map(|row| client(row, &mut contacts)).collect()
}

/// Who has a registry code; asked for one that the asking client doesn't have.
pub(crate) async fn who_has(
    db: &mut SqliteConnection,
    account: i64,
    code_key: &str,
) -> Result<Option<ClientId>, HostError> {
    let row = sqlx::query("SELECT ref FROM customers WHERE account_id = ? AND reg_no_key = ? ORDER BY id");
    let row = row.bind(account).bind(code_key).fetch_optional(db).await?;
    row.map(|row| word(&row, "ref")).transpose()
}

/// Makes the customer what the client is, a new one if there is none.
pub(crate) async fn put(
    db: &mut SqliteConnection,
    account: i64,
    client: &Client,
    code_key: Option<&str>,
) -> Result<(), HostError> {
    // Whether the person still works here is the users table's to say, so that part of the member is not written.
    let responsible = match &client.default_member {
        Some(member) => Some(user(db, account, &member.id).await?),
        None => None,
    };
    sqlx::query(
        "INSERT INTO customers
             (account_id, ref, display_name, reg_no, reg_no_key, vat_no, responsible_id, archived)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (account_id, ref) DO UPDATE SET display_name = excluded.display_name,
             reg_no = excluded.reg_no, reg_no_key = excluded.reg_no_key, vat_no = excluded.vat_no,
             responsible_id = excluded.responsible_id, archived = excluded.archived",
    )
    .bind(account)
    .bind(client.id.as_ref())
    .bind(&client.name)
    .bind(&client.registry_code)
    .bind(code_key)
    .bind(&client.vat_number)
    .bind(responsible)
    .bind(!client.active)
    .execute(&mut *db)
    .await?;
    let customer = customer(db, account, &client.id).await?;
    sqlx::query("DELETE FROM contact_cards WHERE customer_id = ?").bind(customer).execute(&mut *db).await?;
    for (place, contact) in (0_i64..).zip(&client.contacts) {
        sqlx::query("INSERT INTO contact_cards VALUES (?, ?, ?, ?, ?)")
            .bind(customer)
            .bind(place)
            .bind(sort(contact.kind))
            .bind(&contact.value)
            .bind(&contact.note)
            .execute(&mut *db)
            .await?;
    }
    Ok(())
}

/// The key of a client's row.
pub(crate) async fn customer(
    db: &mut SqliteConnection,
    account: i64,
    client: &ClientId,
) -> Result<i64, HostError> {
    let query = "SELECT id FROM customers WHERE account_id = ? AND ref = ?";
    key(db, "client", query, account, client.as_ref()).await
}

fn client(row: &SqliteRow, contacts: &mut HashMap<i64, Vec<Contact>>) -> Result<Client, HostError> {
    let responsible: Option<String> = row.try_get("login")?;
    let default_member = match responsible {
        Some(_) => Some(Member { id: word(row, "login")?, active: !row.try_get::<bool, _>("left_us")? }),
        None => None,
    };
    Ok(Client {
        id: word(row, "ref")?,
        name: row.try_get("display_name")?,
        registry_code: row.try_get("reg_no")?,
        vat_number: row.try_get("vat_no")?,
        contacts: contacts.remove(&row.try_get("id")?).unwrap_or_default(),
        default_member,
        active: !row.try_get::<bool, _>("archived")?,
    })
}

/// Contacts by the key of their customer.
fn contacts(cards: &[SqliteRow]) -> Result<HashMap<i64, Vec<Contact>>, HostError> {
    let mut by_customer: HashMap<i64, Vec<Contact>> = HashMap::new();
    for card in cards {
        let contact = Contact {
            kind: kind(card.try_get("sort")?)?,
            value: card.try_get("content")?,
            note: card.try_get("remark")?,
        };
        by_customer.entry(card.try_get("customer_id")?).or_default().push(contact);
    }
    Ok(by_customer)
}

fn sort(kind: ContactKind) -> &'static str {
    match kind {
        ContactKind::Person => "name",
        ContactKind::Email => "mail",
        ContactKind::Phone => "tel",
        ContactKind::Address => "post",
    }
}

fn kind(sort: &str) -> Result<ContactKind, HostError> {
    match sort {
        "name" => Ok(ContactKind::Person),
        "mail" => Ok(ContactKind::Email),
        "tel" => Ok(ContactKind::Phone),
        "post" => Ok(ContactKind::Address),
        other => Err(HostError::Unreadable(other.to_owned())),
    }
}
