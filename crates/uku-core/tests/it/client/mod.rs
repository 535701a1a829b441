mod add;
mod codes;
mod counts;
mod edit;
mod find;
mod house;
mod version;
