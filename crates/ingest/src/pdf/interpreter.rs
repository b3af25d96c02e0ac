//! Running the operators of content streams.

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use document_model::{Layer, Outcome, Page, Rect, Rgb};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Array, Dict, Name, Number, Object};
use hayro_syntax::page::Resources;

use super::color::{self, ColorSpace};
use super::findings::{self, Notes};
use super::font::{FontKey, PageFont};
use super::forms::{Form, FormKey};
use super::limits::{Budget, Limit};
use super::marked::{self, MarkedContent, Sequence};
use super::matrix::Matrix;
use super::names::{Names, StateChange, is_dashed};
use super::nonsense;
use super::overprint::Overprints;
use super::painting::FillRule;
use super::path::Path;
use super::ruby;
use super::scanned;
use super::shared::Shared;
use super::state::{Paint, State};
use super::text::TextObject;

/// Runs the content of one page and records what it paints.
pub(super) struct Interpreter<'a> {
    pub(super) shared: &'a Shared,
    pub(super) page: Page,
    pub(super) budget: Budget,
    /// Fonts in the order of their first use: [`Page::fonts`] has the same.
    pub(super) fonts: Vec<PageFont<'a>>,
    font_numbers: HashMap<FontKey, Option<usize>>,
    pub(super) marked: MarkedContent,
    pub(super) layer: Layer,
    pub(super) text: TextObject,
    /// Boxes of the glyphs that the text object adds to the clipping path.
    pub(super) text_clip: Vec<Rect>,
    /// Forms being drawn that are switched off.
    pub(super) hidden_forms: u32,
    pub(super) open_forms: Vec<FormKey>,
    pub(super) forms: HashMap<FormKey, Rc<Form<'a>>>,
    pub(super) names: Names<'a>,
    pub(super) overprints: Overprints,
    pub(super) notes: Notes,
    /// Glyphs painted before the last opaque picture of most of the page.
    pub(super) covered: usize,
    /// Name of the font chosen last, where the file does not have it and no text was lost for it yet.
    unknown_font: Option<String>,
}

/// What one content stream has of its own.
pub(super) struct Frame {
    pub(super) state: State,
    stack: Vec<State>,
    /// States saved beyond the limit, which are only counted.
    beyond: usize,
    path: Path,
    clip: bool,
}

impl Frame {
    pub(super) fn new(state: State) -> Self {
        Self { state, stack: Vec::new(), beyond: 0, path: Path::default(), clip: false }
    }
}

/// An operator put after each content stream: the parser stops at damage without a word, and then does not come to it.
pub(super) const END_OF_CONTENT: &[u8] = b"\n/KeikakuEnd MP\n";

const END_NAME: &[u8] = b"KeikakuEnd";

/// How many bytes are searched for a word in the time in which one byte is parsed.
const SCAN_SPEED: usize = 8;

/// Most points of one path: a map of the country has fewer.
const MAX_POINTS: usize = 200_000;

/// Most names of missing fonts kept.
const MAX_MISSING: usize = 32;

impl<'a> Interpreter<'a> {
    pub(super) fn new(shared: &'a Shared, page: Page) -> Self {
        Self {
            shared,
            page,
            budget: Budget::new(&shared.options.limits, &shared.stop),
            fonts: Vec::new(),
            font_numbers: HashMap::new(),
            marked: MarkedContent::default(),
            layer: Layer::Page,
            text: TextObject::START,
            text_clip: Vec::new(),
            hidden_forms: 0,
            open_forms: Vec::new(),
            forms: HashMap::new(),
            names: Names::default(),
            overprints: Overprints::default(),
            notes: Notes::default(),
            covered: 0,
            unknown_font: None,
        }
    }

    /// Runs a content stream, which has [`END_OF_CONTENT`] at its end.
    pub(super) fn run(&mut self, content: &[u8], resources: &Resources<'a>, state: State) {
        if !self.budget.scan(content.len()) {
            return;
        }
        let mut frame = Frame::new(state);
        let marked_before = self.marked.depth();
        let mut operations = TypedIter::new(content);
        let mut ended = false;
        while let Some(operation) = operations.next() {
            if let Op::MarkedContentPoint(point) = &operation
                && point.0.as_ref() == END_NAME
            {
                ended = true;
                continue;
            }
            if let Op::Fallback(operator) = &operation
                && operator.as_ref() == b"BI"
            {
                // The parser looked for the end of this image through all that follows, in vain.
                self.budget.scan(content.len() / SCAN_SPEED);
            }
            if self.names.is_exhausted() {
                self.budget.reach(Limit::Operators);
            }
            if !self.budget.operator()
                || !self.budget.time()
                || self.budget.reached().contains(&Limit::Operators)
            {
                break;
            }
            self.step(operation, &mut frame, resources);
        }
        let is_cut =
            [Limit::Operators, Limit::Time].iter().any(|limit| self.budget.reached().contains(limit));
        if !ended && !is_cut {
            self.notes.broken_off += 1;
        }
        while self.marked.depth() > marked_before {
            self.end_marked();
        }
    }

    /// The page, with what came up while it was read.
    ///
    /// A page for which the time ran out is empty: how far it was read would depend on the machine.
    pub(super) fn finish(mut self) -> Outcome<Page> {
        if self.budget.reached().contains(&Limit::Time) {
            let page = Page::new(self.page.number, self.page.width, self.page.height);
            return Outcome { diagnostics: findings::out_of_time(&page), value: page };
        }
        self.notes.nonsense = nonsense::refuse(&mut self.page);
        self.notes.recognised = scanned::adopt_text(&mut self.page, self.covered);
        ruby::mark_ruby(&mut self.page);
        let diagnostics = findings::findings(&self.page, &self.budget, &self.notes);
        Outcome { value: self.page, diagnostics }
    }

    /// Is what is painted now in a layer that is switched off?
    pub(super) fn is_switched_off(&self) -> bool {
        self.hidden_forms > 0 || self.marked.is_switched_off()
    }

    fn step(&mut self, operation: Op<'_, '_>, frame: &mut Frame, resources: &Resources<'a>) {
        let Some(operation) = self.run_text(operation, frame, resources) else { return };
        let Some(operation) = self.run_path(operation, frame) else { return };
        let Some(operation) = run_color(operation, frame, resources, &mut self.names) else { return };
        self.run_state(operation, frame, resources);
    }

    /// Graphics state, forms, images, marked content.
    fn run_state(&mut self, operation: Op<'_, '_>, frame: &mut Frame, resources: &Resources<'a>) {
        match operation {
            Op::SaveState(_) => self.save(frame),
            Op::RestoreState(_) => restore(frame),
            Op::Transform(m) => {
                let next = matrix([m.0, m.1, m.2, m.3, m.4, m.5]).then(&frame.state.ctm);
                if next.is_sane() {
                    frame.state.ctm = next;
                }
            }
            Op::LineWidth(width) => frame.state.line_width = width.0.as_f64(),
            Op::DashPattern(dash) => {
                frame.state.dashed = is_dashed(dash.0);
            }
            Op::SetGraphicsState(name) => {
                if let Some(change) = self.state_change(name.0, resources) {
                    apply(change, &mut frame.state);
                }
            }
            Op::XObject(name) => self.x_object(name.0, &frame.state, resources),
            Op::InlineImage(image) => {
                let dict = image.0.dict();
                let size =
                    |long: &[u8], short: &[u8]| dict.get::<u32>(long).or_else(|| dict.get::<u32>(short));
                let (width, height) = (size(b"Width", b"W").unwrap_or(0), size(b"Height", b"H").unwrap_or(0));
                let mask =
                    dict.get::<bool>(b"ImageMask".as_slice()).or_else(|| dict.get::<bool>(b"IM".as_slice()));
                self.image(width, height, mask.unwrap_or(false), &frame.state);
            }
            Op::Shading(name) => self.shade(name.0, &frame.state, resources),
            Op::BeginMarkedContent(_) => self.marked.push(Sequence::default()),
            Op::BeginMarkedContentWithProperties(begin) => self.begin_marked(begin.0, begin.1, resources),
            Op::EndMarkedContent(_) => self.end_marked(),
            _ => {}
        }
    }

    fn save(&mut self, frame: &mut Frame) {
        let most = usize::try_from(self.budget.limits.max_state_depth).unwrap_or(usize::MAX);
        if frame.stack.len() < most {
            frame.stack.push(frame.state.clone());
        } else {
            frame.beyond += 1;
            self.budget.reach(Limit::StateDepth);
        }
    }

    fn state_change(&mut self, name: &Name<'_>, resources: &Resources<'a>) -> Option<StateChange> {
        let states = &resources.ext_g_states;
        if let Some(known) = self.names.states.get(states, name) {
            return known;
        }
        let dict = resources.get_ext_g_state(name);
        self.names.spend(dict.as_ref());
        let change = dict.map(|dict| self.read_state(&dict));
        self.names.states.put(states, name, change);
        change
    }

    fn read_state(&mut self, dict: &Dict<'a>) -> StateChange {
        let font = dict.get::<Array<'a>>(b"Font".as_slice()).and_then(|font| {
            let mut items = font.flex_iter();
            let font = items.next::<Dict<'a>>()?;
            Some((self.font_number(&font), items.next::<f64>()?))
        });
        let dash = dict.get::<Array<'_>>(b"D".as_slice()).and_then(|dash| dash.iter::<Array<'_>>().next());
        StateChange {
            line_width: dict.get::<f64>(b"LW".as_slice()),
            fill_alpha: dict.get::<f64>(b"ca".as_slice()),
            stroke_alpha: dict.get::<f64>(b"CA".as_slice()),
            dashed: dash.map(|lengths| is_dashed(&lengths)),
            font,
        }
    }

    fn begin_marked(&mut self, tag: &Name<'_>, operand: &Object<'_>, resources: &Resources<'a>) {
        let first = self.page.glyphs.len();
        let sequence = match operand {
            Object::Dict(properties) => marked::sequence_of(properties, first),
            Object::Name(name) => self.names.sequence(tag, name, resources, &self.shared.optional, first),
            _ => Sequence::default(),
        };
        self.marked.push(sequence);
    }

    fn end_marked(&mut self) {
        if let Some(Sequence { actual: Some((text, first)), .. }) = self.marked.pop()
            && self.page.glyphs.len() > first
            && self.budget.glyphs(text.len())
        {
            marked::replace_text(&mut self.page, &text, first);
        }
    }

    /// Text objects, text state, strings.
    fn run_text<'o, 's>(
        &mut self,
        operation: Op<'o, 's>,
        frame: &mut Frame,
        resources: &Resources<'a>,
    ) -> Option<Op<'o, 's>> {
        let text = &mut frame.state.text;
        match operation {
            Op::ShowText(show) => self.show(show.0.as_bytes(), &frame.state),
            Op::ShowTexts(show) => self.show_array(show.0, &frame.state),
            Op::SetTextMatrix(m) => {
                let line = matrix([m.0, m.1, m.2, m.3, m.4, m.5]);
                self.text = TextObject { matrix: line, line };
            }
            Op::NextLine(by) => self.text.next_line(by.0.as_f64(), by.1.as_f64()),
            Op::NextLineAndSetLeading(by) => {
                text.leading = -by.1.as_f64();
                self.text.next_line(by.0.as_f64(), by.1.as_f64());
            }
            Op::NextLineUsingLeading(_) => self.text.next_line(0.0, -text.leading),
            Op::NextLineAndShowText(show) => {
                self.text.next_line(0.0, -text.leading);
                self.show(show.0.as_bytes(), &frame.state);
            }
            Op::ShowTextWithParameters(show) => {
                text.word_spacing = show.0.as_f64();
                text.character_spacing = show.1.as_f64();
                self.text.next_line(0.0, -text.leading);
                self.show(show.2.as_bytes(), &frame.state);
            }
            Op::BeginText(_) => self.text = TextObject::START,
            Op::EndText(_) => self.end_text(&mut frame.state),
            Op::CharacterSpacing(by) => text.character_spacing = by.0.as_f64(),
            Op::WordSpacing(by) => text.word_spacing = by.0.as_f64(),
            Op::HorizontalScaling(by) => text.scaling = by.0.as_f64() / 100.0,
            Op::TextLeading(by) => text.leading = by.0.as_f64(),
            Op::TextRise(by) => text.rise = by.0.as_f64(),
            Op::TextRenderingMode(mode) => text.mode = u8::try_from(mode.0.as_i64().clamp(0, 7)).unwrap_or(0),
            Op::TextFont(font) => {
                text.size = font.1.as_f64();
                text.font = self.named_font(font.0, resources);
            }
            other => return Some(other),
        }
        None
    }

    /// Text in modes 4 to 7 clips what is painted after it.
    fn end_text(&mut self, state: &mut State) {
        let mut boxes = std::mem::take(&mut self.text_clip).into_iter();
        if let Some(first) = boxes.next() {
            state.clip.narrow(&boxes.fold(first, |all, one| all.union(&one)));
        }
    }

    /// Notes that text is lost because its font is not in the file.
    pub(super) fn lose_text(&mut self) {
        let Some(name) = self.unknown_font.take() else { return };
        let missing = &mut self.notes.missing_fonts;
        if !missing.contains(&name) && missing.len() < MAX_MISSING {
            missing.push(name);
        }
    }

    fn named_font(&mut self, name: &Name<'_>, resources: &Resources<'a>) -> Option<usize> {
        let number = match self.names.fonts.get(&resources.fonts, name) {
            Some(known) => known,
            None => {
                let dict = resources.get_font(name);
                self.names.spend(dict.as_ref());
                let number = dict.and_then(|dict| self.font_number(&dict));
                self.names.fonts.put(&resources.fonts, name, number);
                number
            }
        };
        if number.is_none() && !self.budget.reached().contains(&Limit::Fonts) {
            self.unknown_font = Some(name.as_str().to_owned());
        }
        number
    }

    fn font_number(&mut self, dict: &Dict<'a>) -> Option<usize> {
        let key = super::font::FontCache::key(dict);
        if let Some(number) = self.font_numbers.get(&key) {
            return *number;
        }
        if !self.budget.font(super::font::cost(dict)) {
            self.font_numbers.insert(key, None);
            return None;
        }
        let limits = &self.shared.options.limits;
        let number = self.shared.fonts.font(dict, limits).map(|font| {
            if font.has_more_widths() {
                self.budget.reach(Limit::Widths);
            }
            self.page.fonts.push(font.description.clone());
            self.fonts.push(PageFont::new(font, dict.clone(), limits.max_stream_bytes));
            self.fonts.len() - 1
        });
        self.font_numbers.insert(key, number);
        number
    }

    /// Building and painting paths.
    fn run_path<'o, 's>(&mut self, operation: Op<'o, 's>, frame: &mut Frame) -> Option<Op<'o, 's>> {
        use FillRule::{EvenOdd, NonZero};
        match operation {
            Op::StrokePath(_) => self.paint(frame, None, true),
            Op::CloseAndStrokePath(_) => {
                frame.path.close();
                self.paint(frame, None, true);
            }
            Op::FillPathNonZero(_) | Op::FillPathNonZeroCompatibility(_) => {
                self.paint(frame, Some(NonZero), false)
            }
            Op::FillPathEvenOdd(_) => self.paint(frame, Some(EvenOdd), false),
            Op::FillAndStrokeNonZero(_) => self.paint(frame, Some(NonZero), true),
            Op::FillAndStrokeEvenOdd(_) => self.paint(frame, Some(EvenOdd), true),
            Op::CloseFillAndStrokeNonZero(_) => {
                frame.path.close();
                self.paint(frame, Some(NonZero), true);
            }
            Op::CloseFillAndStrokeEvenOdd(_) => {
                frame.path.close();
                self.paint(frame, Some(EvenOdd), true);
            }
            Op::EndPath(_) => self.paint(frame, None, false),
            Op::ClipNonZero(_) | Op::ClipEvenOdd(_) => frame.clip = true,
            other => return self.build_path(other, frame),
        }
        None
    }

    fn build_path<'o, 's>(&mut self, operation: Op<'o, 's>, frame: &mut Frame) -> Option<Op<'o, 's>> {
        let ctm = frame.state.ctm;
        let at = |x: &Number, y: &Number| ctm.point(x.as_f64(), y.as_f64());
        if frame.path.points() > MAX_POINTS {
            frame.path.clear();
            self.budget.reach(Limit::Paths);
        }
        match operation {
            Op::MoveTo(to) => frame.path.move_to(at(&to.0, &to.1)),
            Op::LineTo(to) => frame.path.line_to(at(&to.0, &to.1)),
            Op::CubicTo(c) => frame.path.curve_to(at(&c.0, &c.1), at(&c.2, &c.3), at(&c.4, &c.5)),
            Op::CubicStartTo(c) => {
                let to = at(&c.2, &c.3);
                let from = frame.path.current().unwrap_or(to);
                frame.path.curve_to(from, at(&c.0, &c.1), to);
            }
            Op::CubicEndTo(c) => {
                let to = at(&c.2, &c.3);
                frame.path.curve_to(at(&c.0, &c.1), to, to);
            }
            Op::ClosePath(_) => frame.path.close(),
            Op::RectPath(r) => {
                let [x, y, width, height] = [&r.0, &r.1, &r.2, &r.3].map(Number::as_f64);
                frame.path.rectangle([
                    ctm.point(x, y),
                    ctm.point(x + width, y),
                    ctm.point(x + width, y + height),
                    ctm.point(x, y + height),
                ]);
            }
            other => return Some(other),
        }
        None
    }

    fn paint(&mut self, frame: &mut Frame, fill: Option<FillRule>, stroke: bool) {
        let path = std::mem::take(&mut frame.path);
        if let Some(rule) = fill {
            self.fill_path(&path, rule, &frame.state);
        }
        if stroke {
            self.stroke_path(&path, &frame.state);
        }
        if std::mem::take(&mut frame.clip) {
            // An empty clipping path hides all that follows.
            frame.state.clip.narrow(&path.bounds().unwrap_or(Rect { x0: 0.0, y0: 0.0, x1: 0.0, y1: 0.0 }));
        }
        frame.path = path;
        frame.path.clear();
    }

    /// Fills the clip with a shading.
    fn shade(&mut self, name: &Name<'_>, state: &State, resources: &Resources<'a>) {
        if !state.fill.shows() || self.is_switched_off() {
            return;
        }
        let Some(color) = self.names.shading(name, resources) else { return };
        let clip = state.clip;
        if clip.x0 < clip.x1 && clip.y0 < clip.y1 {
            let rect = Rect { x0: clip.x0, y0: clip.y0, x1: clip.x1, y1: clip.y1 };
            self.band(rect, color, state);
        }
    }
}

fn restore(frame: &mut Frame) {
    if frame.beyond > 0 {
        frame.beyond -= 1;
    } else if let Some(state) = frame.stack.pop() {
        frame.state = state;
    }
}

fn matrix(numbers: [Number; 6]) -> Matrix {
    Matrix::from(numbers.map(|number| number.as_f64()))
}

/// Choosing colours.
fn run_color<'a, 'o, 's>(
    operation: Op<'o, 's>,
    frame: &mut Frame,
    resources: &Resources<'a>,
    names: &mut Names<'a>,
) -> Option<Op<'o, 's>> {
    let (fill, stroke) = (&mut frame.state.fill, &mut frame.state.stroke);
    let device = |paint: &mut Paint, space: ColorSpace, numbers: &[Number]| {
        paint.color = space.color(&color::numbers(numbers));
        paint.space = space.into();
    };
    match operation {
        Op::NonStrokeColorDeviceGray(c) => device(fill, ColorSpace::Gray, &[c.0]),
        Op::StrokeColorDeviceGray(c) => device(stroke, ColorSpace::Gray, &[c.0]),
        Op::NonStrokeColorDeviceRgb(c) => device(fill, ColorSpace::Rgb, &[c.0, c.1, c.2]),
        Op::StrokeColorDeviceRgb(c) => device(stroke, ColorSpace::Rgb, &[c.0, c.1, c.2]),
        Op::NonStrokeColorCmyk(c) => device(fill, ColorSpace::Cmyk, &[c.0, c.1, c.2, c.3]),
        Op::StrokeColorCmyk(c) => device(stroke, ColorSpace::Cmyk, &[c.0, c.1, c.2, c.3]),
        Op::ColorSpaceNonStroke(name) => choose_space(fill, names.space(name.0, resources)),
        Op::ColorSpaceStroke(name) => choose_space(stroke, names.space(name.0, resources)),
        Op::NonStrokeColor(c) => fill.color = fill.space.color(&color::numbers(&c.0)),
        Op::StrokeColor(c) => stroke.color = stroke.space.color(&color::numbers(&c.0)),
        Op::NonStrokeColorNamed(c) => {
            choose_color(fill, &c.0, c.1.and_then(|name| names.pattern(name, resources)))
        }
        Op::StrokeColorNamed(c) => {
            choose_color(stroke, &c.0, c.1.and_then(|name| names.pattern(name, resources)))
        }
        other => return Some(other),
    }
    None
}

fn choose_space(paint: &mut Paint, space: Arc<ColorSpace>) {
    paint.color = space.initial();
    paint.space = space;
}

fn choose_color(paint: &mut Paint, numbers: &[Number], pattern: Option<Rgb>) {
    paint.color = match pattern {
        Some(color) if numbers.is_empty() => color,
        _ => paint.space.color(&color::numbers(numbers)),
    };
}

fn apply(change: StateChange, state: &mut State) {
    state.line_width = change.line_width.unwrap_or(state.line_width);
    state.fill.alpha = change.fill_alpha.unwrap_or(state.fill.alpha);
    state.stroke.alpha = change.stroke_alpha.unwrap_or(state.stroke.alpha);
    state.dashed = change.dashed.unwrap_or(state.dashed);
    if let Some((font, size)) = change.font {
        (state.text.font, state.text.size) = (font, size);
    }
}
