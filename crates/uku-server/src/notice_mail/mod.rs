//! Notices by email, where a mail server is configured.

mod composed;
mod mailer;
mod post;
#[cfg(test)]
mod smtp_server;

pub(crate) use self::mailer::Mailer;
pub(crate) use self::post::MailPost;
