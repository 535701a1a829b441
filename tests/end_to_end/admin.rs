//! People are let in by whoever runs the program.

use crate::house::{House, small};

const NEW_OWNER: [&str; 6] =
    ["admin", "create-owner", "--name", "Oskar Omanik", "--email", "oskar@raamat.example"];

/// The token of the link in the last line of what was printed.
fn token<'a>(out: &'a str, site: &str) -> &'a str {
    let link = out.lines().last().unwrap();
    let token = link.strip_prefix(site).and_then(|path| path.strip_prefix("/link/")).unwrap();
    assert_eq!(token.len(), 43, "{token}");
    token
}

/// The same on both stores: links are printed, and only digests of them are kept.
async fn lets_people_in(house: House) {
    house.refused(
        &["admin", "reset-link", "--email", "oskar@raamat.example"],
        1,
        &["nobody signs in as", "create-owner"],
    );
    let made = house.done(&NEW_OWNER);
    assert!(made.out.starts_with("oskar@raamat.example sets a password here, once, until "), "{}", made.out);
    let first = token(&made.out, "http://127.0.0.1:8620").to_owned();

    let again =
        house.done(&[&NEW_OWNER[..], &["--site", "https://uku.raamat.example/", "--json"]].concat()).json();
    assert_eq!(again["member"], "owner");
    assert!(again["expiresAt"].as_str().unwrap().ends_with('Z'));
    let second = token(again["link"].as_str().unwrap(), "https://uku.raamat.example").to_owned();
    let reset =
        house.done(&["admin", "reset-link", "--email", "OSKAR@raamat.example", "--remove-authenticator"]);
    let third = token(&reset.out, "http://127.0.0.1:8620").to_owned();

    let kept = house.texts("SELECT CAST(access AS text) FROM members").await;
    assert_eq!(kept.len(), 1);
    assert!(kept[0].contains("welcome") && kept[0].contains("password_reset"), "{kept:?}");
    let keys = house.texts("SELECT key FROM sign_in_keys ORDER BY key").await;
    assert_eq!(keys.len(), 3, "the address and two links: {keys:?}");
    for secret in [&first, &second, &third] {
        assert!(!kept.iter().chain(&keys).any(|text| text.contains(secret.as_str())));
    }

    let activity = house.done(&["activity", "--json"]).out;
    assert!(activity.contains("member_invited") && activity.contains("link_made"), "{activity}");
    house.refused(
        &["admin", "create-owner", "--name", "O", "--email", "oskar"],
        2,
        &["not an email address"],
    );
    house.refused(&[&NEW_OWNER[..], &["--firm", "nobodys"]].concat(), 1, &["there is no firm `nobodys`"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_and_who_forgot_a_password_get_links_on_sqlite() {
    lets_people_in(House::on_sqlite(small(1)).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_owner_and_who_forgot_a_password_get_links_on_postgresql() {
    lets_people_in(House::on_postgres(small(1)).await).await;
}
