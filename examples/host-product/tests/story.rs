//! The program tells its story to the end.

use assert_cmd::Command;

#[test]
fn the_counts_are_in_the_hosts_own_tasks_and_the_end_in_its_feed() {
    let told = Command::new(env!("CARGO_BIN_EXE_host-product")).assert().success();
    let told = String::from_utf8(told.get_output().stdout.clone()).unwrap();
    let lines: Vec<&str> = told.lines().collect();
    let [tested, tasks @ .., feed] = &lines[..] else { panic!("nothing was told") };
    assert_eq!(*tested, "Connection successful!");
    assert_eq!(tasks.len(), 3, "{told}");
    for (number, task) in (1..).zip(tasks) {
        assert!(task.starts_with(&format!("task {number}, ")), "{task}");
        assert!(task.contains("Purchase entries ") && task.contains("Sales entries "), "{task}");
    }
    assert!(feed.starts_with("for mari: Import data of "), "{feed}");
    assert!(feed.ends_with(" for 1 client is done: 3 created"), "{feed}");
}
