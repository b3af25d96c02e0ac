//! Cells that hold several values: at slashes, behind labels, with years of their own.

use japanese_normalize as japanese;
use japanese_normalize::Quantity;

use super::value_brackets::Labelled;
use super::value_pieces::{
    bracketed_values, dated_pieces, is_base, is_scale, is_time, label_pieces, labelled_quantity,
    labelled_values, trailing_labels, trailing_time, year_of,
};
use super::values::{PartReader, one_quantity};
use crate::records::{Observation, ObservationKind};

impl PartReader<'_> {
    /// `解析件数 548件`, `5点満点中4.2点`: one value behind words.
    pub(super) fn behind_label(
        &mut self,
        body: &str,
        part: &str,
        time: Option<&japanese::Time>,
    ) -> Option<Vec<Observation>> {
        let (label, quantity) = labelled_quantity(body)?;
        let (label, named) = self.label_and_time(&label)?;
        let label = label.filter(|label| !is_scale(label));
        Some(vec![self.number(&quantity, part, label, 0, named.as_ref().or(time))])
    }

    /// Several values of a part, each with its label.
    pub(super) fn several(
        &mut self,
        body: &str,
        part: &str,
        time: Option<&japanese::Time>,
    ) -> Option<Vec<Observation>> {
        if let Some(observations) = self.labelled_list(body, time) {
            return Some(observations);
        }
        if let Some(observations) = self.slashed(body, part, time) {
            return Some(observations);
        }
        let found = labelled_values(body).or_else(|| bracketed_values(body))?;
        let number = |(raw, label, quantity): Labelled<'_>| self.number(&quantity, raw, Some(label), 0, time);
        Some(found.into_iter().map(number).collect())
    }

    /// `R6：50件、R7：60件`, `50件（R5）、未測定（R6）`.
    pub(super) fn dated_list(&mut self, text: &str) -> Option<Vec<Observation>> {
        let mut observations = Vec::new();
        for piece in dated_pieces(text)? {
            let time = Some(&piece.time);
            if japanese::is_unmeasured(piece.body) {
                observations.push(self.observation(ObservationKind::Unmeasured, piece.raw, None, 0, time));
            } else if !japanese::is_absent(piece.body) {
                let quantity = one_quantity(piece.body)?;
                observations.push(self.number(&quantity, piece.raw, None, 0, time));
            }
        }
        Some(observations)
    }

    /// `50件/未測定`, `50/－` where the head says what stands before and behind the slash.
    fn pair(&mut self, pieces: &[&str], time: Option<&japanese::Time>) -> Option<Vec<Observation>> {
        if self.context.values.len() != pieces.len() {
            return None;
        }
        let read: Vec<Option<Quantity>> = pieces.iter().map(|piece| one_quantity(piece)).collect();
        let unit = read.iter().flatten().rev().find_map(|quantity| quantity.unit.clone());
        let bare = read.iter().all(Option::is_some);
        let mut observations = Vec::new();
        for (at, (piece, quantity)) in pieces.iter().zip(read.iter().cloned()).enumerate() {
            match quantity {
                Some(mut quantity) => {
                    if bare && quantity.unit.is_none() {
                        quantity.unit.clone_from(&unit);
                    }
                    observations.push(self.number(&quantity, piece, None, at, time));
                }
                None if japanese::is_unmeasured(piece) => {
                    observations.push(self.observation(ObservationKind::Unmeasured, piece, None, at, time));
                }
                None if japanese::is_absent(piece) => {}
                None => return None,
            }
        }
        Some(observations)
    }

    /// `686/2,882件 (結婚/子育て)`, `8,073 人/7,000 人`, `解析件数 548 件／ 解析待機日数 0.64 日`.
    fn slashed(&mut self, body: &str, part: &str, time: Option<&japanese::Time>) -> Option<Vec<Observation>> {
        let (values_text, labels) = trailing_labels(body);
        let pieces: Vec<&str> =
            values_text.split(['/', '／', '\n']).map(str::trim).filter(|piece| !piece.is_empty()).collect();
        if !(2..=6).contains(&pieces.len()) {
            return None;
        }
        if let Some(observations) = self.pair(&pieces, time).filter(|_| labels.is_empty()) {
            return Some(observations);
        }
        let mut read: Vec<(Option<String>, Quantity)> = Vec::new();
        for piece in &pieces {
            let one = japanese::quantity_cell(piece).map(|quantity| (None, quantity));
            read.push(
                one.or_else(|| labelled_quantity(piece).map(|(label, quantity)| (Some(label), quantity)))?,
            );
        }
        let unlabelled = read.iter().all(|(label, _)| label.is_none());
        let named = &self.context.part_labels;
        let labels = if unlabelled && labels.is_empty() && named.len() == pieces.len() {
            named.clone()
        } else {
            labels
        };
        let parallel = self.context.values.len() == pieces.len() && unlabelled && labels.is_empty();
        let unit = read.iter().rev().find_map(|(_, quantity)| quantity.unit.clone());
        let mut observations = Vec::new();
        for (at, (label, mut quantity)) in read.into_iter().enumerate() {
            if unlabelled && quantity.unit.is_none() {
                quantity.unit.clone_from(&unit);
            }
            let label = label.or_else(|| labels.get(at).cloned());
            let raw = if labels.is_empty() { pieces.get(at).copied().unwrap_or(part) } else { part };
            observations.push(self.number(&quantity, raw, label, if parallel { at } else { 0 }, time));
        }
        (parallel || !unlabelled || labels.len() == pieces.len()).then_some(observations)
    }

    /// `利用者数: 73,111人/77,200人 事業者数: 396事業者/515事業者`, `・実証: 4地区 ・導入支援: 5件`.
    fn labelled_list(&mut self, body: &str, time: Option<&japanese::Time>) -> Option<Vec<Observation>> {
        // A year that cannot be read with its value is no label.
        let pieces = label_pieces(body)
            .filter(|pieces| !pieces.iter().filter_map(|piece| piece.label.as_deref()).any(is_time))?;
        let own_times: Vec<Option<(usize, japanese::Time)>> =
            pieces.iter().map(|piece| trailing_time(&piece.text)).collect();
        // 中間：80%（R7）、最終：90%（R9）: the time behind the last one is not that of all.
        let dated = own_times.iter().any(Option::is_some);
        let mut observations = Vec::new();
        for (number, (piece, own)) in pieces.iter().zip(&own_times).enumerate() {
            let text = own.as_ref().and_then(|(open, _)| piece.text.get(..*open)).unwrap_or(&piece.text);
            let (label, named) = self.label_and_time(piece.label.as_deref().unwrap_or_default())?;
            let shared = time.filter(|_| !dated || number + 1 == pieces.len());
            let time = own.as_ref().map(|(_, time)| time).or(named.as_ref()).or(shared);
            let values: Vec<&str> = text.split(['/', '／']).map(str::trim).collect();
            let quantities: Vec<Quantity> =
                values.iter().filter_map(|value| japanese::quantity_cell(value)).collect();
            if quantities.len() != values.len() || values.len() > self.context.values.len().max(1) {
                return None;
            }
            for (at, quantity) in quantities.iter().enumerate() {
                let raw = values.get(at).copied().unwrap_or_default();
                observations.push(self.number(quantity, raw, label.clone(), at, time));
            }
        }
        Some(observations)
    }

    /// A label without the year and the kind of value that it names, and that year: `R5実績`. None where the kind is another
    /// than the column's: an actual value is no target.
    fn label_and_time(&self, label: &str) -> Option<(Option<String>, Option<japanese::Time>)> {
        let named = japanese::times(label).into_iter().find(|time| year_of(time).is_some());
        let Some(time) = named else {
            return Some((Some(label.to_owned()).filter(|label| !label.is_empty()), None));
        };
        if is_base(label, &time) {
            return Some((Some(label.to_owned()), None));
        }
        let target = self.is_of_targets();
        let says = |words: &[&str]| words.iter().any(|word| label.contains(word));
        let other = if target {
            says(&["実績", "現状", "基準", "現在"])
        } else {
            says(&["目標", "計画", "予定"])
        };
        if other {
            return None;
        }
        let rest = format!("{}{}", label.get(..time.range.start)?, label.get(time.range.end..)?);
        let rest = rest.trim_matches(|found: char| found.is_whitespace() || "（）()の".contains(found));
        let kind = ["", "実績", "実績値", "現状", "現状値", "基準値", "目標", "目標値", "値", "末", "時点"];
        let label = Some(label.to_owned()).filter(|_| !kind.contains(&rest));
        Some((label, Some(time)))
    }
}
