use std::collections::BTreeSet;

use uku_core::audit::{AuditEntry, AuditEvent};
use uku_core::firm::{Action, Actor, Denied, Firm, FirmChange, Plan, Role, Subscription, Who, WorkPaused};
use uku_testkit::build::{actor, at, firm, id};

use crate::support::is_one_sentence;

/// What each person may, by what the firm pays for. A row is an action; the columns are Owner and Admin, a Member, a
/// Member with the right to export invoices; each on a plan with integrations, on one that has run out, on Solo, and on
/// Solo that has run out. `+` may, `r` the role is too small, `x` the export right is missing, `l` the subscription has
/// run out, `p` the plan has no integrations.
const TABLE: [(Action, &str, &str, &str); 17] = [
    // Action                        leads   member  exporter
    (Action::SeeReports, "++++", "++++", "++++"),
    (Action::SeeClients, "++++", "++++", "++++"),
    (Action::SeeIntegration, "++++", "rrrr", "rrrr"),
    (Action::Activate, "+lpl", "rrrr", "rrrr"),
    (Action::ImportClients, "+lpl", "rrrr", "rrrr"),
    (Action::EditClients, "+lpl", "rrrr", "rrrr"),
    (Action::Connect, "+lpl", "rrrr", "rrrr"),
    (Action::ChangeSettings, "+lpl", "rrrr", "rrrr"),
    (Action::EditTaskLists, "+lpl", "rrrr", "rrrr"),
    (Action::ImportData, "+lpl", "rrrr", "rrrr"),
    (Action::ReloadData, "+lpl", "rrrr", "rrrr"),
    (Action::ExportInvoices, "+lpl", "xxxx", "+lpl"),
    (Action::Deactivate, "++++", "rrrr", "rrrr"),
    (Action::Disconnect, "++++", "rrrr", "rrrr"),
    (Action::DestroyKeys, "++++", "rrrr", "rrrr"),
    (Action::ErasePersonalData, "++++", "rrrr", "rrrr"),
    (Action::ManageMembers, "++++", "rrrr", "rrrr"),
];

fn subscriptions() -> Vec<(usize, Subscription)> {
    vec![
        (0, Subscription { plan: Plan::Team, lapsed: false }),
        (0, Subscription { plan: Plan::Elite, lapsed: false }),
        (1, Subscription { plan: Plan::Team, lapsed: true }),
        (1, Subscription { plan: Plan::Elite, lapsed: true }),
        (2, Subscription { plan: Plan::Solo, lapsed: false }),
        (3, Subscription { plan: Plan::Solo, lapsed: true }),
    ]
}

fn expected(action: Action, letter: u8) -> Result<(), Denied> {
    match letter {
        b'+' => Ok(()),
        b'r' => Err(Denied::Role(action)),
        b'x' => Err(Denied::ExportRight(action)),
        b'l' => Err(Denied::Subscription { action, paused: WorkPaused::Lapsed }),
        _ => Err(Denied::Subscription { action, paused: WorkPaused::NoIntegrations }),
    }
}

#[test]
fn every_action_by_role_plan_and_right() {
    let listed: BTreeSet<Action> = TABLE.iter().map(|row| row.0).collect();
    assert_eq!(listed, Action::ALL.into_iter().collect());
    for (action, leads, member, exporter) in TABLE {
        for role in Role::ALL {
            for exports_invoices in [false, true] {
                for (column, subscription) in subscriptions() {
                    let row = match (role, exports_invoices) {
                        (Role::Owner | Role::Admin, _) => leads,
                        (Role::Member, false) => member,
                        (Role::Member, true) => exporter,
                    };
                    let who = Actor { exports_invoices, subscription, ..actor(role) };
                    let expected = expected(action, row.as_bytes()[column]);
                    assert_eq!(who.may(action), expected, "{action:?} {who:?}");
                }
            }
        }
    }
}

#[test]
fn the_table_covers_every_plan() {
    let plans: BTreeSet<(Plan, bool)> = subscriptions()
        .into_iter()
        .map(|(_, subscription)| (subscription.plan, subscription.lapsed))
        .collect();
    assert_eq!(plans, Plan::ALL.into_iter().flat_map(|plan| [(plan, false), (plan, true)]).collect());
}

#[test]
fn work_goes_on_by_itself_on_a_paid_plan_with_integrations() {
    for (column, subscription) in subscriptions() {
        let expected =
            [Ok(()), Err(WorkPaused::Lapsed), Err(WorkPaused::NoIntegrations), Err(WorkPaused::Lapsed)];
        assert_eq!(subscription.allows_work(), expected[column], "{subscription:?}");
    }
}

#[test]
fn a_refusal_says_who_may_and_what_to_do() {
    let action = Action::ImportClients;
    let paused = |paused| Denied::Subscription { action, paused };
    for (denied, text, remedy) in [
        (
            Denied::Role(action),
            "only the Company Owner or a Company Admin may import clients",
            "Ask the Company Owner or a Company Admin.",
        ),
        (
            Denied::ExportRight(Action::ExportInvoices),
            "only the Company Owner, a Company Admin or a member with the right to export invoices may export invoices",
            "Ask the Company Owner or a Company Admin for the right to export invoices.",
        ),
        (
            paused(WorkPaused::Lapsed),
            "the firm's Uku subscription has run out, so nobody can import clients now",
            "Renew the Uku subscription.",
        ),
        (
            paused(WorkPaused::NoIntegrations),
            "the firm's Uku plan has no integrations, so nobody can import clients now",
            "Change the Uku plan to Team or Elite.",
        ),
    ] {
        assert_eq!(denied.to_string(), text);
        assert_eq!(denied.remedy(), remedy);
    }
    for paused in [WorkPaused::Lapsed, WorkPaused::NoIntegrations] {
        assert!(is_one_sentence(paused.remedy()), "{}", paused.remedy());
    }
}

#[test]
fn every_action_is_named_in_its_own_words() {
    let names: BTreeSet<String> = Action::ALL.iter().map(ToString::to_string).collect();
    assert_eq!(names.len(), Action::ALL.len());
}

#[test]
fn roles_and_plans_are_read_from_their_names() {
    for (text, role) in [("owner", Role::Owner), ("admin", Role::Admin), ("member", Role::Member)] {
        assert_eq!(text.parse(), Ok(role));
    }
    for plan in Plan::ALL {
        assert_eq!(plan.to_string().parse(), Ok(plan));
        assert_eq!(plan.to_string().to_lowercase().parse(), Ok(plan));
    }
    assert_eq!(
        "boss".parse::<Role>().unwrap_err().to_string(),
        "`boss` is not a role; the roles are owner, admin and member"
    );
    assert_eq!(
        "gold".parse::<Plan>().unwrap_err().to_string(),
        "`gold` is not a plan; the plans are solo, team and elite"
    );
}

#[test]
fn a_change_of_a_firm_is_recorded_with_what_is_different() {
    let (now, who) = (at("2026-11-10T05:00:00Z"), Who::Member(id("owner")));
    let before = firm("firm-a");
    assert_eq!(before.record_of_change(&before, who.clone(), now), None);
    let paid = |plan, lapsed| Subscription { plan, lapsed };
    let code = Some("10421629".to_owned());
    let (name, zone) = (("firm-a".to_owned(), "Kask".to_owned()), chrono_tz::Europe::Helsinki);
    let changed = |change: &dyn Fn(&mut Firm)| {
        let mut after = before.clone();
        change(&mut after);
        before.changes(&after)
    };
    let mut each = Vec::new();
    for (one, expected) in [
        (
            changed(&|firm| firm.name.clone_from(&name.1)),
            FirmChange::Name { before: name.0.clone(), after: name.1.clone() },
        ),
        (
            changed(&|firm| firm.registry_code.clone_from(&code)),
            FirmChange::RegistryCode { before: None, after: code.clone() },
        ),
        (
            changed(&|firm| firm.owner = id("mari")),
            FirmChange::Owner { before: id("owner"), after: id("mari") },
        ),
        (
            changed(&|firm| firm.subscription = paid(Plan::Team, true)),
            FirmChange::Subscription { before: before.subscription, after: paid(Plan::Team, true) },
        ),
        (
            changed(&|firm| firm.time_zone = zone),
            FirmChange::TimeZone { before: "Europe/Tallinn".to_owned(), after: "Europe/Helsinki".to_owned() },
        ),
    ] {
        assert_eq!(one, std::slice::from_ref(&expected));
        each.push(expected);
    }
    let after = Firm {
        id: before.id.clone(),
        name: name.1,
        registry_code: code,
        owner: id("mari"),
        subscription: paid(Plan::Team, true),
        time_zone: zone,
    };
    let expected = AuditEntry::new(now, who.clone(), AuditEvent::FirmChanged { what: each });
    assert_eq!(before.record_of_change(&after, who, now), Some(expected));
}
