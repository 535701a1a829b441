use chrono::{Datelike, Days, NaiveDate, Weekday};

/// The public holidays with a fixed date that are days off: month and day.
/// Source: the Public Holidays and Days of Remembrance Act (pühade ja tähtpäevade seadus), § 1 and § 2.
const FIXED: [(u32, u32); 9] =
    [(1, 1), (2, 24), (5, 1), (6, 23), (6, 24), (8, 20), (12, 24), (12, 25), (12, 26)];

/// Easter Sunday of a year in the Gregorian calendar.
///
/// The method is the "anonymous Gregorian" one (Butcher, 1876; Meeus, Astronomical Algorithms, chapter 8).
///
/// ```
/// assert_eq!(uku_core::calendar::easter_sunday(2026).to_string(), "2026-04-05");
/// ```
#[must_use]
pub fn easter_sunday(year: i32) -> NaiveDate {
    let golden = year.rem_euclid(19);
    let (century, of_century) = (year.div_euclid(100), year.rem_euclid(100));
    let moon_correction = (8 * century + 13).div_euclid(25);
    let epact = (19 * golden + century - century.div_euclid(4) - moon_correction + 15).rem_euclid(30);
    let to_sunday =
        (32 + 2 * century.rem_euclid(4) + 2 * of_century.div_euclid(4) - epact - of_century.rem_euclid(4))
            .rem_euclid(7);
    let late = (golden + 11 * epact + 22 * to_sunday).div_euclid(451);
    let after_22_march = epact + to_sunday - 7 * late;
    let march_22 = NaiveDate::from_ymd_opt(year, 3, 22).unwrap_or_default();
    march_22 + Days::new(u64::try_from(after_22_march).unwrap_or_default())
}

/// The days off of a year in Estonia besides Saturdays and Sundays, in no particular order.
///
/// Easter Monday and Whit Monday are work days in Estonia, and no day off is moved when it falls on a weekend.
#[must_use]
pub fn days_off(year: i32) -> Vec<NaiveDate> {
    let easter = easter_sunday(year);
    let moving = [easter - Days::new(2), easter, easter + Days::new(49)];
    FIXED.iter().filter_map(|&(month, day)| NaiveDate::from_ymd_opt(year, month, day)).chain(moving).collect()
}

/// Whether people work in Estonia on a date: neither a weekend nor a day off.
///
/// ```
/// use chrono::NaiveDate;
/// let good_friday = NaiveDate::from_ymd_opt(2024, 3, 29).unwrap();
/// assert!(!uku_core::calendar::is_work_day(good_friday));
/// ```
#[must_use]
pub fn is_work_day(date: NaiveDate) -> bool {
    !matches!(date.weekday(), Weekday::Sat | Weekday::Sun) && !days_off(date.year()).contains(&date)
}
