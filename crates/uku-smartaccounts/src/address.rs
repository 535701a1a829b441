use url::Url;

use crate::api::ApiConfigError;

/// Where requests go: a server that is reached safely.
pub(crate) struct Address {
    /// The address without a slash at its end.
    pub(crate) text: String,
    /// The host, with the port where it is not the usual one.
    pub(crate) server: String,
    /// Whether it is of this computer, as a simulator's is.
    pub(crate) is_loopback: bool,
}

impl Address {
    /// Reads an address as it was configured. In the clear only this computer is talked to.
    pub(crate) fn read(configured: &str) -> Result<Self, ApiConfigError> {
        let text = configured.trim_end_matches('/').to_owned();
        let no_address = || ApiConfigError::NoAddress(configured.to_owned());
        let url = Url::parse(&text).map_err(|_| no_address())?;
        let host = url.host_str().ok_or_else(no_address)?;
        if url.query().is_some()
            || url.fragment().is_some()
            || !url.username().is_empty()
            || url.password().is_some()
        {
            return Err(no_address());
        }
        let is_loopback = is_loopback(&url);
        if url.scheme() != "https" && !(url.scheme() == "http" && is_loopback) {
            return Err(ApiConfigError::Unsafe(text));
        }
        let server = url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
        Ok(Self { text, server, is_loopback })
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost",
        Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
        Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}
