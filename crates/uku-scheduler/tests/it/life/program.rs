use chrono::{DateTime, TimeDelta, Utc};
use uku_core::clock::Clock as _;
use uku_scheduler::{Clockwork, Means, NodeConfig, Worker};
use uku_testkit::fake::ManualClock;

use super::firms::{Village, end};
use crate::clocks::WrongClock;
use crate::dice::Dice;
use crate::mortal::Mortality;

/// One look of one program at what has come up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// When, by the true time.
    pub(super) at: DateTime<Utc>,
    /// What the program's clock showed.
    pub(super) shown: DateTime<Utc>,
    /// Whether it came to its end; otherwise the program died.
    pub(super) done: bool,
    /// Whether it then worked off all that it found, in peace.
    pub(super) worked: bool,
    /// Whether nothing has happened lately: all clocks are right, and somebody looked just before.
    pub(super) quiet: bool,
}

/// A program that lives for a while.
struct Program {
    clock: WrongClock,
    mortality: Mortality,
    means: Means,
    alive: Option<(Clockwork, Worker)>,
    name: &'static str,
}

impl Program {
    fn new(village: &Village, clock: WrongClock, name: &'static str) -> Self {
        let mortality = Mortality::default();
        let means = Means { clock: std::sync::Arc::new(clock.clone()), ..village.house.means() };
        Self { means: mortality.of(means), clock, mortality, alive: None, name }
    }

    fn end(&mut self) {
        self.alive = None;
    }

    /// Looks and works: whether it came to the end of each, and when it wants to look again by the true time.
    async fn look(&mut self) -> (bool, bool, Option<DateTime<Utc>>) {
        let (clockwork, worker) = self.alive.get_or_insert_with(|| {
            (
                Clockwork::new(self.means.clone()),
                Worker::new(self.means.clone(), NodeConfig::named(self.name)),
            )
        });
        let mut next = None;
        let ticks = async { next = clockwork.tick().await };
        let looked = self.mortality.outlives(ticks).await;
        let lived = looked && self.mortality.outlives(worker.work_off()).await;
        if !lived {
            self.end();
        }
        (looked, lived, next.map(|next| next - self.clock.ahead()))
    }
}

/// The programs that work for a village, and what happens to them.
pub(super) struct Programs<'a> {
    village: &'a Village,
    truth: ManualClock,
    pair: [Program; 2],
    both: bool,
    dice: Dice,
    looks: Vec<Look>,
}

impl<'a> Programs<'a> {
    pub(super) fn new(village: &'a Village, seed: u64) -> Self {
        let truth = village.truth.clone();
        // The first runs where the memory is.
        let first = Program::new(village, village.shown.clone(), "first");
        let second = Program::new(village, WrongClock::of(&truth), "second");
        Self { village, truth, pair: [first, second], both: false, dice: Dice::new(seed), looks: Vec::new() }
    }

    /// Lives to the end; every look that was taken.
    pub(super) async fn live(mut self) -> Vec<Look> {
        let mut quiet = false;
        while self.truth.now() < end() {
            let next = self.look(quiet).await;
            quiet = next.is_some() && self.are_right();
            self.wait(next).await;
            quiet &= !self.disturb();
        }
        // What died last is taken over.
        for program in &self.pair {
            program.clock.jump(TimeDelta::zero());
        }
        for _ in 0..6 {
            self.truth.advance(TimeDelta::minutes(10));
            self.look(false).await;
        }
        self.looks
    }

    /// One or both look; when somebody wants to look again, none if somebody died.
    async fn look(&mut self, quiet: bool) -> Option<DateTime<Utc>> {
        let which = if self.both { 0..2 } else { 0..1 };
        let mut earliest: Option<DateTime<Utc>> = None;
        let mut lived = true;
        for program in &mut self.pair[which] {
            if self.dice.happens(20) {
                program.mortality.dies_after(Some(self.dice.below(1_000)));
            }
            let at = self.truth.now();
            let (done, worked, next) = program.look().await;
            let shown = at + program.clock.ahead();
            self.looks.push(Look { at, shown, done, worked: worked && quiet, quiet });
            lived &= worked;
            earliest = earliest.into_iter().chain(next).min();
        }
        earliest.filter(|_| lived)
    }

    /// Waits for the next look: not long past it, and often not as long.
    async fn wait(&mut self, next: Option<DateTime<Utc>>) {
        let soon = self.truth.now() + TimeDelta::minutes(if next.is_some() { 60 * 30 } else { 2 });
        let next = next.map_or(soon, |next| next.min(soon)).max(self.truth.now() + TimeDelta::seconds(1));
        self.truth.sleep_until(next.min(end())).await;
    }

    fn are_right(&self) -> bool {
        self.pair.iter().all(|program| program.clock.ahead().is_zero())
    }

    /// Something may happen; whether it did.
    fn disturb(&mut self) -> bool {
        // In the last weeks all is calm, so that everything comes to its end.
        if self.truth.now() + TimeDelta::days(60) > end() {
            return false;
        }
        if self.dice.happens(100) {
            let which = self.dice.below(1_000_000);
            self.village.enter_late(usize::try_from(which).unwrap());
        }
        let dice = &mut self.dice;
        match dice.below(1_000) {
            // Nothing runs for hours, or for up to two weeks.
            0..10 => self.truth.advance(TimeDelta::minutes(dice.between(1, 12 * 60))),
            10..14 => self.truth.advance(TimeDelta::minutes(dice.between(1, 14 * 24 * 60))),
            // A clock jumps by up to two hours.
            14..30 => {
                let which = usize::try_from(dice.below(2)).unwrap();
                self.pair[which].clock.jump(TimeDelta::minutes(dice.between(-120, 120)));
            }
            // The clocks are set right.
            30..70 => self.pair.iter().for_each(|program| program.clock.jump(TimeDelta::zero())),
            // A program is stopped and begun anew.
            70..140 => {
                let which = usize::try_from(dice.below(2)).unwrap();
                self.pair[which].end();
                return false;
            }
            // The second begins.
            140..145 => {
                self.both = true;
                return false;
            }
            // It ends.
            145..160 => {
                self.both = false;
                return false;
            }
            _ => return false,
        }
        true
    }
}
