//! The vendor's signature: HMAC-SHA256 over the query string as it was sent, and the body.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

const PARAMETER: &str = "signature=";

/// Splits a raw query string into what was signed and the signature, which must be the last parameter.
pub(crate) fn split(raw_query: &str) -> Option<(&str, &str)> {
    let (signed, last) = raw_query.rsplit_once('&')?;
    Some((signed, last.strip_prefix(PARAMETER)?)).filter(|(_, signature)| !signature.is_empty())
}

/// Whether the signature belongs to the message; compared in constant time, in hex of either case.
pub(crate) fn matches(secret: &str, signed: &str, body: &[u8], signature: &str) -> bool {
    let (Ok(mut mac), Ok(given)) =
        (Hmac::<Sha256>::new_from_slice(secret.as_bytes()), hex::decode(signature))
    else {
        return false;
    };
    mac.update(signed.as_bytes());
    mac.update(body);
    mac.verify_slice(&given).is_ok()
}

#[cfg(test)]
mod tests {
    use super::{matches, split};

    const BODY: &str = r#"{"clientId":"11111111-2222-3333-4444-555555555555","date":"03.03.2021","currency":"EUR","rows":[{"code":"00010","description":"Konsultatsioon õun","price":10,"quantity":10,"vatPc":"20"}]}"#;

    /// Query, body, signature: made with another implementation of HMAC.
    const VECTORS: [(&str, &str, &str); 9] = [
        (
            "apikey=test-public-key&timestamp=03032021090000",
            "",
            "f709677b237a2fd4b62e77809d4d4ce1cb31c5d01f748510aeccfd55e545e8b2",
        ),
        (
            "timestamp=03032021090000&apikey=test-public-key",
            "",
            "189beeeb21efde42a22e77cdd1d8958fdde76f63a8906d253c1fdac46800aabf",
        ),
        (
            "apikey=test-public-key&timestamp=15012026123045&dateType=modifydate&dateFrom=01.01.2026&fetchRows=true&pageNumber=1",
            "",
            "535f19e556cee5d158b7c3709ef9fb1e92dc977b569dced6e4add3d12caa3876",
        ),
        (
            "codes=kood1%2Ckood2%2Ckood3&timestamp=14022013133802&apikey=a066f7de6042458da916",
            "",
            "6ae2de70f1e5732d2854ea291761875f06bdc21e047c214c76f977a816f2fcee",
        ),
        (
            "apikey=test-public-key&timestamp=15072026123045&dateType=modifydate&dateFrom=01.07.2026_00%3A00%3A00",
            "",
            "92c5f173089c4a83d2eff0682b1bb5f17a7fd2af0c571fe694173134c864075f",
        ),
        (
            "apikey=test-public-key&timestamp=15072026123045&nameOrRegCode=%C3%95unapuu+O%C3%9C",
            "",
            "8572868a8c893b336f2a573cf13eef6dce07f70161094fbd850f037724ccc1f7",
        ),
        (
            "apikey=test-public-key&timestamp=03032021090000",
            BODY,
            "7a725f370977401c6c3664fce7d05dea62b7e5ef39d92dcae1fb345d2cba4066",
        ),
        (
            "apikey=test-public-key&timestamp=15012026123045&id=11111111-2222-3333-4444-555555555555",
            "{}",
            "ea351536d294e5b9d1806aef277fc9a387db0e10c12904839d2e9ed7329a5170",
        ),
        (
            "apikey=test-public-key&timestamp=03032021090000&pageNumber=1",
            "{}",
            "174505cffce3297a304668599e0fded9a154b54e9d3b67e5c21631eeab47d81a",
        ),
    ];

    #[test]
    fn known_signatures_match_in_either_case() {
        for (query, body, signature) in VECTORS {
            assert!(matches("test-secret-key", query, body.as_bytes(), signature), "{query}");
            assert!(matches("test-secret-key", query, body.as_bytes(), &signature.to_uppercase()), "{query}");
            assert!(!matches("another-key", query, body.as_bytes(), signature), "{query}");
        }
    }

    #[test]
    fn a_signature_over_the_decoded_query_is_wrong() {
        let encoded = "codes=kood1%2Ckood2%2Ckood3&timestamp=14022013133802&apikey=a066f7de6042458da916";
        let decoded = "codes=kood1,kood2,kood3&timestamp=14022013133802&apikey=a066f7de6042458da916";
        let of_decoded = "6fc2193821066ed6b7a8f72b827aaf70ca1cd3c69a858d9967b9ee501ac0b351";
        assert!(matches("test-secret-key", decoded, b"", of_decoded));
        assert!(!matches("test-secret-key", encoded, b"", of_decoded));
    }

    #[test]
    fn the_signature_is_the_last_parameter() {
        assert_eq!(split("apikey=K&timestamp=T&signature=ab"), Some(("apikey=K&timestamp=T", "ab")));
        for query in ["", "apikey=K", "signature=ab", "signature=ab&apikey=K", "apikey=K&signature="] {
            assert_eq!(split(query), None, "{query}");
        }
    }
}
