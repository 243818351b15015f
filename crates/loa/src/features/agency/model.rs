//! Agencies, units and people as the rest of the product sees them.

use jiff::civil::Date;

db::id!(
    /// An agency: the wall that no query crosses.
    pub AgencyId
);
db::id!(
    /// A unit inside an agency.
    pub UnitId
);
db::id!(
    /// A person of an agency.
    pub PersonId
);

db::text_enum! {
    /// What sort of unit it is, which decides what collectives such as "các phòng" mean.
    pub enum UnitKind {
        /// Ban Giám đốc.
        Leadership = "leadership",
        /// Văn phòng: coordinates the plan.
        Office = "office",
        /// Phòng chuyên môn.
        Division = "division",
        /// Trung tâm, đơn vị sự nghiệp, chi cục.
        Center = "center",
        /// Đảng ủy, công đoàn, đoàn thanh niên.
        Union = "union",
        /// Anything else.
        Other = "other",
    }
}

/// An agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// Its id.
    pub id: AgencyId,
    /// The agency above it, whose name stands over its own in letterheads.
    pub parent: Option<AgencyId>,
    /// Full name: "Sở Xây dựng tỉnh Ví Dụ".
    pub name: String,
    /// As used in running text: "Sở Xây dựng".
    pub short_name: String,
    /// In document numbers: "SXD".
    pub symbol: String,
    /// Before the date in documents (địa danh).
    pub place: String,
    /// Whether its people work in this installation.
    pub hosted: bool,
    /// First day of existence under this name.
    pub valid_from: Date,
    /// Last day, when it ended.
    pub valid_to: Option<Date>,
    /// Who took over.
    pub successor: Option<AgencyId>,
}

/// An agency to be added; fields as in [`Agency`].
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the same fields as the agency itself")]
pub struct NewAgency {
    pub parent: Option<AgencyId>,
    pub name: String,
    pub short_name: String,
    pub symbol: String,
    pub place: String,
    pub hosted: bool,
    pub valid_from: Date,
}

/// A unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its id.
    pub id: UnitId,
    /// The unit above it, if not the agency itself.
    pub parent: Option<UnitId>,
    /// Full name: "Phòng Quản lý xây dựng".
    pub name: String,
    /// For narrow places: "P. QLXD".
    pub short_name: String,
    /// What sort it is.
    pub kind: UnitKind,
    /// Other names that plans call it by.
    pub aliases: Vec<String>,
    /// Place in the agency's own order.
    pub position: i32,
    /// First day.
    pub valid_from: Date,
    /// Last day, when it ended.
    pub valid_to: Option<Date>,
    /// Who took over.
    pub successor: Option<UnitId>,
}

impl Unit {
    /// Whether it exists on a day.
    #[must_use]
    pub fn is_there_on(&self, day: Date) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|end| day <= end)
    }
}

/// The unit itself, or the one that took over from it by a day; none when the agency has no such unit.
#[must_use]
pub fn heir(unit: UnitId, all: &[Unit], day: Date) -> Option<UnitId> {
    let mut unit = all.iter().find(|known| known.id == unit)?;
    // A chain of successors is never longer than the list; a ring of them ends here too.
    for _ in 0..all.len() {
        match unit.valid_to.filter(|end| *end < day).and(unit.successor) {
            Some(next) => unit = all.iter().find(|known| known.id == next)?,
            None => break,
        }
    }
    Some(unit.id)
}

/// A unit to be added.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the same fields as the unit itself")]
pub struct NewUnit {
    pub parent: Option<UnitId>,
    pub name: String,
    pub short_name: String,
    pub kind: UnitKind,
    pub aliases: Vec<String>,
    pub valid_from: Date,
}

impl NewUnit {
    /// A unit from its name alone; kind and short name are read off it and can be changed later.
    #[must_use]
    pub fn named(name: &str, valid_from: Date) -> Self {
        let name = vietnamese::nfc(name.trim()).into_owned();
        let kind = UnitKind::of_name(&name);
        let short_name = name
            .strip_prefix("Phòng ")
            .map(|rest| format!("P. {rest}"))
            .or_else(|| name.strip_prefix("Trung tâm ").map(|rest| format!("TT {rest}")))
            .unwrap_or_else(|| name.clone());
        Self {
            parent: None,
            name,
            short_name,
            kind,
            aliases: Vec::new(),
            valid_from,
        }
    }
}

impl UnitKind {
    fn of_name(name: &str) -> Self {
        let folded = vietnamese::fold(name);
        let starts = |heads: &[&str]| heads.iter().any(|head| folded.starts_with(head));
        if starts(&["ban giam doc", "lanh dao"]) {
            Self::Leadership
        } else if starts(&["van phong"]) {
            Self::Office
        } else if starts(&["phong "]) {
            Self::Division
        } else if starts(&["trung tam", "chi cuc", "ban quan ly", "truong", "vien"]) {
            Self::Center
        } else if starts(&["cong doan", "doan ", "dang uy", "chi bo", "hoi "]) {
            Self::Union
        } else {
            Self::Other
        }
    }
}

/// Units from a pasted list, one a line; bullets, numbers and blank lines are ignored.
#[must_use]
pub fn parse_units(list: &str, valid_from: Date) -> Vec<NewUnit> {
    list.lines()
        .map(|line| {
            let line = line.trim();
            let digits = line.chars().take_while(char::is_ascii_digit).count();
            let rest = line.get(digits..).unwrap_or_default();
            let numbered = digits > 0 && rest.starts_with(['.', ')', '\t']);
            let line = if numbered { rest } else { line };
            line.trim_start_matches(['-', '+', '*', '•', '.', ')', '\t', ' '])
                .trim_end_matches([';', '.', ',', ' '])
        })
        .filter(|line| !line.is_empty())
        .map(|line| NewUnit::named(line, valid_from))
        .collect()
}

/// A person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The person's id.
    pub id: PersonId,
    /// Where the person works.
    pub unit: Option<UnitId>,
    /// Full name, family name first.
    pub full_name: String,
    /// Position (chức vụ).
    pub title: String,
    /// For messages.
    pub email: Option<String>,
    /// First day.
    pub valid_from: Date,
    /// Last day.
    pub valid_to: Option<Date>,
}

/// A person to be added.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the same fields as the person itself")]
pub struct NewPerson {
    pub unit: Option<UnitId>,
    pub full_name: String,
    pub title: String,
    pub email: Option<String>,
    pub valid_from: Date,
}

/// Where somebody goes when a unit ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Transfer {
    /// Who.
    pub person: PersonId,
    /// The unit to work in from then on.
    pub to: UnitId,
    /// Whether the person heads it.
    pub heads: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_list_becomes_units() {
        let day: Date = "2025-01-01".parse().unwrap();
        let units = parse_units(
            "1. Văn phòng Sở;\n- Phòng Quản lý xây dựng\n\n•\tTrung tâm Kiểm định.\nPhòng 2 tầng",
            day,
        );
        let names: Vec<_> = units.iter().map(|unit| (unit.name.as_str(), unit.kind)).collect();
        assert_eq!(
            names,
            [
                ("Văn phòng Sở", UnitKind::Office),
                ("Phòng Quản lý xây dựng", UnitKind::Division),
                ("Trung tâm Kiểm định", UnitKind::Center),
                ("Phòng 2 tầng", UnitKind::Division),
            ]
        );
    }
}
