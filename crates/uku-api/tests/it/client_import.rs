use serde_json::{Value, json};

use crate::ask::{Asker, active};

const FILE: &str = "registry code;name;public key;secret key\n10000018;Kask OÜ;pub;secret-0123456789abc\n\
                    10000024;Tamm OÜ;;\n10000030;Saar OÜ;;\n";

/// The latest import once it is in this state.
async fn until(owner: &Asker, state: &str) -> Value {
    for _ in 0..1000 {
        let import = owner.get("/client-import").await.done(200)["import"].clone();
        if import["state"] == state {
            return import;
        }
        tokio::task::yield_now().await;
    }
    Value::Null
}

#[tokio::test]
async fn clients_are_taken_from_a_file_reviewed_and_confirmed() {
    let (_, owner) = active(&[]).await;
    assert_eq!(owner.get("/client-import").await.done(200)["import"], json!(null));
    owner.get("/client-import/rows").await.refused(409, "conflict");
    let begun = owner.post("/client-import/file", &json!({ "content": FILE })).await;
    let import = begun.done(202)["id"].clone();
    assert_eq!(begun.header("location"), "/api/v1/client-import");
    assert_eq!(until(&owner, "ready").await["rows"], 3);
    let rows = owner.pages("/client-import/rows", 2).await;
    assert_eq!(rows.len(), 3);
    assert!(rows.iter().all(|row| row["kind"] == "new" && row["ticked"] == true));
    let unticked = json!({ "import": import, "choices": [{ "row": 3, "ticked": false }] });
    owner.send("PATCH", "/client-import/rows", &[], Some(&unticked)).await.done(204);
    let lost = json!({ "import": import, "choices": [{ "row": 9 }] });
    owner.send("PATCH", "/client-import/rows", &[], Some(&lost)).await.refused(404, "not-found");
    let both = json!({ "import": import, "choices": [{ "row": 1, "client": "a", "isNew": true }] });
    owner.send("PATCH", "/client-import/rows", &[], Some(&both)).await.refused(422, "invalid");
    owner.post("/client-import/confirm", &json!({ "import": import })).await.done(202);
    let done = until(&owner, "confirmed").await["confirmed"].clone();
    assert_eq!((&done["created"], &done["declined"], &done["connected"]), (&json!(2), &json!(1), &json!(1)));
    assert_eq!(owner.pages("/clients", 10).await.len(), 2);
    owner.post("/client-import/confirm", &json!({ "import": import })).await.refused(409, "conflict");
}

#[tokio::test]
async fn a_wrong_password_is_told_and_an_import_can_be_given_up() {
    let (_, owner) = active(&[]).await;
    owner.act("/client-import/cancel").await.refused(409, "conflict");
    let wrong = json!({ "email": "mari@books.example", "password": "wrong" });
    let problem = owner.post("/client-import/directory", &wrong).await.refused(422, "invalid");
    assert_eq!(problem["errors"][0]["field"], "password");
    owner.post("/client-import/file", &json!({ "content": "" })).await.refused(422, "invalid");
    owner.act("/client-import/own-books").await.refused(409, "conflict");
    owner.post("/client-import/file", &json!({ "content": FILE })).await.done(202);
    until(&owner, "ready").await;
    assert_eq!(owner.act("/client-import/cancel").await.done(200)["state"], "cancelled");
}
