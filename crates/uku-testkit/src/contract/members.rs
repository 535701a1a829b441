//! The clauses of [`Members`].

use async_trait::async_trait;
use uku_core::firm::{FirmId, MemberProfile, Members, Role};

use crate::build::{firm_a, firm_b, id};

/// No people, in the [`two_firms`](crate::build::two_firms).
#[async_trait]
pub trait MembersHarness: Send + Sync {
    /// The adapter.
    fn members(&self) -> &dyn Members;

    /// Adds a person to a firm. Each has an email address that nobody else has.
    async fn add(&self, firm: &FirmId, member: &MemberProfile);
}

suite! { $ members_contract, members {
    people_come_back_as_they_were,
    people_come_by_name,
    a_firm_may_have_nobody,
    another_firms_people_are_not_seen,
} }

fn person(member: &str, name: &str) -> MemberProfile {
    MemberProfile {
        id: id(member),
        name: name.to_owned(),
        email: Some(format!("{}@Firma.example", member.to_uppercase())),
        role: Role::Member,
        exports_invoices: false,
        active: true,
    }
}

async fn one(harness: &dyn MembersHarness, firm: &FirmId, member: &str) -> Option<MemberProfile> {
    harness.members().member(firm, &id(member)).await.unwrap()
}

/// Of every role, with the right to export invoices and without, those who left too.
pub async fn people_come_back_as_they_were(harness: &dyn MembersHarness) {
    for (number, role) in (1..).zip(Role::ALL) {
        for (more, exports_invoices) in [("a", true), ("b", false)] {
            let member = format!("{number}{more}");
            let active = number != 3;
            let person = MemberProfile { role, exports_invoices, active, ..person(&member, "Õie O'Nurm") };
            harness.add(&firm_a(), &person).await;
            assert_eq!(one(harness, &firm_a(), &member).await.as_ref(), Some(&person));
        }
    }
    assert_eq!(harness.members().members(&firm_a()).await.unwrap().len(), 6);
}

/// Those of one name by identity.
pub async fn people_come_by_name(harness: &dyn MembersHarness) {
    let (first, last) = (person("3", "Aet"), person("0", "Zoja"));
    let (mari, other) = (person("1", "Mari"), MemberProfile { active: false, ..person("2", "Mari") });
    for person in [&other, &last, &first, &mari] {
        harness.add(&firm_a(), person).await;
    }
    assert_eq!(harness.members().members(&firm_a()).await, Ok(vec![first, mari, other, last]));
}

/// Where people were never entered, there are none; nobody is made up.
pub async fn a_firm_may_have_nobody(harness: &dyn MembersHarness) {
    assert_eq!(harness.members().members(&firm_a()).await, Ok(vec![]));
    assert_eq!(one(harness, &firm_a(), "mari").await, None);
    assert_eq!(harness.members().members(&id("nobodys")).await, Ok(vec![]));
}

/// Two firms may have a person of the same identity.
pub async fn another_firms_people_are_not_seen(harness: &dyn MembersHarness) {
    let ours = person("mari", "Mari");
    let theirs = MemberProfile { email: Some("mari@teine.example".to_owned()), ..person("mari", "Mari T") };
    harness.add(&firm_a(), &ours).await;
    harness.add(&firm_b(), &theirs).await;
    harness.add(&firm_b(), &person("jaan", "Jaan")).await;
    assert_eq!(harness.members().members(&firm_a()).await, Ok(vec![ours.clone()]));
    assert_eq!(one(harness, &firm_a(), "mari").await, Some(ours));
    assert_eq!(one(harness, &firm_b(), "mari").await, Some(theirs));
    assert_eq!(one(harness, &firm_a(), "jaan").await, None);
}
