//! Texts that were added are new to the compiler too.

fn main() {
    println!("cargo:rerun-if-changed=locales");
}
