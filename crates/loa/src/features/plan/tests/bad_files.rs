//! Files that cannot be read: a clear message, and the file is kept.

use db::Backend::{self, Postgres, Sqlite};
use http::StatusCode;
use rstest::rstest;

use super::files::{ROWS, body, paragraph, plan_docx, protected, word, zip};
use crate::features::plan::store;
use crate::testing::{Browser, TestApp};

async fn send(clerk: &Browser, name: &str, bytes: &[u8]) -> crate::testing::Answer {
    clerk
        .upload(
            "/lam-viec/ke-hoach/moi",
            &[("plan", "")],
            &[("file", name, bytes)],
        )
        .await
}

#[rstest]
#[case::empty("trong.docx", Vec::new(), "Tệp trống")]
#[case::blank("trang.txt", b"  \n \n".to_vec(), "Tệp trống")]
#[case::truncated("cut.docx", plan_docx(&ROWS)[..4000].to_vec(), "bị hỏng hoặc bị cắt")]
#[case::protected("mat-khau.docx", protected(), "đặt mật khẩu")]
#[case::picture_renamed("anh.docx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0".to_vec(), "không đọc loại tệp này")]
#[case::any_zip("goi.docx", zip(&[("a.txt", b"abc")]), "không đọc loại tệp này")]
#[case::entities("xxe.docx", word(br#"<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"#, &[]), "thực thể XML")]
#[case::bomb("bom.docx", word(&body(&" ".repeat(60 << 20)), &[]), "phình ra quá lớn")]
#[case::broken_pdf("hong.pdf", b"%PDF-1.7\nnothing".to_vec(), "bị hỏng hoặc bị cắt")]
#[tokio::test]
async fn what_cannot_be_read_is_told_and_kept(
    #[case] name: &str,
    #[case] bytes: Vec<u8>,
    #[case] message: &str,
) {
    let test = TestApp::new(Sqlite).await;
    let clerk = test.people().await.clerk;
    let answer = send(&clerk, name, &bytes).await;
    assert_eq!(
        answer.status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "{}",
        answer.text()
    );
    let page = answer.text();
    assert!(page.contains(message), "{name}: {page}");
    // The name stands in the list of kept files, and the file comes back byte by byte.
    let db = test.app.db().read();
    let kept = store::kept_uploads(db, test.agency, None).await.unwrap();
    assert_eq!(kept.len(), 1);
    let path = format!("/lam-viec/ke-hoach/tep/{}", kept[0].id);
    assert!(page.contains(&path) && page.contains(name));
    assert_eq!(clerk.get(&path).await.ok().bytes, bytes);
    // No plan came of it.
    assert!(store::plans(db, test.agency).await.unwrap().is_empty());
}

#[rstest]
#[tokio::test]
async fn a_kept_file_is_tried_again_or_given_up(#[values(Sqlite, Postgres)] backend: Backend) {
    let test = TestApp::new(backend).await;
    let clerk = test.people().await.clerk;
    send(&clerk, "trong.docx", b"").await;
    let db = test.app.db().read();
    let id = store::kept_uploads(db, test.agency, None).await.unwrap()[0].id;
    let page = clerk.get("/lam-viec/ke-hoach/moi").await.ok().text();
    assert!(page.contains("Tệp trống") && page.contains("trong.docx"));
    let again = clerk
        .post(&format!("/lam-viec/ke-hoach/tep/{id}/lan-doc"), &[])
        .await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    clerk
        .post(&format!("/lam-viec/ke-hoach/tep/{id}/bo"), &[])
        .await
        .moved();
    assert!(
        store::kept_uploads(db, test.agency, None)
            .await
            .unwrap()
            .is_empty()
    );
    let gone = clerk
        .post(&format!("/lam-viec/ke-hoach/tep/{id}/lan-doc"), &[])
        .await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_file_over_the_limit_and_no_file_are_told() {
    let test = TestApp::new(Sqlite).await;
    let clerk = test.people().await.clerk;
    let answer = send(&clerk, "to.docx", &vec![b'a'; (50 << 20) + 1]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("Tệp lớn hơn 50 MB"));
    let answer = clerk.upload("/lam-viec/ke-hoach/moi", &[("plan", "")], &[]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("Chưa chọn tệp"));
}

#[tokio::test]
async fn macros_and_wrong_names_are_read_by_content_and_told() {
    let test = TestApp::new(Sqlite).await;
    let clerk = test.people().await.clerk;
    let text = body(&paragraph("Kế hoạch tuyên truyền cải cách hành chính năm 2025"));
    let with_macro = word(&text, &[("word/vbaProject.bin", b"\xD0\xCF\x11\xE0")]);
    let review = send(&clerk, "macro.docm", &with_macro).await.moved();
    assert!(clerk.get(&review).await.ok().text().contains("Tệp có macro"));
    let review = send(&clerk, "ten-sai.pdf", &word(&text, &[])).await.moved();
    let page = clerk.get(&review).await.ok().text();
    assert!(page.contains("đuôi .pdf nhưng nội dung là docx"), "{page}");
}

#[tokio::test]
async fn a_table_of_ten_thousand_rows_is_read_and_shown_in_pages() {
    let test = TestApp::new(Sqlite).await;
    let clerk = test.people().await.clerk;
    let cell = |text: &str| format!("<w:tc>{}</w:tc>", paragraph(text));
    let row = |cells: [&str; 5]| {
        let cells: String = cells.iter().map(|text| cell(text)).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    let mut table = row([
        "TT",
        "Nội dung",
        "Cơ quan chủ trì",
        "Cơ quan phối hợp",
        "Thời gian thực hiện",
    ]);
    for index in 1..=10_000 {
        table.push_str(&row([
            &index.to_string(),
            &format!("Đăng tin bài số {index} về cải cách hành chính"),
            "Văn phòng Sở",
            "Các phòng thuộc Sở",
            "Quý II/2025",
        ]));
    }
    let file = word(
        &body(&format!(
            "{}<w:tbl>{table}</w:tbl>",
            paragraph("Kế hoạch tuyên truyền cải cách hành chính năm 2025")
        )),
        &[],
    );
    let review = send(&clerk, "dai.docx", &file).await.moved();
    let plan = review.trim_end_matches("/ra-soat").to_owned();
    let page = clerk.get(&review).await.ok();
    assert!(page.bytes.len() < 2_000_000, "{}", page.bytes.len());
    let page = clerk.get(&format!("{plan}?page=200")).await.ok().text();
    assert!(page.contains("Đăng tin bài số 10000 "), "{page}");
}
