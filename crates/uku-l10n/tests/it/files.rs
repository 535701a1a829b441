//! The files as such: readable, and the same in both languages.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser::parse;

/// The placeholders of each key.
type Keys = BTreeMap<String, BTreeSet<String>>;

fn files(language: &str) -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(language);
    let file = |entry: std::io::Result<std::fs::DirEntry>| {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        (name, std::fs::read_to_string(path).unwrap())
    };
    std::fs::read_dir(folder).unwrap().map(file).collect()
}

fn keys(language: &str) -> Keys {
    let mut keys = Keys::new();
    for (name, text) in files(language) {
        let resource = parse(text.as_str()).unwrap_or_else(|(_, errors)| panic!("{name}: {errors:?}"));
        for entry in &resource.body {
            match entry {
                Entry::Message(message) => {
                    let pattern = message.value.as_ref();
                    let pattern = pattern.unwrap_or_else(|| panic!("{name}: {} is empty", message.id.name));
                    let mut found = BTreeSet::new();
                    of_pattern(pattern, &mut found);
                    let former = keys.insert(message.id.name.to_owned(), found);
                    assert!(former.is_none(), "{name}: {} is there twice", message.id.name);
                }
                Entry::Junk { content } => panic!("{name}: {content}"),
                Entry::Term(_) | Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
            }
        }
    }
    keys
}

fn of_pattern(pattern: &Pattern<&str>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            of_expression(expression, found);
        }
    }
}

fn of_expression(expression: &Expression<&str>, found: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => of_inline(inline, found),
        Expression::Select { selector, variants } => {
            of_inline(selector, found);
            for variant in variants {
                of_pattern(&variant.value, found);
            }
        }
    }
}

fn of_inline(inline: &InlineExpression<&str>, found: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            found.insert(id.name.to_owned());
        }
        InlineExpression::Placeable { expression } => of_expression(expression, found),
        InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.iter().for_each(|argument| of_inline(argument, found));
        }
        _ => {}
    }
}

#[test]
fn both_languages_have_the_same_files() {
    let names = |language| files(language).into_keys().collect::<Vec<_>>();
    assert_eq!(names("en"), names("et"));
}

#[test]
fn both_languages_have_the_same_keys_with_the_same_placeholders() {
    let (english, estonian) = (keys("en"), keys("et"));
    assert!(english.len() > 400, "only {} keys", english.len());
    for (key, placeholders) in &english {
        let other = estonian.get(key).unwrap_or_else(|| panic!("{key} is not in Estonian"));
        assert_eq!(placeholders, other, "{key}");
    }
    let surplus: Vec<_> = estonian.keys().filter(|key| !english.contains_key(*key)).collect();
    assert!(surplus.is_empty(), "not in English: {surplus:?}");
}
