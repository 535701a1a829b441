//! The activity can't be rewritten, whoever tries.

use uku_core::audit::{AuditEntry, AuditEvent, AuditQuery, Personal};
use uku_core::firm::Who;
use uku_core::store::IntegrationStore as _;
use uku_testkit::build::{at, firm_a, id};

use crate::destroyed::is_left;
use crate::machine::Machine;

async fn with_records() -> Machine {
    let machine = Machine::new().await;
    let entry = |revived| {
        let event = AuditEvent::Activated { revived };
        AuditEntry::new(at("2026-11-10T05:00:00Z"), Who::Software, event).about(Some(&id("kask")))
    };
    let personal = Personal::from([("name".to_owned(), "Mari Maasikas".to_owned())]);
    let mut work = machine.open(&firm_a()).await.unwrap();
    let entries = [entry(1), entry(2).once("two").with(personal)];
    work.audit().append(&entries).await.unwrap();
    work.commit().await.unwrap();
    machine
}

#[tokio::test]
async fn a_record_is_never_changed_or_deleted() {
    let machine = with_records().await;
    let mut raw = machine.raw().await;
    let columns = "firm_id, number, at, who, kind, event, once_key";
    for (sql, expected) in [
        ("UPDATE audit_records SET who = '\"software\"'".to_owned(), "never changed"),
        ("DELETE FROM audit_records WHERE number = 1".to_owned(), "never deleted"),
        (
            format!("REPLACE INTO audit_records ({columns}) VALUES ('firm-a', 2, '', '', '', '', NULL)"),
            "at the end",
        ),
        (
            format!("REPLACE INTO audit_records ({columns}) VALUES ('firm-a', 9, '', '', '', '', 'two')"),
            "at the end",
        ),
        (
            format!("INSERT INTO audit_records ({columns}) VALUES ('firm-a', 0, '', '', '', '', NULL)"),
            "at the end",
        ),
    ] {
        let refused = sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&mut raw).await.unwrap_err().to_string();
        assert!(refused.contains(expected), "{refused}");
    }
    let mut work = machine.open(&firm_a()).await.unwrap();
    let query = AuditQuery { client: None, before: None, most: 9 };
    let records = work.audit().page(&query).await.unwrap();
    assert_eq!(records.iter().map(|record| record.number).collect::<Vec<_>>(), [2, 1]);
}

#[tokio::test]
async fn what_was_erased_is_not_in_any_file() {
    let machine = with_records().await;
    assert!(is_left(machine.folder(), "Mari Maasikas"));
    let mut work = machine.open(&firm_a()).await.unwrap();
    assert_eq!(work.audit().erase_personal(&id("kask")).await.unwrap(), 1);
    work.commit().await.unwrap();
    assert!(!is_left(machine.folder(), "Mari Maasikas"));
}
