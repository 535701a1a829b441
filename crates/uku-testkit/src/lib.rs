//! uku-testkit
