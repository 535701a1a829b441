mod days_off;
mod import_day;
mod local_time;
mod month;
mod month_range;
