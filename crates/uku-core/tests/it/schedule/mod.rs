mod hindered;
mod house;
mod late_look;
mod life;
mod rules;
mod tick;
mod upcoming;
