use std::time::Duration;

use reqwest::redirect::Policy;

use crate::address::Address;

/// How long a connection may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// The one way to make an HTTP client: signed queries and passwords are sent nowhere else, so redirects are not
/// followed.
#[expect(clippy::disallowed_methods, reason = "this is the one place where an HTTP client is built")]
pub(crate) fn client(address: &Address, timeout: Duration) -> Result<reqwest::Client, reqwest::Error> {
    let builder = reqwest::Client::builder()
        .user_agent(concat!("uku-smartaccounts/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(CONNECT_TIMEOUT)
        .timeout(timeout)
        .redirect(Policy::none())
        .gzip(true)
        .https_only(!address.is_loopback);
    if address.is_loopback { builder.no_proxy().build() } else { builder.build() }
}

/// The causes of a failed request, without its address: that may hold the key and the signature.
pub(crate) fn causes(error: reqwest::Error) -> String {
    let error = error.without_url();
    let causes = std::iter::successors(Some(&error as &dyn std::error::Error), |error| error.source());
    let mut texts: Vec<String> = causes.map(ToString::to_string).collect();
    texts.dedup();
    texts.join(": ")
}
