//! Prints what is made of a document: `read_plan FILE [--document | --measure]`.

use std::process::ExitCode;

#[expect(clippy::print_stdout, reason = "an example prints")]
fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let Some(file) = arguments.next() else {
        eprintln!("read_plan FILE [--document | --measure]");
        return ExitCode::from(2);
    };
    let option = arguments.next();
    let start = std::time::Instant::now();
    let bytes = match std::fs::read(&file) {
        Ok(bytes) => bytes,
        Err(error) => {
            eprintln!("{file}: {error}");
            return ExitCode::FAILURE;
        }
    };
    match plan_reader::read_document(&bytes, Some(&file), &plan_reader::Limits::default()) {
        Ok(document) if option.as_deref() == Some("--document") => {
            println!("{:#}", serde_json::json!(document))
        }
        Ok(document) if option.is_some() => {
            let read = start.elapsed();
            let tasks = plan_reader::read_plan(&document).tasks.len();
            println!(
                "{} blocks in {read:?}, {tasks} tasks in {:?}",
                document.blocks.len(),
                start.elapsed() - read
            );
        }
        Ok(document) => println!("{:#}", plan_reader::read_plan(&document).to_json()),
        Err(error) => {
            eprintln!("{file}: {error}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
