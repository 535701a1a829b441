use uku_core::client::{ClientPosition, FindClients, find_ids};
use uku_l10n::Said;
use uku_web::{Desk, Refusal};

use crate::page::Page;
use crate::pager::{Pager, range};

/// Clients on a page of the list.
pub(super) const ON_PAGE: u32 = 100;

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

    /// The pages with their addresses.
    pub(super) fn pager(self, page: &Page, address: impl Fn(u64) -> String) -> Pager {
        let (first, last) = range(self.page, u64::from(ON_PAGE), self.total);
        let summary = Said::of("clients-pages-summary").with("first", first).with("last", last);
        let summary = summary.with("total", self.total);
        Pager::new(page, "clients-pages-label", &summary, self.page, self.pages(), address)
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
    use crate::pager;

    #[test]
    fn the_ends_and_the_neighbours_are_listed() {
        let listed = |page, total| pager::listed(page, Position { page, total }.pages());
        assert_eq!(listed(1, 0), [1]);
        assert_eq!(listed(1, 240), [1, 2, 3]);
        assert_eq!(listed(1, 10_000), [1, 2, 3, 0, 100]);
        assert_eq!(listed(50, 10_000), [1, 0, 48, 49, 50, 51, 52, 0, 100]);
        assert_eq!(listed(100, 10_000), [1, 0, 98, 99, 100]);
    }
}
