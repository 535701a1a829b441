//! uku-server
