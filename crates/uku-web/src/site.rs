use std::sync::Arc;

use uku_l10n::Words;

use crate::errands::Errands;
use crate::means::Means;
use crate::sessions::{SessionGate, SignInMeans};
use crate::who::Gate;

/// How a site is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Whether people reach it over https, so that cookies are sent over nothing else. It is switched off only where
    /// browser and server are on one computer.
    pub https: bool,
    /// Whether all requests come through a proxy of ours, which says from where.
    pub behind_proxy: bool,
}

/// Everything that answers requests, made once.
pub struct Site {
    /// What use cases need.
    pub means: Means,
    /// Tells who asks.
    pub gate: Arc<dyn Gate>,
    /// Signs people in; none where the host product does.
    pub sign_in: Option<SignInMeans>,
    /// Texts in all languages.
    pub words: &'static Words,
    /// How it is reached.
    pub settings: Settings,
    /// What goes on when its request was answered.
    pub errands: Errands,
}

impl Site {
    /// A site that signs people in itself.
    #[must_use]
    pub fn standalone(means: Means, sign_in: SignInMeans, settings: Settings) -> Arc<Self> {
        let clients = Arc::clone(&means.clients);
        let gate = Arc::new(SessionGate { sign_in: sign_in.clone(), clients });
        Self::of(means, gate, Some(sign_in), settings)
    }

    /// A site inside of a product that signs people in.
    #[must_use]
    pub fn embedded(means: Means, gate: Arc<dyn Gate>, settings: Settings) -> Arc<Self> {
        Self::of(means, gate, None, settings)
    }

    fn of(means: Means, gate: Arc<dyn Gate>, sign_in: Option<SignInMeans>, settings: Settings) -> Arc<Self> {
        let (words, errands) = (Words::embedded(), Errands::default());
        Arc::new(Self { means, gate, sign_in, words, settings, errands })
    }
}
