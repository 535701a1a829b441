//! One request at a time with each key, whoever asks: the urgent first, and nobody stands in the way who is gone.

use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::Poll;

use smartaccounts_sim::{Fault, FaultKind, SimConfig, Simulator};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{mpsc, oneshot};
use uku_core::ledger::{
    Budget, EntriesQuery, EntryPage, KeyPair, Ledger, LedgerError, Limits, Priority, RequestBudget,
};
use uku_smartaccounts::{Api, ApiConfig, Repeats, SmartAccounts};
use uku_testkit::build::at;
use uku_testkit::fake::{ManualClock, MemoryBudget};

use crate::support::{NOW, config, keys, october};

const EMPTY: &str = "HTTP/1.1 200 OK\r\nContent-Length: 14\r\nConnection: close\r\n\r\n{\"entries\":[]}";
const REFUSED: &str = "HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

/// A server that answers each request when the test says so.
struct Waiting {
    api: Arc<Api>,
    budget: Arc<MemoryBudget>,
    arriving: mpsc::UnboundedReceiver<Arrived>,
}

/// A request that arrived. Dropped without an answer, its connection is closed.
struct Arrived {
    key: String,
    page: u32,
    answer: oneshot::Sender<&'static str>,
}

impl Arrived {
    fn answer(self, text: &'static str) {
        let _ = self.answer.send(text);
    }
}

impl Waiting {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/api", listener.local_addr().unwrap());
        let (arrived, arriving) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, arrived.clone()));
            }
        });
        let clock = ManualClock::at(NOW);
        let budget = Arc::new(MemoryBudget::new(clock.clone()));
        let memory = Arc::clone(&budget) as Arc<dyn RequestBudget>;
        let config = ApiConfig {
            budget: Some(Budget { memory, limits: Limits::VENDOR }),
            repeats: Repeats::NONE,
            ..config(&address, &clock)
        };
        Self { api: Api::new(config).unwrap(), budget, arriving }
    }

    fn books(&self, priority: Priority) -> Arc<SmartAccounts> {
        Arc::new(self.api.open(keys(), priority))
    }

    async fn arrived(&mut self) -> Arrived {
        self.arriving.recv().await.unwrap()
    }

    fn slots_taken(&self) -> usize {
        self.budget.taken().into_values().sum()
    }
}

async fn serve(mut stream: TcpStream, arrived: mpsc::UnboundedSender<Arrived>) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let Ok(byte) = stream.read_u8().await else { return };
        head.push(byte);
    }
    let head = String::from_utf8(head).unwrap();
    let after = |name: &str| head.split_once(name).unwrap().1.split(['&', ' ']).next().unwrap().to_owned();
    let (answer, answered) = oneshot::channel();
    let request = Arrived { key: after("apikey="), page: after("pageNumber=").parse().unwrap(), answer };
    if arrived.send(request).is_ok()
        && let Ok(text) = answered.await
    {
        stream.write_all(text.as_bytes()).await.unwrap();
    }
}

/// Asks for a page, which tells the requests apart.
async fn ask(books: Arc<SmartAccounts>, page: u32) -> Result<EntryPage, LedgerError> {
    books.entries(&EntriesQuery { page: page.try_into().unwrap(), ..october() }).await
}

/// Gets as far as it gets without waiting.
async fn begin<F: Future>(future: &mut Pin<&mut F>) {
    std::future::poll_fn(|context| {
        assert!(future.as_mut().poll(context).is_pending());
        Poll::Ready(())
    })
    .await;
}

#[tokio::test]
async fn a_second_request_waits_for_the_answer_to_the_first_and_holds_no_slot() {
    let mut server = Waiting::start().await;
    let first = tokio::spawn(ask(server.books(Priority::Bulk), 1));
    let under_way = server.arrived().await;
    // Another opening of the same books.
    let mut second = pin!(ask(server.books(Priority::Bulk), 2));
    begin(&mut second).await;
    assert_eq!(server.slots_taken(), 1);
    under_way.answer(EMPTY);
    first.await.unwrap().unwrap();
    let ((), page) = tokio::join!(
        async {
            let next = server.arrived().await;
            assert_eq!(next.page, 2);
            next.answer(EMPTY);
        },
        second
    );
    page.unwrap();
    assert_eq!(server.slots_taken(), 2);
}

#[tokio::test]
async fn who_is_waited_for_by_a_person_goes_first_and_then_who_asked_first() {
    let mut server = Waiting::start().await;
    tokio::spawn(ask(server.books(Priority::Bulk), 1));
    let mut under_way = server.arrived().await;
    for (priority, page) in [
        (Priority::Bulk, 2),
        (Priority::Scheduled, 3),
        (Priority::Bulk, 4),
        (Priority::Interactive, 5),
        (Priority::Scheduled, 6),
        (Priority::Interactive, 7),
    ] {
        let books = server.books(priority);
        // Spawned after it stands in line.
        let mut asking = Box::pin(ask(books, page));
        begin(&mut asking.as_mut()).await;
        tokio::spawn(asking);
    }
    for page in [5, 7, 3, 6, 2, 4] {
        under_way.answer(EMPTY);
        under_way = server.arrived().await;
        assert_eq!(under_way.page, page);
    }
}

#[tokio::test]
async fn different_keys_do_not_wait_for_each_other() {
    let mut server = Waiting::start().await;
    tokio::spawn(ask(server.books(Priority::Bulk), 1));
    let one = server.arrived().await;
    let other = KeyPair::new("another-public-key", "another-secret-key".into()).unwrap();
    tokio::spawn(ask(Arc::new(server.api.open(other, Priority::Bulk)), 1));
    assert_ne!(server.arrived().await.key, one.key);
}

#[tokio::test]
async fn a_request_that_is_given_up_or_fails_lets_the_next_go() {
    let mut server = Waiting::start().await;
    let given_up = tokio::spawn(ask(server.books(Priority::Bulk), 1));
    let _under_way = server.arrived().await;
    let failing = server.books(Priority::Bulk);
    let mut failing = Box::pin(ask(failing, 2));
    begin(&mut failing.as_mut()).await;
    let failing = tokio::spawn(failing);
    let mut last = Box::pin(ask(server.books(Priority::Bulk), 3));
    begin(&mut last.as_mut()).await;
    let last = tokio::spawn(last);

    given_up.abort();
    let second = server.arrived().await;
    assert_eq!(second.page, 2);
    drop(second);
    assert!(matches!(failing.await.unwrap(), Err(LedgerError::Unreachable { .. })));
    let third = server.arrived().await;
    assert_eq!(third.page, 3);
    third.answer(EMPTY);
    last.await.unwrap().unwrap();
}

#[tokio::test]
async fn who_stops_waiting_is_passed_over_even_when_the_turn_has_just_come() {
    let mut server = Waiting::start().await;
    let first = tokio::spawn(ask(server.books(Priority::Bulk), 1));
    let under_way = server.arrived().await;
    let mut waits = Box::pin(ask(server.books(Priority::Interactive), 2));
    begin(&mut waits.as_mut()).await;
    let mut stops = Box::pin(ask(server.books(Priority::Interactive), 3));
    begin(&mut stops.as_mut()).await;
    let mut last = Box::pin(ask(server.books(Priority::Bulk), 4));
    begin(&mut last.as_mut()).await;
    let last = tokio::spawn(last);

    drop(stops);
    under_way.answer(EMPTY);
    first.await.unwrap().unwrap();
    // The turn is with the second, which doesn't know it yet.
    drop(waits);
    let next = server.arrived().await;
    assert_eq!(next.page, 4);
    next.answer(EMPTY);
    last.await.unwrap().unwrap();
    assert_eq!(server.slots_taken(), 2);
}

#[tokio::test]
async fn keys_that_are_refused_meanwhile_are_not_sent_by_those_who_wait() {
    let mut server = Waiting::start().await;
    let books = server.books(Priority::Bulk);
    let first = tokio::spawn(ask(Arc::clone(&books), 1));
    let under_way = server.arrived().await;
    let mut second = Box::pin(ask(Arc::clone(&books), 2));
    begin(&mut second.as_mut()).await;
    under_way.answer(REFUSED);
    assert_eq!(first.await.unwrap(), Err(LedgerError::WrongKeys));
    assert_eq!(second.await, Err(LedgerError::WrongKeys));
    assert_eq!((books.requests_sent(), server.slots_taken()), (1, 1));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_who_ask_at_once_never_overlap() {
    let sim = SimConfig { companies: 2, clock_start: Some(at(NOW)), limits: false, ..SimConfig::default() };
    let simulator = Simulator::start(sim, ([127, 0, 0, 1], 0).into()).await.unwrap();
    simulator.inject(Fault { kind: FaultKind::Delay, ms: Some(2), ..Fault::default() });
    // Some answers are lost, so that there are repeats as well.
    simulator.inject(Fault { kind: FaultKind::LostAnswer, every: Some(7), ..Fault::default() });
    let api = Api::new(config(&simulator.base_url(), &ManualClock::at(NOW))).unwrap();
    let mut asking = tokio::task::JoinSet::new();
    for (number, priority) in (1..=20).zip([Priority::Bulk, Priority::Interactive].into_iter().cycle()) {
        for company in simulator.keys() {
            let keys = KeyPair::new(&company.public_key, company.secret_key.as_str().into()).unwrap();
            asking.spawn(ask(Arc::new(api.open(keys, priority)), number));
        }
    }
    assert!(asking.join_all().await.iter().all(Result::is_ok));
    let stats = simulator.stats();
    assert_eq!(
        stats.values().map(|key| key.requests).sum::<u64>(),
        46,
        "40 pages and each seventh request again"
    );
    assert!(stats.values().all(|key| key.max_at_once == 1), "{stats:?}");
}
