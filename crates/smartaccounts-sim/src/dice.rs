//! Repeatable chance: every throw is named, so that any fact can be drawn alone and out of order.

/// A place in a tree of named throws; the same path from the same seed always shows the same face.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) const fn seeded(seed: u64) -> Self {
        Self(scramble(seed ^ 0x5bd1_e995_9d1c_a3f7))
    }

    /// The branch with this name.
    pub(crate) const fn on(self, name: &str) -> Self {
        let bytes = name.as_bytes();
        let mut state = self.0;
        let mut at = 0;
        while at < bytes.len() {
            state = (state ^ bytes[at] as u64).wrapping_mul(0x0000_0100_0000_01b3);
            at += 1;
        }
        Self(scramble(state))
    }

    /// The branch with this number.
    pub(crate) const fn at(self, number: u64) -> Self {
        Self(scramble(self.0 ^ scramble(number.wrapping_add(0x9e37_79b9_7f4a_7c15))))
    }

    pub(crate) const fn bits(self) -> u64 {
        self.0
    }

    /// A number below `sides`; 0 when there are none.
    pub(crate) const fn below(self, sides: u64) -> u64 {
        if sides == 0 { 0 } else { self.0 % sides }
    }

    /// As `below`, for the small numbers that most facts are.
    pub(crate) fn small(self, sides: u32) -> u32 {
        u32::try_from(self.below(u64::from(sides))).unwrap_or(0)
    }

    pub(crate) const fn coin(self) -> bool {
        self.0 & 1 == 1
    }

    /// One of a list; `None` only of an empty one.
    pub(crate) fn pick<T>(self, among: &[T]) -> Option<&T> {
        among.get(usize::try_from(self.below(among.len() as u64)).unwrap_or(0))
    }
}

/// The finaliser of splitmix64: a bijection in which every bit depends on every other.
const fn scramble(mut x: u64) -> u64 {
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}
