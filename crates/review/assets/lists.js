// The lists: documents, findings, items, corrections.

import { h } from "./dom.js";
import { t, both, isEnglish } from "./words.js";
import { DOUBTFUL, documentName, documentOf, findings, itemName, itemOf, items, kindOfField, state } from "./state.js";

/** Entries of a list that are shown at first: more are shown on demand. */
const SHOWN = 300;

const page = (...children) => h("div", { class: "page" }, ...children);
const badge = (severity) => h("span", { class: `badge ${severity}` }, t(severity));

export function documentsView() {
  const open = (document, severity) =>
    state.data.findings.filter((finding) => finding.document === document.id && finding.severity === severity && finding.open).length;
  const heads = ["title", "publisher", "year", "state", "pages", "items", "error", "warning", "info", "corrected"];
  const counts = new Set(["pages", "items", "error", "warning", "info", "corrected"]);
  const rows = state.data.documents.map((document) => h("tr", {},
    h("td", {}, h("a", { href: `#/findings?document=${document.id}` }, documentName(document)), h("div", { class: "soft small" }, document.path),
      h("a", { class: "small", href: `#/document/${document.id}`, "aria-label": `${t("editDocument")}: ${documentName(document)}` }, t("editDocument"))),
    h("td", { class: "short" }, document.publisher?.name ?? ""),
    h("td", { class: "numbers" }, document.fiscal_year ?? ""),
    h("td", { class: "short" }, t(document.status)),
    h("td", { class: "count" }, document.pages),
    h("td", { class: "count" }, h("a", { href: `#/items?document=${document.id}` }, document.items)),
    ["error", "warning", "info"].map((severity) => h("td", { class: "count" }, open(document, severity)
      ? h("a", { href: `#/findings?document=${document.id}&severity=${severity}` }, open(document, severity)) : h("span", { class: "soft" }, "0"))),
    h("td", { class: "count" }, document.corrected || h("span", { class: "soft" }, "0"))));
  return page(h("h1", {}, t("documents")), faults(), h("div", { class: "card table-area", tabindex: 0, role: "region", "aria-label": t("documents") },
    h("table", {}, h("thead", {}, h("tr", {}, heads.map((name) => h("th", { scope: "col", class: counts.has(name) ? "count" : "" }, t(name))))), h("tbody", {}, rows))));
}

/** Lines of the file of corrections that are none. */
function faults() {
  return state.data.faults.map((fault) => h("p", { class: "notice warning" }, `${fault.path}: ${both(fault, "message")}`));
}

export function findingsView({ again }) {
  const shown = findings();
  const all = state.data.findings.filter((finding) => finding.open).length;
  state.queue = shown.map((finding) => ({ finding, item: finding.item }));
  const groups = new Map();
  for (const [at, finding] of shown.entries()) {
    const name = `${finding.severity} ${finding.code}`;
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push([at, finding]);
  }
  const list = shown.length
    ? [...groups.values()].map((group) => findingGroup(group))
    : h("p", { class: "card" }, all || !state.filters.open ? t("noFindings") : t("allDone"));
  return page(h("h1", {}, t("findings"), h("span", { class: "soft small" }, `　${shown.length} ${t("found")}`)),
    h("div", { class: "with-filters" }, filters(["open", "severity", "code", "field", "document"], again), h("div", {}, list)));
}

function findingGroup(group) {
  const [, { severity, code }] = group[0];
  const explained = state.explained.get(code)?.[isEnglish() ? "en" : "ja"];
  return h("section", { class: "card group", "aria-label": code },
    h("header", {}, badge(severity), h("h2", {}, explained ? explained.title : h("code", {}, code)), explained && h("code", { class: "soft" }, code), h("span", { class: "soft numbers" }, `${group.length} ${t("found")}`)),
    explained && h("details", {}, h("summary", {}, t("meaning")), h("p", {}, coded(explained.meaning)), h("p", {}, h("b", {}, `${t("whatToDo")}: `), coded(explained.action)), h("p", { class: "soft small" }, `${t("example")}: ${explained.example}`)),
    entries(group.map(([at, finding]) => findingEntry(at, finding))));
}

/** Code stands between backquotes. */
const coded = (text) => text.split("`").map((part, at) => (at % 2 ? h("code", {}, part) : part));

function findingEntry(at, finding) {
  const item = finding.item && itemOf(finding.item);
  const where = [item && itemName(item), finding.page && (isEnglish() ? `${t("page")} ${finding.page}` : `${finding.page} ${t("page")}`), state.data.documents.length > 1 && documentName(documentOf(finding.document))];
  return h("a", { href: `#/queue/${at}`, data: { code: finding.code } },
    h("span", { class: "line" }, h("span", {}, both(finding, "message")), finding.answer && answered(finding.answer)),
    h("span", { class: "line soft small" }, where.filter(Boolean).map((part) => h("span", {}, part))));
}

export function answered(answer) {
  const kind = answer.kind === "accepted" ? "answeredAccepted" : "answeredCorrected";
  return h("span", { class: "badge good" }, `${t(kind)}: ${answer.by}`);
}

/** A list that shows its first entries, and the others when they are asked for. */
function entries(made) {
  const list = h("ul", { class: "entries" }, made.slice(0, SHOWN).map((entry) => h("li", {}, entry)));
  if (made.length <= SHOWN) return list;
  const more = h("button", { type: "button", onclick: () => {
    list.append(...made.slice(SHOWN).map((entry) => h("li", {}, entry)));
    more.remove();
  } }, `+ ${made.length - SHOWN}`);
  return [list, more];
}

export function itemsView({ again }) {
  const shown = items();
  state.queue = shown.map((item) => ({ finding: null, item: item.id }));
  const open = new Map();
  for (const finding of state.data.findings) if (finding.open && finding.item) open.set(finding.item, (open.get(finding.item) ?? 0) + 1);
  return page(h("h1", {}, t("items"), h("span", { class: "soft small" }, `　${shown.length} ${t("found")}`)),
    h("div", { class: "with-filters" }, filters(["withFindings", "doubtful", "corrected", "code", "field", "document"], again),
      h("div", { class: "card" }, shown.length ? entries(shown.map((item, at) => itemEntry(item, at, open.get(item.id) ?? 0))) : h("p", {}, t("noItems")))));
}

function itemEntry(item, at, open) {
  const where = [item.title && item.indicator, item.path, isEnglish() ? `${t("page")} ${item.page}` : `${item.page} ${t("page")}`];
  return h("a", { href: `#/queue/${at}` },
    h("span", { class: "line" }, h("span", { class: "name" }, itemName(item)),
      open > 0 && h("span", { class: "badge warning" }, `${t("findings")} ${open}`),
      item.corrected > 0 && h("span", { class: "badge good" }, `${t("corrected")} ${item.corrected}`),
      item.confidence !== null && item.confidence < DOUBTFUL && h("span", { class: "badge info" }, `${t("confidence")} ${Math.floor(item.confidence * 100)} %`)),
    h("span", { class: "line soft small" }, where.filter(Boolean).map((part) => h("span", {}, part))));
}

/** Filters, those named; each choice says how many there are. */
function filters(names, again) {
  const change = (name, value) => {
    state.filters[name] = value;
    again();
  };
  const check = (name, label) => h("label", { class: "choice" },
    h("input", { type: "checkbox", checked: state.filters[name], onchange: (event) => change(name, event.target.checked) }), h("span", {}, t(label)));
  const select = (name, options) => {
    const id = `filter-${name}`;
    return [h("label", { class: "name", for: id }, t(name)),
      h("select", { id, onchange: (event) => change(name, event.target.value) }, h("option", { value: "" }, t("all")),
        options.map(([value, label]) => h("option", { value, selected: state.filters[name] === value }, label)))];
  };
  const open = state.data.findings.filter((finding) => finding.open || !state.filters.open);
  const distinct = (values) => [...new Set(values.filter(Boolean))].sort();
  const made = {
    open: () => check("open", "openOnly"),
    doubtful: () => check("doubtful", "doubtfulOnly"),
    withFindings: () => check("withFindings", "withFindings"),
    corrected: () => check("corrected", "correctedOnly"),
    severity: () => severities(open, change),
    code: () => select("code", distinct(open.map((finding) => finding.code)).map((code) => [code, code])),
    field: () => select("field", distinct(open.map((finding) => kindOfField(finding.field))).map((field) => [field, field])),
    document: () => (state.data.documents.length > 1 ? select("document", state.data.documents.map((document) => [document.id, documentName(document)])) : []),
  };
  return h("div", { class: "filters card", role: "group", "aria-label": t("filters") }, names.map((name) => made[name]()));
}

function severities(findings, change) {
  const choice = (value, label, count) => h("label", { class: "choice" },
    h("input", { type: "radio", name: "severity", value, checked: state.filters.severity === value, onchange: () => change("severity", value) }), h("span", {}, label), h("span", { class: "numbers" }, count));
  const count = (severity) => findings.filter((finding) => finding.severity === severity).length;
  return h("fieldset", {}, h("legend", {}, t("severity")), choice("", t("all"), findings.length), ["error", "warning", "info"].map((severity) => choice(severity, t(severity), count(severity))));
}

export function historyView({ undo, redo }) {
  const rows = state.data.decisions.map((decision) => h("tr", {},
    h("td", { class: "numbers" }, h("time", { datetime: decision.when }, new Date(decision.when).toLocaleString(isEnglish() ? "en-GB" : "ja-JP"))),
    h("td", {}, decision.who),
    h("td", {}, !decision.item && decision.kind === "correct" && documentOf(decision.document) ? h("a", { href: `#/document/${decision.document}?field=${decision.field}` }, documentName(documentOf(decision.document))) : decision.item && itemOf(decision.item) ? h("a", { href: `#/item/${decision.item}?field=${decision.field ?? ""}` }, itemName(itemOf(decision.item))) : decision.path,
      h("div", { class: "soft small code" }, decision.field ?? "")),
    h("td", {}, decision.kind === "correct"
      ? [h("del", { class: "soft" }, short(decision.old)), " → ", h("ins", {}, short(decision.new))]
      : [h("span", { class: "badge good" }, t("answeredAccepted")), " ", h("code", {}, decision.code)],
    decision.reason && h("div", { class: "soft small" }, decision.reason)),
    h("td", {}, decision.counts ? h("button", { type: "button", onclick: () => undo([decision.id]) }, t("undo"))
      : decision.undo ? [h("span", { class: "soft" }, `${t("takenBack")}（${decision.undone_by}）`), " ", h("button", { type: "button", onclick: () => redo([decision.undo]) }, t("redo"))]
        : h("span", { class: "soft" }, t("replaced")))));
  return page(h("h1", {}, t("history")), h("p", { class: "soft" }, `${t("fileOf")}: ${state.data.file}`), faults(),
    rows.length ? h("div", { class: "card table-area", tabindex: 0, role: "region", "aria-label": t("history") },
      h("table", {}, h("thead", {}, h("tr", {}, ["when", "who", "items", "what", "state"].map((name) => h("th", { scope: "col" }, t(name))))), h("tbody", {}, rows)))
      : h("p", { class: "card" }, t("noHistory")));
}

/** A value on one line. */
export function short(value) {
  if (value === null) return t("empty");
  const text = typeof value === "string" ? value : Array.isArray(value) && value.every(Array.isArray) ? value.map((path) => path.map((part) => part?.title ?? part).join(" > ")).join(" / ") : JSON.stringify(value);
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
