//! Whatever window is written as a phrase is read back as the same window, and no text at all
//! makes the reader fail.

#![expect(clippy::unwrap_used, reason = "a test that fails here should stop")]

use jiff::civil::{Time, Weekday, date};
use proptest::prelude::*;
use schedule::{
    Bounds, Context, Date, DueRule, Frequency, HalfYear, Hours, Month, Offset, OffsetUnit, PartOfDay,
    PeriodDay, Quarter, Recurrence, Section, Unit, When, Window, phrase, read,
};

const PLAN: (Date, Date) = (date(2025, 3, 10), date(2027, 12, 31));

fn context() -> Context {
    Context {
        year: Some(2025),
        period: Some(PLAN),
    }
}

fn day() -> impl Strategy<Value = Date> {
    (0..4000_i32).prop_map(|n| date(2020, 1, 1).saturating_add(jiff::Span::new().days(n)))
}

fn month() -> impl Strategy<Value = Month> {
    (2020..2032_i16, 1..=12_i8).prop_map(|(year, month)| Month::new(year, month).unwrap())
}

fn quarter() -> impl Strategy<Value = Quarter> {
    (2020..2032_i16, 1..=4_i8).prop_map(|(year, quarter)| Quarter::new(year, quarter).unwrap())
}

fn half() -> impl Strategy<Value = HalfYear> {
    (2020..2032_i16, 1..=2_i8).prop_map(|(year, half)| HalfYear::new(year, half).unwrap())
}

fn unit() -> impl Strategy<Value = Unit> {
    prop_oneof![
        month().prop_map(Unit::Month),
        quarter().prop_map(Unit::Quarter),
        half().prop_map(Unit::HalfYear),
        (2020..2032_i16).prop_map(Unit::Year),
    ]
}

fn event() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "có phát sinh",
        "Sở Nội vụ có yêu cầu phối hợp",
        "có kết quả",
        "Nghị định số 52/2025/NĐ-CP ngày 05/3/2025 có hiệu lực",
        "kết thúc Tổng kiểm kê",
        "được phê duyệt",
    ])
    .prop_map(str::to_owned)
}

/// Bounds as the reader makes them: what the text does not state is the plan's.
fn bounds() -> impl Strategy<Value = Bounds> {
    let plan = Bounds {
        start: Some(PLAN.0),
        end: Some(PLAN.1),
        ..Bounds::default()
    };
    prop_oneof![
        Just(plan),
        (day(), 0..900_i32).prop_map(|(start, days)| Bounds {
            start: Some(start),
            end: Some(start.saturating_add(jiff::Span::new().days(days))),
            start_stated: true,
            end_stated: true,
        }),
        day().prop_map(move |start| Bounds {
            start: Some(start),
            end: plan.end.filter(|end| *end >= start),
            start_stated: true,
            end_stated: false,
        }),
        day().prop_map(move |end| Bounds {
            end: Some(end),
            end_stated: true,
            ..plan
        }),
    ]
}

fn weekday() -> impl Strategy<Value = Weekday> {
    (1..=7_i8).prop_map(|n| Weekday::from_monday_one_offset(n).unwrap())
}

fn by(month: i8, day: i8, before: bool) -> DueRule {
    DueRule::By {
        day: PeriodDay { month, day },
        before,
    }
}

fn recurrence() -> impl Strategy<Value = Recurrence> {
    use Frequency::{Daily, HalfYearly, Monthly, Quarterly, Unspecified, Weekly, Yearly};
    let every = prop::sample::select(vec![
        Daily,
        Weekly,
        Monthly,
        Quarterly,
        HalfYearly,
        Yearly,
        Unspecified,
    ]);
    prop_oneof![
        every.prop_map(Recurrence::every),
        (prop::sample::select(vec![Daily, Weekly, Yearly]), 2..9_u16).prop_map(|(every, interval)| {
            Recurrence {
                interval,
                ..Recurrence::every(every)
            }
        }),
        (
            prop::sample::select(vec![Weekly, Monthly, Quarterly, Yearly]),
            1..40_u16
        )
            .prop_map(|(every, count)| Recurrence {
                count: Some(count),
                ..Recurrence::every(every)
            }),
        Just(Recurrence {
            also: vec![HalfYearly, Yearly],
            ..Recurrence::every(Quarterly)
        }),
        (1..=31_i8, 1..=2_i8, any::<bool>())
            .prop_map(|(day, month, before)| Recurrence::every(Monthly).due(by(month, day, before))),
        (1..=31_i8, 1..=4_i8, any::<bool>())
            .prop_map(|(day, month, before)| Recurrence::every(Quarterly).due(by(month, day, before))),
        (1..=28_i8, 0..=14_i8, any::<bool>())
            .prop_map(|(day, month, before)| Recurrence::every(Yearly).due(by(month, day, before))),
        (1..=6_i8, 7..=12_i8, any::<bool>()).prop_map(|(a, b, before)| {
            Recurrence::every(Yearly)
                .due(by(a, 15, before))
                .due(by(b, 20, before))
        }),
        (1..=6_i8, 0..=6_i8).prop_map(|(first, more)| {
            let first = PeriodDay { month: first, day: 1 };
            let last = PeriodDay {
                month: first.month + more,
                day: 31,
            };
            Recurrence::every(Yearly).due(DueRule::Within { first, last })
        }),
        weekday().prop_map(|weekday| Recurrence::every(Weekly).due(DueRule::Weekday { weekday, nth: None })),
        (weekday(), prop::sample::select(vec![1, 2, 3, 4, -1])).prop_map(|(weekday, nth)| {
            Recurrence::every(Monthly).due(DueRule::Weekday {
                weekday,
                nth: Some(nth),
            })
        }),
    ]
}

fn offset() -> impl Strategy<Value = Offset> {
    let unit = prop::sample::select(vec![
        OffsetUnit::Hours,
        OffsetUnit::Days,
        OffsetUnit::WorkingDays,
        OffsetUnit::Weeks,
        OffsetUnit::Months,
        OffsetUnit::Years,
    ]);
    (1..400_i32, any::<bool>(), unit).prop_map(|(amount, after, unit)| Offset {
        amount: if after { amount } else { -amount },
        unit,
    })
}

fn when() -> impl Strategy<Value = When> {
    let range = |start, end, until| When::Range { start, end, until };
    prop_oneof![
        (month(), month()).prop_map(|(a, b)| When::Months {
            first: a.min(b),
            last: a.max(b)
        }),
        (quarter(), quarter()).prop_map(|(a, b)| When::Quarters {
            first: a.min(b),
            last: a.max(b)
        }),
        half().prop_map(|half| When::HalfYear { half }),
        (2000..2100_i16, 0..10_i16).prop_map(|(first, more)| When::Years {
            first,
            last: first + more
        }),
        (
            prop::sample::select(vec![Section::Beginning, Section::Middle, Section::End]),
            unit()
        )
            .prop_map(|(section, of)| When::Section { section, of }),
        (month(), 1..=5_i8).prop_map(|(month, week)| When::Week { month, week }),
        day().prop_map(|date| When::Day { date }),
        (day(), 0..900_i32).prop_map(move |(start, days)| {
            range(
                Some(start),
                Some(start.saturating_add(jiff::Span::new().days(days))),
                None,
            )
        }),
        day().prop_map(move |start| range(Some(start), None, None)),
        (day(), event()).prop_map(move |(start, until)| range(Some(start), None, Some(until))),
        event().prop_map(move |until| range(None, None, Some(until))),
        (day(), any::<bool>()).prop_map(|(end, before)| When::Deadline { end, before }),
        bounds().prop_map(|bounds| When::Standing { bounds }),
        (recurrence(), bounds()).prop_map(|(recurrence, bounds)| When::Recurring { recurrence, bounds }),
        event().prop_map(|trigger| When::Triggered { trigger }),
        (offset(), event()).prop_map(|(offset, anchor)| When::Relative {
            offset,
            anchor,
            anchored_on: None
        }),
        event().prop_map(|anchor| When::Relative {
            offset: Offset::days(0),
            anchor,
            anchored_on: None
        }),
        (1..400_i32, day()).prop_map(|(days, on)| When::Relative {
            offset: Offset::days(days),
            anchor: String::new(),
            anchored_on: Some(on),
        }),
        Just(When::Reference),
        Just(When::Unknown),
    ]
}

fn window() -> impl Strategy<Value = Window> {
    (
        when(),
        any::<bool>(),
        any::<bool>(),
        (0..24_i8, 0..60_i8),
        any::<bool>(),
        any::<bool>(),
    )
        .prop_map(|(when, tentative, vague, (hour, minute), timed, afternoon)| {
            let mut window = Window::from(when);
            let known = !matches!(window.when, When::Unknown | When::Reference);
            window.tentative = tentative && known;
            window.approximate = matches!(window.when, When::Section { .. } | When::Week { .. });
            match &window.when {
                When::Months { .. } | When::Quarters { .. } => window.approximate = vague,
                When::Reference => window.reference = Some("Kế hoạch số 12/KH-UBND ngày 05/3/2025".into()),
                When::Day { .. } if timed => {
                    window.hours = Time::new(hour, minute, 0, 0).ok().map(|t| Hours {
                        from: Some(t),
                        to: None,
                    });
                }
                When::Day { .. } if afternoon => window.part_of_day = Some(PartOfDay::Afternoon),
                When::Standing { .. } if vague => {
                    window.cadence = Some(Recurrence::every(Frequency::Quarterly))
                }
                _ => {}
            }
            window
        })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(4000) })]

    #[test]
    fn a_phrase_is_read_as_the_window_it_was_made_of(window in window()) {
        let words = phrase(&window);
        let reading = read(&words, &context());
        prop_assert_eq!(&reading.window, &window, "{:?}", words);
        let json = serde_json::to_string(&window).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Window>(&json).unwrap(), &window, "{}", json);
    }

    #[test]
    fn two_times_of_which_one_is_enough_come_back(a in month(), b in quarter(), trigger in event()) {
        let mut window = Window::month(a);
        window.alternatives = vec![Window::triggered(trigger.clone())];
        prop_assert_eq!(&read(&phrase(&window), &context()).window, &window);
        let mut window = Window::quarter(b);
        window.alternatives = vec![Window::month(a), Window::triggered(trigger)];
        prop_assert_eq!(&read(&phrase(&window), &context()).window, &window);
    }

}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn no_text_makes_the_reader_fail(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn no_mix_of_its_own_words_makes_the_reader_fail(words in prop::collection::vec(word(), 0..40), glue in any::<bool>()) {
        check(&words.join(if glue { "" } else { " " }));
    }

    #[test]
    fn occurrences_are_ordered_and_in_reach(recurrence in recurrence(), bounds in bounds(), from in day(), days in 0..800_i32) {
        let to = from.saturating_add(jiff::Span::new().days(days));
        let window = Window::from(When::Recurring { recurrence, bounds });
        let found = window.occurrences(from, to);
        prop_assert!(found.windows(2).all(|pair| pair[0].due <= pair[1].due));
        prop_assert!(found.iter().all(|o| o.due >= from && o.start <= to));
        let start = bounds.start.unwrap();
        prop_assert!(found.iter().all(|o| o.due >= start));
    }
}

fn word() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "từ",
        "đến",
        "trước",
        "chậm nhất",
        "ngày",
        "tháng",
        "quý",
        "năm",
        "hằng",
        "định kỳ",
        "thường xuyên",
        "khi",
        "sau khi",
        "theo",
        "hoặc",
        "và",
        ",",
        ";",
        ".",
        "-",
        "/",
        "(",
        ")",
        "\n",
        "6",
        "15/11",
        "2025",
        "15/11/2025",
        "II",
        "IV",
        "tuần",
        "thứ",
        "Sáu",
        "cuối",
        "đầu",
        "giờ",
        "30",
        "99999999999",
        "làm việc",
        "kể từ",
        "lần",
        "trong",
        "giai đoạn",
        "các",
        "tiếp theo",
        "số",
        "12/KH-UBND",
        ":",
        "một",
        "31/2",
        "0",
        "sau",
        "kế hoạch",
        "ban hành",
        "hết",
        "nay",
        "chiều",
        "tổ chức thực hiện",
        "đề xuất",
    ])
}

fn check(text: &str) {
    for context in [Context::default(), context()] {
        let reading = read(text, &context);
        assert!((0.0..=1.0).contains(&reading.confidence));
        assert!(reading.span.start <= reading.span.end);
        let _ = (reading.window.flat(), phrase(&reading.window));
        let _ = reading.window.occurrences(date(2025, 1, 1), date(2026, 12, 31));
    }
}

#[test]
fn long_texts_are_read_to_their_end() {
    // 20,000 bytes each: anything that looks back over the whole text at every step would not come to an end.
    for piece in [
        "trước ",
        "Tháng 6, ",
        "từ ngày 15/11 ",
        "khi có yêu cầu và ",
        "thứ ",
        "hằng năm, ",
        "15/",
        "(",
        "1, ",
    ] {
        let context = Context {
            year: Some(2025),
            period: None,
        };
        let reading = read(&piece.repeat(20_000 / piece.len()), &context);
        assert!(reading.confidence <= 1.0);
    }
}
