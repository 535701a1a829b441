use uku_l10n::Said;

use crate::page::Page;

/// Pages around the current one that are named.
const NEAR: usize = 2;

/// A page of a list, or a gap.
pub(super) struct One {
    pub(super) number: String,
    /// Empty for a gap.
    pub(super) href: String,
    pub(super) current: bool,
}

/// Pages of a list.
pub(super) struct Pager {
    pub(super) summary: String,
    pub(super) label: String,
    pub(super) previous: String,
    pub(super) next: String,
    pub(super) pages: Vec<One>,
}

impl Pager {
    /// The pages of a list of which this one, from 1, is shown.
    pub(super) fn new(
        page: &Page,
        current: usize,
        size: usize,
        total: usize,
        href: impl Fn(usize) -> String,
    ) -> Self {
        let last = total.div_ceil(size).max(1);
        let (from, to) = ((current - 1) * size + usize::from(total > 0), (current * size).min(total));
        let mut pages = Vec::new();
        let mut before = 0;
        for number in (1..=last).filter(|one| *one == 1 || *one == last || one.abs_diff(current) <= NEAR) {
            if number > before + 1 {
                pages.push(One { number: String::new(), href: String::new(), current: false });
            }
            let (text, is_current) = (page.locale.number(number), number == current);
            pages.push(One { number: text, href: href(number), current: is_current });
            before = number;
        }
        let of_page = |number: usize| if (1..=last).contains(&number) { href(number) } else { String::new() };
        let summary = Said::of("client-import-rows-shown").with("from", from).with("to", to);
        Self {
            summary: page.say(&summary.with("all", total)),
            label: page.t("client-import-pages"),
            previous: of_page(current - 1),
            next: of_page(current + 1),
            pages,
        }
    }
}
