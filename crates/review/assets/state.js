// What the page knows, and its talk with the server.

import { t, both, setLanguage } from "./words.js";

/** Confidence below which a field is to be looked at. */
export const DOUBTFUL = 0.9;

export const state = {
  data: null,
  filters: { severity: "", code: "", field: "", document: "", open: true, doubtful: false, withFindings: false, corrected: false },
  /** Ids of the items that a search found; null where nothing is searched for. */
  found: null,
  words: "",
  /** What j and k go through: places in items, with the finding that led there. */
  queue: [],
};

/** Asks the server; a refusal is an error with the server's words. */
async function ask(path, body) {
  const options = body === undefined
    ? {}
    : { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Error(t("connectionLost"));
  }
  const answer = await response.json().catch(() => null);
  if (!response.ok) throw new Error(answer ? both({ message: answer.ja, message_en: answer.en }, "message") : `${response.status}`);
  return answer;
}

export async function load() {
  const first = state.data === null;
  state.data = await ask("data");
  if (first) setLanguage(localStorageLanguage() ?? state.data.lang);
  state.explained = new Map(state.data.catalogue.map((entry) => [entry.code, entry]));
}

/** The language that the person chose in this browser. */
export function localStorageLanguage(chosen) {
  try {
    if (chosen) localStorage.setItem("keikaku-language", chosen);
    return localStorage.getItem("keikaku-language");
  } catch {
    return null;
  }
}

export const loadItem = (id) => ask(`item/${encodeURIComponent(id)}`);
export const loadSource = (document, page) => ask(`source/${encodeURIComponent(document)}/${page}`);
export const loadLines = (document, from, to) => ask(`lines/${encodeURIComponent(document)}/${from}/${to}`);
export const pageAddress = (document, page) => `page/${encodeURIComponent(document)}/${page}`;

export async function search(words) {
  state.words = words.trim();
  state.found = state.words ? new Set(await ask(`search?q=${encodeURIComponent(state.words)}`)) : null;
}

async function decide(path, body) {
  const { ids } = await ask(path, body);
  await load();
  return ids;
}

/** Of what: `{item}` or `{document}`. */
export const save = (what, changes, reason) => decide("save", { ...what, changes, reason });
export const accept = ({ document, item, field, code, message }, reason) => decide("accept", { document, item, field, code, message, reason });
export const undo = (ids) => decide("undo", { ids });

/** The last decisions of this person that still count: those that were saved together. */
export function lastDecisions() {
  const own = state.data.decisions.find((decision) => decision.counts && decision.who === state.data.who);
  if (!own) return [];
  return state.data.decisions.filter((decision) => decision.counts && decision.when === own.when && decision.who === own.who);
}

const SEVERITIES = { error: 0, warning: 1, info: 2 };

/** Findings that the filters let through, the gravest first, those of one kind together. */
export function findings() {
  const { severity, code, field, document, open } = state.filters;
  return state.data.findings
    .filter((finding) =>
      (!severity || finding.severity === severity) && (!code || finding.code === code) && (!document || finding.document === document)
      && (!field || kindOfField(finding.field) === field) && (!open || finding.open))
    .map((finding, at) => [finding, at])
    .sort(([one, before], [other, after]) =>
      SEVERITIES[one.severity] - SEVERITIES[other.severity] || compare(one.code, other.code) || before - after)
    .map(([finding]) => finding);
}

/** Items that the filters and the search let through. */
export function items() {
  const { code, field, document, doubtful, withFindings, corrected } = state.filters;
  const flagged = (code || field || withFindings) && new Set(
    state.data.findings
      .filter((finding) => finding.item && finding.open && (!code || finding.code === code) && (!field || kindOfField(finding.field) === field))
      .map((finding) => finding.item),
  );
  return state.data.items.filter((item) =>
    (!document || item.document === document) && (!doubtful || (item.confidence !== null && item.confidence < DOUBTFUL))
    && (!flagged || flagged.has(item.id)) && (!corrected || item.corrected > 0) && (!state.found || state.found.has(item.id)));
}

export const findingsOf = (id) => state.data.findings.filter((finding) => finding.item === id);
export const documentOf = (id) => state.data.documents.find((document) => document.id === id);
export const itemOf = (id) => state.data.items.find((item) => item.id === id);
export const decisionOf = (id) => state.data.decisions.find((decision) => decision.id === id);

/** What a field is, without its places in lists: `indicators.observations`. */
export const kindOfField = (field) => (field ?? "").split(".").filter((part) => !/^\d+$/.test(part)).slice(0, 2).join(".");

export function documentName(document) {
  return document ? document.title || document.path.split("/").pop() : t("untitled");
}

export function itemName(item) {
  const name = item.title ?? item.indicator ?? t("untitled");
  return item.number ? `${item.number}　${name}` : name;
}

const compare = (one, other) => (one < other ? -1 : one > other ? 1 : 0);

/** Is it the same finding, in data that were loaded again? */
export const sameFinding = (one, other) =>
  one.document === other.document && one.item === other.item && one.field === other.field && one.code === other.code && one.message === other.message;
