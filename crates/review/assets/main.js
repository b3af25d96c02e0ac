// The page: views by address, and keys.

import { $, $$, h, isComposing, isTyping, say } from "./dom.js";
import { isEnglish, setLanguage, t } from "./words.js";
import { accept, items, lastDecisions, load, localStorageLanguage, pageAddress, search, state, undo } from "./state.js";
import { documentsView, findingsView, historyView, itemsView } from "./lists.js";
import { ItemView } from "./item.js";

const VIEWS = ["documents", "findings", "items", "history"];

const main = $("#main");

/** The item that is shown, and the list that it was opened from. */
let view = null;
let list = "findings";

function frame() {
  document.title = `keikaku — ${t("review")}`;
  $$("[data-word]").forEach((element) => { element.textContent = t(element.dataset.word); });
  $("#who").textContent = state.data.who;
  $("#language").textContent = t("language");
  $("#language").lang = isEnglish() ? "ja" : "en";
  $("#search-words").placeholder = t("searchHint");
  const open = state.data.findings.filter((finding) => finding.open).length;
  const counts = { documents: state.data.documents.length, findings: open, items: state.data.items.length, history: state.data.decisions.filter((decision) => decision.counts).length };
  $("#views ul").replaceChildren(...VIEWS.map((name) => h("li", {}, h("a", { href: `#/${name}`, "aria-current": name === list ? (view ? "true" : "page") : null }, `${t(name)} `, h("span", { class: "numbers small" }, counts[name])))));
}

async function route() {
  const [path, query] = location.hash.replace(/^#\/?/, "").split("?");
  const [name, rest] = path.split("/");
  const wanted = new URLSearchParams(query);
  try {
    if (["queue", "item", "document"].includes(name)) return await openItem(name, decodeURIComponent(rest ?? ""), wanted);
    view = null;
    list = VIEWS.includes(name) ? name : "documents";
    for (const filter of ["document", "severity", "code"]) if (wanted.has(filter)) state.filters[filter] = wanted.get(filter);
    if (VIEWS.includes(name) && query) history.replaceState(null, "", `#/${name}`);
    frame();
    show();
    main.focus({ preventScroll: true });
    scrollTo(0, 0);
  } catch (error) {
    say(error.message);
  }
}

/** Shows the list again. */
function show() {
  const again = () => {
    const at = document.activeElement?.id || document.activeElement?.value;
    frame();
    show();
    const same = at && ($(`#${CSS.escape(at)}`) ?? $$(".filters input").find((input) => input.value === at));
    if (same) same.focus();
  };
  const views = { documents: documentsView, findings: () => findingsView({ again }), items: () => itemsView({ again }), history: () => historyView({ undo: takeBack, redo: giveBack }) };
  main.replaceChildren(views[list]());
}

async function openItem(name, rest, wanted) {
  const place = name === "queue" ? Number(rest) : null;
  if (place !== null && !state.queue.length) {
    // The page was loaded again: the list makes the queue.
    list = "findings";
    findingsView({ again: () => {} });
  }
  const entry = place === null ? { item: name === "item" ? rest : null, document: name === "document" ? rest : null, finding: null } : state.queue[place];
  if (!entry) {
    say(place < 0 ? t("atStart") : t("atEnd"));
    history.replaceState(null, "", `#/${list}`);
    return route();
  }
  view = new ItemView(main, { id: entry.item, document: entry.document, finding: entry.finding, field: wanted.get("field") || null, place, accept: askToAccept, undo: takeBack });
  frame();
  await view.open();
  const next = place !== null && state.queue[place + 1];
  const page = next && (next.finding?.page ?? state.data.items.find((item) => item.id === next.item)?.page);
  const document = next && (next.finding?.document ?? state.data.items.find((item) => item.id === next.item)?.document);
  if (page && document && view.source.kind === "pages") new Image().src = pageAddress(document, page);
}

/** After a decision: the same view with what holds now. */
async function refresh() {
  frame();
  if (view) await view.reload();
  else show();
}

async function takeBack(ids) {
  try {
    const undone = await undo(ids);
    await refresh();
    say(t("undone"), h("button", { type: "button", onclick: () => giveBack(undone) }, t("redo")));
  } catch (error) {
    say(error.message);
  }
}

async function giveBack(ids) {
  try {
    await undo(ids);
    await refresh();
    say(t("redone"));
  } catch (error) {
    say(error.message);
  }
}

function askToAccept(finding) {
  const dialog = $("#accept");
  const reason = h("textarea", { rows: 3, required: true, maxlength: 2000, "aria-describedby": "accept-hint" });
  const wrong = h("p", { class: "wrong", role: "alert" });
  const form = h("form", { method: "dialog" },
    h("h2", { id: "accept-name" }, t("acceptName")),
    h("p", {}, isEnglish() ? finding.message_en : finding.message),
    h("label", {}, t("reason"), reason),
    h("p", { id: "accept-hint", class: "soft small" }, `${t("reasonHint")}　${t("multilineHint")}`), wrong,
    h("div", { class: "buttons" }, h("button", { type: "button", onclick: () => dialog.close() }, t("cancel")), h("button", { type: "submit", class: "main" }, t("accept"))));
  const submit = async () => {
    try {
      await accept(finding, reason.value);
      dialog.close();
      await refresh();
      say(t("accepted"));
    } catch (error) {
      wrong.textContent = error.message;
      reason.focus();
    }
  };
  form.addEventListener("submit", (event) => { event.preventDefault(); submit(); });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !isComposing(event)) { event.preventDefault(); submit(); }
  });
  dialog.replaceChildren(form);
  dialog.showModal();
  reason.focus();
}

function help() {
  const dialog = $("#help");
  dialog.replaceChildren(h("h2", { id: "help-name" }, t("keys")),
    h("dl", {}, t("keysHelp").map(([key, what]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, what)])),
    h("div", { class: "buttons" }, h("button", { type: "button", class: "main", onclick: () => dialog.close() }, t("close"))));
  dialog.showModal();
}

/** j and k: in a list from entry to entry, at an item from one to the next. */
function step(by) {
  if (view) {
    if (view.place === null) return;
    const place = view.place + by;
    if (place < 0 || place >= state.queue.length) return say(place < 0 ? t("atStart") : t("atEnd"));
    location.hash = `#/queue/${place}`;
    return;
  }
  const entries = $$(".entries a, tbody tr td:first-child a", main);
  const at = entries.indexOf(document.activeElement);
  entries[Math.max(0, Math.min(entries.length - 1, at < 0 ? 0 : at + by))]?.focus();
}

function acceptKey() {
  const at = Number(document.activeElement?.getAttribute("href")?.match(/^#\/queue\/(\d+)$/)?.[1] ?? NaN);
  const finding = view ? view.openFinding() : state.queue[at]?.finding;
  if (finding && !finding.answer) askToAccept(finding);
  else say(t("noFindingHere"));
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  e: () => view?.edit(),
  x: () => view?.takeOut(),
  n: () => view?.toAdd(),
  Enter: (event) => {
    if (view && event.target.matches?.(".field")) view.edit(event.target.dataset.field);
    else return false;
  },
  Escape: () => {
    if (view) location.hash = `#/${list}`;
  },
  a: acceptKey,
  u: () => {
    const last = lastDecisions();
    if (last.length) takeBack(last.map((decision) => decision.id));
    else say(t("nothingToUndo"));
  },
  "/": () => $("#search-words").focus(),
  "?": help,
  ...Object.fromEntries(VIEWS.map((name, at) => [String(at + 1), () => { location.hash = `#/${name}`; }])),
};

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || isComposing(event) || isTyping(event) || $("dialog[open]")) return;
  const key = KEYS[event.key];
  if (key && key(event) !== false) event.preventDefault();
});

$("#search").addEventListener("submit", (event) => event.preventDefault());
let waiting = 0;
$("#search-words").addEventListener("input", (event) => {
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    try {
      await search(event.target.value);
      if (list !== "items" || view) location.hash = "#/items";
      else { frame(); show(); }
    } catch (error) {
      say(error.message);
    }
  }, 150);
});
$("#search-words").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !isComposing(event) && items().length) $(".entries a", main)?.focus();
  if (event.key === "Escape") main.focus();
});
$(".skip").addEventListener("click", (event) => { event.preventDefault(); main.focus(); });
$("#help-button").addEventListener("click", help);
$("#language").addEventListener("click", () => {
  const chosen = isEnglish() ? "ja" : "en";
  localStorageLanguage(chosen);
  setLanguage(chosen);
  frame();
  if (view) view.relabel();
  else show();
});
addEventListener("hashchange", route);

load().then(() => { frame(); return route(); }).catch((error) => main.replaceChildren(h("p", { class: "notice error" }, error.message)));
