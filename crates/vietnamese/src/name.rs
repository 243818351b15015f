use crate::collation::Levels;

/// Bytes that sort people as Vietnamese lists do: by given name (last word), then family name (first word), then what is between.
///
/// ```
/// let mut staff = ["Phạm Văn An", "Nguyễn Thị An", "Nguyễn Văn An", "Bùi Bình"];
/// staff.sort_by_key(|name| vietnamese::name_key(name));
/// assert_eq!(staff, ["Nguyễn Thị An", "Nguyễn Văn An", "Phạm Văn An", "Bùi Bình"]);
/// ```
pub fn name_key(name: &str) -> Vec<u8> {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    let given = words.pop().unwrap_or_default();
    let mut rest = words.into_iter();
    let family = rest.next().unwrap_or_default();
    let middle = rest.collect::<Vec<_>>().join(" ");

    let mut key = Vec::new();
    let mut cases = Vec::new();
    for part in [given, family, middle.as_str()] {
        let levels = Levels::of(part);
        key.extend(levels.letters);
        key.push(0);
        key.extend(levels.tones);
        key.push(0);
        cases.extend(levels.cases);
        cases.push(0);
    }
    key.extend(cases);
    key.extend(crate::nfc(name).bytes());
    key
}

/// First letters of the words of a name, in upper case.
///
/// ```
/// assert_eq!(vietnamese::initials("nguyễn thị Ánh"), "NTÁ");
/// ```
pub fn initials(name: &str) -> String {
    let name = crate::nfc(name);
    name.split_whitespace()
        .filter_map(|word| word.chars().find(|c| c.is_alphanumeric()))
        .flat_map(char::to_uppercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_name_rules_over_case_and_family_name() {
        let mut names = vec!["LÊ AN", "Trần Ân", "Lê Ánh", "Bùi An", "An"];
        names.sort_by_key(|name| name_key(name));
        assert_eq!(names, ["An", "Bùi An", "LÊ AN", "Lê Ánh", "Trần Ân"]);
    }

    #[test]
    fn odd_names_do_no_harm() {
        assert_eq!(initials("  "), "");
        assert_eq!(initials("(Bé) Na"), "BN");
        assert!(name_key("") < name_key("A"));
    }
}
