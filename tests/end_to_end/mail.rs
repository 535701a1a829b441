//! Notices by email, to a mail server on this computer that keeps what it is sent.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use crate::house::{House, small};
use crate::months::month_back;
use crate::server::{Server, eventually};

#[derive(Clone, Default)]
struct Mails(Arc<Mutex<Vec<String>>>);

impl Mails {
    /// A mail server, and where it is.
    fn serve() -> (Self, String) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let mails = Self::default();
        let kept = mails.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                kept.converse(&stream);
            }
        });
        (mails, url)
    }

    /// Takes mails until the other side has had enough; everything it says of one is kept together.
    fn converse(&self, mut stream: &TcpStream) {
        let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
        let mut say = |answer: &str| stream.write_all(format!("{answer}\r\n").as_bytes()).is_ok();
        let mut mail = String::new();
        let mut goes_on = say("220 test");
        while let (true, Some(line)) = (goes_on, lines.next()) {
            mail.push_str(&line);
            mail.push('\n');
            goes_on = if line == "DATA" {
                say("354 go on");
                mail.extend(lines.by_ref().take_while(|line| line != ".").map(|line| line + "\n"));
                self.0.lock().unwrap().push(std::mem::take(&mut mail));
                say("250 kept")
            } else {
                say("250 ok")
            };
        }
    }

    fn all(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_end_of_an_import_is_told_by_email_once() {
    let house = House::on_sqlite(small(2)).await;
    house.connect_all();
    house.fill_in_settings();
    let none = house.done(&["notices", "email"]).out;
    assert!(none.starts_with("Notices are not sent by email."), "{none}");
    house.refused(&["notices", "email", "mari"], 2, &["`mari` is not an email address"]);
    let to = house.done(&["notices", "email", "mari@example.ee", "jaan@example.ee"]).out;
    assert_eq!(to, "Notices are sent by email to mari@example.ee, jaan@example.ee\n");
    let month = month_back(1);
    house.done(&["import-data", "--all", "--from", &month, "--to", &month, "--wait"]);

    let (mails, url) = Mails::serve();
    let how = [("UKU_SMTP_URL", url.as_str()), ("UKU_SMTP_FROM", "Uku <uku@example.ee>")];
    for _ in 0..2 {
        let server = Server::start_with(&house, &["--role", "worker"], &how);
        server.works().await;
        eventually(async || mails.all().len() == 1).await;
        assert!(server.stop().0.success());
    }
    let mail = mails.all().remove(0);
    for said in [
        "MAIL FROM:<uku@example.ee>",
        "RCPT TO:<mari@example.ee>",
        "RCPT TO:<jaan@example.ee>",
        &format!("Subject: Uku: Import data, {month}, 2 clients: done"),
        "Summary tasks: 2 created.",
    ] {
        assert!(mail.contains(said), "{said:?} is not in {mail}");
    }
    assert_eq!(house.done(&["notices", "--json"]).json()["unread"], 1);
    house.refused(&["serve", "--smtp-from", "uku@example.ee"], 2, &["UKU_SMTP_URL"]);
}
