//! A mail server on this computer that keeps what it is sent, for tests.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};

/// A mail as it arrived.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Received {
    pub(super) from: String,
    pub(super) to: Vec<String>,
    pub(super) text: String,
}

#[derive(Default)]
struct Shared {
    mails: Mutex<Vec<Received>>,
    refuses: AtomicBool,
}

pub(super) struct SmtpServer {
    pub(super) address: SocketAddr,
    shared: Arc<Shared>,
}

impl SmtpServer {
    pub(super) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared::default());
        let serving = Arc::clone(&shared);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(converse(stream, Arc::clone(&serving)));
            }
        });
        Self { address, shared }
    }

    /// From now on it refuses every mail for the time being, or none.
    pub(super) fn refuse(&self, refuses: bool) {
        self.shared.refuses.store(refuses, Ordering::SeqCst);
    }

    pub(super) fn mails(&self) -> Vec<Received> {
        self.shared.mails.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

async fn converse(stream: TcpStream, shared: Arc<Shared>) -> std::io::Result<()> {
    let (reader, mut writer) = stream.into_split();
    let mut lines = BufReader::new(reader).lines();
    let mut mail = Received::default();
    writer.write_all(b"220 test\r\n").await?;
    while let Some(line) = lines.next_line().await? {
        let address = || line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
        let answer = match line.get(..4).unwrap_or_default() {
            "EHLO" => "250 test",
            "MAIL" if shared.refuses.load(Ordering::SeqCst) => "451 not now",
            "MAIL" => {
                mail = Received { from: address(), ..Received::default() };
                "250 ok"
            }
            "RCPT" => {
                mail.to.push(address());
                "250 ok"
            }
            "DATA" => {
                writer.write_all(b"354 go on\r\n").await?;
                while let Some(line) = lines.next_line().await?.filter(|line| line != ".") {
                    mail.text += &line;
                    mail.text.push('\n');
                }
                let mut mails = shared.mails.lock().unwrap_or_else(PoisonError::into_inner);
                mails.push(std::mem::take(&mut mail));
                "250 kept"
            }
            _ => "221 bye",
        };
        writer.write_all(format!("{answer}\r\n").as_bytes()).await?;
    }
    Ok(())
}
