//! Whom the names in a plan mean in the agency. What is not sure stays unresolved: people choose.

use plan_reader::units::matching::{self, Certainty, Entry, Kind, Target};

use super::row::{Party, UnitSet, Who};
use crate::features::agency::{Agency, Unit, UnitId, UnitKind};

/// Candidates offered for one name.
const MOST: usize = 3;

/// The names an agency and its units go by.
#[derive(Debug, Clone)]
pub struct Roster {
    own: Vec<String>,
    units: matching::Roster<UnitId>,
}

impl Roster {
    /// From the agency and the units of a day.
    #[must_use]
    pub fn new(agency: Option<&Agency>, units: &[Unit]) -> Self {
        let names: Vec<&str> = agency
            .iter()
            .flat_map(|agency| [agency.name.as_str(), agency.short_name.as_str()])
            .filter(|name| !name.is_empty())
            .collect();
        let entries = units
            .iter()
            .map(|unit| {
                let kind = match unit.kind {
                    UnitKind::Office | UnitKind::Division => Kind::Division,
                    UnitKind::Center => Kind::Centre,
                    UnitKind::Leadership | UnitKind::Union | UnitKind::Other => Kind::Any,
                };
                let mut entry = Entry::new(unit.id, &unit.name, kind);
                entry.aliases.clone_from(&unit.aliases);
                if unit.short_name != unit.name {
                    entry.abbreviations.push(unit.short_name.clone());
                }
                entry
            })
            .collect();
        Self {
            own: names.iter().map(|name| vietnamese::fold(name)).collect(),
            units: matching::Roster::new(&names, entries),
        }
    }

    /// Whom a name means, when that is certain.
    #[must_use]
    pub fn who(&self, name: &str) -> Who {
        let found = self.units.find(name);
        match (found.target, found.certainty) {
            (Target::Unit(id), Certainty::Exact | Certainty::Alias) => Who::Unit(id),
            (Target::All(kind), Certainty::Exact | Certainty::Alias) => Who::AllOf(match kind {
                Kind::Division => UnitSet::Kinds(vec![UnitKind::Division]),
                Kind::Branch | Kind::Centre => UnitSet::Kinds(vec![UnitKind::Center]),
                Kind::Any => UnitSet::All,
            }),
            (Target::EveryPerson, Certainty::Exact | Certainty::Alias) => Who::Everyone,
            (Target::Unknown, _) if self.is_outside(name) => Who::Outside,
            _ => Who::Unresolved,
        }
    }

    /// A name that begins as agencies do and is not the agency's own.
    fn is_outside(&self, name: &str) -> bool {
        const HEADS: &[&str] = &[
            "so ",
            "ubnd ",
            "uy ban ",
            "hdnd ",
            "hoi dong nhan dan ",
            "bo ",
            "tinh uy",
            "thanh uy",
            "cac so",
            "cac ubnd",
            "ubnd cac",
            "cac bo",
            "cac huyen",
            "cac xa",
            "cac dia phuong",
            "cong an ",
            "bao ",
            "dai ",
            "tong cuc ",
            "mat tran",
        ];
        let folded = vietnamese::fold(name);
        !self.own.contains(&folded) && HEADS.iter().any(|head| folded.starts_with(head))
    }

    /// Units that a name may mean, best first: to be offered, never taken.
    #[must_use]
    pub fn candidates(&self, name: &str) -> Vec<UnitId> {
        let found = self.units.find(name);
        let likely = match found.target {
            Target::Unit(id) => Some(id),
            _ => None,
        };
        let others = found.candidates.into_iter().map(|candidate| candidate.id);
        likely.into_iter().chain(others).take(MOST).collect()
    }

    /// A party by its name.
    #[must_use]
    pub fn party(&self, name: &str) -> Party {
        Party {
            text: name.to_owned(),
            who: self.who(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::features::agency::{AgencyId, parse_units};

    fn roster() -> (Roster, Vec<Unit>) {
        let day = "2025-01-01".parse().unwrap();
        let agency = Agency {
            id: AgencyId::new(),
            parent: None,
            name: "Sở Xây dựng tỉnh Ví Dụ".to_owned(),
            short_name: "Sở Xây dựng".to_owned(),
            symbol: "SXD".to_owned(),
            place: "Ví Dụ".to_owned(),
            hosted: true,
            valid_from: day,
            valid_to: None,
            successor: None,
        };
        let list = "Văn phòng Sở\nPhòng Quản lý xây dựng\nPhòng Quy hoạch, kiến trúc\nTrung tâm Kiểm định";
        let units: Vec<Unit> = parse_units(list, day)
            .into_iter()
            .zip(0..)
            .map(|(new, position)| Unit {
                id: UnitId::new(),
                parent: None,
                name: new.name,
                short_name: new.short_name,
                kind: new.kind,
                aliases: new.aliases,
                position,
                valid_from: day,
                valid_to: None,
                successor: None,
            })
            .collect();
        (Roster::new(Some(&agency), &units), units)
    }

    #[test]
    fn names_are_units_whatever_is_tied_on() {
        let (roster, units) = roster();
        for name in [
            "Văn phòng Sở",
            "Văn phòng Sở Xây dựng",
            "VĂN PHÒNG",
            "Văn phòng thuộc Sở Xây dựng",
        ] {
            assert_eq!(roster.who(name), Who::Unit(units[0].id), "{name}");
        }
        assert_eq!(roster.who("Phòng Quy hoạch - Kiến trúc"), Who::Unit(units[2].id));
        assert_eq!(roster.who("TT Kiểm định"), Who::Unit(units[3].id));
    }

    #[test]
    fn collectives_outsiders_and_the_unknown_are_told_apart() {
        let (roster, units) = roster();
        let cases = [
            (
                "Toàn thể công chức, viên chức, nhân viên thuộc Sở Xây dựng",
                Who::Everyone,
            ),
            ("Các phòng, đơn vị thuộc Sở Xây dựng", Who::AllOf(UnitSet::All)),
            (
                "Các phòng chuyên môn",
                Who::AllOf(UnitSet::Kinds(vec![UnitKind::Division])),
            ),
            ("Các phòng, trung tâm", Who::AllOf(UnitSet::All)),
            ("Các phòng có liên quan", Who::Unresolved),
            ("Sở Nội vụ", Who::Outside),
            ("UBND các huyện, thị xã, thành phố", Who::Outside),
            ("Các sở, ban, ngành tỉnh", Who::Outside),
            ("Phòng Quản lý", Who::Unresolved),
            ("Sở Xây dựng", Who::Unresolved),
            ("", Who::Unresolved),
        ];
        for (name, who) in cases {
            assert_eq!(roster.who(name), who, "{name}");
        }
        assert_eq!(roster.candidates("Phòng Quản lý")[0], units[1].id);
        assert_eq!(roster.candidates("Ủy ban"), []);
    }
}
