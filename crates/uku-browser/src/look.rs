//! Looking: what a person sees, waited for.

use std::future::Future;
use std::panic::Location;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::Instant;

use crate::failure::There;
use crate::page::Page;
use crate::{Failure, Result};

/// How long something may take to appear.
const PATIENCE: Duration = Duration::from_secs(10);

/// How often is looked.
const LOOKS: Duration = Duration::from_millis(40);

/// When a browser that answers nothing is given up.
const SILENCE: Duration = Duration::from_mins(1);

/// What a look found: this, or why not yet.
pub(crate) enum Look<T> {
    Found(T),
    NotYet(String),
}

impl Page {
    /// Looks until what is looked for is there, and says what was there instead when that takes too long.
    pub(crate) async fn until<T, F>(&self, look: impl Fn() -> F) -> Result<T>
    where
        F: Future<Output = Result<Look<T>>>,
    {
        let deadline = Instant::now() + PATIENCE;
        loop {
            // A page that changes under the look is looked at again.
            let why = match look().await {
                Ok(Look::Found(found)) => return Ok(found),
                Ok(Look::NotYet(why)) => Failure::new(why),
                Err(failure) => failure,
            };
            if Instant::now() >= deadline {
                return Err(why);
            }
            tokio::time::sleep(LOOKS).await;
        }
    }

    /// Asks `find.js` for something in this part of the page.
    pub(crate) async fn find(&self, wish: &str, name: &str, option: &str) -> Result<Look<Value>> {
        let steps: Vec<Value> = self.steps().iter().map(|(kind, text)| json!([kind, text])).collect();
        let arguments = vec![json!(steps), json!(wish), json!(name), json!(option)];
        let mut answer = self.session().client.execute(include_str!("find.js"), arguments).await?;
        Ok(match answer.get("missing").and_then(Value::as_str) {
            Some(why) => Look::NotYet(why.to_owned()),
            None => Look::Found(answer.get_mut("found").map(Value::take).unwrap_or_default()),
        })
    }

    async fn words(&self, wish: &str, name: &str) -> Result<Look<String>> {
        Ok(match self.find(wish, name, "").await? {
            Look::Found(value) => Look::Found(value.as_str().unwrap_or_default().to_owned()),
            Look::NotYet(why) => Look::NotYet(why),
        })
    }

    /// The visible text now, a line for each block; of a selection, what is selected. Typed text is no part of it.
    #[track_caller]
    pub fn text(&self) -> impl Future<Output = Result<String>> {
        self.here(self.until(|| self.words("text", "")))
    }

    /// The text of the only badge in here.
    #[track_caller]
    pub fn badge(&self) -> impl Future<Output = Result<String>> {
        self.here(self.until(|| self.words("badge", "")))
    }

    /// What is in the field of this label; of a selection, what is selected.
    #[track_caller]
    pub fn value(&self, label: &str) -> impl Future<Output = Result<String>> {
        self.here(self.until(move || self.words("value", label)))
    }

    /// Waits until this text can be seen. Any white space is like any other.
    #[track_caller]
    pub fn sees(&self, text: &str) -> impl Future<Output = Result> {
        self.here(self.until(move || async move {
            Ok(match self.words("text", "").await? {
                Look::Found(all) if squeezed(&all).contains(&squeezed(text)) => Look::Found(()),
                Look::Found(_) => Look::NotYet(format!("“{text}” can't be seen{}", self.place())),
                Look::NotYet(why) => Look::NotYet(format!("“{text}” can't be seen: {why}")),
            })
        }))
    }

    /// Waits until this text can't be seen. What it is looked for in has to be there.
    #[track_caller]
    pub fn does_not_see(&self, text: &str) -> impl Future<Output = Result> {
        self.here(self.until(move || async move {
            Ok(match self.words("text", "").await? {
                Look::Found(all) if !squeezed(&all).contains(&squeezed(text)) => Look::Found(()),
                Look::Found(_) => Look::NotYet(format!("“{text}” can still be seen{}", self.place())),
                Look::NotYet(why) => Look::NotYet(why),
            })
        }))
    }

    /// Waits until no dialog is open.
    #[track_caller]
    pub fn has_no_dialog(&self) -> impl Future<Output = Result> {
        let dialog = self.dialog();
        self.here(self.until(move || {
            let dialog = dialog.clone();
            async move {
                Ok(match dialog.find("root", "", "").await? {
                    Look::NotYet(_) => Look::Found(()),
                    Look::Found(_) => Look::NotYet("a dialog is still open".to_owned()),
                })
            }
        }))
    }

    /// Waits until the path of the address, with its query, is this.
    #[track_caller]
    pub fn is_at(&self, path: &str) -> impl Future<Output = Result> {
        self.here(self.until(move || async move {
            let url = self.session().client.current_url().await?;
            let now = url.query().map_or(url.path().to_owned(), |query| format!("{}?{query}", url.path()));
            Ok(if now == path {
                Look::Found(())
            } else {
                Look::NotYet(format!("the page is {now}, not {path}"))
            })
        }))
    }

    /// Gives a failure the place in the test, and what the page was.
    #[track_caller]
    pub(crate) fn here<T>(&self, action: impl Future<Output = Result<T>>) -> impl Future<Output = Result<T>> {
        let place = Location::caller();
        async move {
            let result = tokio::time::timeout(SILENCE, action)
                .await
                .unwrap_or_else(|_| Err(Failure::new(format!("the browser said nothing for {SILENCE:?}"))));
            match result {
                Err(failure) if !failure.knows_the_page() => {
                    let there = tokio::time::timeout(PATIENCE, self.there()).await;
                    Err(failure.at(place).with(there.unwrap_or_else(|_| nothing())))
                }
                result => result,
            }
        }
    }

    async fn there(&self) -> There {
        let client = &self.session().client;
        let unknown = |_| "(the browser does not say)".to_owned();
        There {
            title: client.title().await.unwrap_or_else(unknown),
            url: client.current_url().await.map_or_else(unknown, String::from),
            text: match self.whole().words("text", "").await {
                Ok(Look::Found(text) | Look::NotYet(text)) => text,
                Err(failure) => failure.to_string(),
            },
        }
    }
}

fn nothing() -> There {
    let unknown = || "(the browser does not say)".to_owned();
    There { title: unknown(), url: unknown(), text: String::new() }
}

/// With one space for any white space.
fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
