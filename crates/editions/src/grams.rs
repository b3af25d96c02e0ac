//! Sets of grams, and how much two of them have in common.

use std::cmp::Ordering;

/// Two neighbouring characters of a text.
pub(crate) type Gram = u64;

/// Characters of a text that are compared; a longer text is compared by its beginning.
const LONGEST: usize = 400;

/// The grams of a text, sorted, each once; of a single character, itself.
pub(crate) fn grams(text: &str) -> Vec<Gram> {
    let characters: Vec<u64> = text.chars().take(LONGEST).map(|c| u64::from(u32::from(c))).collect();
    let mut found: Vec<Gram> =
        characters.windows(2).filter_map(|pair| Some((pair.first()? << 32) | pair.get(1)?)).collect();
    if let [only] = characters.as_slice() {
        found.push(*only);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// How alike two sorted sets are, 0 to 1, every gram alike (Dice).
pub(crate) fn dice(one: &[Gram], other: &[Gram]) -> f64 {
    let mut common = 0_u32;
    each_common(one, other, |_, is_common| common += u32::from(is_common));
    let count = |grams: &[Gram]| u32::try_from(grams.len()).unwrap_or(u32::MAX);
    let all = count(one).saturating_add(count(other));
    if all > 0 { 2.0 * f64::from(common) / f64::from(all) } else { 0.0 }
}

/// What the grams that both sorted sets have weigh; `weights` are those of the first.
pub(crate) fn common_weight(one: &[Gram], weights: &[f64], other: &[Gram]) -> f64 {
    let mut common = 0.0;
    each_common(one, other, |at, is_common| {
        let weight = weights.get(at).copied().unwrap_or_default();
        common += if is_common { weight } else { 0.0 };
    });
    common
}

/// Goes through two sorted sets at once: places in the first, and whether the second has the gram that stands there.
///
/// Which set goes on is reckoned and not branched on: what comes next in texts cannot be foretold.
fn each_common(one: &[Gram], other: &[Gram], mut seen: impl FnMut(usize, bool)) {
    let (mut at, mut of_other) = (0, 0);
    while let (Some(a), Some(b)) = (one.get(at), other.get(of_other)) {
        let order = a.cmp(b);
        seen(at, order == Ordering::Equal);
        at += usize::from(order != Ordering::Greater);
        of_other += usize::from(order != Ordering::Less);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn likeness_is_the_share_of_grams_that_both_have() {
        let (one, other) = (grams("森林整備の推進"), grams("森林整備"));
        assert!((dice(&one, &other) - 2.0 * 3.0 / 9.0).abs() < 1e-12);
        assert!((dice(&one, &one) - 1.0).abs() < 1e-12);
        assert!(dice(&grams(""), &grams("")).abs() < 1e-12);
    }

    #[test]
    fn only_what_both_have_weighs() {
        let weights = [1.0, 2.0, 4.0, 8.0];
        assert!((common_weight(&[1, 3, 5, 9], &weights, &[0, 3, 4, 9, 11]) - 10.0).abs() < 1e-12);
        assert!(common_weight(&[], &[], &[1]).abs() < 1e-12);
    }
}
