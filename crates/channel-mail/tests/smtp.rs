//! What becomes of a letter, with a real server that misbehaves.
#![expect(clippy::unwrap_used, reason = "a test may fail loudly")]

use std::time::{Duration, SystemTime};

use channel_mail::{Attachment, ConfigError, Encryption, Letter, Mailer, SendError, Smtp, SmtpConfig};
use test_kit::mail::{self, Mailbox, Misbehaviour};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;

fn config(encryption: Encryption) -> SmtpConfig {
    let server = match encryption {
        Encryption::Tls => mail::tls_address(),
        _ => mail::address(),
    };
    let mut config = SmtpConfig::new("127.0.0.1", encryption);
    config.port = Some(server.port());
    config
}

fn smtp(change: impl FnOnce(&mut SmtpConfig)) -> Smtp {
    let mut config = config(Encryption::None);
    change(&mut config);
    Smtp::new(config).unwrap()
}

fn letter(to: &Mailbox) -> Letter {
    Letter::new(
        "Văn phòng Sở <van-phong@test.example>".parse().unwrap(),
        to.address().parse().unwrap(),
        "Nhắc việc: báo cáo quý I",
        "Kính gửi anh chị,\n.\nHạn nộp là 15/03.",
        format!("<1.{}>", to.address()),
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_740_787_200),
    )
}

async fn outcome(how: Misbehaviour, change: impl FnOnce(&mut SmtpConfig)) -> (SendError, usize) {
    let mailbox = Mailbox::fresh("misbehaving");
    mailbox.misbehave(how).await;
    let error = smtp(change).send(&letter(&mailbox)).await.unwrap_err();
    (error, mailbox.mails().await.len())
}

#[tokio::test]
async fn a_letter_arrives_whole() {
    let mailbox = Mailbox::fresh("whole");
    let mut letter = letter(&mailbox);
    letter.to.name = Some("Trần Thị Lan".to_owned());
    letter.reply_to = Some("tra-loi@test.example".parse().unwrap());
    letter.html = Some("<p>Hạn nộp là <b>15/03</b></p>".to_owned());
    letter.unsubscribe = Some("https://loa.example/thoi-nhan?ma=abc".to_owned());
    letter.attachments.push(Attachment {
        file_name: "Giấy mời họp \"số 1\".pdf".to_owned(),
        mime_type: "application/pdf".to_owned(),
        content: (0..=255).collect(),
    });

    let receipt = smtp(|_| ()).send(&letter).await.unwrap();

    assert_eq!(receipt.message_id, letter.message_id);
    assert!(receipt.reply.contains("Kept"), "{receipt:?}");
    let arrived = mailbox.only().await;
    assert_eq!(arrived.envelope_from, "van-phong@test.example");
    assert_eq!(arrived.envelope_to, [mailbox.address()]);
    assert_eq!(arrived.subject, "Nhắc việc: báo cáo quý I");
    assert_eq!(arrived.from.as_ref().unwrap().name, "Văn phòng Sở");
    assert_eq!(arrived.to[0].name, "Trần Thị Lan");
    assert_eq!(arrived.reply_to[0].address, "tra-loi@test.example");
    assert_eq!(arrived.message_id, letter.message_id);
    assert_eq!(arrived.text.trim().replace("\r\n", "\n"), letter.text);
    assert_eq!(arrived.html.trim(), letter.html.unwrap());
    assert_eq!(arrived.header("Date"), Some("Sat, 01 Mar 2025 00:00:00 +0000"));
    assert_eq!(arrived.header("Auto-Submitted"), Some("auto-generated"));
    assert_eq!(
        arrived.header("List-Unsubscribe"),
        Some("<https://loa.example/thoi-nhan?ma=abc>")
    );
    assert_eq!(
        arrived.header("List-Unsubscribe-Post"),
        Some("List-Unsubscribe=One-Click")
    );
    let file = &arrived.attachments[0];
    assert_eq!(file.filename.as_deref(), Some("Giấy mời họp \"số 1\".pdf"));
    assert_eq!(file.mime_type, "application/pdf");
    let bytes = base64::Engine::decode(&base64::engine::general_purpose::STANDARD, &file.content).unwrap();
    assert_eq!(bytes, (0..=255).collect::<Vec<u8>>());
}

#[tokio::test]
async fn a_refused_recipient_is_final() {
    let (error, arrived) = outcome(Misbehaviour::Refuse, |_| ()).await;
    assert!(
        matches!(&error, SendError::Refused { reason } if reason.contains("No such person")),
        "{error}"
    );
    assert_eq!(arrived, 0);
}

#[tokio::test]
async fn come_back_later_is_tried_again() {
    let mailbox = Mailbox::fresh("later");
    mailbox.misbehave_times(Misbehaviour::Later, 1).await;
    let smtp = smtp(|_| ());
    let error = smtp.send(&letter(&mailbox)).await.unwrap_err();
    assert!(
        matches!(&error, SendError::Retry { reason } if reason.contains("Come back later")),
        "{error}"
    );
    smtp.send(&letter(&mailbox)).await.unwrap();
    mailbox.only().await;
}

#[tokio::test]
async fn a_line_cut_before_the_text_is_tried_again() {
    let (error, arrived) = outcome(Misbehaviour::HangUp, |_| ()).await;
    assert!(matches!(error, SendError::Retry { .. }), "{error}");
    assert_eq!(arrived, 0);
}

#[tokio::test]
async fn an_answer_after_the_text_is_believed() {
    let (error, arrived) = outcome(Misbehaviour::Reject, |_| ()).await;
    assert!(matches!(error, SendError::Refused { .. }), "{error}");
    assert_eq!(arrived, 0);
    let (error, arrived) = outcome(Misbehaviour::Full, |_| ()).await;
    assert!(matches!(error, SendError::Retry { .. }), "{error}");
    assert_eq!(arrived, 0);
}

#[tokio::test]
async fn a_line_cut_after_the_text_is_unknown() {
    let (error, arrived) = outcome(Misbehaviour::Drop, |_| ()).await;
    assert!(matches!(error, SendError::Unknown { .. }), "{error}");
    // It was taken: a blind retry would have sent it twice.
    assert_eq!(arrived, 1);
}

#[tokio::test]
async fn silence_after_the_text_is_unknown() {
    let (error, arrived) = outcome(Misbehaviour::Slow(Duration::from_secs(20)), |config| {
        config.timeout_seconds = 1;
    })
    .await;
    assert!(
        matches!(&error, SendError::Unknown { reason } if reason.contains("in time")),
        "{error}"
    );
    assert_eq!(arrived, 1);
}

#[tokio::test]
async fn a_slow_answer_in_time_is_a_receipt() {
    let mailbox = Mailbox::fresh("slow");
    mailbox
        .misbehave(Misbehaviour::Slow(Duration::from_millis(200)))
        .await;
    let receipt = smtp(|_| ()).send(&letter(&mailbox)).await.unwrap();
    assert!(receipt.reply.contains("at last"), "{receipt:?}");
}

#[tokio::test]
async fn letters_share_a_connection_also_after_a_broken_one() {
    let (first, second, third) = (Mailbox::fresh("a"), Mailbox::fresh("b"), Mailbox::fresh("c"));
    third.misbehave_times(Misbehaviour::Drop, 1).await;
    let smtp = smtp(|_| ());
    smtp.send(&letter(&first)).await.unwrap();
    smtp.send(&letter(&second)).await.unwrap();
    assert_eq!(first.only().await.session, second.only().await.session);
    smtp.send(&letter(&third)).await.unwrap_err();
    smtp.send(&letter(&third)).await.unwrap();
    let sessions = third.wait_for(2).await;
    assert_ne!(sessions[0].session, sessions[1].session);
}

#[tokio::test]
async fn no_more_connections_than_allowed() {
    let smtp = smtp(|config| config.connections = 1);
    let mailbox = Mailbox::fresh("many");
    let letter = letter(&mailbox);
    let (a, b, c) = tokio::join!(smtp.send(&letter), smtp.send(&letter), smtp.send(&letter));
    a.and(b).and(c).unwrap();
    let mails = mailbox.wait_for(3).await;
    assert!(mails.iter().all(|mail| mail.session == mails[0].session));
}

#[tokio::test]
async fn both_kinds_of_encryption_check_the_certificate_and_sign_in() {
    for encryption in [Encryption::Tls, Encryption::StartTls] {
        let mut config = config(encryption);
        config.username = Some(mail::USER.to_owned());
        config.password = Some(mail::PASSWORD.to_owned().into());
        let mailbox = Mailbox::fresh("encrypted");

        let stranger = Smtp::new(config.clone()).unwrap();
        let error = stranger.send(&letter(&mailbox)).await.unwrap_err();
        assert!(
            matches!(&error, SendError::Retry { reason } if reason.contains("certificate")),
            "{error}"
        );

        config.certificate_authority = Some(mail::certificate().await);
        let smtp = Smtp::new(config).unwrap();
        smtp.test().await.unwrap();
        smtp.send(&letter(&mailbox)).await.unwrap();
        let arrived = mailbox.only().await;
        assert!(arrived.secure);
        assert_eq!(arrived.user.as_deref(), Some(mail::USER));
    }
}

#[tokio::test]
async fn a_wrong_password_is_not_the_letters_fault() {
    let smtp = smtp(|config| {
        config.username = Some(mail::USER.to_owned());
        config.password = Some("wrong horse".to_owned().into());
    });
    let error = smtp.test().await.unwrap_err();
    assert!(
        matches!(&error, SendError::Retry { reason } if reason.contains("password is wrong")),
        "{error}"
    );
}

#[tokio::test]
async fn starttls_is_not_given_up_when_the_server_does_not_offer_it() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = async {
        let (mut stream, _) = listener.accept().await.unwrap();
        stream.write_all(b"220 old\r\n250 old\r\n").await.unwrap();
        stream
    };
    let mut config = SmtpConfig::new("127.0.0.1", Encryption::StartTls);
    config.port = Some(port);
    config.timeout_seconds = 2;
    let smtp = Smtp::new(config).unwrap();
    let mailbox = Mailbox::of("nobody@test.example");
    let letter = letter(&mailbox);
    let (_stream, result) = tokio::join!(server, smtp.send(&letter));
    let error = result.unwrap_err();
    assert!(
        matches!(&error, SendError::Retry { reason } if reason.contains("STARTTLS")),
        "{error}"
    );
}

#[tokio::test]
async fn a_server_that_is_not_there_is_tried_again() {
    let port = {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        listener.local_addr().unwrap().port()
    };
    let smtp = smtp(|config| config.port = Some(port));
    let error = smtp
        .send(&letter(&Mailbox::of("nobody@test.example")))
        .await
        .unwrap_err();
    assert!(matches!(error, SendError::Retry { .. }), "{error}");
}

#[tokio::test]
async fn no_second_header_comes_in_by_a_line_break() {
    let mailbox = Mailbox::fresh("breaks");
    let mut letter = letter(&mailbox);
    letter.subject = "Nhắc\r\nBcc: all@test.example".to_owned();
    letter.from.name = Some("A\r\nX-Evil: 1".to_owned());
    smtp(|_| ()).send(&letter).await.unwrap();
    let arrived = mailbox.only().await;
    assert_eq!(arrived.header("Bcc"), None);
    assert_eq!(arrived.header("X-Evil"), None);
    assert_eq!(arrived.subject, "Nhắc  Bcc: all@test.example");

    letter.unsubscribe = Some("https://loa.example/\r\nX-Evil: 1".to_owned());
    let error = smtp(|_| ()).send(&letter).await.unwrap_err();
    assert!(matches!(error, SendError::Refused { .. }), "{error}");
}

#[test]
fn clear_text_never_leaves_the_machine() {
    for host in ["mail.example.vn", "10.0.0.5", "localhost.example.vn"] {
        let error = Smtp::new(SmtpConfig::new(host, Encryption::None)).unwrap_err();
        assert!(matches!(error, ConfigError::ClearText(_)), "{error}");
    }
    for host in ["localhost", "127.0.0.1", "::1"] {
        Smtp::new(SmtpConfig::new(host, Encryption::None)).unwrap();
    }
}

#[test]
fn half_an_account_and_a_broken_authority_are_refused() {
    let mut config = SmtpConfig::new("mail.example.vn", Encryption::Tls);
    config.username = Some("a".to_owned());
    assert!(matches!(
        Smtp::new(config.clone()),
        Err(ConfigError::HalfAnAccount)
    ));
    config.password = Some("b".to_owned().into());
    config.certificate_authority = Some("not a certificate".to_owned());
    assert!(matches!(
        Smtp::new(config),
        Err(ConfigError::CertificateAuthority(_))
    ));
}

#[test]
fn the_password_is_not_shown() {
    let mut config = SmtpConfig::new("mail.example.vn", Encryption::Tls);
    config.username = Some("a".to_owned());
    config.password = Some("hunter2".to_owned().into());
    let shown = format!("{:?}", Smtp::new(config).unwrap());
    assert!(shown.contains("mail.example.vn"), "{shown}");
    assert!(!shown.contains("hunter2"), "{shown}");
}
