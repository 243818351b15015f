//! What people paste, and what becomes of it.

use proptest::prelude::*;
use rich_text::{
    Block, Body, Dropped, Limits, RemarkKind, Shown, check, read_html, read_markdown, speaking_seconds,
    spoken_syllables,
};

fn known(source: &str) -> Option<String> {
    source.strip_prefix("/anh/").map(str::to_owned)
}

fn html(input: &str) -> String {
    let shown = |source: &str| {
        Some(Shown {
            address: format!("/anh/{source}"),
            size: None,
            smaller: Vec::new(),
        })
    };
    read_html(input, known).body.to_html(&shown)
}

#[test]
fn a_paste_from_word_comes_out_clean() {
    let pasted = "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><style>p.MsoNormal{margin:0}</style></head>\
        <body><!--StartFragment--><p class=MsoNormal style='text-align:justify'><b><span style='font-size:14.0pt;\
        font-family:\"Times New Roman\"'>Sở Xây dựng Vĩ Dạ<o:p></o:p></span></b></p>\
        <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>-<span \
        style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span><![endif]>Việc một</p>\
        <p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>+<span>&nbsp; </span></span>Việc con</p>\
        <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>-<span>&nbsp; </span></span>Việc hai</p>\
        <p class=MsoNormal>Hết<o:p>&nbsp;</o:p></p><!--EndFragment--></body></html>";
    assert_eq!(
        html(pasted),
        "<p><strong>Sở Xây dựng Vĩ Dạ</strong></p>\n<ul>\n<li>Việc một\n<ul>\n<li>Việc con</li>\n</ul>\n</li>\n\
         <li>Việc hai</li>\n</ul>\n<p>Hết</p>\n"
    );
}

#[test]
fn a_style_takes_back_what_a_tag_says() {
    let pasted = "<b style='font-weight:normal'><span style='font-weight:700'>Đậm</span> thường</b>";
    assert_eq!(html(pasted), "<p><strong>Đậm</strong> thường</p>\n");
}

#[test]
fn lists_tables_and_pictures_keep_their_shape() {
    let given = "<ol><li><p>Một</p><ul><li>Hai</li></ul></li><li>Ba<br>bốn</li></ol>\
        <table><caption>Bảng</caption><tr><th>A</th><th colspan=2>B</th></tr><tr><td>1</td><td>2</td><td>3</td></tr></table>\
        <figure><img src='/anh/7' alt='Lễ ra quân'><figcaption>Ảnh: Văn phòng</figcaption></figure>";
    assert_eq!(
        html(given),
        "<ol>\n<li>Một\n<ul>\n<li>Hai</li>\n</ul>\n</li>\n<li>Ba<br>bốn</li>\n</ol>\n\
         <table>\n<caption>Bảng</caption>\n<thead>\n<tr><th scope=\"col\">A</th><th scope=\"col\" colspan=\"2\">B</th></tr>\n</thead>\n\
         <tbody>\n<tr><td>1</td><td>2</td><td>3</td></tr>\n</tbody>\n</table>\n\
         <figure><img src=\"/anh/7\" alt=\"Lễ ra quân\" loading=\"lazy\"><figcaption>Ảnh: Văn phòng</figcaption></figure>\n"
    );
}

#[test]
fn what_cannot_come_through_is_told() {
    let read = read_html(
        "<p><a href='javascript:x()'>a</a> <a href='//b.vn'>b</a><img src='https://c.vn/d.jpg'><iframe src=e></iframe>",
        known,
    );
    assert_eq!(read.dropped, [Dropped::Link, Dropped::Picture, Dropped::Embedded]);
    assert_eq!(read.body.to_html(&|_| None), "<p>a b</p>\n");
}

#[test]
fn deep_and_endless_input_ends() {
    let deep = format!("{}x{}", "<div>".repeat(50_000), "</div>".repeat(50_000));
    assert_eq!(read_html(&deep, known).dropped, [Dropped::TooMuch]);
    let bold = "<b>a".repeat(100_000);
    assert_eq!(read_html(&bold, known).dropped, [Dropped::TooMuch]);
    let lists = "<ul><li>a".repeat(5_000);
    assert!(read_html(&lists, known).dropped.contains(&Dropped::TooMuch));
    let long = "<p>a".repeat(Limits::BLOCKS + 1);
    let read = read_html(&long, known);
    assert_eq!(
        (read.body.blocks.len(), read.dropped),
        (Limits::BLOCKS, vec![Dropped::TooMuch])
    );
}

#[test]
fn whatever_is_read_can_be_kept_as_json() {
    for lists in [1, 12, 13, 42, 90] {
        for unit in ["<ul><li>x", "<ul><ul>", "<ol><li><div>y", "<blockquote><ul><li>z"] {
            let body = read_html(&unit.repeat(lists), known).body;
            let json = serde_json::to_string(&body).unwrap();
            assert_eq!(
                serde_json::from_str::<Body>(&json).unwrap(),
                body,
                "{unit} {lists} times"
            );
        }
    }
    let words = read_html(&"<ul><li>việc".repeat(30), known).body.to_text();
    assert_eq!(words.matches("việc").count(), 30, "no word is lost");
}

#[test]
fn a_no_break_space_and_decomposed_letters_become_ordinary() {
    assert_eq!(
        html("<p>Vie\u{302}\u{323}t&nbsp;Nam\u{200b}</p>"),
        "<p>Việt Nam</p>\n"
    );
}

#[test]
fn remarks_name_what_to_mend() {
    let body = read_html(
        "<h2>A</h2><h4>B</h4><p><b>Tiêu đề giả</b></p><table><tr><td>1</td></tr></table>\
         <img src='/anh/1' alt='IMG_1.JPG'><p><a href='https://a.vn'>https://a.vn</a></p>\
         <p>CHỦ ĐỘNG CẢI CÁCH HÀNH CHÍNH VÌ NHÂN DÂN PHỤC VỤ TỐT</p>",
        known,
    )
    .body;
    let kinds: Vec<_> = check(&body)
        .into_iter()
        .map(|remark| (remark.block, remark.kind))
        .collect();
    assert_eq!(
        kinds,
        [
            (1, RemarkKind::SkippedLevel),
            (2, RemarkKind::FakeHeading),
            (3, RemarkKind::NoTableHead),
            (4, RemarkKind::AltIsFileName),
            (5, RemarkKind::BareAddress),
            (6, RemarkKind::Shouting),
        ]
    );
    assert!(check(&read_html("<h2>A</h2><p>Bình thường.</p>", known).body).is_empty());
}

#[test]
fn spoken_words_are_counted_as_they_are_read() {
    for (text, syllables) in [
        ("Kính thưa bà con", 4),
        ("ngày 15/4/2025", 1 + 2 + 1 + 7),
        ("UBND phường", 5),
        ("KHẨN", 1),
        ("", 0),
    ] {
        assert_eq!(spoken_syllables(text), syllables, "{text}");
    }
    assert_eq!(speaking_seconds("một hai ba", 60), 3);
    assert_eq!(speaking_seconds("một hai ba", 0), 0);
}

#[test]
fn a_body_is_kept_as_readable_json() {
    let body = read_html("<h2>A</h2><p>b <em>c</em></p>", known).body;
    let json = serde_json::to_string(&body).unwrap();
    assert_eq!(
        json,
        r#"[{"kind":"heading","level":2,"text":[{"text":"A"}]},{"kind":"paragraph","text":[{"text":"b "},{"text":"c","italic":true}]}]"#
    );
    assert_eq!(serde_json::from_str::<Body>(&json).unwrap(), body);
}

fn words() -> impl Strategy<Value = String> {
    prop::collection::vec("[a-zđạểươ0-9.*_#\\[\\]<>&|`~)+=-]{1,8}", 1..5).prop_map(|words| words.join(" "))
}

fn inline() -> impl Strategy<Value = String> {
    (words(), 0..5_u8).prop_map(|(words, mark)| {
        let words = rich_text::escape(&words);
        match mark {
            1 => format!("<b>{words}</b>"),
            2 => format!("<a href='/x?a=1'>{words}</a>"),
            3 => format!("a <i>{words}</i> b"),
            _ => words,
        }
    })
}

fn page() -> impl Strategy<Value = String> {
    let block = (inline(), inline(), 0..7_u8).prop_map(|(one, two, kind)| match kind {
        0 => format!("<h2>{one}</h2>"),
        1 => format!("<ul><li>{one}<ol><li>{two}</li></ol></li></ul>"),
        2 => format!("<blockquote><p>{one}</p><p>{two}</p></blockquote>"),
        3 => format!("<table><tr><th>{one}</th></tr><tr><td>{two}</td></tr></table>"),
        4 => "<img src='/anh/9' alt='Một ảnh'>".to_owned(),
        _ => format!("<p>{one}</p>"),
    });
    prop::collection::vec(block, 0..6).prop_map(|blocks| blocks.concat())
}

fn again(body: &Body) -> Body {
    let shown = |source: &str| {
        Some(Shown {
            address: format!("/anh/{source}"),
            size: Some((4, 3)),
            smaller: vec![("/anh/s".to_owned(), 2)],
        })
    };
    read_html(&body.to_html(&shown), known).body
}

proptest! {
    #[test]
    fn html_reads_back_the_same(page in page()) {
        let body = read_html(&page, known).body;
        prop_assert_eq!(again(&body), body);
    }

    #[test]
    fn markdown_reads_back_the_same_words(page in page()) {
        let body = read_html(&page, known).body;
        let back = read_markdown(&body.to_markdown(), |source| Some(source.to_owned())).body;
        prop_assert_eq!(back.to_text(), body.to_text(), "{}", body.to_markdown());
    }

    #[test]
    fn nothing_unknown_comes_through(junk in "(<[a-z]{1,8}( [a-z]{2,8}=['\"]?[a-z:;()&/]*['\"]?)?/?>|</[a-z]{1,8}>|[a-z<>&\"']{1,6}){0,40}") {
        let read = read_html(&junk, known);
        let out = read.body.to_html(&|_| None);
        for part in out.split('<').skip(1) {
            let name: String = part.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
            #[rustfmt::skip]
        let allowed = ["h2","h3","h4","p","blockquote","ul","ol","li","table","caption","thead","tbody","tr","th","td","hr","br","strong","em","sup","sub","a"];
            prop_assert!(allowed.contains(&name.as_str()), "{name} in {out}");
        }
        prop_assert!(!out.to_lowercase().contains("javascript:"));
        let blocks_are_clean = read.body.blocks.iter().all(|block| !matches!(block, Block::Paragraph { text } if text.is_empty()));
        prop_assert!(blocks_are_clean);
    }
}
