//! The report of the demo quarter as Word, PDF and Excel, from a warm server.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, ensure};
use test_kit::Html;

use crate::server::{Server, demo};
use crate::start::middle;
use crate::table::Line;

const TIMES: usize = 21;

/// The measurement.
pub fn measure(loa: &Path) -> anyhow::Result<Vec<Line>> {
    let folder = demo(loa, None)?;
    let server = Server::start(loa, folder.path(), None)?;
    let cookie = server.sign_in("lanhdao")?;
    let list = Html::parse(&String::from_utf8(server.page("/lam-viec/bao-cao", &cookie)?)?);
    let report = list
        .links()
        .into_iter()
        .map(|(_, href)| href)
        .find(|href| {
            href.strip_prefix("/lam-viec/bao-cao/")
                .is_some_and(|id| id.len() == 36)
        })
        .context("the demo has a report")?;
    let formats = ["docx", "pdf", "xlsx"];
    let mut times = vec![Vec::new(); formats.len() + 1];
    for _ in 0..TIMES {
        let mut all = 0.0;
        for (format, times) in formats.iter().zip(&mut times) {
            let begun = Instant::now();
            let bytes = server.page(&format!("{report}/tep/{format}"), &cookie)?;
            let time = begun.elapsed().as_secs_f64() * 1000.0;
            ensure!(bytes.len() > 1000, "{format} is empty");
            times.push(time);
            all += time;
        }
        if let Some(sums) = times.last_mut() {
            sums.push(all);
        }
    }
    let [docx, pdf, xlsx, all] = times.as_mut_slice() else {
        anyhow::bail!("four rows of times");
    };
    let (docx, pdf, xlsx, all) = (middle(docx), middle(pdf), middle(xlsx), middle(all));
    let parts = format!("{docx:.0} + {pdf:.0} + {xlsx:.0} ms");
    let work = "report of the quarter: docx + pdf + xlsx, warm";
    let line = Line::new(work, format!("{all:.0} ms")).note(parts);
    Ok(vec![line.goal("< 150 ms", all < 150.0)])
}
