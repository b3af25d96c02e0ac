//! A drawing as SVG. Every kind of shape is a group of its own, so that a viewer can hide it.

use std::fmt::Write as _;

use ingest::Picture;

use super::shape::{Drawing, Paint, Shape, Stroke, Style};

/// The drawing over the picture of its page.
pub(super) fn document(drawing: &Drawing, picture: Option<&Picture>) -> String {
    let (width, height) = (number(drawing.width), number(drawing.height + drawing.strip));
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}pt\" height=\"{height}pt\" viewBox=\"0 0 {width} {height}\">\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\n"
    );
    if let Some(picture) = picture {
        let (page_width, page_height) = (number(drawing.width), number(drawing.height));
        push(
            &mut svg,
            format_args!(
                "<image id=\"page\" width=\"{page_width}\" height=\"{page_height}\" preserveAspectRatio=\"none\" href=\"data:image/png;base64,{}\"/>\n",
                base64(&picture.png)
            ),
        );
    }
    for layer in &drawing.layers {
        push(&mut svg, format_args!("<g id=\"{}\" fill=\"none\" font-family=\"sans-serif\">\n", layer.id));
        for shape in &layer.shapes {
            push_shape(&mut svg, shape);
        }
        svg.push_str("</g>\n");
    }
    svg.push_str("</svg>\n");
    svg
}

/// Writing to a string cannot fail.
fn push(svg: &mut String, text: std::fmt::Arguments<'_>) {
    let _ = svg.write_fmt(text);
}

fn push_shape(svg: &mut String, shape: &Shape) {
    match shape {
        Shape::Box { bbox, style, note } => {
            push(
                svg,
                format_args!(
                    "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{}",
                    number(bbox.x0),
                    number(bbox.y0),
                    number(bbox.width()),
                    number(bbox.height()),
                    look(style)
                ),
            );
            match note {
                Some(note) => push(svg, format_args!("><title>{}</title></rect>\n", escape(note))),
                None => svg.push_str("/>\n"),
            }
        }
        Shape::Line { from, to, stroke } => push(
            svg,
            format_args!(
                "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"{}/>\n",
                number(from.x),
                number(from.y),
                number(to.x),
                number(to.y),
                stroke_look(stroke)
            ),
        ),
        Shape::Text { at, size, paint, text } => push(
            svg,
            format_args!(
                "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{}>{}</text>\n",
                number(at.x),
                number(at.y),
                number(*size),
                fill_look(paint),
                escape(text)
            ),
        ),
    }
}

fn look(style: &Style) -> String {
    let fill = style.fill.as_ref().map(fill_look).unwrap_or_default();
    // A box without a fill still shows its note where it is pointed at.
    let fill = if fill.is_empty() { " fill=\"#000\" fill-opacity=\"0\"".to_owned() } else { fill };
    fill + &style.stroke.as_ref().map(stroke_look).unwrap_or_default()
}

fn fill_look(paint: &Paint) -> String {
    format!(" fill=\"{}\"{}", colour(paint), opacity("fill", paint))
}

fn stroke_look(stroke: &Stroke) -> String {
    let dashes = if stroke.dashed { " stroke-dasharray=\"2 1.5\"" } else { "" };
    let (colour, opacity) = (colour(&stroke.paint), opacity("stroke", &stroke.paint));
    format!(" stroke=\"{colour}\"{opacity} stroke-width=\"{}\"{dashes}", number(stroke.width))
}

fn colour(paint: &Paint) -> String {
    let [red, green, blue] = paint.rgb;
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn opacity(of: &str, paint: &Paint) -> String {
    if paint.percent >= 100 {
        return String::new();
    }
    format!(" {of}-opacity=\"{}\"", number(f64::from(paint.percent) / 100.0))
}

/// Two digits behind the point; what is no number is 0.
pub(super) fn number(value: f64) -> String {
    let value = if value.is_finite() { (value * 100.0).round() / 100.0 + 0.0 } else { 0.0 };
    value.to_string()
}

/// Text inside an element; characters that XML does not allow become U+FFFD.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\n' | '\t' => escaped.push(character),
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            _ if character.is_control() => escaped.push('\u{fffd}'),
            _ => escaped.push(character),
        }
    }
    escaped
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// RFC 4648, section 4.
fn base64(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |at: usize| u32::from(group.get(at).copied().unwrap_or_default());
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for (at, shift) in [18, 12, 6, 0].into_iter().enumerate() {
            let digit = usize::try_from(bits >> shift & 63).ok().and_then(|digit| DIGITS.get(digit));
            let digit = if at <= group.len() { digit } else { None };
            text.push(digit.map_or('=', |digit| char::from(*digit)));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        let cases = [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")];
        for (bytes, text) in cases {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn text_cannot_leave_its_element() {
        assert_eq!(escape("<a & \u{1}b>"), "&lt;a &amp; \u{fffd}b&gt;");
        assert_eq!(number(f64::NAN), "0");
        assert_eq!(number(-0.001), "0");
        assert_eq!(number(12.345), "12.35");
    }
}
