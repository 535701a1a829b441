mod announce;
mod tally;
