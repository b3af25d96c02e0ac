//! Two columns, one for bureaus and one for sections.

use super::path::departments;

/// The paths of two columns 担当部局 and 担当課室.
///
/// Lists of equal length belong together one by one; a single bureau stands above every section.
///
/// ```
/// use japanese_normalize::join_departments;
/// assert_eq!(
///     join_departments("警察本部・企画部", "サイバー犯罪対策課・デジタルみやぎ推進課"),
///     [["警察本部", "サイバー犯罪対策課"], ["企画部", "デジタルみやぎ推進課"]]
/// );
/// assert_eq!(join_departments("教育庁", "文化財課（東北歴史博物館）"), [["教育庁", "文化財課", "東北歴史博物館"]]);
/// ```
pub fn join_departments(upper: &str, lower: &str) -> Vec<Vec<String>> {
    let uppers = departments(upper);
    let lowers = departments(lower);
    if uppers.is_empty() {
        return lowers;
    }
    if lowers.is_empty() {
        return uppers;
    }
    let last = uppers.len() - 1;
    let mut paths = Vec::new();
    for (index, lower) in lowers.iter().enumerate() {
        let Some(upper) = uppers.get(index.min(last)) else { continue };
        // The second column may name the bureau again.
        let repeats = lower.first().is_some_and(|first| upper.last() == Some(first));
        let mut path = upper.clone();
        path.extend(lower.iter().skip(usize::from(repeats)).cloned());
        if !paths.contains(&path) {
            paths.push(path);
        }
    }
    for upper in uppers.into_iter().skip(lowers.len()) {
        if !paths.contains(&upper) {
            paths.push(upper);
        }
    }
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_may_hold_two_levels() {
        assert_eq!(join_departments("警察本部", "総務部情報管理課"), [["警察本部", "総務部", "情報管理課"]]);
    }

    #[test]
    fn one_bureau_stands_above_all() {
        assert_eq!(
            join_departments("総務部", "人事課、税務課"),
            [["総務部", "人事課"], ["総務部", "税務課"]]
        );
        assert_eq!(join_departments("総務部", ""), [["総務部"]]);
    }
}
