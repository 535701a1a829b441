//! Nothing of a secret is in what is printed, told or recorded.

use std::fmt::{Debug, Write as _};

use uku_core::connection::{ConnectError, Saving, disconnect, rotate_data_keys};
use uku_core::ledger::{KeyPair, LedgerError};
use uku_testkit::build::firm_a;

use super::house::{House, admin, of};
use crate::support::block_on;

const PUBLIC: &str = "public+key/of=Kask&Co";
const SECRET: &str = "s3cr3t+of/Kask=&Õ-0123";

fn keys() -> KeyPair {
    KeyPair::new(PUBLIC, SECRET.into()).unwrap()
}

fn base64(bytes: &[u8]) -> String {
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let sextets = |chunk: &[u8]| {
        let word =
            chunk.iter().fold(0_usize, |word, byte| word << 8 | usize::from(*byte)) << (24 - 8 * chunk.len());
        (0..=chunk.len()).map(|at| char::from(alphabet[word >> (18 - 6 * at) & 63])).collect::<String>()
    };
    bytes.chunks(3).map(sextets).collect()
}

fn hex(bytes: &[u8], before: &str) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{before}{byte:02x}").unwrap();
        text
    })
}

fn url_encoded(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' => char::from(byte).to_string(),
        other => hex(&[other], "%").to_uppercase(),
    };
    text.bytes().map(byte).collect()
}

#[test]
fn a_secret_is_looked_for_in_every_way_of_writing_it() {
    assert_eq!(base64(b"light work"), "bGlnaHQgd29yaw");
    assert_eq!(hex(b"az", ""), "617a");
    assert_eq!(url_encoded("a+b/Õ"), "a%2Bb%2F%C3%95");
}

/// Neither the whole secret nor its beginning, in any way of writing it.
fn check(what: &dyn Debug) {
    let text = format!("{what:?} {what:#?}").to_lowercase();
    for (secret, part) in [(SECRET, 12), (PUBLIC, 12)] {
        let part = &secret[..part];
        for written in [
            part.to_owned(),
            hex(part.as_bytes(), ""),
            base64(part.as_bytes()),
            url_encoded(part),
            format!("{:?}", part.as_bytes()),
        ] {
            let bare = written.trim_matches(['[', ']']).to_lowercase();
            assert!(!text.contains(&bare), "{written} in {text}");
        }
    }
}

#[test]
fn no_secret_is_in_what_saving_testing_using_and_deleting_keys_print_tell_or_record() {
    block_on(async {
        let house = House::new().await;
        let keys = keys();
        house.books(&keys);
        check(&keys);
        check(&house.connecting(&admin()).try_keys(&of("kask"), keys.clone()).await);
        check(&house.save(&of("kask"), &keys, Saving::Tested).await.unwrap());
        check(&house.save(&of("kask"), &keys, Saving::Untested).await.unwrap());
        let taken = house.save(&of("tamm"), &keys, Saving::Tested).await.unwrap_err();
        check(&(&taken, taken.to_string()));
        check(&house.test(&of("kask")).await.unwrap());
        house.ledgers.fail(keys.public(), Some(LedgerError::WrongKeys));
        let refused = house.save(&of("kask"), &keys, Saving::Tested).await.unwrap_err();
        assert!(matches!(refused, ConnectError::Refused(_)));
        check(&(&refused, refused.to_string()));
        check(&house.test(&of("kask")).await.unwrap());
        check(&house.open(&firm_a(), &of("kask")).await.map(|_| ()).unwrap_err());
        house.vault.add_master_key();
        check(&rotate_data_keys(house.store.as_ref(), house.vault.as_ref(), &house.clock, &firm_a()).await);
        check(&house.stored(&of("kask")).await);
        disconnect(&admin(), house.store.as_ref(), &house.clock, &of("kask")).await.unwrap();
        let recorded = house.recorded(&firm_a()).await;
        assert!(recorded.len() > 5);
        check(&recorded);
        for entry in &recorded {
            check(&serde_json::to_string(&entry.event).unwrap());
        }
    });
}
