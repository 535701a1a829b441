/// Defines an identity that somebody else gave: a text of 1 to 64 characters, without white space around it.
macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        #[nutype::nutype(
            sanitize(trim),
            validate(not_empty, len_char_max = 64),
            derive(
                Debug, Clone, Display, AsRef, TryFrom, FromStr, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize,
                Deserialize
            )
        )]
        $(#[$doc])*
        pub struct $name(String);
    };
}

pub(crate) use text_id;
