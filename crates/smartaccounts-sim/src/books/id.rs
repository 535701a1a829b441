//! Identifiers shaped like UUIDs that say, to the simulator alone, what they name: a look-up needs no index.

use super::kind::Kind;
use super::month::Month;
use crate::dice::Dice;

/// A document made from the seed: its place is its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Spot {
    pub(crate) month: Month,
    pub(crate) kind: Kind,
    /// The number within month and kind, from 0.
    pub(crate) index: u32,
}

/// Names a document within a company. The order is the order within a day of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum DocKey {
    Made(Spot),
    /// Added since the start, numbered from 0.
    Added(u32),
}

/// Which of a company's partners.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Side {
    Client,
    Vendor,
}

/// What an identifier names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Named {
    /// The entry in the ledger.
    Entry(DocKey),
    /// The invoice or payment that the entry comes from.
    Source(DocKey),
    Partner(Side, u32),
}

const TAG_SHIFT: u32 = 60;
const COMPANY_SHIFT: u32 = 44;
const MONTH_SHIFT: u32 = 32;
const KIND_SHIFT: u32 = 28;
const INDEX_MASK: u64 = (1 << KIND_SHIFT) - 1;

/// Writes and reads one company's identifiers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ids {
    pub(crate) dice: Dice,
    pub(crate) company: u16,
}

impl Ids {
    pub(crate) fn write(&self, named: Named) -> String {
        let payload = self.pack(named);
        let check = self.dice.on("check").at(payload).bits();
        let veiled = payload ^ self.veil(check);
        let (high, low) = (format!("{veiled:016x}"), format!("{check:016x}"));
        let part = |text: &str, from: usize, to: usize| text.get(from..to).unwrap_or_default().to_owned();
        [part(&high, 0, 8), part(&high, 8, 12), part(&high, 12, 16), part(&low, 0, 4), part(&low, 4, 16)]
            .join("-")
    }

    /// What an identifier names; `None` for anything that this company never wrote.
    pub(crate) fn read(&self, text: &str) -> Option<Named> {
        let digits: String = text.split('-').collect();
        if text.len() != 36 || digits.len() != 32 {
            return None;
        }
        let veiled = u64::from_str_radix(digits.get(..16)?, 16).ok()?;
        let check = u64::from_str_radix(digits.get(16..)?, 16).ok()?;
        let named = Self::unpack(veiled ^ self.veil(check))?;
        (self.write(named) == text).then_some(named)
    }

    fn veil(&self, check: u64) -> u64 {
        self.dice.on("veil").at(check).bits()
    }

    fn pack(&self, named: Named) -> u64 {
        let (tag, rest) = match named {
            Named::Entry(DocKey::Made(spot)) => (1, pack_spot(spot)),
            Named::Source(DocKey::Made(spot)) => (2, pack_spot(spot)),
            Named::Entry(DocKey::Added(number)) => (3, u64::from(number)),
            Named::Source(DocKey::Added(number)) => (4, u64::from(number)),
            Named::Partner(Side::Client, number) => (5, u64::from(number)),
            Named::Partner(Side::Vendor, number) => (6, u64::from(number)),
        };
        (tag << TAG_SHIFT) | (u64::from(self.company) << COMPANY_SHIFT) | rest
    }

    fn unpack(payload: u64) -> Option<Named> {
        let number = u32::try_from(payload & u64::from(u32::MAX)).ok()?;
        match payload >> TAG_SHIFT {
            1 => unpack_spot(payload).map(|spot| Named::Entry(DocKey::Made(spot))),
            2 => unpack_spot(payload).map(|spot| Named::Source(DocKey::Made(spot))),
            3 => Some(Named::Entry(DocKey::Added(number))),
            4 => Some(Named::Source(DocKey::Added(number))),
            5 => Some(Named::Partner(Side::Client, number)),
            6 => Some(Named::Partner(Side::Vendor, number)),
            _ => None,
        }
    }
}

fn pack_spot(spot: Spot) -> u64 {
    (u64::from(spot.month.since_opening().unwrap_or_default()) & 0xfff) << MONTH_SHIFT
        | u64::from(spot.kind.number()) << KIND_SHIFT
        | u64::from(spot.index) & INDEX_MASK
}

fn unpack_spot(payload: u64) -> Option<Spot> {
    let month = Month::after_opening(u16::try_from((payload >> MONTH_SHIFT) & 0xfff).ok()?);
    let kind = *Kind::ALL.get(usize::try_from((payload >> KIND_SHIFT) & 0xf).ok()?)?;
    Some(Spot { month, kind, index: u32::try_from(payload & INDEX_MASK).ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_identifier_reads_back_and_no_other_does() {
        let ids = Ids { dice: Dice::seeded(7).on("ids"), company: 12 };
        let spot = Spot { month: Month::after_opening(141), kind: Kind::PeriodSalary, index: 65_003 };
        for named in [
            Named::Entry(DocKey::Made(spot)),
            Named::Source(DocKey::Made(spot)),
            Named::Entry(DocKey::Added(9)),
            Named::Partner(Side::Vendor, 3),
        ] {
            let text = ids.write(named);
            assert_eq!(text.len(), 36);
            assert_eq!(ids.read(&text), Some(named));
            let other = Ids { company: 13, ..ids };
            assert_eq!(other.read(&text), None);
        }
        for text in ["", "õ", "11111111-2222-3333-4444-555555555555", "111111112222333344445555555555555555"]
        {
            assert_eq!(ids.read(text), None, "{text}");
        }
    }
}
