use std::time::Duration;

use reqwest::redirect::Policy;
use url::Url;

/// How long a connection may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// Whether an address is of this computer, as a simulator's is.
pub(crate) fn is_loopback(address: &Url) -> bool {
    match address.host() {
        Some(url::Host::Domain(name)) => name == "localhost",
        Some(url::Host::Ipv4(ip)) => ip.is_loopback(),
        Some(url::Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

/// The one HTTP client: signed queries are sent nowhere else, so redirects are not followed.
#[expect(clippy::disallowed_methods, reason = "this is the one place where an HTTP client is built")]
pub(crate) fn client(address: &Url, timeout: Duration) -> Result<reqwest::Client, reqwest::Error> {
    let builder = reqwest::Client::builder()
        .user_agent(concat!("uku-smartaccounts/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(CONNECT_TIMEOUT)
        .timeout(timeout)
        .redirect(Policy::none())
        .gzip(true)
        .https_only(!is_loopback(address));
    if is_loopback(address) { builder.no_proxy().build() } else { builder.build() }
}
