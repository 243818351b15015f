//! Prints what is made of a document: `read_plan FILE [--document]`.

use std::process::ExitCode;

#[expect(clippy::print_stdout, reason = "an example prints")]
fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(file) = arguments.next() else {
        eprintln!("read_plan FILE [--document]");
        return ExitCode::from(2);
    };
    let bytes = match std::fs::read(&file) {
        Ok(bytes) => bytes,
        Err(error) => {
            eprintln!("{file}: {error}");
            return ExitCode::FAILURE;
        }
    };
    match plan_reader::read_document(&bytes, Some(&file), &plan_reader::Limits::default()) {
        Ok(document) if arguments.next().is_some() => println!("{:#}", serde_json::json!(document)),
        Ok(document) => println!("{:#}", plan_reader::read_plan(&document).to_json()),
        Err(error) => {
            eprintln!("{file}: {error}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
