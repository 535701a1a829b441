use async_trait::async_trait;
use secrecy::ExposeSecret;
use uku_core::firm::{Actor, MemberProfile, Plan, Role, Subscription};
use uku_testkit::build::{firm_a, firm_b, id, subscription};
use uku_web::{Credentials, Gate, Identity, Refusal, SessionGate};

/// Who looks at a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    /// Somebody unknown.
    Nobody,
    /// The owner of firm A.
    Owner,
    /// An admin of firm A.
    Admin,
    /// A member of firm A.
    Member,
    /// The owner of firm B.
    OtherOwner,
    /// The owner of firm A, were its subscription over.
    LapsedOwner,
}

impl Who {
    /// Everybody.
    pub const ALL: [Self; 6] =
        [Self::Nobody, Self::Owner, Self::Admin, Self::Member, Self::OtherOwner, Self::LapsedOwner];

    /// The token that lets them in; none for nobody.
    #[must_use]
    pub fn token(self) -> Option<&'static str> {
        match self {
            Self::Nobody => None,
            Self::Owner => Some("token-of-owner"),
            Self::Admin => Some("token-of-admin"),
            Self::Member => Some("token-of-member"),
            Self::OtherOwner => Some("token-of-other-owner"),
            Self::LapsedOwner => Some("token-of-lapsed-owner"),
        }
    }

    /// Who they are; none for nobody.
    #[must_use]
    pub fn identity(self) -> Option<Identity> {
        let lapsed = Subscription { plan: Plan::Team, lapsed: true };
        let (firm, member, name, role, subscription) = match self {
            Self::Nobody => return None,
            Self::Owner => (firm_a(), "owner", "Mari Maasikas", Role::Owner, subscription()),
            Self::Admin => (firm_a(), "admin", "Jaan Kask", Role::Admin, subscription()),
            Self::Member => (firm_a(), "member", "Liis Põder", Role::Member, subscription()),
            Self::OtherOwner => (firm_b(), "owner", "Peeter Pihlakas", Role::Owner, subscription()),
            Self::LapsedOwner => (firm_a(), "owner", "Mari Maasikas", Role::Owner, lapsed),
        };
        let actor = Actor { firm, member: id(member), role, exports_invoices: false, subscription };
        Some(Identity { actor, name: name.to_owned() })
    }

    /// The same, as the firm's members have it; none for nobody.
    #[must_use]
    pub fn profile(self) -> Option<MemberProfile> {
        let Identity { actor, name } = self.identity()?;
        Some(MemberProfile {
            email: Some(format!("{}@{}.example", actor.member, actor.firm)),
            id: actor.member,
            name,
            role: actor.role,
            exports_invoices: actor.exports_invoices,
            active: true,
        })
    }
}

/// Lets people in by their names, and those who signed in.
pub(crate) struct TestGate(pub(crate) SessionGate);

#[async_trait]
impl Gate for TestGate {
    async fn identify(&self, credentials: &Credentials) -> Result<Option<Identity>, Refusal> {
        let Some(token) = &credentials.token else { return Ok(None) };
        match Who::ALL.into_iter().find(|who| who.token() == Some(token.expose_secret())) {
            Some(who) => Ok(who.identity()),
            None => self.0.identify(credentials).await,
        }
    }
}
