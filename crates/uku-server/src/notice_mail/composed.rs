use lettre::Message;
use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use uku_core::client::ClientId;
use uku_core::notice::UnmailedNotice;

use crate::notices::{Said, said};
use crate::output::local;

/// A notice as a mail in plain text, one for all addresses; none if no address is one.
///
/// An address that no mail server could take is left out: it must not keep the others from being told.
pub(super) fn composed(
    from: &Mailbox,
    firm: &str,
    notice: &UnmailedNotice,
    client: &(dyn Fn(&ClientId) -> String + Sync),
) -> Result<Option<Message>, lettre::error::Error> {
    let to: Vec<Mailbox> = notice.addresses.iter().filter_map(|address| address.parse().ok()).collect();
    if to.is_empty() {
        return Ok(None);
    }
    let Said { subject, text } = said(&notice.notice.event, client);
    let mail = Message::builder().from(from.clone()).subject(format!("Uku: {subject}"));
    let mail = to.into_iter().fold(mail, lettre::message::MessageBuilder::to);
    let body = format!("{firm}, {}\n\n{subject}\n\n{text}\n", local(notice.notice.at));
    mail.header(ContentType::TEXT_PLAIN).body(body).map(Some)
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use uku_core::notice::{Audience, MissedBecause, Notice, NoticeEvent};

    use super::*;

    fn mail(addresses: &[&str]) -> Option<String> {
        let notice = UnmailedNotice {
            firm: "firm".parse().unwrap(),
            number: 7,
            notice: Notice {
                key: "k".to_owned(),
                at: DateTime::UNIX_EPOCH,
                to: Audience::Admins,
                event: NoticeEvent::ImportMissed {
                    month: "2026-10".parse().unwrap(),
                    because: MissedBecause::NotRunning,
                },
            },
            addresses: addresses.iter().map(|address| (*address).to_owned()).collect(),
        };
        let from = "uku@example.ee".parse().unwrap();
        let mail = composed(&from, "Raamat OÜ", &notice, &ToString::to_string).unwrap();
        mail.map(|mail| String::from_utf8(mail.formatted()).unwrap())
    }

    #[test]
    fn a_notice_is_a_plain_text_with_a_subject() {
        let mail = mail(&["a@example.ee", "b@example.ee"]).unwrap();
        assert!(mail.contains("Subject: Uku: 2026-10 was not imported on its import day\r\n"), "{mail}");
        assert!(mail.contains("To: a@example.ee, b@example.ee\r\n"), "{mail}");
        assert!(mail.contains("Content-Type: text/plain; charset=utf-8\r\n"), "{mail}");
    }

    #[test]
    fn an_address_that_is_none_is_left_out() {
        assert!(mail(&["nobody"]).is_none());
        let mail = mail(&["nobody", "a@example.ee"]).unwrap();
        assert!(mail.contains("To: a@example.ee\r\n"), "{mail}");
    }
}
