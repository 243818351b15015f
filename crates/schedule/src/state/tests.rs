use jiff::civil::date;

use super::*;
use crate::window::{Bounds, DueRule, Offset, PeriodDay, Recurrence};

fn on(window: &Window, progress: &Progress, today: Date) -> State {
    state(window, progress, today, &Calendar::vietnam(), &Rules::default())
}

fn plan() -> Bounds {
    Bounds {
        start: Some(date(2025, 1, 1)),
        end: Some(date(2025, 12, 31)),
        ..Bounds::default()
    }
}

#[test]
fn a_month_opens_runs_and_is_late_after_its_end() {
    let window = Window::month("2025-03".parse().unwrap());
    let none = Progress::default();
    assert_eq!(
        on(&window, &none, date(2025, 1, 10)),
        State::NotYet {
            opens: date(2025, 3, 1)
        }
    );
    assert_eq!(
        on(&window, &none, date(2025, 2, 25)),
        State::Coming {
            opens: date(2025, 3, 1)
        }
    );
    assert_eq!(
        on(&window, &none, date(2025, 3, 3)),
        State::Due {
            by: Some(date(2025, 3, 31))
        }
    );
    let risk = State::AtRisk {
        by: date(2025, 3, 31),
        working_days_left: 2,
    };
    assert_eq!(on(&window, &none, date(2025, 3, 28)), risk);
    assert_eq!(
        on(&window, &none, date(2025, 4, 1)),
        State::Late {
            by: date(2025, 3, 31),
            working_days: 1
        }
    );
    let done = Progress {
        done_on: Some(date(2025, 4, 2)),
        ..none
    };
    assert_eq!(
        on(&window, &done, date(2025, 5, 1)),
        State::Done {
            on: date(2025, 4, 2),
            working_days_late: 2
        }
    );
}

#[test]
fn work_far_behind_the_time_is_at_risk() {
    let window = Window::quarter("2025-Q2".parse().unwrap());
    let little = Progress {
        percent_done: Some(20),
        ..Progress::default()
    };
    assert!(matches!(
        on(&window, &little, date(2025, 6, 2)),
        State::AtRisk { .. }
    ));
    let much = Progress {
        percent_done: Some(60),
        ..Progress::default()
    };
    assert!(matches!(on(&window, &much, date(2025, 6, 2)), State::Due { .. }));
}

#[test]
fn a_deadline_on_a_day_off_moves_to_the_next_working_day() {
    let window = Window::deadline(date(2025, 8, 31));
    let none = Progress::default();
    // Sunday, then National Day on 1 and 2 September.
    assert!(!on(&window, &none, date(2025, 9, 3)).is_late());
    assert_eq!(
        on(&window, &none, date(2025, 9, 4)),
        State::Late {
            by: date(2025, 9, 3),
            working_days: 1
        }
    );
}

#[test]
fn before_can_leave_out_the_day() {
    let window = Window::from(When::Deadline {
        end: date(2025, 11, 14),
        before: true,
    });
    let strict = Rules {
        before_excludes_day: true,
        ..Rules::default()
    };
    let calendar = Calendar::vietnam();
    let none = Progress::default();
    assert!(!state(&window, &none, date(2025, 11, 14), &calendar, &Rules::default()).is_late());
    assert!(state(&window, &none, date(2025, 11, 14), &calendar, &strict).is_late());
}

#[test]
fn a_standing_task_is_healthy_or_quiet_and_never_late() {
    let window = Window::standing(plan());
    let none = Progress::default();
    assert_eq!(on(&window, &none, date(2025, 2, 1)), State::Healthy);
    assert_eq!(
        on(&window, &none, date(2025, 6, 1)),
        State::Quiet {
            since: date(2025, 1, 1)
        }
    );
    let active = Progress {
        last_activity: Some(date(2025, 5, 20)),
        ..none.clone()
    };
    assert_eq!(on(&window, &active, date(2025, 6, 1)), State::Healthy);
    assert_eq!(on(&window, &none, date(2026, 1, 1)), State::Ended);
    let monthly = Window {
        cadence: Some(Recurrence::every(Frequency::Monthly)),
        ..window
    };
    assert_eq!(
        on(&monthly, &active, date(2025, 7, 1)),
        State::Quiet {
            since: date(2025, 5, 20)
        }
    );
}

#[test]
fn a_triggered_task_sleeps_then_is_due_by_its_rule() {
    let window = Window::triggered("Sở Nội vụ có yêu cầu phối hợp");
    let none = Progress::default();
    assert_eq!(on(&window, &none, date(2025, 6, 1)), State::Asleep);
    let woken = Progress {
        trigger: Some(Trigger {
            on: date(2025, 6, 2),
            due: None,
        }),
        ..none.clone()
    };
    assert_eq!(on(&window, &woken, date(2025, 9, 1)), State::Due { by: None });
    let dated = Progress {
        trigger: Some(Trigger {
            on: date(2025, 6, 2),
            due: Some(date(2025, 6, 20)),
        }),
        ..none.clone()
    };
    assert!(on(&window, &dated, date(2025, 6, 23)).is_late());
    let rules = Rules {
        trigger_working_days: Some(5),
        ..Rules::default()
    };
    let calendar = Calendar::vietnam();
    let late = state(&window, &woken, date(2025, 6, 10), &calendar, &rules);
    assert_eq!(
        late,
        State::Late {
            by: date(2025, 6, 9),
            working_days: 1
        }
    );
}

#[test]
fn a_term_is_counted_from_its_anchor() {
    let window = Window::from(When::Relative {
        offset: Offset::working_days(10),
        anchor: "Nghị quyết được ban hành".to_owned(),
        anchored_on: None,
    });
    assert_eq!(on(&window, &Progress::default(), date(2025, 6, 1)), State::Asleep);
    let woken = Progress {
        trigger: Some(Trigger {
            on: date(2025, 6, 2),
            due: None,
        }),
        ..Progress::default()
    };
    assert_eq!(
        on(&window, &woken, date(2025, 6, 3)),
        State::Due {
            by: Some(date(2025, 6, 16))
        }
    );
    assert!(on(&window, &woken, date(2025, 6, 17)).is_late());
}

#[test]
fn an_open_ended_window_is_never_late() {
    let open = When::Range {
        start: Some(date(2025, 7, 1)),
        end: None,
        until: None,
    };
    assert_eq!(
        on(&open.into(), &Progress::default(), date(2035, 1, 1)),
        State::Due { by: None }
    );
    let until = When::Range {
        start: Some(date(2025, 11, 1)),
        end: None,
        until: Some("kết thúc kiểm kê".into()),
    };
    let ended = Progress {
        trigger: Some(Trigger {
            on: date(2026, 3, 2),
            due: None,
        }),
        ..Progress::default()
    };
    assert!(on(&until.into(), &ended, date(2026, 3, 3)).is_late());
}

#[test]
fn recurring_is_judged_by_its_occurrences() {
    let rule = DueRule::By {
        day: PeriodDay { month: 1, day: 20 },
        before: true,
    };
    let recurrence = Recurrence::every(Frequency::Monthly).due(rule);
    let window = Window::from(When::Recurring {
        recurrence,
        bounds: plan(),
    });
    let none = Progress::default();
    assert_eq!(
        on(&window, &none, date(2025, 1, 6)),
        State::Due {
            by: Some(date(2025, 1, 20))
        }
    );
    assert_eq!(
        on(&window, &none, date(2025, 2, 10)),
        State::Late {
            by: date(2025, 1, 20),
            working_days: 10
        }
    );
    let mut first = none.clone();
    first.done_occurrences.insert(date(2025, 1, 20));
    assert_eq!(
        on(&window, &first, date(2025, 1, 21)),
        State::NotYet {
            opens: date(2025, 2, 1)
        }
    );
    let all = window.occurrences(date(2025, 1, 1), date(2025, 12, 31));
    assert_eq!(all.len(), 12);
    let done = Progress {
        done_occurrences: all.iter().map(|o| o.due).collect(),
        ..none
    };
    assert!(matches!(on(&window, &done, date(2026, 5, 1)), State::Done { .. }));
}

#[test]
fn what_has_no_time_is_unscheduled() {
    assert_eq!(
        on(&When::Reference.into(), &Progress::default(), date(2025, 1, 1)),
        State::Unscheduled
    );
}
