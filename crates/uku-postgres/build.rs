//! Compiles anew when a migration is added: the compiler only sees changes of those it has read before.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
}
