//! As much of HTTP as the test server's own interface needs.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Sends `METHOD path` to `http://host:port` and gives the body.
pub(crate) async fn ask(method: &str, base: &str, path: &str) -> String {
    let host = base.trim_start_matches("http://");
    let mut stream = TcpStream::connect(host)
        .await
        .expect("the SMTP test server answers");
    // Version 1.0: the server closes after its answer and does not cut it into chunks.
    let request = format!("{method} {path} HTTP/1.0\r\nHost: {host}\r\n\r\n");
    stream
        .write_all(request.as_bytes())
        .await
        .expect("takes a question");
    let mut answer = String::new();
    stream
        .read_to_string(&mut answer)
        .await
        .expect("answers in UTF-8");
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
    assert!(head.contains(" 200 "), "{method} {path}: {head}\n{body}");
    body.to_owned()
}

/// Escapes what may not stand in a query as it is.
pub(crate) fn escape(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'@' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}
