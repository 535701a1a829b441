use axum::http::Method;
use serde_json::{Value, json};
use uku_testkit::build::{client, firm_b};
use uku_web::{Access, Entry};
use uku_web_testkit::{TestSite, Who};

use crate::ask::{Asker, asker, keys, set_up, site, table};

/// The path of an entry about something in firm A, or about what nobody has.
fn named(entry: &Entry, theirs: &Theirs) -> String {
    let names = [
        ("{client}", theirs.client.as_str()),
        ("{run}", &theirs.run),
        ("{month}", "2026-10"),
        ("{topic}", &theirs.topic),
        ("{field}", &theirs.field),
        ("{member}", &theirs.member),
        ("{session}", &"0".repeat(64)),
    ];
    names.iter().fold(entry.path.clone(), |path, (place, name)| path.replace(place, name))
}

/// What belongs to somebody.
struct Theirs {
    client: String,
    run: String,
    topic: String,
    field: String,
    member: String,
}

impl Theirs {
    fn nobodys() -> Self {
        Self {
            client: "nobodys".to_owned(),
            run: "00000000-0000-7000-8000-0000000000ff".to_owned(),
            topic: "nobodys".to_owned(),
            field: "nobodys".to_owned(),
            member: "nobodys".to_owned(),
        }
    }
}

/// A document that an operation takes; about a client of this name, where it names one.
fn sample(entry: &Entry, client: &str) -> Option<Value> {
    let path = entry.path.strip_prefix("/api/v1").unwrap();
    let reads = entry.method == Method::GET || entry.method == Method::DELETE;
    let months = json!({ "from": "2026-09", "to": "2026-10" });
    Some(match path {
        _ if reads => return None,
        "/integration/destroy-keys" => json!({ "confirmation": "no" }),
        "/clients" => json!({ "name": "Kask OÜ" }),
        "/clients/{client}" => json!({ "name": "Kask OÜ", "active": true }),
        "/settings" => json!({}),
        "/topics" => json!({ "name": "Books" }),
        "/topics/{topic}" => json!({ "name": "Books", "archived": false }),
        "/custom-fields" => json!({ "name": "Sales", "kind": "number" }),
        "/custom-fields/{field}" => json!({ "name": "Sales", "kind": "number", "archived": false }),
        "/import-data" | "/import-data/forecast" => json!({ "clients": [client], "months": months }),
        "/reload" | "/reload/forecast" => json!({ "clients": [client] }),
        "/notices/read" => json!({ "upTo": 1 }),
        "/client-import/directory" => json!({ "email": "mari@books.example", "password": "maasikas" }),
        "/client-import/file" => json!({ "content": "registry code;name\n10000018;Kask OÜ" }),
        "/client-import/rows" => {
            json!({ "import": "00000000-0000-7000-8000-0000000000ff", "choices": [] })
        }
        "/client-import/confirm" => json!({ "import": "00000000-0000-7000-8000-0000000000ff" }),
        "/members" => json!({ "name": "Ants", "email": "ants@firm.example", "role": "member" }),
        "/members/{member}" => json!({ "name": "Ants" }),
        "/session" => json!({ "email": "a@b.example", "password": "x" }),
        "/session/code" => json!({ "challenge": "x", "code": "123456" }),
        "/session/link" => json!({ "link": "x", "newPassword": "maasikad ja kohv" }),
        "/account/password" => json!({ "password": "x", "newPassword": "maasikad ja kohv" }),
        "/account/second-factor" if entry.method == Method::PUT => json!({ "code": "123456" }),
        "/account/second-factor/remove" | "/account/recovery-codes" => json!({ "password": "x" }),
        _ if path.ends_with("/connection") || path == "/own-books" => keys("sample"),
        _ if path.ends_with("/try") => keys("sample"),
        _ if path.ends_with("/paused") => json!({ "paused": true }),
        _ => return None,
    })
}

async fn ask(who: &Asker, entry: &Entry, theirs: &Theirs) -> crate::ask::Reply {
    let mut path = named(entry, theirs);
    if entry.path.ends_with("/clients/{client}/reports") {
        path += "?to=2026-10";
    }
    let seen = [("if-match", "*")];
    who.send(entry.method.as_str(), &path, &seen, sample(entry, &theirs.client).as_ref()).await
}

#[tokio::test]
async fn each_operation_answers_everybody_as_the_policy_says() {
    for entry in table() {
        for who in Who::ALL {
            let site = site();
            let reply = ask(&asker(&site, who), &entry, &Theirs::nobodys()).await;
            let case = format!("{who:?}: {} {} -> {}", entry.method, entry.path, reply.text);
            let may = match (entry.access, who.identity()) {
                (Access::Anybody, _) | (Access::Member, Some(_)) => Ok(()),
                (_, None) => Err(401),
                (Access::May(action), Some(identity)) => identity.actor.may(action).map_err(|_| 403),
            };
            match may {
                Err(status) => assert_eq!(reply.status, status, "{case}"),
                // These people have no session of their own.
                Ok(()) if entry.path.contains("/account/") => assert_ne!(reply.status, 403, "{case}"),
                Ok(()) => assert!(![401, 403].contains(&reply.status), "{case}"),
            }
            assert!(reply.status < 500, "{case}");
            if reply.status >= 400 {
                assert_eq!(reply.header("content-type"), "application/problem+json", "{case}");
            }
            assert_eq!(reply.status == 401, !reply.header("www-authenticate").is_empty(), "{case}");
        }
    }
}

/// A site on which both firms use the integration, what belongs to firm A, and the owner of firm B.
async fn two_firms() -> (TestSite, Theirs, Asker) {
    let (site, owner) = set_up(&["theirs"]).await;
    let run = owner.post("/reload", &json!({})).await.done(202);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let topics = owner.get("/topics").await.done(200);
    let fields = owner.get("/custom-fields").await.done(200);
    let invited = json!({ "name": "Ants", "email": "ants@firm.example", "role": "member" });
    let invited = owner.post("/members", &invited).await.done(201);
    let theirs = Theirs {
        client: "theirs".to_owned(),
        run: text(&run["run"]),
        topic: text(&topics["items"][0]["id"]),
        field: text(&fields["items"][0]["id"]),
        member: text(&invited["member"]),
    };
    let other = asker(&site, Who::OtherOwner);
    other.act("/integration/activate").await.done(200);
    site.clients.put(&firm_b(), client("ours"));
    (site, theirs, other)
}

#[tokio::test]
async fn what_another_firm_has_is_as_if_nobody_had_it() {
    let named: Vec<Entry> = table()
        .into_iter()
        .filter(|entry| {
            entry.path.contains('{') || sample(entry, "x").is_some_and(|body| body.get("clients").is_some())
        })
        .collect();
    assert!(named.len() > 25);
    for entry in named {
        let (_, theirs, other) = two_firms().await;
        let of_theirs = ask(&other, &entry, &theirs).await;
        let of_nobody = ask(&other, &entry, &Theirs::nobodys()).await;
        let case = format!("{} {}", entry.method, entry.path);
        assert_eq!(of_theirs.status, of_nobody.status, "{case}: {} / {}", of_theirs.text, of_nobody.text);
        assert_eq!(of_theirs.text, of_nobody.text, "{case}");
        let by_identity = ["{client}", "{run}"].iter().any(|place| entry.path.contains(place));
        if by_identity {
            of_theirs.refused(404, "not-found");
        }
    }
}
