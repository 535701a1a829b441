//! What PostgreSQL can't keep as it is.

use std::borrow::Cow;

/// Text as PostgreSQL takes it: it refuses the character U+0000, which stands in other people's texts now and then.
/// One such name must not stop everything that is written with it.
pub(crate) fn storable(text: &str) -> Cow<'_, str> {
    if text.contains('\0') { Cow::Owned(text.replace('\0', "\u{fffd}")) } else { Cow::Borrowed(text) }
}
