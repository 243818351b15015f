use super::*;

fn roster() -> Roster<u32> {
    let mut planning = Entry::new(3, "Phòng Quy hoạch và Phát triển đô thị", Kind::Division);
    planning.aliases.push("Phòng Quy hoạch - Kiến trúc".to_owned());
    planning.abbreviations.push("P. QHKT".to_owned());
    Roster::new(
        &["Sở Xây dựng", "SXD"],
        vec![
            Entry::new(1, "Văn phòng Sở", Kind::Division),
            Entry::new(2, "Phòng Quản lý xây dựng", Kind::Division),
            planning,
            Entry::new(4, "Thanh tra Sở Xây dựng", Kind::Division),
            Entry::new(5, "Trung tâm Quy hoạch và Kiểm định xây dựng", Kind::Centre),
            Entry::new(6, "Phòng Quản lý vận tải", Kind::Division),
            Entry::new(7, "Ban Quản lý dự án", Kind::Centre),
            Entry::new(8, "Phòng Kế hoạch - Tài chính", Kind::Division),
        ],
    )
}

#[test]
fn one_unit_by_each_way_to_write_it() {
    use Certainty::{Alias, Exact, Likely};
    for (name, id, certainty) in [
        ("Văn phòng", 1, Exact),
        ("VP", 1, Exact),
        ("Văn phòng Sở Xây dựng", 1, Exact),
        ("VP Sở", 1, Exact),
        ("văn phòng thuộc Sở Xây dựng", 1, Exact),
        ("PHÒNG QUẢN LÝ XÂY DỰNG", 2, Exact),
        ("P. Quản lý xây dựng", 2, Exact),
        ("Phòng Quản lí xây dựng", 2, Likely),
        ("Phong Quan ly xay dung", 2, Likely),
        ("Phòng QLXD", 2, Likely),
        ("P.QLXD", 2, Likely),
        ("Phòng Quy hoạch, Phát triển đô thị", 3, Exact),
        ("Phòng Quy hoạch, Kiến trúc", 3, Alias),
        ("Phòng QHKT", 3, Alias),
        ("Thanh tra", 4, Exact),
        ("Chánh Thanh tra Sở", 4, Likely),
        ("TT. Quy hoạch và Kiểm định xây dựng", 5, Exact),
        ("Giám đốc Trung tâm Quy hoạch và Kiểm định xây dựng", 5, Likely),
        ("BQL dự án", 7, Exact),
        ("Trưởng phòng Kế hoạch - Tài chính", 8, Likely),
        ("Phòng Kế hoạch – Tài chính thuộc Sở", 8, Exact),
    ] {
        let found = roster().find(name);
        assert_eq!(
            (found.target, found.certainty),
            (Target::Unit(id), certainty),
            "{name}"
        );
    }
}

#[test]
fn groups_of_the_agency() {
    for (name, target, certainty) in [
        (
            "Các phòng, đơn vị thuộc Sở Xây dựng",
            Target::All(Kind::Any),
            Certainty::Exact,
        ),
        (
            "Các phòng chuyên môn",
            Target::All(Kind::Division),
            Certainty::Exact,
        ),
        (
            "các phòng, ban, trung tâm trực thuộc",
            Target::All(Kind::Any),
            Certainty::Exact,
        ),
        (
            "Các Trung tâm thuộc Sở",
            Target::All(Kind::Centre),
            Certainty::Exact,
        ),
        ("Tất cả các đơn vị", Target::All(Kind::Any), Certainty::Exact),
        (
            "Các phòng, đơn vị có liên quan",
            Target::All(Kind::Any),
            Certainty::Unsure,
        ),
        (
            "Toàn thể công chức, viên chức, nhân viên thuộc Sở Xây dựng",
            Target::EveryPerson,
            Certainty::Exact,
        ),
        (
            "Cán bộ, công chức, viên chức và người lao động",
            Target::EveryPerson,
            Certainty::Exact,
        ),
    ] {
        let found = roster().find(name);
        assert_eq!((found.target, found.certainty), (target, certainty), "{name}");
    }
}

#[test]
fn others_are_not_ours() {
    for name in [
        "Sở Tài chính",
        "Các sở, ban, ngành",
        "UBND các xã, phường",
        "Toàn thể công chức thuộc Sở Tài chính",
        "Văn phòng UBND tỉnh",
        "",
        "—",
    ] {
        let found = roster().find(name);
        assert_eq!(
            (found.target, found.certainty),
            (Target::Unknown, Certainty::Unsure),
            "{name}"
        );
    }
}

#[test]
fn doubt_offers_candidates_and_decides_nothing() {
    let found = roster().find("Phòng Quản lý");
    assert_eq!(found.target, Target::Unknown);
    let ids: Vec<u32> = found.candidates.iter().map(|candidate| candidate.id).collect();
    assert!(ids.contains(&2) && ids.contains(&6), "{ids:?}");
    assert!(found.candidates.is_sorted_by(|a, b| a.score >= b.score));

    let twins = Roster::new(
        &["Sở"],
        vec![
            Entry::new(1, "Phòng Đầu tư", Kind::Any),
            Entry::new(2, "Phòng Đấu thầu", Kind::Any),
        ],
    );
    let found = twins.find("Phòng ĐT");
    assert_eq!((found.target, found.candidates.len()), (Target::Unknown, 2));
}
