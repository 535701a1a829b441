use serde_json::json;
use uku_web_testkit::Who;

use crate::ask::{Asker, active, asker};

#[tokio::test]
async fn a_person_comes_in_by_a_link_and_goes() {
    let (site, owner) = active(&[]).await;
    let ants = json!({ "name": "Ants Aru", "email": "ants@firm.example", "role": "member" });
    let link = owner.post("/members", &ants).await.done(201);
    let token = link["path"].as_str().unwrap().strip_prefix("/link/").unwrap();
    let nobody = asker(&site, Who::Nobody);
    let weak = json!({ "link": token, "newPassword": "short" });
    let problem = nobody.post("/session/link", &weak).await.refused(422, "invalid");
    assert_eq!(problem["errors"][0]["field"], "newPassword");
    let password = "kolm maasikat ja kohv";
    let accepted = json!({ "link": token, "newPassword": password });
    nobody.post("/session/link", &accepted).await.done(200);
    nobody.post("/session/link", &accepted).await.refused(409, "conflict");

    let wrong = json!({ "email": "ants@firm.example", "password": "wrong" });
    nobody.post("/session", &wrong).await.refused(422, "invalid");
    let right = json!({ "email": "ants@firm.example", "password": password });
    let entered = nobody.post("/session", &right).await.done(200);
    let bearer = format!("Bearer {}", entered["token"].as_str().unwrap());
    let known = [("authorization", bearer.as_str())];
    let me = nobody.send("GET", "/me", &known, None).await.done(200);
    assert_eq!(me["name"], "Ants Aru");
    let sessions = nobody.send("GET", "/account/sessions", &known, None).await.done(200);
    let sessions = sessions["items"].as_array().unwrap().clone();
    assert_eq!(sessions.iter().filter(|session| session["current"] == true).count(), 1);
    let ended = nobody.send("DELETE", "/account/sessions", &known, None).await.done(200);
    assert_eq!(ended["sessions"], sessions.len() - 1);
    let change = json!({ "password": password, "newPassword": "neli maasikat ja kohv" });
    nobody.send("PUT", "/account/password", &known, Some(&change)).await.done(204);
    let problem =
        nobody.send("PUT", "/account/password", &known, Some(&change)).await.refused(422, "invalid");
    assert_eq!(problem["errors"][0]["field"], "password");
    nobody.send("DELETE", "/session", &known, None).await.done(204);
    nobody.send("GET", "/me", &known, None).await.refused(401, "signed-out");
}

#[tokio::test]
async fn codes_of_links_and_challenges_that_nobody_has_are_refused() {
    let (site, _) = active(&[]).await;
    let nobody = Asker::of(site.visitor(Who::Nobody));
    let code = json!({ "challenge": "x", "code": "123456" });
    nobody.post("/session/code", &code).await.refused(409, "conflict");
    nobody.delete("/session").await.refused(401, "signed-out");
}
