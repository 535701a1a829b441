//! What each role may, and that none of them may more by a detour.

use sqlx::PgConnection;
use uku_postgres::migrate;
use uku_testkit::build::two_firms;

use crate::database::{Database, OWNER, connect, run};
use crate::filled::fill;
use crate::isolation::{REFUSED, columns, filled, firm_tables, firms_in, refusal, set_firm};

#[tokio::test]
async fn each_role_has_its_own_rows_only() {
    let database = filled().await;
    let mut engine = database.raw_as("uku_engine").await;
    let mut app = database.raw_as("uku_app").await;
    for sql in [
        "SELECT FROM request_slots",
        "SELECT take_request_slot('key', '{1}', '{1}', 1)",
        "SELECT claim_item('node', 1, 1)",
        "SELECT nextval('epochs')",
        "SELECT served FROM tenants",
        "UPDATE tenants SET served = 1",
        "INSERT INTO test_clock (now) VALUES (now())",
        "CREATE TABLE uku.mine (id bigint)",
        "ALTER TABLE clients NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY one_firm ON clients",
    ] {
        assert_eq!(refusal(&mut app, sql.to_owned()).await.0, REFUSED, "{sql}");
    }
    for sql in ["SELECT FROM members", "SELECT FROM sign_in_keys", "SELECT FROM sign_in_attempts"] {
        assert_eq!(refusal(&mut engine, sql.to_owned()).await.0, REFUSED, "{sql}");
    }
    assert_eq!(
        refusal(&mut engine, "INSERT INTO test_clock (now) VALUES (now())".to_owned()).await.0,
        REFUSED
    );
}

#[tokio::test]
async fn of_an_item_the_engine_sees_nothing_but_its_place_in_the_queue() {
    let database = filled().await;
    let (mut raw, mut engine) = (database.raw().await, database.raw_as("uku_engine").await);
    for table in firm_tables(&mut raw).await {
        let (seen, changed): (&[&str], &[&str]) = match table.as_str() {
            "run_items" => (
                &[
                    "crashes",
                    "due_at",
                    "epoch",
                    "finished_at",
                    "firm_id",
                    "held_by",
                    "item_id",
                    "lane",
                    "lease_until",
                    "position",
                    "priority",
                    "run_id",
                    "stopped_at",
                    "tries",
                ],
                &["crashes", "due_at", "epoch", "held_by", "lane", "lease_until", "tries"],
            ),
            "tenants" => (&["firm_id", "served"], &["served"]),
            _ => (&[], &[]),
        };
        assert_eq!(columns(&mut raw, "uku_engine", &table, "SELECT").await, seen, "{table}");
        assert_eq!(columns(&mut raw, "uku_engine", &table, "UPDATE").await, changed, "{table}");
        assert!(columns(&mut raw, "uku_engine", &table, "INSERT").await.is_empty(), "{table}");
        if seen.is_empty() {
            assert_eq!(refusal(&mut engine, format!("SELECT FROM {table}")).await.0, REFUSED, "{table}");
        } else {
            assert_eq!(firms_in(&mut engine, &table).await, ["firm-a", "firm-b"], "{table}");
        }
    }
    for sql in [
        "SELECT client_id FROM run_items",
        "SELECT requests FROM run_items",
        "SELECT outcome FROM month_outcomes",
        "UPDATE run_items SET client_id = 'tamm'",
        "UPDATE run_items SET finished_at = NULL",
        "DELETE FROM run_items",
        "INSERT INTO tenants (firm_id) VALUES ('firm-c')",
        "DELETE FROM tenants",
    ] {
        assert_eq!(refusal(&mut engine, sql.to_owned()).await.0, REFUSED, "{sql}");
    }
}

#[tokio::test]
async fn who_may_become_both_roles_sees_no_more_than_the_application() {
    let database = filled().await;
    for mut both in [database.raw_as("NONE").await, connect(&database.owner_url()).await] {
        run(&mut both, "SET search_path = uku; RESET uku.firm").await;
        assert!(firms_in(&mut both, "run_items").await.is_empty());
        set_firm(&mut both, "firm-a").await;
        assert_eq!(firms_in(&mut both, "run_items").await, ["firm-a"]);
    }
}

#[tokio::test]
async fn one_firm_can_not_change_the_place_of_anothers_items() {
    let database = filled().await;
    let mut app = database.raw_as("uku_app").await;
    set_firm(&mut app, "firm-b").await;
    let changed =
        sqlx::query("UPDATE run_items SET lane = 'taken', priority = 0").execute(&mut app).await.unwrap();
    assert_eq!(changed.rows_affected(), 1);
    let moved = "UPDATE run_items SET firm_id = 'firm-a'".to_owned();
    assert!(refusal(&mut app, moved).await.1.contains("row-level security"));
    let sql = "SELECT firm_id FROM run_items WHERE lane = 'taken'";
    let taken: Vec<String> = sqlx::query_scalar(sql).fetch_all(&mut database.raw().await).await.unwrap();
    assert_eq!(taken, ["firm-b"]);
}

#[tokio::test]
async fn what_lets_people_in_tells_whose_it_is_and_only_the_own_firms_is_changed() {
    let database = filled().await;
    let mut app = database.raw_as("uku_app").await;
    let homes = "SELECT DISTINCT home FROM sign_in_keys ORDER BY home";
    let found: Vec<String> = sqlx::query_scalar(homes).fetch_all(&mut app).await.unwrap();
    assert_eq!(found, ["firm-a", "firm-b"]);
    let delete = "DELETE FROM sign_in_keys";
    assert_eq!(sqlx::query(delete).execute(&mut app).await.unwrap().rows_affected(), 0);
    set_firm(&mut app, "firm-b").await;
    for sql in [
        "INSERT INTO sign_in_keys (key, home, member_id) VALUES ('email:x', 'firm-a', 'mari')",
        "UPDATE sign_in_keys SET home = 'firm-b'",
        "DELETE FROM members",
    ] {
        assert_eq!(refusal(&mut app, sql.to_owned()).await.0, REFUSED, "{sql}");
    }
    assert_eq!(sqlx::query(delete).execute(&mut app).await.unwrap().rows_affected(), 2);
    let found: Vec<String> = sqlx::query_scalar(homes).fetch_all(&mut app).await.unwrap();
    assert_eq!(found, ["firm-a"]);
    let columns = "SELECT string_agg(key || home || member_id, ' ') FROM sign_in_keys";
    let kept: String = sqlx::query_scalar(columns).fetch_one(&mut app).await.unwrap();
    assert!(!kept.contains('@'), "{kept}");
}

#[tokio::test]
async fn no_function_works_with_more_rights_than_its_caller() {
    let database = Database::migrated().await;
    let sql = "SELECT proname::text FROM pg_proc WHERE pronamespace = 'uku'::regnamespace AND prosecdef";
    let found: Vec<String> = sqlx::query_scalar(sql).fetch_all(&mut database.raw().await).await.unwrap();
    assert!(found.is_empty(), "{found:?}");
}

/// Everything outside of our schema that a migration could make or change.
async fn of_the_host(raw: &mut PgConnection) -> Vec<String> {
    sqlx::query_scalar(
        "SELECT concat_ws(' ', relnamespace::regnamespace, relname, relrowsecurity, relacl) FROM pg_class
             WHERE relnamespace::regnamespace::text NOT IN ('uku', 'pg_toast')
         UNION ALL SELECT concat_ws(' ', pronamespace::regnamespace, proname) FROM pg_proc
             WHERE pronamespace <> 'uku'::regnamespace
         UNION ALL SELECT concat_ws(' ', nspname, nspacl) FROM pg_namespace WHERE nspname <> 'uku'
         UNION ALL SELECT extname::text FROM pg_extension ORDER BY 1",
    )
    .fetch_all(raw)
    .await
    .unwrap()
}

#[tokio::test]
async fn the_tables_of_a_larger_product_are_left_alone() {
    drop(Database::migrated().await);
    let database = Database::empty().await;
    let mut raw = database.raw().await;
    run(
        &mut raw,
        "CREATE SCHEMA uku; SET search_path = public; CREATE TABLE run_items (firm_id text, lane text)",
    )
    .await;
    run(&mut raw, "INSERT INTO run_items VALUES ('firm-a', 'theirs')").await;
    let before = of_the_host(&mut raw).await;
    run(&mut raw, format!("ALTER SCHEMA uku OWNER TO {OWNER}")).await;

    migrate(&database.owner_config()).await.unwrap();
    fill(&database.store().await, &database.queue().await, &two_firms()[0]).await;
    assert_eq!(of_the_host(&mut raw).await, before);
    let theirs: Vec<String> =
        sqlx::query_scalar("SELECT lane FROM public.run_items").fetch_all(&mut raw).await.unwrap();
    assert_eq!(theirs, ["theirs"]);
    for role in ["uku_app", "uku_engine"] {
        let select = "SELECT FROM public.run_items".to_owned();
        assert_eq!(refusal(&mut database.raw_as(role).await, select).await.0, REFUSED, "{role}");
    }
}
