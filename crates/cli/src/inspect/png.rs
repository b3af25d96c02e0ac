//! A drawing as PNG: it is written as a PDF of one page, over the picture of the page, and that is drawn.
//!
//! So lines, opacity and letters need no other renderer than the one that draws pages.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use document_model::{Outcome, PageNumber};
use ingest::Picture;

use super::shape::{Drawing, Paint, Shape, Stroke, Style};
use super::svg::number;
use crate::messages::Message;

/// The picture of a drawing, with so many pixels a point.
///
/// # Errors
/// A message where it cannot be drawn.
pub(super) fn picture(
    drawing: &Drawing,
    below: Option<&Picture>,
    pixels_per_point: f64,
) -> Result<Vec<u8>, Message> {
    let bytes = pdf(drawing, below);
    let options = ingest::Options::default().with_max_bytes(u64::MAX);
    let failed = || Message::new("画像を描けませんでした", "the picture could not be drawn");
    let file = ingest::open_pdf(bytes, &options).map_err(|error| Message::new(error.ja(), error.en()))?;
    let Outcome { value, .. } = file.value.render(PageNumber::FIRST, pixels_per_point);
    value.map(|picture| picture.png).ok_or_else(failed)
}

fn pdf(drawing: &Drawing, below: Option<&Picture>) -> Vec<u8> {
    let height = drawing.height + drawing.strip;
    let content = content(drawing, below.is_some());
    let states: String = opacities(drawing)
        .iter()
        .map(|percent| {
            let value = number(f64::from(*percent) / 100.0);
            format!("/G{percent} << /ca {value} /CA {value} >> ")
        })
        .collect();
    let image = if below.is_some() { "/XObject << /Page 5 0 R >>" } else { "" };
    let resources = format!(
        "<< /ExtGState << {states}>> {image} /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> >>"
    );
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {} {}] /Contents 4 0 R /Resources {resources} >>",
            number(drawing.width),
            number(height)
        )
        .into_bytes(),
        stream("", content.as_bytes()),
    ];
    if let Some(picture) = below {
        let entries = format!(
            "/Type /XObject /Subtype /Image /Width {} /Height {} /ColorSpace /DeviceRGB /BitsPerComponent 8",
            picture.width, picture.height
        );
        objects.push(stream(&entries, &picture.rgb));
    }
    file(&objects)
}

fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    let mut object = format!("<< {entries} /Length {} >>\nstream\n", data.len()).into_bytes();
    object.extend_from_slice(data);
    object.extend_from_slice(b"\nendstream");
    object
}

fn file(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend_from_slice(format!("{} 0 obj\n", index + 1).as_bytes());
        file.extend_from_slice(object);
        file.extend_from_slice(b"\nendobj\n");
    }
    let (table, size) = (file.len(), objects.len() + 1);
    file.extend_from_slice(format!("xref\n0 {size}\n0000000000 65535 f \n").as_bytes());
    for place in places {
        file.extend_from_slice(format!("{place:010} 00000 n \n").as_bytes());
    }
    file.extend_from_slice(
        format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n").as_bytes(),
    );
    file
}

/// Every opacity that the drawing uses, in hundredths.
fn opacities(drawing: &Drawing) -> BTreeSet<u8> {
    let shapes = drawing.layers.iter().flat_map(|layer| &layer.shapes);
    let paints = shapes.flat_map(|shape| match shape {
        Shape::Box { style, .. } => vec![style.fill, style.stroke.map(|stroke| stroke.paint)],
        Shape::Line { stroke, .. } => vec![Some(stroke.paint)],
        Shape::Text { paint, .. } => vec![Some(*paint)],
    });
    paints.flatten().map(|paint| paint.percent).collect()
}

/// The operators, with y counted from below.
fn content(drawing: &Drawing, picture: bool) -> String {
    let height = drawing.height + drawing.strip;
    let mut content = String::new();
    if picture {
        let (wide, high, at) = (number(drawing.width), number(drawing.height), number(drawing.strip));
        push(&mut content, format_args!("q {wide} 0 0 {high} 0 {at} cm /Page Do Q\n"));
    }
    for shape in drawing.layers.iter().flat_map(|layer| &layer.shapes) {
        content.push_str("q ");
        match shape {
            Shape::Box { bbox, style, .. } => {
                let (x, y) = (number(bbox.x0), number(height - bbox.y1));
                let path = format!("{x} {y} {} {} re", number(bbox.width()), number(bbox.height()));
                push_box(&mut content, &path, style);
            }
            Shape::Line { from, to, stroke } => {
                push_stroke(&mut content, stroke);
                let (x0, y0) = (number(from.x), number(height - from.y));
                let (x1, y1) = (number(to.x), number(height - to.y));
                push(&mut content, format_args!("{x0} {y0} m {x1} {y1} l S "));
            }
            Shape::Text { at, size, paint, text } => {
                push_fill(&mut content, paint);
                let (x, y, size) = (number(at.x), number(height - at.y), number(*size));
                push(&mut content, format_args!("BT /F {size} Tf {x} {y} Td ({}) Tj ET ", string(text)));
            }
        }
        content.push_str("Q\n");
    }
    content
}

fn push_box(content: &mut String, path: &str, style: &Style) {
    if let Some(fill) = &style.fill {
        push_fill(content, fill);
        push(content, format_args!("{path} f "));
    }
    if let Some(stroke) = &style.stroke {
        push_stroke(content, stroke);
        push(content, format_args!("{path} S "));
    }
}

fn push_fill(content: &mut String, paint: &Paint) {
    push(content, format_args!("/G{} gs {} rg ", paint.percent, colour(paint)));
}

fn push_stroke(content: &mut String, stroke: &Stroke) {
    let dashes = if stroke.dashed { "[2 1.5] 0 d " } else { "" };
    let Stroke { paint, width, .. } = stroke;
    push(content, format_args!("/G{} gs {} RG {} w {dashes}", paint.percent, colour(paint), number(*width)));
}

fn colour(paint: &Paint) -> String {
    paint.rgb.map(|channel| number(f64::from(channel) / 255.0)).join(" ")
}

/// Writing to a string cannot fail.
fn push(content: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = content.write_fmt(text);
}

/// Letters of a string; the font has no others than ASCII.
fn string(text: &str) -> String {
    let mut letters = String::new();
    for character in text.chars().filter(|character| character.is_ascii() && !character.is_control()) {
        if matches!(character, '(' | ')' | '\\') {
            letters.push('\\');
        }
        letters.push(character);
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_keep_their_brackets_inside() {
        assert_eq!(string("a(b)\\施策"), "a\\(b\\)\\\\");
    }
}
