//! uku-smartaccounts
