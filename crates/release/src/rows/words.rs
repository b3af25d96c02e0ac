//! Words of choices, as they stand in records and tables.

use plan_records::records::{Direction, IndicatorKind, ObservationKind, ProgressKind, Relation, Role};

pub(crate) fn indicator_kind(kind: IndicatorKind) -> &'static str {
    match kind {
        IndicatorKind::Kpi => "kpi",
        IndicatorKind::Goal => "goal",
    }
}

pub(crate) fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Up => "up",
        Direction::Down => "down",
    }
}

pub(crate) fn role(role: Role) -> &'static str {
    match role {
        Role::Baseline => "baseline",
        Role::Target => "target",
        Role::Actual => "actual",
    }
}

pub(crate) fn observation_kind(kind: ObservationKind) -> &'static str {
    match kind {
        ObservationKind::Number => "number",
        ObservationKind::Text => "text",
        ObservationKind::Unmeasured => "unmeasured",
    }
}

pub(crate) fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Equal => "=",
        Relation::AtLeast => ">=",
        Relation::AtMost => "<=",
        Relation::MoreThan => ">",
        Relation::LessThan => "<",
    }
}

pub(crate) fn progress_kind(kind: ProgressKind) -> &'static str {
    match kind {
        ProgressKind::Actual => "actual",
        ProgressKind::Planned => "planned",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The word as the record has it.
    fn printed(choice: impl serde::Serialize) -> String {
        let json = serde_json::to_value(choice).expect("a word");
        json.as_str().expect("a word").to_owned()
    }

    #[test]
    fn words_are_those_of_the_records() {
        for kind in [IndicatorKind::Kpi, IndicatorKind::Goal] {
            assert_eq!(printed(kind), indicator_kind(kind));
        }
        for side in [Direction::Up, Direction::Down] {
            assert_eq!(printed(side), direction(side));
        }
        for one in [Role::Baseline, Role::Target, Role::Actual] {
            assert_eq!(printed(one), role(one));
        }
        for kind in [ObservationKind::Number, ObservationKind::Text, ObservationKind::Unmeasured] {
            assert_eq!(printed(kind), observation_kind(kind));
        }
        use Relation::{AtLeast, AtMost, Equal, LessThan, MoreThan};
        for sign in [Equal, AtLeast, AtMost, MoreThan, LessThan] {
            assert_eq!(printed(sign), relation(sign));
        }
        for kind in [ProgressKind::Actual, ProgressKind::Planned] {
            assert_eq!(printed(kind), progress_kind(kind));
        }
    }
}
