use uku_core::client::{Among, ClientId};

/// [`Among`] as a query takes it: a client is among them if `all` is true, or if its being in `ids` is what `only` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AmongIds {
    /// Whether the others don't count.
    pub all: bool,
    /// Whether those of `ids` are meant, or all but those.
    pub only: bool,
    /// The identities.
    pub ids: Vec<String>,
}

impl From<&Among> for AmongIds {
    fn from(among: &Among) -> Self {
        match among {
            Among::All => Self { all: true, only: true, ids: Vec::new() },
            Among::Only(clients) => Self { all: false, only: true, ids: texts(clients) },
            Among::Except(clients) => Self { all: false, only: false, ids: texts(clients) },
        }
    }
}

fn texts(clients: &[ClientId]) -> Vec<String> {
    clients.iter().map(ToString::to_string).collect()
}
