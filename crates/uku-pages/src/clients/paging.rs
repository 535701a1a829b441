use uku_core::client::{ClientPosition, FindClients, find_ids};
use uku_web::{Desk, Refusal};

use crate::page::Page;

/// Clients on a page of the list.
pub(super) const ON_PAGE: u32 = 100;

/// The pages of a list, as `components/pagination.html` shows them.
pub(super) struct Pager {
    pub(super) summary: String,
    pub(super) label: String,
    pub(super) previous: String,
    pub(super) next: String,
    pub(super) pages: Vec<PageLink>,
}

/// A page of a list; one without an address is a gap.
pub(super) struct PageLink {
    pub(super) number: String,
    pub(super) href: String,
    pub(super) current: bool,
}

/// Which page of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) page: u64,
    pub(super) total: u64,
}

impl Position {
    /// How many pages there are; at least one.
    pub(super) fn pages(self) -> u64 {
        self.total.div_ceil(u64::from(ON_PAGE)).max(1)
    }

    /// Which of them are listed: the ends and those around the current one. Zero is a gap.
    fn listed(self) -> Vec<u64> {
        let near = |page: u64| page == 1 || page == self.pages() || page.abs_diff(self.page) <= 2;
        let mut listed = Vec::new();
        for page in 1..=self.pages() {
            if near(page) {
                listed.push(page);
            } else if listed.last() != Some(&0) {
                listed.push(0);
            }
        }
        listed
    }

    /// The pages with their addresses.
    pub(super) fn pager(self, page: &Page, address: impl Fn(u64) -> String) -> Pager {
        let first = (self.page - 1) * u64::from(ON_PAGE) + 1;
        let last = (first + u64::from(ON_PAGE) - 1).min(self.total);
        let number = |number: u64| page.locale.number(number);
        let link = |of: u64| PageLink {
            number: number(of),
            href: if of == 0 { String::new() } else { address(of) },
            current: of == self.page,
        };
        Pager {
            summary: page.say(
                &uku_l10n::Said::of("clients-pages-summary")
                    .with("first", first.min(self.total))
                    .with("last", last)
                    .with("total", self.total),
            ),
            label: page.t("clients-pages-label"),
            previous: if self.page > 1 { address(self.page - 1) } else { String::new() },
            next: if self.page < self.pages() { address(self.page + 1) } else { String::new() },
            pages: self.listed().into_iter().map(link).collect(),
        }
    }
}

/// The client after which a page begins; none for the first. A page after the last one is the last.
pub(super) async fn begin(
    desk: &Desk,
    wanted: &FindClients,
    page: u64,
) -> Result<(u64, Option<ClientPosition>), Refusal> {
    if page <= 1 {
        return Ok((1, None));
    }
    let means = desk.means();
    let ids = find_ids(desk.actor(), means.clients.as_ref(), desk.store(), wanted).await?;
    let page = page.min(Position { page, total: ids.len() as u64 }.pages());
    let before = usize::try_from((page - 1) * u64::from(ON_PAGE)).unwrap_or(usize::MAX);
    let Some(last) = before.checked_sub(1).and_then(|at| ids.get(at)) else { return Ok((1, None)) };
    let last = means.clients.client(desk.firm_id(), last).await?;
    Ok((page, last.map(|client| ClientPosition::of(&client))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_and_the_neighbours_are_listed() {
        let listed = |page, total| Position { page, total }.listed();
        assert_eq!(listed(1, 0), [1]);
        assert_eq!(listed(1, 240), [1, 2, 3]);
        assert_eq!(listed(1, 10_000), [1, 2, 3, 0, 100]);
        assert_eq!(listed(50, 10_000), [1, 0, 48, 49, 50, 51, 52, 0, 100]);
        assert_eq!(listed(100, 10_000), [1, 0, 98, 99, 100]);
    }
}
