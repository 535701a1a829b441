//! Signatures computed independently of this code, from the vendor's rule. Unless said, the secret is `test-secret-key`.

use uku_smartaccounts::sign;

const VECTORS: [(&str, &str, &str, &str); 11] = [
    (
        "keys only",
        "apikey=test-public-key&timestamp=03032021090000",
        "",
        "f709677b237a2fd4b62e77809d4d4ce1cb31c5d01f748510aeccfd55e545e8b2",
    ),
    (
        "another order is another signature",
        "timestamp=03032021090000&apikey=test-public-key",
        "",
        "189beeeb21efde42a22e77cdd1d8958fdde76f63a8906d253c1fdac46800aabf",
    ),
    (
        "parameters",
        "apikey=test-public-key&timestamp=15012026123045&dateType=modifydate&dateFrom=01.01.2026&fetchRows=true&pageNumber=1",
        "",
        "535f19e556cee5d158b7c3709ef9fb1e92dc977b569dced6e4add3d12caa3876",
    ),
    (
        "commas, encoded",
        "codes=kood1%2Ckood2%2Ckood3&timestamp=14022013133802&apikey=a066f7de6042458da916",
        "",
        "6ae2de70f1e5732d2854ea291761875f06bdc21e047c214c76f977a816f2fcee",
    ),
    (
        "commas, decoded: differs from the encoded ones",
        "codes=kood1,kood2,kood3&timestamp=14022013133802&apikey=a066f7de6042458da916",
        "",
        "6fc2193821066ed6b7a8f72b827aaf70ca1cd3c69a858d9967b9ee501ac0b351",
    ),
    (
        "colons, encoded",
        "apikey=test-public-key&timestamp=15072026123045&dateType=modifydate&dateFrom=01.07.2026_00%3A00%3A00",
        "",
        "92c5f173089c4a83d2eff0682b1bb5f17a7fd2af0c571fe694173134c864075f",
    ),
    (
        "a name with a space",
        "apikey=test-public-key&timestamp=15072026123045&nameOrRegCode=%C3%95unapuu+O%C3%9C",
        "",
        "8572868a8c893b336f2a573cf13eef6dce07f70161094fbd850f037724ccc1f7",
    ),
    (
        "a body in UTF-8",
        "apikey=test-public-key&timestamp=03032021090000",
        r#"{"clientId":"11111111-2222-3333-4444-555555555555","date":"03.03.2021","currency":"EUR","rows":[{"code":"00010","description":"Konsultatsioon õun","price":10,"quantity":10,"vatPc":"20"}]}"#,
        "7a725f370977401c6c3664fce7d05dea62b7e5ef39d92dcae1fb345d2cba4066",
    ),
    (
        "a deletion: the id in the query, an empty object as body",
        "apikey=test-public-key&timestamp=15012026123045&id=11111111-2222-3333-4444-555555555555",
        "{}",
        "ea351536d294e5b9d1806aef277fc9a387db0e10c12904839d2e9ed7329a5170",
    ),
    (
        "a read over POST",
        "apikey=test-public-key&timestamp=03032021090000&pageNumber=1",
        "{}",
        "174505cffce3297a304668599e0fded9a154b54e9d3b67e5c21631eeab47d81a",
    ),
    ("the secret `key`", "data", "", "5031fe3d989c6d1537a013fa6e739da23463fdaec3b70137d828e36ace221bd0"),
];

#[test]
fn every_vector() {
    for (what, query, body, signature) in VECTORS {
        let secret = if what == "the secret `key`" { "key" } else { "test-secret-key" };
        assert_eq!(sign(&secret.into(), query, body), signature, "{what}");
    }
}
