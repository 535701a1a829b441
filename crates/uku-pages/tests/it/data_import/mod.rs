//! The Data import tab.

mod fields;
mod preview;
mod reload;
mod settings;
mod two_tabs;

use uku_core::activation::activate;
use uku_core::connection::ConnectionOwner;
use uku_core::counting::DataField;
use uku_core::firm::Role;
use uku_core::store::IntegrationStore as _;
use uku_core::summary::{CustomField, CustomFieldKind, SettingsDraft, Tasks as _, Topic};
use uku_testkit::build::{actor, client, connection, firm_a, id, sealed_keys, settings_draft};
use uku_web_testkit::{Answer, Browser, TestSite, Who};

pub(crate) const TAB: &str = "/settings/smartaccounts/data-import";

/// A firm that uses the integration, with the topic Books and a custom task field for each data field.
pub(crate) struct Office(pub(crate) TestSite);

impl Office {
    pub(crate) async fn new() -> Self {
        let office = Self::bare();
        activate(&actor(Role::Admin), office.0.store.as_ref(), &office.0.clock).await.unwrap();
        office.put_topic("books", "Books", false).await;
        for field in DataField::ALL {
            office.put_field(field.key(), field.label(), CustomFieldKind::Number, false).await;
        }
        office
    }

    /// A firm that has nothing yet.
    pub(crate) fn bare() -> Self {
        Self(TestSite::new(|site| uku_pages::pages(site).0))
    }

    pub(crate) fn admin(&self) -> Browser {
        self.0.visitor(Who::Admin)
    }

    pub(crate) async fn put_topic(&self, topic: &str, name: &str, archived: bool) {
        let topic = Topic { id: id(topic), name: name.to_owned(), archived };
        self.0.tasks.put_topic(&firm_a(), &topic).await.unwrap();
    }

    pub(crate) async fn topics(&self) -> Vec<Topic> {
        self.0.tasks.topics(&firm_a()).await.unwrap()
    }

    pub(crate) async fn put_field(&self, field: &str, name: &str, kind: CustomFieldKind, archived: bool) {
        let field = CustomField { id: id(field), name: name.to_owned(), kind, archived };
        self.0.tasks.put_custom_field(&firm_a(), &field).await.unwrap();
    }

    pub(crate) async fn fields(&self) -> Vec<CustomField> {
        self.0.tasks.custom_fields(&firm_a()).await.unwrap()
    }

    /// The settings as they are saved.
    pub(crate) async fn draft(&self) -> SettingsDraft {
        let mut work = self.0.store.open(&firm_a()).await.unwrap();
        work.settings_draft().await.unwrap().unwrap_or_default()
    }

    pub(crate) async fn put_draft(&self, draft: &SettingsDraft) {
        let mut work = self.0.store.open(&firm_a()).await.unwrap();
        work.put_settings_draft(draft).await.unwrap();
        work.commit().await.unwrap();
    }

    /// Complete settings: sales entries are counted, on the 1st of the following month.
    pub(crate) async fn complete(&self) {
        self.put_draft(&settings_draft(&[DataField::SalesEntries])).await;
    }

    /// Adds a client with keys.
    pub(crate) async fn connect(&self, name: &str) {
        self.0.clients.put(&firm_a(), client(name));
        let mut work = self.0.store.open(&firm_a()).await.unwrap();
        work.connections().put(&connection(name, name), &sealed_keys(1)).await.unwrap();
        let owner = ConnectionOwner::Client(id(name));
        assert!(work.connections().get(&owner).await.unwrap().is_some());
        work.commit().await.unwrap();
    }
}

/// What a browser sends of the form on a page, with some controls changed.
pub(crate) fn filled(page: &Answer, changes: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut fields = vec![("read".to_owned(), value(page, "read"))];
    for control in ["title", "import_time", "new_topic"] {
        fields.push((control.to_owned(), value(page, control)));
    }
    let selects = ["topic", "import_day", "look_back", "look_day"].into_iter();
    for control in selects.chain(DataField::ALL.map(DataField::key)) {
        fields.push((control.to_owned(), selected(page, control)));
    }
    let open = page.text.contains("id=\"status-open\" name=\"status\" value=\"open\" checked");
    fields.push(("status".to_owned(), if open { "open" } else { "done" }.to_owned()));
    for (control, value) in changes {
        let field = fields.iter_mut().find(|(name, _)| name == control);
        (*value).clone_into(&mut field.unwrap_or_else(|| panic!("no {control}")).1);
    }
    fields
}

/// Sends the form.
pub(crate) async fn send(browser: &Browser, fields: &[(String, String)]) -> Answer {
    browser.post(TAB, &borrowed(fields)).await
}

pub(crate) fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

/// What stands in a line of text, or is hidden.
pub(crate) fn value(page: &Answer, name: &str) -> String {
    let at = format!("name=\"{name}\"");
    let tag = page.text.split(&at).nth(1).unwrap_or_else(|| panic!("no {name} in {}", page.text));
    let tag = tag.split('>').next().unwrap();
    let value = tag.split("value=\"").nth(1).unwrap().split('"').next().unwrap();
    value
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&#60;", "<")
        .replace("&#62;", ">")
        .replace("&#38;", "&")
}

/// The drop-down of a name, as HTML.
pub(crate) fn choices<'a>(page: &'a Answer, name: &str) -> &'a str {
    let at = format!("<select class=\"select\" id=\"{name}\"");
    let rest = page.text.split(&at).nth(1).unwrap_or_else(|| panic!("no {name} in {}", page.text));
    rest.split("</select>").next().unwrap()
}

/// The value that is selected.
pub(crate) fn selected(page: &Answer, name: &str) -> String {
    let option = choices(page, name).split("<option ").find(|option| option.contains(" selected>"));
    let option = option.unwrap_or_else(|| panic!("nothing is selected in {name}"));
    option.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned()
}

/// What is said to be wrong with a control.
pub(crate) fn fault<'a>(page: &'a Answer, name: &str) -> &'a str {
    let at = format!("id=\"{name}-error\">");
    let Some(rest) = page.text.split(&at).nth(1) else { return "" };
    rest.split("<span>").nth(1).unwrap().split("</span>").next().unwrap()
}
