use thiserror::Error;

/// Why a document could not be written.
#[derive(Debug, Error)]
pub enum WriteError {
    /// The kind must not open with "Kính gửi", and the document has addressees.
    #[error("a document of the kind {kind:?} must not have addressees (Kính gửi)")]
    AddresseesRefused {
        /// The name of the kind.
        kind: String,
    },
    /// A heading has a level other than 1, 2 or 3.
    #[error("heading level {0} is not between 1 and 3")]
    HeadingLevel(u8),
    /// The layout has a measure that nothing can be drawn with.
    #[error("the layout cannot be drawn: a margin, size, indent, gap or spacing is absurd")]
    Layout,
    /// The cells of a table do not make a grid.
    #[error("table {table}, row {row}: {problem}")]
    Table {
        /// Which table of the document, from 1.
        table: usize,
        /// Which row, header rows included, from 1; 0 for the table as a whole.
        row: usize,
        /// What is wrong.
        problem: TableProblem,
    },
    /// A picture cannot be read.
    #[error("picture {number} cannot be read: {reason}")]
    Picture {
        /// Which picture of the document, from 1: figures in their order, then signatures.
        number: usize,
        /// Why.
        reason: String,
    },
    /// The document has an SVG figure, and Word files need a raster copy of it, which takes fonts:
    /// use `docx_with_fonts`.
    #[error("figure {number} is an SVG drawing: fonts are needed to write it into a Word file")]
    FontsNeeded {
        /// Which picture of the document, from 1.
        number: usize,
    },
    /// A family of fonts lacks a style, or a file is not a font.
    #[error("fonts cannot be used: {0}")]
    Fonts(String),
    /// The typesetter refused; a defect of this crate.
    #[error("the page could not be set: {0}")]
    Typeset(String),
    /// Writing the package failed; a defect of this crate.
    #[error("the file could not be packed: {0}")]
    Pack(#[from] std::io::Error),
}

/// Why the cells of a table do not make a grid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TableProblem {
    /// No columns, or more than a page can hold.
    #[error("a table has between 1 and {} columns", crate::compose::MAX_COLUMNS)]
    Columns,
    /// A column's share is not above zero.
    #[error("the share of a column has to be above zero")]
    Share,
    /// The cells cover fewer places than there are columns.
    #[error("the cells of the row do not fill the columns")]
    TooFew,
    /// The cells cover more places than there are columns.
    #[error("the cells of the row need more columns than there are")]
    TooMany,
    /// A cell reaches below the last row, or from the header into the rows.
    #[error("a cell reaches below the last row of its part")]
    TooTall,
    /// A cell covers no place.
    #[error("a cell covers at least one column and one row")]
    NoSpan,
}
