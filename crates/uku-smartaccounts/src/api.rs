use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use backon::ExponentialBuilder;
use governor::{DefaultDirectRateLimiter, Quota, RateLimiter};
use uku_core::clock::Clock;
use uku_core::ledger::{
    Budget, KeyFingerprint, KeyPair, Ledger, Ledgers, Priority, PublicKey, REQUEST_TIMEOUT,
};

use crate::address::Address;
use crate::http;
use crate::smartaccounts::SmartAccounts;
use crate::turns::Turns;

/// How a failed read is repeated.
#[derive(Debug, Clone, Copy)]
pub struct Repeats {
    /// How often at most, after the first time.
    pub most: usize,
    /// How long the first pause is; each further one is twice as long, with jitter.
    pub first_pause: Duration,
}

impl Default for Repeats {
    fn default() -> Self {
        Self { most: 2, first_pause: Duration::from_millis(500) }
    }
}

impl Repeats {
    /// Each request once: for programs that come back to failed work by themselves.
    pub const NONE: Self = Self { most: 0, first_pause: Duration::ZERO };

    pub(crate) fn backoff(self) -> ExponentialBuilder {
        ExponentialBuilder::default().with_min_delay(self.first_pause).with_max_times(self.most).with_jitter()
    }
}

/// Where the books are, and how they are asked.
#[derive(Clone)]
pub struct ApiConfig {
    /// The address, up to and including `/api`.
    pub address: String,
    /// The memory of sent requests; none for a simulator without limits.
    pub budget: Option<Budget>,
    /// The most requests a second over all keys; none for a simulator.
    pub per_second: Option<NonZeroU32>,
    /// How failed reads are repeated.
    pub repeats: Repeats,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

/// Why the books can't be asked in this way.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ApiConfigError {
    /// The text is no address.
    #[error("`{0}` is not an address such as {example}", example = crate::VENDOR_ADDRESS)]
    NoAddress(String),
    /// What is in the books would be sent in the clear.
    #[error("the address {0} must begin with https://; http:// is only for a simulator on this computer")]
    Unsafe(String),
    /// There is no memory of sent requests, but somebody who counts them.
    #[error("limits may be off only for a simulator on this computer, not for {0}")]
    NoBudget(String),
    /// The HTTP client can't be made.
    #[error("the HTTP client cannot be made: {0}")]
    Client(String),
}

/// What all keys share. With each key one request is under way at a time, whoever asks through this value.
pub struct Api {
    pub(crate) http: reqwest::Client,
    pub(crate) address: String,
    pub(crate) budget: Option<Budget>,
    pub(crate) ceiling: Option<DefaultDirectRateLimiter>,
    pub(crate) backoff: ExponentialBuilder,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) turns: Arc<Turns>,
    server: String,
}

impl Api {
    /// Gets ready to ask; nothing is sent yet.
    pub fn new(config: ApiConfig) -> Result<Arc<Self>, ApiConfigError> {
        let address = Address::read(&config.address)?;
        if config.budget.is_none() && !address.is_loopback {
            return Err(ApiConfigError::NoBudget(address.text));
        }
        let timeout = REQUEST_TIMEOUT.to_std().unwrap_or_default();
        let http =
            http::client(&address, timeout).map_err(|error| ApiConfigError::Client(error.to_string()))?;
        Ok(Arc::new(Self {
            http,
            address: address.text,
            budget: config.budget,
            ceiling: config.per_second.map(|most| RateLimiter::direct(Quota::per_second(most))),
            backoff: config.repeats.backoff(),
            clock: config.clock,
            turns: Arc::default(),
            server: address.server,
        }))
    }

    /// The books that a key pair opens, for work of a priority: it says how much of the budget may be spent, and who
    /// goes first where several wait to ask with the same key.
    #[must_use]
    pub fn open(self: &Arc<Self>, keys: KeyPair, priority: Priority) -> SmartAccounts {
        let fingerprint = self.fingerprint(keys.public());
        SmartAccounts::new(Arc::clone(self), keys, fingerprint, priority)
    }

    fn fingerprint(&self, key: &PublicKey) -> KeyFingerprint {
        KeyFingerprint::of(&self.server, key)
    }
}

/// The books of all companies behind an [`Api`].
#[derive(Clone)]
pub struct AllBooks(pub Arc<Api>);

impl Ledgers for AllBooks {
    fn open(&self, keys: KeyPair, priority: Priority) -> Box<dyn Ledger> {
        Box::new(self.0.open(keys, priority))
    }

    fn fingerprint(&self, key: &PublicKey) -> KeyFingerprint {
        self.0.fingerprint(key)
    }
}
