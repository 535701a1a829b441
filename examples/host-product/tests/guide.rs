//! What the guide tells people to copy is there, and is enough.

const GUIDE: &str = include_str!("../../../docs/embedding.md");
const LIB: &str = include_str!("../src/lib.rs");

#[test]
fn every_module_of_the_library_is_copied() {
    let (_, list) = GUIDE.split_once("host-product/src/{").unwrap();
    let (list, _) = list.split_once('}').unwrap();
    let modules = LIB.lines().filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'));
    assert_eq!(list.split(',').collect::<Vec<_>>(), modules.collect::<Vec<_>>());
}

#[test]
fn the_end_of_the_library_that_is_cut_off_only_compiles_the_guide() {
    let (_, mark) = GUIDE.split_once("sed \"/").unwrap();
    let (mark, _) = mark.split_once('/').unwrap();
    let (kept, cut) = LIB.split_once(mark).unwrap();
    assert!(kept.trim_end().ends_with("/// The"), "{kept}");
    assert_eq!(cut.lines().filter(|line| line.starts_with("pub ")).count(), 1, "{cut}");
}
