use uku_core::answers::RequestFingerprint;
use uku_core::store::StoreError;

use crate::codec::corrupt;

/// The fingerprint of a request in a column.
pub fn fingerprint(column: &str, bytes: &[u8]) -> Result<RequestFingerprint, StoreError> {
    bytes.try_into().map(RequestFingerprint).map_err(|_| corrupt(column, "it is not 32 bytes long"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_has_32_bytes() {
        assert_eq!(fingerprint("table.column", &[7; 32]), Ok(RequestFingerprint([7; 32])));
        for length in [0, 31, 33] {
            let error = fingerprint("table.column", &vec![7; length]).unwrap_err();
            assert!(matches!(&error, StoreError::Corrupt(text) if text.contains("table.column")), "{error}");
        }
    }
}
