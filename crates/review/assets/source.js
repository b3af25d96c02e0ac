// The document beside the fields: the page's picture with its cells, or the lines of a text.

import { h } from "./dom.js";
import { t, both } from "./words.js";
import { loadLines, pageAddress } from "./state.js";

/** Lines of a text shown above and below a cell. */
const LINES_AROUND = 6;

/** Pixels a point from which on print of plans can be read. */
const POINT_PIXELS = 1.3;

/** Steps of the zoom, of the width of the pane. */
const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4];

/** Chosen by the person; null as long as the item's cells decide. */
let zoom = null;

/** Shows a document; `show(cells, others)` marks the cells of a field, and weakly those of the others. */
export class Original {
  constructor(document, source) {
    this.document = document;
    this.source = source;
    this.page = null;
    this.area = h("div", { class: "sheet-area", tabindex: 0, role: "region", "aria-label": t("original") });
    this.caption = h("h2", {}, t("original"));
    this.tools = h("div", {});
    this.element = h("div", { class: "original" }, h("div", { class: "tools" }, this.caption, this.tools), this.area);
    if (source.kind === "pages") this.makeTools();
  }

  makeTools() {
    const tool = (label, sign, onclick) => h("button", { type: "button", class: "quiet", "aria-label": t(label), title: t(label), onclick }, sign);
    this.tools.append(
      tool("pageBefore", "◀", () => this.turn(-1)),
      tool("pageAfter", "▶", () => this.turn(1)),
      tool("zoomOut", "−", () => this.zoomBy(-1)),
      tool("zoomIn", "＋", () => this.zoomBy(1)),
    );
  }

  zoomBy(step) {
    const now = zoom ?? this.fitting();
    const next = step > 0 ? ZOOMS.find((one) => one > now + 0.01) : ZOOMS.findLast((one) => one < now - 0.01);
    zoom = next ?? now;
    this.fit();
    this.reveal();
  }

  fit() {
    if (this.sheet) this.sheet.style.width = `calc(${(zoom ?? this.fitting()) * 100}% - 1.5rem)`;
  }

  /** The zoom at which the item's cells are as wide as the pane, or else small print can be read. */
  fitting() {
    const size = this.source.sizes[this.page];
    const boxes = [...this.cells, ...this.others].filter((cell) => cell.page === this.page && cell.bbox).map((cell) => cell.bbox);
    if (!size || !boxes.length) return 1;
    const legible = (POINT_PIXELS * size[0]) / (this.area.clientWidth || size[0]);
    const wide = Math.max(...boxes.map((one) => one[2])) - Math.min(...boxes.map((one) => one[0]));
    return Math.max(1, Math.min(3, Math.max(legible, (0.96 * size[0]) / wide)));
  }

  turn(step) {
    const page = (this.page ?? 1) + step;
    if (page >= 1 && page <= (this.source.count || page)) this.draw(page);
  }

  show(cells, others) {
    this.cells = cells;
    this.others = others;
    if (this.source.kind === "pages") {
      this.draw(cells[0]?.page ?? this.page ?? others[0]?.page ?? 1);
      this.reveal();
    } else if (this.source.kind === "text") this.showLines();
    else this.showRaw();
  }

  draw(page) {
    const size = this.source.sizes[page];
    if (this.page !== page || !this.sheet) {
      this.page = page;
      this.caption.textContent = `${t("original")}　${page} ${t("page")}`;
      const image = h("img", { src: pageAddress(this.document, page), alt: `${t("original")} ${page} ${t("page")}`, onload: () => this.reveal() });
      if (size) image.style.aspectRatio = `${size[0]} / ${size[1]}`;
      image.addEventListener("error", () => this.area.replaceChildren(h("p", { class: "notice warning" }, t("noPicture")), this.rawList()));
      this.sheet = h("div", { class: "sheet" }, image);
      this.area.replaceChildren(this.sheet);
      this.fit();
    }
    this.sheet.querySelectorAll(".mark").forEach((mark) => mark.remove());
    if (!size) return;
    const active = new Set(this.cells.map((cell) => String(cell.bbox)));
    const drawn = new Set();
    for (const cell of [...this.others, ...this.cells]) {
      const key = String(cell.bbox);
      if (cell.page !== page || !cell.bbox || drawn.has(key)) continue;
      drawn.add(key);
      this.sheet.append(box(cell.bbox, size, active.has(key)));
    }
  }

  /** Brings the marked cell into view, without moving what is in view already. */
  reveal() {
    const mark = this.area.querySelector(".mark.active, mark.active");
    if (!mark) return;
    const [inner, outer] = [mark.getBoundingClientRect(), this.area.getBoundingClientRect()];
    if (inner.top < outer.top || inner.bottom > outer.bottom) this.area.scrollTop += inner.top - outer.top - outer.height / 3;
    if (inner.left < outer.left || inner.right > outer.right) this.area.scrollLeft += inner.left - outer.left - 24;
  }

  async showLines() {
    const cell = this.cells.find((one) => one.line) ?? this.others.find((one) => one.line);
    if (!cell) return this.showRaw();
    const active = this.cells.filter((one) => one.line);
    const wanted = cell.line;
    if (this.linesOf !== wanted) {
      this.linesOf = wanted;
      this.lines = await loadLines(this.document, Math.max(1, cell.line - LINES_AROUND), cell.line + LINES_AROUND).catch(() => null);
      if (this.linesOf !== wanted) return;
    }
    if (!this.lines) return this.showRaw();
    this.caption.textContent = `${t("original")}　${cell.line} ${t("fiscalYear") === "Fiscal year" ? "line" : "行"}`;
    this.area.replaceChildren(h("ol", { class: "lines" }, this.lines.map(({ number, text }) =>
      h("li", { class: active.some((one) => number >= one.line && number < one.line + one.raw.split("\n").length) ? "near" : "" },
        h("span", {}, number), h("span", {}, marked(text, number, active))))));
    this.reveal();
  }

  showRaw() {
    const problem = this.source.problem;
    this.area.replaceChildren(problem ? h("p", { class: "notice warning" }, both({ message: problem.ja, message_en: problem.en }, "message")) : "", this.rawList());
  }

  rawList() {
    const shown = this.cells.length ? this.cells : this.others;
    return h("div", { class: "card" }, h("h3", {}, t("raw")), shown.map((cell) => h("p", { class: "raw" }, h("mark", { class: "active" }, cell.raw))));
  }
}

function box([x0, y0, x1, y1], [width, height], active) {
  const mark = h("div", { class: active ? "mark active" : "mark" });
  const percent = (part, whole) => `${(100 * part) / whole}%`;
  Object.assign(mark.style, { left: percent(x0, width), top: percent(y0, height), width: percent(x1 - x0, width), height: percent(y1 - y0, height) });
  return mark;
}

/** A line with the cells in it marked. Places count characters, not the units of a script's strings. */
function marked(text, number, cells) {
  const characters = Array.from(text);
  const spans = [];
  for (const cell of cells) {
    const part = Array.from(cell.raw.split("\n")[number - cell.line] ?? "");
    if (number < cell.line || !part.length) continue;
    const from = number === cell.line ? cell.column - 1 : 0;
    const at = find(characters, part, from);
    if (at >= 0) spans.push([at, at + part.length]);
    else if (number === cell.line) spans.push([from, ends(characters, from)]);
  }
  spans.sort(([one], [other]) => one - other);
  const pieces = [];
  let done = 0;
  for (const [from, to] of spans) {
    if (from < done) continue;
    pieces.push(...shown(characters.slice(done, from)), h("mark", { class: "active" }, ...shown(characters.slice(from, to))));
    done = to;
  }
  pieces.push(...shown(characters.slice(done)));
  return pieces;
}

function find(characters, part, from) {
  for (let at = from; at + part.length <= characters.length; at += 1) {
    if (part.every((one, offset) => characters[at + offset] === one)) return at;
  }
  return -1;
}

/** Where the cell ends that begins there: at the next separator. */
function ends(characters, from) {
  const next = characters.findIndex((one, at) => at > from && (one === "\t" || one === "|"));
  return next < 0 ? characters.length : next;
}

/** Tabs part cells: they are shown. */
function shown(characters) {
  return characters.join("").split("\t").flatMap((piece, at) => (at ? [h("span", { class: "tab", "aria-hidden": "true" }, "│"), piece] : [piece]));
}
