use std::collections::BTreeMap;
use std::sync::Mutex;

use async_trait::async_trait;
use uku_core::firm::{FirmId, MemberId, MemberProfile, Members, MembersError};

/// The people of some firms, as a larger product knows them.
#[derive(Debug, Default)]
pub struct MemoryMembers(Mutex<BTreeMap<(FirmId, MemberId), MemberProfile>>);

impl MemoryMembers {
    /// Adds a person to a firm, or makes the one with the same identity like this one.
    pub fn put(&self, firm: &FirmId, member: MemberProfile) {
        self.0.lock().unwrap().insert((firm.clone(), member.id.clone()), member);
    }
}

#[async_trait]
impl Members for MemoryMembers {
    async fn members(&self, firm: &FirmId) -> Result<Vec<MemberProfile>, MembersError> {
        let kept = self.0.lock().unwrap();
        let of_firm = kept.iter().filter(|((owner, _), _)| owner == firm);
        let mut members: Vec<MemberProfile> = of_firm.map(|(_, member)| member.clone()).collect();
        members.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
        Ok(members)
    }

    async fn member(&self, firm: &FirmId, member: &MemberId) -> Result<Option<MemberProfile>, MembersError> {
        Ok(self.0.lock().unwrap().get(&(firm.clone(), member.clone())).cloned())
    }
}
