use uku_core::client::ClientId;
use uku_core::run::ImportForecast;
use uku_l10n::{Said, Say};
use uku_web::{Called, Desk, Refusal};

use crate::page::Page;

/// The most lines of each list; the rest is counted.
const MOST: usize = 100;

/// What an import would do, as it is shown before it begins.
pub(crate) struct ForecastView {
    pub(crate) summary: String,
    pub(crate) estimate: String,
    pub(crate) tasks: String,
    /// Empty where it doesn't apply.
    pub(crate) billed: String,
    pub(crate) incomplete: String,
    /// Clients without keys, and summary tasks that come back; only lists in which something stands.
    pub(crate) lists: Vec<Lines>,
    pub(crate) by_hand: Vec<HandRow>,
    pub(crate) by_hand_title: String,
    pub(crate) by_hand_more: String,
    /// Whether anybody is connected: else there is nothing to start.
    pub(crate) anybody: bool,
}

/// A list of which the first lines are shown.
pub(crate) struct Lines {
    pub(crate) title: String,
    pub(crate) shown: Vec<String>,
    /// How many more there are, in words; empty if none.
    pub(crate) more: String,
}

/// A number that a person changed.
pub(crate) struct HandRow {
    pub(crate) client: String,
    pub(crate) month: String,
    pub(crate) field: String,
    pub(crate) written: String,
    pub(crate) now: String,
}

impl ForecastView {
    pub(crate) async fn of(desk: &Desk, page: &Page, forecast: &ImportForecast) -> Result<Self, Refusal> {
        let names = Called::of(desk, named_in(forecast)).await?;
        let by_hand = forecast.changed_by_hand.iter().take(MOST).map(|number| HandRow {
            client: names.client_or_id(&number.client),
            month: page.locale.month(number.month),
            field: page.say(&number.field.said()),
            written: number.written.map(|written| page.locale.number(written)).unwrap_or_default(),
            now: number.now.map(|now| page.locale.number(now)).unwrap_or_default(),
        });
        let come_back = |(client, month): &(ClientId, _)| {
            let said = Said::of("clients-forecast-client-month");
            page.say(&said.with("client", names.client_or_id(client)).with("month", *month))
        };
        let connected = forecast.clients.saturating_sub(forecast.not_connected.len());
        let some = |count: usize, key: &'static str| {
            if count == 0 { String::new() } else { page.say(&Said::of(key).with("count", count)) }
        };
        let incomplete =
            forecast.incomplete.map(|month| Said::of("clients-forecast-incomplete").with("month", month));
        let name = |client: &ClientId| names.client_or_id(client);
        let lists = [
            Lines::of(page, "clients-forecast-not-connected", &forecast.not_connected, name),
            Lines::of(page, "clients-forecast-come-back", &forecast.come_back, come_back),
        ];
        Ok(Self {
            summary: page.say(
                &Said::of("clients-forecast-summary")
                    .with("count", connected)
                    .with("months", forecast.months.said()),
            ),
            estimate: page.say(&forecast.estimate.said()),
            tasks: page.say(&Said::of("clients-forecast-tasks").with("count", forecast.tasks)),
            billed: some(forecast.billed, "clients-forecast-billed"),
            incomplete: incomplete.map(|said| page.say(&said)).unwrap_or_default(),
            lists: lists.into_iter().filter(|list| !list.shown.is_empty()).collect(),
            by_hand: by_hand.collect(),
            by_hand_title: some(forecast.changed_by_hand.len(), "clients-forecast-by-hand"),
            by_hand_more: some(forecast.changed_by_hand.len().saturating_sub(MOST), "clients-and-more"),
            anybody: connected > 0,
        })
    }
}

impl Lines {
    fn of<T>(page: &Page, key: &'static str, all: &[T], line: impl FnMut(&T) -> String) -> Self {
        let more = all.len().saturating_sub(MOST);
        Self {
            title: page.say(&Said::of(key).with("count", all.len())),
            shown: all.iter().take(MOST).map(line).collect(),
            more: if more == 0 {
                String::new()
            } else {
                page.say(&Said::of("clients-and-more").with("count", more))
            },
        }
    }
}

/// The clients that are named.
fn named_in(forecast: &ImportForecast) -> Vec<ClientId> {
    let not_connected = forecast.not_connected.iter().take(MOST);
    let come_back = forecast.come_back.iter().take(MOST).map(|(client, _)| client);
    let by_hand = forecast.changed_by_hand.iter().take(MOST).map(|number| &number.client);
    not_connected.chain(come_back).chain(by_hand).cloned().collect()
}
