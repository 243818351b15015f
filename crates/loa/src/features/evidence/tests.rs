//! Evidence, as units hand it in and the office looks at it.

use db::Backend::{self, Postgres, Sqlite};
use http::StatusCode;
use rstest::rstest;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::verify::by_pages;
use crate::features::account::Role;
use crate::features::agency::AgencyId;
use crate::features::audit::Subject;
use crate::features::audit::chain::Broken;
use crate::features::evidence::{self, Filter, Form, Kind, NewEvidence};
use crate::testing::{Browser, TestApp};

const FORM: &[(&str, &str)] = &[
    ("title", "Tin bài giới thiệu Chỉ số CCHC"),
    ("form", "news"),
    ("fact_date", "07/03/2025"),
    ("quantity", "3"),
];

fn picture() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::RgbImage::new(40, 30)
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

async fn hand_in(test: &TestApp, who: &Browser) -> String {
    let unit = test.division.to_string();
    let fields: Vec<_> = FORM.iter().copied().chain([("unit", unit.as_str())]).collect();
    who.upload(
        "/lam-viec/minh-chung",
        &fields,
        &[("files", "ảnh.png", &picture())],
    )
    .await
    .moved()
}

#[rstest]
#[tokio::test]
async fn staff_hand_in_and_the_office_accepts(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let people = test.people().await;
    let place = hand_in(&test, &people.staff).await;

    let page = people.clerk.get(&place).await.ok();
    assert!(page.text().contains("Chờ xem xét") && page.text().contains("07/03/2025"));
    let html = page.html();
    let (_, file) = html
        .links()
        .into_iter()
        .find(|(_, href)| href.contains("/tep/"))
        .unwrap();
    let file = people.clerk.get(&file).await.ok();
    assert_eq!(file.bytes, picture(), "the original comes back byte for byte");
    assert!(
        file.headers
            .get("content-disposition")
            .unwrap()
            .to_str()
            .unwrap()
            .starts_with("attachment")
    );

    // Nobody reviews their own, and staff review nothing.
    let accept = format!("{place}/xem-xet");
    assert_eq!(
        people.staff.post(&accept, &[("verdict", "accept")]).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        people
            .auditor
            .post(&accept, &[("verdict", "accept")])
            .await
            .status,
        StatusCode::FORBIDDEN
    );
    // Returning needs a reason.
    let empty = [("verdict", "return"), ("reason", " ")];
    assert_eq!(
        people.clerk.post(&accept, &empty).await.status,
        StatusCode::BAD_REQUEST
    );
    people
        .clerk
        .post(&accept, &[("verdict", "return"), ("reason", "Ảnh mờ")])
        .await
        .moved();
    assert!(people.staff.get(&place).await.ok().text().contains("Ảnh mờ"));
    let week = people.staff.get("/lam-viec/tuan-cua-toi").await.ok().text();
    assert!(week.contains("Bị trả lại") && week.contains("Ảnh mờ"), "{week}");
    let week = people.head.get("/lam-viec/tuan-cua-toi").await.ok().text();
    assert!(!week.contains("Ảnh mờ"), "it is for who handed it in");
    people.clerk.post(&accept, &[("verdict", "accept")]).await.moved();
    assert!(
        people
            .staff
            .get(&place)
            .await
            .ok()
            .text()
            .contains("Được chấp nhận")
    );

    let list = people.leader.get("/lam-viec/minh-chung?q=chi+so").await.ok();
    assert!(
        list.text().contains("Tin bài giới thiệu"),
        "found without diacritics"
    );
    assert!(
        !people
            .leader
            .get("/lam-viec/minh-chung?q=khong+co")
            .await
            .ok()
            .text()
            .contains("Tin bài giới thiệu")
    );
    let xlsx = people.clerk.get("/lam-viec/minh-chung.xlsx").await.ok();
    assert_eq!(&xlsx.bytes[..2], b"PK");

    let verified = evidence::verify(test.app.db().read(), test.agency).await.unwrap();
    assert_eq!(verified, Ok(3));
}

#[rstest]
#[tokio::test]
async fn what_was_returned_is_replaced(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let people = test.people().await;
    let old = hand_in(&test, &people.staff).await;
    let id = old.rsplit('/').next().unwrap();
    let form = format!("/lam-viec/minh-chung/moi?thay={id}");
    let verdict = [("verdict", "return"), ("reason", "Ảnh mờ")];
    people
        .clerk
        .post(&format!("{old}/xem-xet"), &verdict)
        .await
        .moved();
    let page = people.staff.get(&old).await.ok();
    assert!(page.text().contains("Nộp bản thay thế"));
    assert!(page.html().links().iter().any(|(_, href)| *href == form));

    let form = people.staff.get(&form).await.ok().html();
    let fields = form.form_values("form[action='/lam-viec/minh-chung']");
    let value = |name: &str| {
        fields
            .iter()
            .find(|(field, _)| field == name)
            .map(|(_, value)| value.as_str())
    };
    assert_eq!(value("title"), Some("Tin bài giới thiệu Chỉ số CCHC"));
    assert_eq!((value("quantity"), value("replaces")), (Some("3"), Some(id)));
    let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    let picture = picture();
    let files = [("files", "ảnh rõ.png", picture.as_slice())];
    let new = people
        .staff
        .upload("/lam-viec/minh-chung", &fields, &files)
        .await
        .moved();
    assert_ne!(new, old);
    assert!(people.staff.get(&new).await.ok().text().contains("Chờ xem xét"));
    let history = people.staff.get(&old).await.ok().text();
    assert!(
        history.contains("Đã rút") && history.contains("Ảnh mờ") && history.contains("Đã nộp bản thay thế")
    );
    let week = people.staff.get("/lam-viec/tuan-cua-toi").await.ok().text();
    assert!(!week.contains("Bị trả lại"), "{week}");
    let verified = evidence::verify(test.app.db().read(), test.agency).await.unwrap();
    assert_eq!(verified, Ok(4));
    let gone = people.staff.get("/lam-viec/minh-chung/moi?thay=khong-co").await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
}

#[rstest]
#[tokio::test]
async fn a_changed_row_is_found(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let people = test.people().await;
    hand_in(&test, &people.staff).await;
    let db = test.app.db();
    db.read()
        .execute_unprepared("UPDATE evidence SET quantity = 30")
        .await
        .unwrap();
    let verified = evidence::verify(db.read(), test.agency).await.unwrap();
    assert_eq!(verified, Err(Broken::Changed { seq: 1 }));
    db.read()
        .execute_unprepared("UPDATE evidence SET quantity = 3")
        .await
        .unwrap();
    assert_eq!(evidence::verify(db.read(), test.agency).await.unwrap(), Ok(1));
    db.read()
        .execute_unprepared("UPDATE evidence SET status = 'accepted'")
        .await
        .unwrap();
    assert_eq!(
        evidence::verify(db.read(), test.agency).await.unwrap(),
        Err(Broken::Changed { seq: 1 }),
        "nobody accepted it"
    );
    db.read()
        .execute_unprepared("DELETE FROM evidence_entry")
        .await
        .unwrap();
    assert_eq!(
        evidence::verify(db.read(), test.agency).await.unwrap(),
        Err(Broken::CutOff { last: 0 })
    );
}

#[rstest]
#[tokio::test]
async fn a_changed_file_is_found(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let people = test.people().await;
    hand_in(&test, &people.staff).await;
    let db = test.app.db().read();
    for change in [
        "UPDATE file SET hash = 'ff' || substr(hash, 3)",
        "DELETE FROM evidence_file",
    ] {
        assert!(db.execute_unprepared(change).await.unwrap().rows_affected() > 0);
        let verified = evidence::verify(db, test.agency).await.unwrap();
        assert_eq!(verified, Err(Broken::Changed { seq: 1 }), "{change}");
    }
}

#[rstest]
#[tokio::test]
async fn accepted_proof_is_hung_on_more_work_by_its_reviewers_only(
    #[values(Sqlite, Postgres)] backend: Backend,
) {
    let test = TestApp::new(backend).await;
    let people = test.people().await;
    let place = hand_in(&test, &people.staff).await;
    let link = format!("{place}/lien-ket");
    people.staff.post(&link, &[]).await.moved();
    people
        .clerk
        .post(&format!("{place}/xem-xet"), &[("verdict", "accept")])
        .await
        .moved();
    assert_eq!(people.staff.post(&link, &[]).await.status, StatusCode::FORBIDDEN);
    people.clerk.post(&link, &[]).await.moved();
}

#[rstest]
#[tokio::test]
async fn who_may_not_hand_in_need_not_send_it_first(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let people = test.people().await;
    let answer = people.leader.upload("/lam-viec/minh-chung", FORM, &[]).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[rstest]
#[tokio::test]
async fn pages_of_any_size_find_the_same(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let people = test.people().await;
    let db = test.app.db().read();
    for _ in 0..3 {
        let place = hand_in(&test, &people.staff).await;
        let verdict = [("verdict", "accept")];
        people
            .clerk
            .post(&format!("{place}/xem-xet"), &verdict)
            .await
            .moved();
    }
    for page in 1..=7 {
        let verified = by_pages(db, test.agency, page).await.unwrap();
        assert_eq!(verified, Ok(6), "{page} at a time");
    }
    let newest = evidence::list(db, test.agency, &Filter::default(), (0, 1))
        .await
        .unwrap();
    let id = newest[0].id;
    let sql = format!(
        "UPDATE evidence SET status = 'returned' WHERE id = {}",
        literal(backend, id.0)
    );
    db.execute_unprepared(&sql).await.unwrap();
    for page in 1..=7 {
        let verified = by_pages(db, test.agency, page).await.unwrap();
        assert_eq!(verified, Err(Broken::Changed { seq: 6 }), "{page} at a time");
    }
    // A broken chain is told before a row that differs.
    db.execute_unprepared("UPDATE evidence_entry SET content = content || ' ' WHERE seq = 3")
        .await
        .unwrap();
    let verified = by_pages(db, test.agency, 2).await.unwrap();
    assert_eq!(verified, Err(Broken::Changed { seq: 3 }));
}

/// An id in the words of a database.
fn literal(backend: Backend, id: Uuid) -> String {
    match backend {
        Sqlite => format!("x'{}'", id.simple()),
        Postgres => format!("'{id}'"),
    }
}

#[rstest]
#[tokio::test]
async fn many_subjects_are_asked_at_once(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let people = test.people().await;
    let (staff, now) = (people.staff.actor(), test.app.clock().now());
    let subjects: Vec<Uuid> = (0..4).map(|_| db::new_id()).collect();
    let subject = |index: usize| Subject::new("thing", subjects[index]);
    // The first is proved twice, one of its proofs serves the second too; the fourth has another kind.
    let deeds = [
        ("2025-03-01", vec![subject(0)]),
        ("2025-03-03", vec![subject(0), subject(1)]),
        ("2025-03-02", vec![Subject::new("other", subjects[3])]),
    ];
    let tx = test.app.db().begin().await.unwrap();
    for (day, proved) in deeds {
        let new = NewEvidence {
            unit: Some(test.division),
            kind: Kind::Note,
            form: Form::News,
            title: format!("Tin ngày {day}"),
            issuer: String::new(),
            document_number: String::new(),
            document_date: None,
            fact_date: day.parse().unwrap(),
            place: String::new(),
            note: "x".to_owned(),
            quantity: 1,
            people: None,
            url: None,
            snapshot: None,
            snapshot_failure: None,
            files: Vec::new(),
        };
        evidence::add(&tx, test.agency, &new, &proved, staff.by(), now)
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
    let db = test.app.db().read();
    let many = evidence::of_each(db, test.agency, "thing", &subjects)
        .await
        .unwrap();
    for (index, id) in subjects.iter().enumerate() {
        let one = evidence::of(db, test.agency, subject(index)).await.unwrap();
        assert_eq!(many.get(id).cloned().unwrap_or_default(), one, "{index}");
    }
    assert_eq!(
        (many[&subjects[0]].len(), many[&subjects[1]].len(), many.len()),
        (2, 1, 2)
    );
    let elsewhere = TestApp::new(backend).await;
    let none = evidence::of_each(elsewhere.app.db().read(), test.agency, "thing", &subjects).await;
    assert!(none.unwrap().is_empty());
}

#[rstest]
#[tokio::test]
async fn what_a_subject_has_is_counted_as_the_pieces_stand(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let people = test.people().await;
    hand_in(&test, &people.staff).await;
    let (db, now) = (test.app.db(), test.app.clock().now());
    let all = evidence::list(db.read(), test.agency, &Filter::default(), (0, 10))
        .await
        .unwrap();
    let (piece, task) = (&all[0], db::new_id());
    let office = people.clerk.actor();
    let by = (office.person, office.name.as_str());
    let subject = Subject::new("task", task);
    evidence::link(db.read(), test.agency, piece.id, subject, by, now)
        .await
        .unwrap();
    let counts = async || {
        let all = evidence::counts(db.read(), test.agency, "task", None)
            .await
            .unwrap();
        all.get(&task).copied().unwrap_or_default()
    };
    assert_eq!((counts().await.waiting, counts().await.accepted), (1, 0));
    assert_eq!(counts().await.latest_fact, Some(piece.fact_date));
    let accept = evidence::Verdict::Accept;
    let accepted = evidence::review(db.read(), test.agency, piece.id, &accept, by, now).await;
    assert!(accepted.unwrap());
    assert_eq!((counts().await.waiting, counts().await.accepted), (0, 1));
    let proofs = evidence::proofs(db.read(), test.agency, "task").await.unwrap();
    assert_eq!((proofs[&task].len(), proofs[&task][0].unit), (1, piece.unit));
    assert_eq!(evidence::verify(db.read(), test.agency).await.unwrap(), Ok(3));

    let elsewhere = AgencyId::new();
    let other = Subject::new("task", db::new_id());
    evidence::link(db.read(), elsewhere, piece.id, other, by, now)
        .await
        .unwrap();
    let proved = evidence::subjects_of(db.read(), elsewhere, piece.id)
        .await
        .unwrap();
    assert!(proved.is_empty(), "another agency's piece proves nothing here");

    db.read()
        .execute_unprepared("UPDATE evidence_subject SET fact_date = '2024-01-01'")
        .await
        .unwrap();
    let verified = evidence::verify(db.read(), test.agency).await.unwrap();
    assert_eq!(
        verified,
        Err(Broken::Changed { seq: 3 }),
        "the piece's last entry"
    );
}

#[rstest]
#[tokio::test]
async fn a_wrong_form_keeps_what_was_typed(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let people = test.people().await;
    let unit = test.division.to_string();
    let fields = [
        ("title", "Hội nghị <b>"),
        ("fact_date", "31/12/2025"),
        ("quantity", "0"),
        ("unit", &unit),
    ];
    let answer = people.staff.upload("/lam-viec/minh-chung", &fields, &[]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = answer.text();
    assert!(
        text.contains("Hội nghị &#60;b&#62;") || text.contains("Hội nghị &lt;b&gt;"),
        "{text}"
    );
    assert!(
        text.contains("không thể ở sau hôm nay")
            && text.contains("ít nhất là 1")
            && text.contains("ít nhất một trong")
    );
    let all = evidence::list(test.app.db().read(), test.agency, &Filter::default(), (0, 10))
        .await
        .unwrap();
    assert!(all.is_empty());
}

#[rstest]
#[tokio::test]
async fn units_hand_in_for_themselves_and_strangers_see_nothing(
    #[values(Sqlite, Postgres)] backend: Backend,
) {
    let test = TestApp::new(backend).await;
    let people = test.people().await;
    let center = test.center.to_string();
    let fields: Vec<_> = FORM
        .iter()
        .copied()
        .chain([("unit", center.as_str()), ("note", "x")])
        .collect();
    let answer = people.staff.upload("/lam-viec/minh-chung", &fields, &[]).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN, "another unit's proof");

    let place = hand_in(&test, &people.staff).await;
    assert!(
        test.stranger()
            .get(&place)
            .await
            .moved()
            .starts_with("/dang-nhap")
    );

    // The wall: a person of another agency finds neither the page nor the file.
    let other = TestApp::new(backend).await;
    let outsider = other.person("Người Ngoài", Role::Office, other.office).await;
    assert_eq!(outsider.get(&place).await.status, StatusCode::NOT_FOUND);
}
