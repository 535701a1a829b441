//! How many documents were booked in a month: which numbers there are, and how they are read from the books.

mod count;
mod counts;
mod error;
mod explained;
mod field;
mod plan;
mod read_range;
mod survey;
mod verify;

pub use count::{CountProgress, Counting, MonthCount, Quiet};
pub use counts::{Counts, MonthTally, Tally};
pub use error::{Contradiction, CountError};
pub use field::{DataField, DataFieldError, FieldSet};
pub use plan::{CountingPlan, Step};
pub use read_range::ReadRange;
pub use survey::Survey;
pub use verify::{Comparison, verify_month};
