//! Weights of the signs: a logistic regression on the trials whose seeds are not held out.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use plan_records::confidence::{FieldKind, Model, Sign};

use super::damage::Kind;
use super::trial::Observed;

/// Rounds over all parameters; the weights stand still long before.
const ROUNDS: usize = 300;

/// Strength of the pull towards 0, in fields: a weight that few fields speak for stays small.
const PULL: f64 = 1.0;

/// Largest step of a parameter in one round, log odds.
const STEP: f64 = 1.0;

/// Weights that are set: the trials hold no scans and no characters that cannot be read.
///
/// A field with a character that could not be read is wrong in that character. What was recognised is to be looked at
/// before it is published: [`RECOGNISED`] takes most fields without another sign to about 0.8.
const SET: [(Sign, f64); 2] = [(Sign::UnknownGlyph, -6.0), (Sign::Recognised, RECOGNISED)];

/// Weight of characters that were recognised on a picture.
const RECOGNISED: f64 = -2.5;

/// Fields with the same kind and signs: how many are right, and how many wrong.
type Counts = BTreeMap<(FieldKind, BTreeSet<Sign>), (f64, f64)>;

/// A parameter of the regression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Parameter {
    All,
    Kind(FieldKind),
    Sign(Sign),
}

/// How many right fields one wrong field may count as: a wrong value that is published costs more than a look at a
/// right one.
const COSTS: [f64; 6] = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0];

/// The highest cost that is tried.
const HIGHEST_COST: f64 = 64.0;

/// How often the stretch between a cost that holds and one that does not is halved.
const HALVINGS: usize = 4;

/// Confidence below which a field is to be looked at.
const LOOK: f64 = 0.8;

/// Share of the right fields of documents without damage that may lie below [`LOOK`].
const LOOKS: f64 = 0.027;

/// Fits the model to those fields that are not held out, with the highest cost of wrong fields at which few enough right
/// ones are to be looked at; and that cost.
#[must_use]
pub fn fit(observed: &[Observed]) -> (Model, f64) {
    let mut best = (fit_at(observed, 1.0), 1.0);
    let mut too_high = HIGHEST_COST;
    for cost in COSTS.into_iter().skip(1) {
        let model = fit_at(observed, cost);
        if share_to_look_at(observed, &model) > LOOKS {
            too_high = cost;
            break;
        }
        best = (model, cost);
    }
    for _ in 0..HALVINGS {
        let cost = f64::midpoint(best.1, too_high);
        let model = fit_at(observed, cost);
        if share_to_look_at(observed, &model) > LOOKS { too_high = cost } else { best = (model, cost) }
    }
    best
}

/// Share of the right fields of documents without damage that are to be looked at.
fn share_to_look_at(observed: &[Observed], model: &Model) -> f64 {
    let (mut all, mut low) = (0.0, 0.0);
    for field in observed.iter().filter(|field| !field.held_out && field.right && field.damage == Kind::Clean)
    {
        all += 1.0;
        low += f64::from(u8::from(model.confidence(field.kind, &field.signs) < LOOK));
    }
    if all > 0.0 { low / all } else { 0.0 }
}

fn fit_at(observed: &[Observed], cost: f64) -> Model {
    let mut counts = Counts::new();
    for field in observed.iter().filter(|field| !field.held_out) {
        let count = counts.entry((field.kind, field.signs.clone())).or_default();
        if field.right { count.0 += 1.0 } else { count.1 += cost }
    }
    let mut weights: BTreeMap<Parameter, f64> = std::iter::once(Parameter::All)
        .chain(FieldKind::ALL.map(Parameter::Kind))
        .chain(Sign::ALL.iter().copied().map(Parameter::Sign))
        .map(|parameter| (parameter, 0.0))
        .collect();
    let parameters: Vec<Parameter> = weights.keys().copied().collect();
    for _ in 0..ROUNDS {
        for parameter in &parameters {
            let step = newton_step(*parameter, &weights, &counts);
            if let Some(weight) = weights.get_mut(parameter) {
                *weight += step.clamp(-STEP, STEP);
                // A sign is a doubt: it can only lower a confidence.
                if matches!(parameter, Parameter::Sign(_)) {
                    *weight = weight.min(0.0);
                }
            }
        }
    }
    let of = |parameter: Parameter| weights.get(&parameter).copied().unwrap_or(0.0);
    Model {
        base: FieldKind::ALL
            .map(|kind| (kind, hundredths(of(Parameter::All) + of(Parameter::Kind(kind)))))
            .into(),
        signs: Sign::ALL
            .iter()
            .map(|sign| (*sign, hundredths(of(Parameter::Sign(*sign)))))
            .chain(SET)
            .collect(),
    }
}

fn hundredths(weight: f64) -> f64 {
    (weight * 100.0).round() / 100.0
}

fn newton_step(parameter: Parameter, weights: &BTreeMap<Parameter, f64>, counts: &Counts) -> f64 {
    let pull = if parameter == Parameter::All { 0.0 } else { PULL };
    let own = weights.get(&parameter).copied().unwrap_or(0.0);
    let (mut slope, mut bend) = (-pull * own, -pull);
    for ((kind, signs), (right, wrong)) in counts {
        let concerned = match parameter {
            Parameter::All => true,
            Parameter::Kind(of) => of == *kind,
            Parameter::Sign(sign) => signs.contains(&sign),
        };
        if !concerned {
            continue;
        }
        let weight = |parameter: Parameter| weights.get(&parameter).copied().unwrap_or(0.0);
        let sum = weight(Parameter::All)
            + weight(Parameter::Kind(*kind))
            + signs.iter().map(|sign| weight(Parameter::Sign(*sign))).sum::<f64>();
        let share = 1.0 / (1.0 + (-sum).exp());
        slope += right - (right + wrong) * share;
        bend -= (right + wrong) * share * (1.0 - share);
    }
    if bend.abs() < 1e-9 { 0.0 } else { -slope / bend }
}

/// The model as the data file of the crate.
#[must_use]
pub fn data_file(model: &Model) -> String {
    let mut file = String::from(
        "# Log odds that a field is right: a base for each kind of field, and what each sign adds.\n\
         # Made by `cargo run -p golden --bin confidence -- calibrate`; docs/confidence.md says how and shows what it is worth.\n\n[base]\n",
    );
    for (kind, weight) in &model.base {
        let _ = writeln!(file, "{} = {weight:.2}", kind.name());
    }
    file.push_str("\n[signs]\n");
    for (sign, weight) in &model.signs {
        let _ = writeln!(file, "{} = {weight:.2}", sign.name());
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(signs: &[Sign], right: usize, wrong: usize) -> Vec<Observed> {
        let field = |right: bool| Observed {
            damage: Kind::Clean,
            held_out: false,
            document: String::new(),
            edited: String::new(),
            place: (0, String::new()),
            kind: FieldKind::Title,
            signs: signs.iter().copied().collect(),
            right,
            values: Vec::new(),
            raw: String::new(),
            standing: false,
            named: false,
        };
        let (good, bad) = (field(true), field(false));
        std::iter::repeat_n(good, right).chain(std::iter::repeat_n(bad, wrong)).collect()
    }

    #[test]
    fn the_confidence_is_the_share_of_right_fields() {
        let mut observed = fields(&[], 990, 10);
        observed.extend(fields(&[Sign::RowRepaired], 500, 500));
        observed.extend(fields(&[Sign::Inherited], 980, 20));
        let model = fit_at(&observed, 1.0);
        let confidence =
            |signs: &[Sign]| model.confidence(FieldKind::Title, &signs.iter().copied().collect());
        // What pulls weights to zero moves a share by less than a hundredth.
        for (signs, share) in [(&[][..], 0.99), (&[Sign::RowRepaired], 0.5), (&[Sign::Inherited], 0.98)] {
            assert!((confidence(signs) - share).abs() < 0.01, "{signs:?}: {model:?}");
        }
    }

    #[test]
    fn a_wrong_field_costs_as_much_as_looks_allow() {
        let mut observed = fields(&[], 9_900, 10);
        observed.extend(fields(&[Sign::RowRepaired], 50, 10));
        let (model, cost) = fit(&observed);
        assert!(cost >= 4.0, "{cost}");
        assert!(model.confidence(FieldKind::Title, &[Sign::RowRepaired].into()) < LOOK);
        assert!(model.confidence(FieldKind::Title, &[].into()) >= LOOK);
    }

    #[test]
    fn no_sign_raises_a_confidence() {
        let mut observed = fields(&[], 900, 100);
        observed.extend(fields(&[Sign::RowRepaired], 1_000, 0));
        assert!((fit_at(&observed, 1.0).signs[&Sign::RowRepaired]).abs() < 1e-9);
    }

    #[test]
    fn held_out_fields_change_nothing() {
        let observed = fields(&[], 990, 10);
        let mut more = observed.clone();
        more.extend(fields(&[], 0, 500).into_iter().map(|field| Observed { held_out: true, ..field }));
        assert_eq!(fit(&observed), fit(&more));
    }
}
