// An item beside its page: its fields, what was found about them, and their editors.

import { h, $, say } from "./dom.js";
import { t, both, isEnglish } from "./words.js";
import { DOUBTFUL, decisionOf, documentName, documentOf, findingsOf, itemName, loadItem, loadSource, sameFinding, save, state } from "./state.js";
import { cellsOf, confidenceOf, documentFields, fieldsOf, overlaps, shownField } from "./fields.js";
import { editor } from "./editors.js";
import { Original } from "./source.js";
import { answered, short } from "./lists.js";

/** Characters from which on a value scrolls by itself. */
const LONG = 240;

/** Shows an item, or a finding of a document as a whole. */
export class ItemView {
  /** `place` is where it stands in the queue: null where the person came by another way. */
  constructor(main, { id, document, finding, field, place, accept, undo }) {
    Object.assign(this, { main, id, document: document ?? finding?.document, finding, place, accept, undo, active: field ?? finding?.field ?? null, editing: null, removed: [] });
  }

  async open() {
    if (this.id) Object.assign(this, await loadItem(this.id));
    else {
      this.item = null;
      this.source = await loadSource(this.document, this.finding?.page ?? 1);
    }
    this.original = new Original(this.document, this.source);
    this.render();
    this.focusActive();
  }

  /** The same item, loaded again after a decision. */
  async reload() {
    if (this.id) {
      const { item, corrected, removed } = await loadItem(this.id);
      Object.assign(this, { item, corrected, removed });
    }
    this.editing = null;
    this.render();
    this.focusActive();
  }

  /** The same in the other language. */
  relabel() {
    this.original = new Original(this.document, this.source);
    this.render();
  }

  /** The finding as it is now; null where it is gone. */
  current() {
    return this.finding ? state.data.findings.find((finding) => sameFinding(finding, this.finding)) ?? null : null;
  }

  render() {
    this.groups = this.item ? fieldsOf(this.item) : documentFields(documentOf(this.document));
    const adding = this.groups.flatMap((group) => group.missing).find((field) => field.key === this.editing);
    const shown = adding ?? shownField(this.groups, this.active);
    this.active = shown ? shown.key : this.groups[0]?.fields[0]?.key ?? null;
    this.main.replaceChildren(h("article", { class: "item", data: { item: this.id ?? "", place: this.place ?? "", queue: state.queue.length } }, this.head(), this.original.element, h("div", { class: "fields" }, this.about(), this.groups.map((group) => this.group(group)))));
    this.show();
  }

  head() {
    const summary = this.item ? state.data.items.find((item) => item.id === this.id) : null;
    const name = documentName(documentOf(this.document));
    const path = summary?.path;
    const trail = path?.startsWith(name) ? [path] : [name, path];
    const steps = this.place === null ? [] : h("div", { class: "steps" },
      h("a", { href: `#/queue/${this.place - 1}`, "aria-disabled": this.place === 0 ? "true" : null, id: "previous" }, t("previous")),
      h("span", { class: "soft numbers" }, `${this.place + 1} / ${state.queue.length}`),
      h("a", { href: `#/queue/${this.place + 1}`, id: "next" }, t("next")));
    return h("header", { class: "head" },
      h("p", { class: "soft small" }, trail.filter(Boolean).join(" › ")),
      h("div", { class: "line" }, h("h1", { tabindex: -1 }, summary ? itemName(summary) : documentName(documentOf(this.document))), steps));
  }

  /** The finding that led here, and those of the item that belong to no field. */
  about() {
    const found = [];
    if (this.finding && !this.current()) found.push(h("p", { class: "notice good" }, `${t("resolved")}: ${both(this.finding, "message")}`));
    const led = [this.current()].filter(Boolean);
    const ofNoField = (this.item ? findingsOf(this.id) : led).filter((finding) => !shownField(this.groups, finding.field));
    found.push(...ofNoField.map((finding) => this.message(finding)));
    const open = ofNoField.some((finding) => finding.open);
    return found.length ? h("section", { class: open ? "field found" : "field", "aria-label": t("findings") }, found) : null;
  }

  group(group) {
    const adding = group.missing.find((field) => field.key === this.editing);
    const gone = this.removed.filter(({ list }) => group.element ? list.startsWith(`${group.element}.`) : group.missing.some((field) => field.fresh && field.key.startsWith(`${list}.`)));
    if (!group.fields.length && !group.missing.length && !gone.length) return [];
    return [
      h("header", { class: "line" }, h("h2", {}, group.name),
        group.element && h("button", { type: "button", class: "quiet small", "aria-label": `${t("takeOut")}: ${group.name}`, onclick: () => this.takeOut(group.element) }, t("takeOut"))),
      group.fields.map((field) => this.field(field)),
      gone.map((one) => this.gone(one)),
      adding && h("section", { class: "field active", id: "adding", "aria-label": `${t("add")}: ${adding.label}` }, h("span", { class: "label" }, adding.label),
        editor(adding, this.item, { save: (changes, reason) => this.save(changes, reason), cancel: () => this.cancel() })),
      group.missing.length > 0 && h("p", { class: "adds" }, group.missing.map((field) =>
        h("button", { type: "button", class: "quiet small", data: { add: field.key }, "aria-label": `${t("add")}: ${field.label}`, onclick: () => this.add(field.key) }, `+ ${field.label}`))),
    ];
  }

  /** What was taken out, with the way back. */
  gone({ decision: id }) {
    const decision = decisionOf(id);
    if (!decision) return null;
    const { raw, name, text, grade } = decision.old ?? {};
    return h("p", { class: "was" }, `${t("wasTakenOut")}: `, h("del", {}, short(raw ?? name ?? text ?? grade ?? decision.old)), `　${t("by")}: ${decision.who} `,
      h("button", { type: "button", class: "quiet small", onclick: () => this.undo([id]) }, t("undo")));
  }

  field(field) {
    const all = this.item ? findingsOf(this.id) : state.data.findings.filter((finding) => !finding.item && finding.document === this.document);
    const found = all.filter((finding) => shownField(this.groups, finding.field) === field);
    const corrections = Object.entries(this.item ? this.corrected : documentOf(this.document).corrections).filter(([name]) => overlaps(name, field.key)).map(([, id]) => decisionOf(id)).filter(Boolean);
    const confidence = this.item ? confidenceOf(this.item, field.key) : null;
    const classes = ["field", this.active === field.key && "active", confidence !== null && confidence < DOUBTFUL && "doubtful",
      found.some((finding) => finding.open) && "found", corrections.length && "corrected"].filter(Boolean);
    const id = `field-${field.key.replaceAll(".", "-")}`;
    const block = h("section", { class: classes.join(" "), tabindex: 0, id, data: { field: field.key }, "aria-label": `${field.label}: ${field.value || t("empty")}`,
      onfocus: () => this.activate(field.key), onmouseenter: () => this.hover(field.key), onmouseleave: () => this.hover(null), onclick: () => block.focus() },
    h("div", { class: "line" },
      h("span", { class: "label" }, field.label),
      field.value ? h("p", { class: `value${field.value.length > LONG ? " long" : ""}`, tabindex: field.value.length > LONG ? 0 : null }, field.value) : h("p", { class: "value empty" }, t("empty")),
      h("span", { class: "side" }, confidence !== null && confidenceBadge(confidence),
        h("button", { type: "button", class: "quiet small", tabindex: -1, "aria-label": `${t("edit")}: ${field.label}`, onclick: (event) => { event.stopPropagation(); this.edit(field.key); } }, t("edit")),
        field.element && h("button", { type: "button", class: "quiet small", tabindex: -1, "aria-label": `${t("takeOut")}: ${field.label}`, onclick: (event) => { event.stopPropagation(); this.takeOut(field.element); } }, t("takeOut")))),
    corrections.map((correction) => this.correction(correction)),
    found.map((finding) => this.message(finding)));
    if (this.editing === field.key) {
      block.append(editor(field, this.item ?? documentOf(this.document), { save: (changes, reason) => this.save(changes, reason), cancel: () => this.cancel() }));
    }
    return block;
  }

  correction(correction) {
    const part = correction.field.split(".").pop();
    return h("p", { class: "was" }, `${t("was")}${/^(value|unit|relation|fiscal_year|kind|role|label|grade|approximate)$/.test(part) ? `（${part}）` : ""}: `, h("del", {}, short(correction.old)),
      `　${t("by")}: ${correction.who}`, correction.reason ? `（${correction.reason}）` : "");
  }

  message(finding) {
    const led = this.finding && sameFinding(finding, this.finding);
    return h("div", { class: `message ${finding.answer ? "answered" : finding.severity}`, "aria-current": led ? "true" : null },
      h("span", { class: "badge" }, t(finding.severity)), h("span", {}, both(finding, "message")),
      finding.answer ? [answered(finding.answer), finding.answer.reason && h("span", {}, finding.answer.reason)]
        : h("button", { type: "button", onclick: (event) => { event.stopPropagation(); this.accept(finding); } }, t("accept")));
  }

  activate(key) {
    if (this.active === key) return this.show();
    this.active = key;
    this.main.querySelectorAll(".field.active").forEach((one) => one.classList.remove("active"));
    this.block(key)?.classList.add("active");
    this.show();
  }

  hover(key) {
    this.hovered = key;
    this.show();
  }

  /** Marks the cells of the field that is pointed at, or else of the active one. */
  show() {
    if (!this.item) {
      // The fields of a document are printed at its beginning.
      const place = [{ page: this.finding?.page ?? 1, bbox: null, line: this.source.kind === "text" ? 1 : null, raw: this.finding ? both(this.finding, "message") : "" }];
      return this.original.show([], place);
    }
    const key = this.hovered ?? this.active;
    const all = Object.values(this.item.source.cells).flat();
    const page = this.item.source.pages[0] ?? 1;
    const cells = key ? cellsOf(this.item, key) : [];
    return this.original.show(cells, all.length ? all : [{ page, bbox: null, line: null, raw: "" }]);
  }

  block(key) {
    return key ? document.getElementById(`field-${key.replaceAll(".", "-")}`) : null;
  }

  focusActive() {
    (this.block(this.active) ?? $("h1", this.main))?.focus({ preventScroll: false });
  }

  edit(key = this.active) {
    if (!key) return;
    this.editing = key;
    this.active = key;
    this.render();
    const input = this.block(key)?.querySelector(".editor input:not([disabled]), .editor textarea, .editor select");
    input?.focus();
    if (input?.select) input.select();
    this.block(key)?.scrollIntoView({ block: "nearest" });
  }

  /** Opens the editor of what is to be put in. */
  add(key) {
    this.editing = key;
    this.render();
    this.main.querySelector("#adding .editor :is(input, textarea, select):not([disabled])")?.focus();
    this.main.querySelector("#adding")?.scrollIntoView({ block: "nearest" });
  }

  /** Goes to what can be put in beside the active field. */
  toAdd() {
    const group = this.groups.find((one) => one.fields.some((field) => field.key === this.active)) ?? this.groups[0];
    const first = group?.missing.find((field) => field.fresh) ?? group?.missing[0];
    this.main.querySelector(first ? `[data-add="${first.key}"]` : ".adds button")?.focus();
  }

  /** Takes an element of a list out: the active one where none is named. */
  async takeOut(key) {
    const element = key ?? this.groups.flatMap((group) => group.fields).find((field) => field.key === this.active)?.element;
    if (!element) return say(t("noElement"));
    try {
      const ids = await save({ item: this.id }, [{ field: element, new: null }], null);
      await this.reload();
      say(t("tookOut"), h("button", { type: "button", onclick: () => this.undo(ids) }, t("undo")));
    } catch (error) {
      say(error.message);
    }
  }

  cancel() {
    this.editing = null;
    this.render();
    this.focusActive();
  }

  async save(changes, reason) {
    if (!changes.length) throw new Error(isEnglish() ? "nothing was changed" : "変わったところがありません");
    const ids = await save(this.item ? { item: this.id } : { document: this.document }, changes, reason);
    await this.reload();
    say(t("saved"), h("button", { type: "button", onclick: () => this.undo(ids) }, t("undo")));
  }

  /** The open finding that `a` means: the one that led here, or one of the active field. */
  openFinding() {
    const led = this.current();
    if (led?.open && (!this.item || !led.field || shownField(this.groups, led.field)?.key === this.active)) return led;
    const here = this.item ? findingsOf(this.id).filter((finding) => finding.open) : [];
    return here.find((finding) => shownField(this.groups, finding.field)?.key === this.active) ?? (led?.open ? led : here[0]) ?? null;
  }
}

function confidenceBadge(confidence) {
  const percent = `${Math.floor(confidence * 1000) / 10} %`;
  return confidence < DOUBTFUL
    ? h("span", { class: "badge warning" }, `${t("confidence")} ${percent} ${t("lowConfidence")}`)
    : h("span", { class: "soft small numbers", title: t("confidence") }, h("span", { class: "unseen" }, t("confidence")), percent);
}
