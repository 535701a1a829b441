//! How words of the core are checked.

use std::fmt::Display;

use uku_l10n::{Remedy, Said, Say};

use crate::samples::{all_differ, as_the_core_says, is_sentence, translated};

/// Sentences, in English those of the core.
pub(crate) fn sentences<T: Say + Display>(all: &[T]) {
    for one in all {
        is_sentence(&one.said());
        translated(&one.said());
        as_the_core_says(&one.said(), &one.to_string());
    }
}

/// Labels, in English those of the core.
pub(crate) fn labels<T: Say + Display>(all: &[T]) {
    for one in all {
        as_the_core_says(&one.said(), &one.to_string());
    }
    own_labels(all);
}

/// Labels that only people see.
pub(crate) fn own_labels<T: Say>(all: &[T]) {
    let all: Vec<Said> = all.iter().map(Say::said).collect();
    all.iter().for_each(translated);
    all_differ(&all);
}

/// What to do, in English as the core says it.
pub(crate) fn remedies<T: Remedy>(all: &[T], core: impl Fn(&T) -> &'static str) {
    for one in all {
        let remedy = one.remedy_said().unwrap();
        is_sentence(&remedy);
        translated(&remedy);
        as_the_core_says(&remedy, core(one));
    }
}
