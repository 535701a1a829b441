use std::time::Duration;

use lettre::message::Mailbox;
use lettre::transport::smtp::AsyncSmtpTransport;
use lettre::{AsyncTransport, Message, Tokio1Executor};

use crate::args::UnprintedText;
use crate::failure::Failure;

/// How long a mail server may take for each answer.
const TIMEOUT: Duration = Duration::from_secs(20);

/// The mail server that is configured.
pub(crate) struct MailPost {
    pub(super) from: Mailbox,
    transport: AsyncSmtpTransport<Tokio1Executor>,
}

impl MailPost {
    /// The mail server of a configuration; none if there is none.
    pub(crate) fn of(url: Option<&UnprintedText>, from: Option<&str>) -> Result<Option<Self>, Failure> {
        let (url, from) = match (url, from) {
            (None, None) => return Ok(None),
            (Some(url), Some(from)) => (url, from),
            (Some(_), None) => {
                return Err(Failure::usage("UKU_SMTP_URL is set; say from which address with UKU_SMTP_FROM"));
            }
            (None, Some(_)) => {
                return Err(Failure::usage("UKU_SMTP_FROM is set; say which mail server with UKU_SMTP_URL"));
            }
        };
        let from = from.parse().map_err(|_| {
            Failure::usage(format!(
                "UKU_SMTP_FROM: `{from}` is not an email address; write it like uku@example.ee"
            ))
        })?;
        // The error is not told: it may hold the address with its password.
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(&url.0).map_err(|_| {
            Failure::usage(
                "UKU_SMTP_URL is not the address of a mail server; write it like smtps://user:password@mail.example.ee, \
                 or smtp://mail.example.ee:587?tls=required",
            )
        })?;
        Ok(Some(Self { from, transport: transport.timeout(Some(TIMEOUT)).build() }))
    }

    /// Sends a mail to all its addresses.
    pub(super) async fn send(&self, mail: Message) -> Result<(), lettre::transport::smtp::Error> {
        self.transport.send(mail).await.map(|_| ())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn post(url: Option<&str>, from: Option<&str>) -> Result<Option<MailPost>, Failure> {
        MailPost::of(url.map(|url| UnprintedText(url.to_owned())).as_ref(), from)
    }

    #[tokio::test]
    async fn nothing_configured_is_no_mail_and_half_of_it_is_told() {
        assert!(post(None, None).unwrap().is_none());
        assert!(post(Some("smtp://127.0.0.1:25"), Some("Uku <uku@example.ee>")).unwrap().is_some());
        for (url, from, said) in [
            (Some("smtp://127.0.0.1:25"), None, "UKU_SMTP_FROM"),
            (None, Some("uku@example.ee"), "UKU_SMTP_URL"),
            (Some("smtp://127.0.0.1:25"), Some("uku"), "`uku` is not an email address"),
            (Some("http://user:needle@mail.example.ee"), Some("uku@example.ee"), "UKU_SMTP_URL is not"),
        ] {
            let told = post(url, from).err().map(|failure| failure.to_string()).unwrap();
            assert!(told.contains(said) && !told.contains("needle"), "{told}");
        }
    }
}
