//! Acting: what a person does, on what they can see and use.

use std::future::Future;

use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::look::Look;
use crate::page::Page;
use crate::{Failure, Result};

/// Kinds of fields whose typing depends on the browser's language: there the value is set as the browser's picker
/// sets it.
const PICKED: [&str; 7] = ["date", "month", "week", "time", "datetime-local", "color", "range"];

/// Sets a field's value as a picker does, and tells the page.
const PICK: &str = "const [field, value] = arguments; field.focus(); field.value = value; \
    for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true })); \
    return field.value === value;";

/// Focuses a field and selects what is in it, so that what is typed replaces it.
const SELECT_ALL: &str = "arguments[0].focus(); arguments[0].select();";

impl Page {
    /// Clicks the button or link of this name: what it says, or what is read out for it.
    #[track_caller]
    pub fn click(&self, name: &str) -> impl Future<Output = Result> {
        self.here(self.until(move || self.on("press", name, async |element| Ok(element.click().await?))))
    }

    /// Types into the field of this label, in place of what is there.
    #[track_caller]
    pub fn fill(&self, label: &str, text: &str) -> impl Future<Output = Result> {
        self.here(
            self.until(move || {
                self.on("field", label, async |element| self.type_in(element, label, text).await)
            }),
        )
    }

    /// Chooses from the selection or the radio buttons of this label.
    #[track_caller]
    pub fn choose(&self, label: &str, option: &str) -> impl Future<Output = Result> {
        self.here(self.until(move || async move {
            match self.find("choice", label, option).await? {
                Look::NotYet(why) => Ok(Look::NotYet(why)),
                Look::Found(Value::Null) => self.part("group", label).set_box(option, true).await,
                Look::Found(found) => {
                    self.element(&found)?.click().await?;
                    Ok(Look::Found(()))
                }
            }
        }))
    }

    /// Ticks the box of this label, if it is not ticked.
    #[track_caller]
    pub fn tick(&self, label: &str) -> impl Future<Output = Result> {
        self.here(self.until(move || self.set_box(label, true)))
    }

    /// Takes the tick out of the box of this label, if it is ticked.
    #[track_caller]
    pub fn untick(&self, label: &str) -> impl Future<Output = Result> {
        self.here(self.until(move || self.set_box(label, false)))
    }

    /// Waits until the box of this label is ticked, or until it is not.
    #[track_caller]
    pub fn is_ticked(&self, label: &str, ticked: bool) -> impl Future<Output = Result> {
        self.here(self.until(move || async move {
            Ok(match self.find("ticked", label, "").await? {
                Look::Found(now) if now == json!(ticked) => Look::Found(()),
                Look::Found(_) if ticked => Look::NotYet(format!("the box “{label}” is not ticked")),
                Look::Found(_) => Look::NotYet(format!("the box “{label}” is ticked")),
                Look::NotYet(why) => Look::NotYet(why),
            })
        }))
    }

    /// Gives the field of this label a file, by its absolute path.
    #[track_caller]
    pub fn attach(&self, label: &str, path: &std::path::Path) -> impl Future<Output = Result> {
        let path = path.display().to_string();
        self.here(async move {
            self.until(|| self.on("file", label, async |element| Ok(element.send_keys(&path).await?))).await
        })
    }

    /// Presses a key, wherever the focus is.
    #[track_caller]
    pub fn press(&self, key: Key) -> impl Future<Output = Result> {
        self.here(async move {
            let value = key.into();
            let keys = KeyActions::new("keyboard".to_owned())
                .then(KeyAction::Down { value })
                .then(KeyAction::Up { value });
            Ok(self.session().client.perform_actions(keys).await?)
        })
    }

    /// Finds an element and does something to it, once.
    async fn on(&self, wish: &str, name: &str, act: impl AsyncFn(&Element) -> Result) -> Result<Look<()>> {
        match self.find(wish, name, "").await? {
            Look::NotYet(why) => Ok(Look::NotYet(format!("{why}{}", self.place()))),
            Look::Found(found) => act(&self.element(&found)?).await.map(Look::Found),
        }
    }

    async fn type_in(&self, element: &Element, label: &str, text: &str) -> Result {
        let client = &self.session().client;
        let field = serde_json::to_value(element)
            .map_err(|error| Failure::new(format!("the field “{label}” can't be named: {error}")))?;
        let kind = element.prop("type").await?.unwrap_or_default();
        if PICKED.contains(&kind.as_str()) {
            let taken = client.execute(PICK, vec![field, json!(text)]).await?;
            let refused = || Failure::new(format!("the field “{label}” does not take “{text}”"));
            return if taken == json!(true) { Ok(()) } else { Err(refused()) };
        }
        client.execute(SELECT_ALL, vec![field]).await?;
        if text.is_empty() {
            let delete: char = Key::Delete.into();
            return Ok(element.send_keys(&delete.to_string()).await?);
        }
        Ok(element.send_keys(text).await?)
    }

    async fn set_box(&self, label: &str, ticked: bool) -> Result<Look<()>> {
        match self.find("ticked", label, "").await? {
            Look::NotYet(why) => Ok(Look::NotYet(format!("{why}{}", self.place()))),
            Look::Found(now) if now == json!(ticked) => Ok(Look::Found(())),
            Look::Found(_) => self.on("box", label, async |element| Ok(element.click().await?)).await,
        }
    }

    fn element(&self, found: &Value) -> Result<Element> {
        self.session().element(found).ok_or_else(|| Failure::new("the browser named no element"))
    }
}
