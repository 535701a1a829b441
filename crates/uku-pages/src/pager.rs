use uku_l10n::Said;

use crate::page::Page;

/// How many pages before and after the current one are listed.
const NEAR: u64 = 2;

/// The pages of a list, as `components/pagination.html` shows them.
pub(crate) struct Pager {
    pub(crate) summary: String,
    pub(crate) label: String,
    pub(crate) previous: String,
    pub(crate) next: String,
    pub(crate) pages: Vec<PageLink>,
}

/// A page of a list; one without an address is a gap.
pub(crate) struct PageLink {
    pub(crate) number: String,
    pub(crate) href: String,
    pub(crate) current: bool,
}

impl Pager {
    /// The pages up to the last, of which the current one, from 1, is shown.
    pub(crate) fn new(
        page: &Page,
        label: &str,
        summary: &Said,
        current: u64,
        last: u64,
        address: impl Fn(u64) -> String,
    ) -> Self {
        let there = |number: u64| if (1..=last).contains(&number) { address(number) } else { String::new() };
        let link = |number: u64| PageLink {
            number: page.locale.number(number),
            href: there(number),
            current: number == current,
        };
        Self {
            summary: page.say(summary),
            label: page.t(label),
            previous: there(current.saturating_sub(1)),
            next: there(current + 1),
            pages: listed(current, last).into_iter().map(link).collect(),
        }
    }
}

/// The first and the last number that stand on a page; of an empty list both are zero.
pub(crate) fn range(current: u64, on_page: u64, total: u64) -> (u64, u64) {
    let first = (current - 1) * on_page + 1;
    (first.min(total), (current * on_page).min(total))
}

/// Which pages are listed: the ends and those around the current one. Zero is a gap.
pub(crate) fn listed(current: u64, last: u64) -> Vec<u64> {
    let mut listed = Vec::new();
    for page in (1..=last).filter(|page| *page == 1 || *page == last || page.abs_diff(current) <= NEAR) {
        if listed.last().is_some_and(|before| before + 1 < page) {
            listed.push(0);
        }
        listed.push(page);
    }
    listed
}
