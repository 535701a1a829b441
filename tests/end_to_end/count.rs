//! `uku count` for one company.

use smartaccounts_sim::{Change, Mutation, SimConfig};

use crate::uku::{Ran, Scene};

fn year() -> SimConfig {
    let clock_start = Some("2026-11-10T09:00:00Z".parse().unwrap());
    SimConfig { companies: 1, entries_per_month: 31, limits: false, clock_start, ..SimConfig::default() }
}

const YEAR: [&str; 5] = ["--from", "2025-11", "--to", "2026-10", "--json"];

#[tokio::test(flavor = "multi_thread")]
async fn a_year_is_true_in_as_many_requests_as_it_has_pages() {
    for page_size in [7, 100] {
        let scene = Scene::with(SimConfig { page_size, ..year() }).await;
        let company = scene.company(0);
        let ran = scene.count(company, &YEAR);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        let json = ran.json();
        assert_eq!(Ran::counts_in(&json), scene.truth(company, "2025-11", "2026-10"));
        let pages = scene.entries(company, "2025-11", "2026-10").div_ceil(u64::from(page_size));
        // The simulator's clock is not ours: one more request is refused and shows it.
        assert_eq!(scene.arrived(company), pages + 1);
        assert_eq!(json["requests"], pages + 1);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_printed_forms() {
    let scene = Scene::with(SimConfig { steady: true, entries_per_month: 5, ..year() }).await;
    let company = scene.company(0);
    let range = ["--from", "2026-09", "--to", "2026-10", "--fields", "sales_entries,all_entries"];

    let csv = scene.count(company, &[&range[..], &["--csv"]].concat());
    assert_eq!(csv.out, "month,sales_entries,all_entries,error\n2026-09,5,20,\n2026-10,5,20,\n");

    let json = scene.count(company, &[&range[..], &["--json"]].concat());
    let expected = r#"{"months":[{"month":"2026-09","counts":{"all_entries":20,"sales_entries":5}},{"month":"2026-10","counts":{"all_entries":20,"sales_entries":5}}],"requests":2}"#;
    assert_eq!(json.out.trim(), expected);

    let table = scene.count(company, &range);
    let mut lines = table.out.lines().filter(|line| !line.contains('─'));
    let words = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(words(lines.next().unwrap()), ["Month", "Sales", "entries", "All", "entries"]);
    assert_eq!(words(lines.next().unwrap()), ["2026-09", "5", "20"]);
    assert_eq!(words(lines.next().unwrap()), ["2026-10", "5", "20"]);
    assert_eq!(lines.next(), Some("2 requests."));
}

#[tokio::test(flavor = "multi_thread")]
async fn within_the_limits_what_was_sent_is_remembered_between_runs() {
    let scene = Scene::with(SimConfig { companies: 1, entries_per_month: 5, ..SimConfig::default() }).await;
    let company = scene.company(0);
    for run in 1..=2 {
        let mut command = scene.uku();
        command
            .env("UKU_SA_PUBLIC_KEY", &company.public_key)
            .env("UKU_SA_SECRET_KEY", &company.secret_key)
            .env("UKU_SA_LIMITS", "60/1000");
        assert_eq!(Ran::of(command.arg("count")).code, 0);
        let budget = scene.home.path().join("state/uku/budget.db");
        let options = sqlx::sqlite::SqliteConnectOptions::new().filename(budget);
        let mut file = sqlx::ConnectOptions::connect(&options).await.unwrap();
        let slots: i64 =
            sqlx::query_scalar("SELECT count(*) FROM request_slots").fetch_one(&mut file).await.unwrap();
        assert_eq!((slots, scene.arrived(company)), (run, u64::try_from(run).unwrap()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_current_month_is_marked_as_incomplete() {
    let scene = Scene::with(SimConfig { clock_start: None, ..year() }).await;
    let local = scene.simulator.now().with_timezone(&chrono_tz::Europe::Tallinn);
    let month = local.format("%Y-%m").to_string();
    let ran = scene.count(scene.company(0), &["--from", &month, "--to", &month]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains(&format!("{month}*")) && ran.out.contains("not over yet"), "{}", ran.out);
    let json = scene.count(scene.company(0), &["--from", &month, "--json"]).json();
    assert_eq!(json["months"][0]["incomplete"], true);
}

#[tokio::test(flavor = "multi_thread")]
async fn months_that_can_not_be_counted_are_refused_with_a_sentence() {
    let scene = Scene::with(year()).await;
    for (arguments, said) in [
        (&["--from", "2199-01"][..], "has not begun yet"),
        (&["--from", "2026-02", "--to", "2026-01"], "turned around"),
        (&["--from", "2020-01", "--to", "2025-01"], "are 61 months; ask for at most 60"),
        (&["--verify", "2199-01"], "has not begun yet"),
        (&["--from", "2026-1"], "like 2026-10"),
        (&["--fields", "sales"], "is not a data field"),
        (&["--limits", "none"], "like 60/1000"),
        (&["--url", "http://sa.smartaccounts.eu/api"], "must begin with https://"),
    ] {
        let ran = scene.count(scene.company(0), arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}");
        assert!(ran.err.contains(said), "{arguments:?}: {}", ran.err);
    }
    assert_eq!(scene.arrived(scene.company(0)), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_that_can_not_be_right_are_refused_before_anything_is_sent() {
    let scene = Scene::with(year()).await;
    let company = scene.company(0);
    let mut spaced = company.clone();
    spaced.secret_key.push(' ');
    let ran = scene.count(&spaced, &[]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("the secret key ends with white space"), "{}", ran.err);
    assert!(!ran.err.contains(&company.secret_key));
    let none = Ran::of(scene.uku().arg("count"));
    assert_eq!(none.code, 2);
    assert!(none.err.contains("UKU_SA_PUBLIC_KEY is not set"), "{}", none.err);
    assert_eq!(scene.arrived(company), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_month_can_be_counted_twice_side_by_side() {
    let scene = Scene::with(year()).await;
    let company = scene.company(0);
    let ran = scene.count(company, &["--verify", "2026-10", "--json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let truth = &scene.truth(company, "2026-10", "2026-10")["2026-10"];
    let json = ran.json();
    for (index, field) in ["sales_entries", "purchase_entries", "bank_entries"].into_iter().enumerate() {
        let compared = &json["fields"][index];
        assert_eq!(compared["field"], field);
        assert_eq!(
            (&compared["entries"], &compared["documents"]),
            (&truth[field].into(), &truth[field].into())
        );
    }
    let table = scene.count(company, &["--verify", "2026-10"]);
    assert!(table.out.contains("each ledger entry stands for one document"), "{}", table.out);
}

#[tokio::test(flavor = "multi_thread")]
async fn documents_of_unknown_kinds_are_counted_as_documents() {
    let scene = Scene::with(SimConfig { entries_per_month: 0, ..year() }).await;
    let company = scene.company(0);
    let add = Change::Add {
        doc_type: "BRAND_NEW".to_owned(),
        date: "2026-10-31".to_owned(),
        anchor: None,
        count: Some(3),
        id: None,
    };
    scene.simulator.mutate(Mutation { public_key: company.public_key.clone(), change: add }).unwrap();
    let json = scene.count(company, &["--from", "2026-09", "--to", "2026-10", "--json"]).json();
    assert_eq!(json["months"][0]["counts"]["documents"], 0);
    assert_eq!(json["months"][1]["counts"]["documents"], 3);
    assert_eq!(json["months"][1]["counts"]["bank_entries"], 0);
}
