mod audit;
mod house;
mod import_item;
mod interference;
mod outcome;
mod start;
mod stopped;
