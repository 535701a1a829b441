//! Whether everybody can use a page, as far as a program can tell.

use std::fmt;
use std::future::Future;

use serde::Deserialize;
use serde_json::json;

use crate::failure::shortened;
use crate::look::Look;
use crate::page::Page;
use crate::{Failure, Result};

const SOURCE: &str = include_str!("../vendor/axe/axe.min.js");

/// WCAG 2.2, levels A and AA.
const TAGS: [&str; 5] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

const IS_LOADED: &str = "return window.axe !== undefined;";

/// Only what is shown of each violation comes back.
const RUN: &str = "const [root, values] = arguments; \
    return axe.run(root, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] }) \
      .then(({ violations }) => violations.map(({ id, impact, help, nodes }) => ({ id, impact: impact || '', help, \
        nodes: nodes.map(({ target, html }) => ({ selector: target.flat().join(' '), html })) })));";

/// As much of an element's HTML as is repeated, in characters.
const HTML: usize = 200;

/// A rule that a page breaks.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Violation {
    /// The rule's name in axe, such as `label`.
    pub id: String,
    /// How much harm it does: minor, moderate, serious or critical.
    pub impact: String,
    /// What to do.
    pub help: String,
    /// The elements that break it.
    pub nodes: Vec<Node>,
}

/// An element that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Node {
    /// Its CSS selector.
    pub selector: String,
    /// The beginning of its HTML.
    pub html: String,
}

impl Page {
    /// The rules of WCAG 2.2 A and AA that this part of the page breaks, as it is shown now.
    #[track_caller]
    pub fn axe(&self) -> impl Future<Output = Result<Vec<Violation>>> {
        self.here(async move {
            let client = &self.session().client;
            if client.execute(IS_LOADED, Vec::new()).await? != json!(true) {
                client.execute(SOURCE, Vec::new()).await?;
            }
            let root = self
                .until(async || {
                    Ok(match self.find("root", "", "").await? {
                        // All of the page is the document too: its title, its language.
                        Look::Found(_) if self.steps().is_empty() => Look::Found(json!("html")),
                        root => root,
                    })
                })
                .await?;
            let found = client.execute(RUN, vec![root, json!(TAGS)]).await?;
            let mut violations: Vec<Violation> = serde_json::from_value(found)
                .map_err(|error| Failure::new(format!("axe said something else: {error}")))?;
            for node in violations.iter_mut().flat_map(|violation| &mut violation.nodes) {
                node.html = shortened(&node.html, HTML);
            }
            Ok(violations)
        })
    }

    /// Fails if this part of the page breaks a rule of WCAG 2.2 A or AA seriously or critically.
    #[track_caller]
    pub fn assert_accessible(&self) -> impl Future<Output = Result> {
        self.here(async move {
            let violations = self.axe().await?;
            let bad: Vec<String> = violations
                .iter()
                .filter(|violation| violation.is_serious())
                .map(ToString::to_string)
                .collect();
            if bad.is_empty() {
                return Ok(());
            }
            Err(Failure::new(format!("not everybody can use this page:\n{}", bad.join("\n"))))
        })
    }
}

impl Violation {
    /// Whether it is serious or critical.
    #[must_use]
    pub fn is_serious(&self) -> bool {
        matches!(self.impact.as_str(), "serious" | "critical")
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "    {} ({}): {}", self.id, self.impact, self.help)?;
        for node in &self.nodes {
            write!(f, "\n      {}: {}", node.selector, node.html)?;
        }
        Ok(())
    }
}
