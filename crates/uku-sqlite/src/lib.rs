//! uku-sqlite
