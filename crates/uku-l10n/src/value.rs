use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use rust_decimal::Decimal;
use uku_core::calendar::Month;

use crate::Said;

/// What a placeholder of a text stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Words that stay as they are, such as a name.
    Text(String),
    /// A number; a text may choose its plural by it.
    Number(Decimal),
    /// A date.
    Date(NaiveDate),
    /// A time of the day.
    Time(NaiveTime),
    /// A month of a year.
    Month(Month),
    /// An instant, shown by the clock of the locale.
    Moment(DateTime<Utc>),
    /// About how long something takes.
    Duration(TimeDelta),
    /// Something that is said inside.
    Said(Box<Said>),
    /// Several things, said as a list: "a, b and c".
    List(Vec<Said>),
}

/// Values that become a `Value` as they are.
macro_rules! from {
    ($($kind:ty => $variant:ident),+ $(,)?) => {
        $(impl From<$kind> for Value {
            fn from(value: $kind) -> Self {
                Self::$variant(value.into())
            }
        })+
    };
}

from! {
    &str => Text,
    String => Text,
    &String => Text,
    u8 => Number,
    u16 => Number,
    u32 => Number,
    u64 => Number,
    usize => Number,
    i32 => Number,
    i64 => Number,
    Decimal => Number,
    NaiveDate => Date,
    NaiveTime => Time,
    Month => Month,
    DateTime<Utc> => Moment,
    TimeDelta => Duration,
    Said => Said,
    Vec<Said> => List,
}
