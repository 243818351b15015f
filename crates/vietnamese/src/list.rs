//! Letters that number the points of an article (điểm a, b, c, d, đ, e, g ...).

/// Letters of points in the order of official documents: đ has its place, letters with other marks and f, j, w, z have none.
const LETTERS: [char; 23] = [
    'a', 'b', 'c', 'd', 'đ', 'e', 'g', 'h', 'i', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v',
    'x', 'y',
];

/// Letter of the point at `index` (from 0), or nothing behind the last letter.
///
/// ```
/// use vietnamese::list::letter;
///
/// let first: String = (0..8).filter_map(letter).collect();
/// assert_eq!(first, "abcdđegh");
/// ```
pub fn letter(index: usize) -> Option<char> {
    LETTERS.get(index).copied()
}

/// Index (from 0) of a point's letter, in either case.
///
/// ```
/// assert_eq!(vietnamese::list::index('Đ'), Some(4));
/// assert_eq!(vietnamese::list::index('f'), None);
/// ```
pub fn index(letter: char) -> Option<usize> {
    let lower = letter.to_lowercase().next()?;
    LETTERS.iter().position(|known| *known == lower)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_places_agree() {
        for at in 0..23 {
            assert_eq!(letter(at).and_then(index), Some(at));
        }
        assert_eq!(letter(23), None);
    }
}
