// Editors of fields, each for what its field holds. An editor gives the changes: `[{field, new}]`.

import { h, isComposing } from "./dom.js";
import { t } from "./words.js";
import { RELATIONS } from "./fields.js";

/** Something that was typed does not fit. */
class Wrong extends Error {
  constructor(message, input) {
    super(message);
    this.input = input;
  }
}

const EDITORS = { line, text, lines, departments, paths, yes, direction, observation, evaluation, indicator, progress, title: line, publisher, fiscal_year: fiscalYear, published };

/** The form that edits a field. Calls `save(changes, reason)`, which may throw, and `cancel()`. */
export function editor(field, item, { save, cancel }) {
  const value = field.fresh ? field.fresh() : valueAt(item, field.key);
  const { parts, changes: changed } = EDITORS[field.editor](field, value);
  // An element that is put in is saved as a whole.
  const changes = () => (field.fresh ? [{ field: field.key, new: whole(value, field.key, changed()) }] : changed());
  const reason = h("input", { type: "text", maxlength: 2000, name: "reason" });
  const wrong = h("p", { class: "wrong", role: "alert" });
  const multiline = parts.some((part) => part.querySelector?.("textarea") || part.matches?.("textarea"));
  const form = h("form", { class: "editor", "aria-label": `${t("edit")}: ${field.label}` },
    ...parts,
    h("label", {}, t("reasonOptional"), reason),
    wrong,
    h("div", { class: "buttons" },
      h("button", { type: "submit", class: "main" }, t("save")),
      h("button", { type: "button", onclick: cancel }, t("cancel")),
      multiline && h("span", { class: "soft small" }, t("multilineHint"))));
  const submit = async () => {
    form.querySelectorAll("[aria-invalid]").forEach((input) => input.removeAttribute("aria-invalid"));
    try {
      const changed = changes();
      form.querySelector("button.main").disabled = true;
      await save(changed, reason.value.trim() || null);
    } catch (error) {
      wrong.textContent = error.message;
      error.input?.setAttribute("aria-invalid", "true");
      error.input?.focus();
      form.querySelector("button.main").disabled = false;
    }
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  form.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (isComposing(event)) return;
    if (event.key === "Escape") cancel();
    if (event.key === "Enter" && event.target.tagName === "TEXTAREA" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      submit();
    }
  });
  form.addEventListener("click", (event) => event.stopPropagation());
  return form;
}

/** A value with the changes of its parts in it. */
function whole(value, key, changes) {
  const made = { ...value };
  for (const change of changes) made[change.field.slice(key.length + 1)] = change.new;
  return made;
}

const valueAt = (item, key) => key.split(".").reduce((value, part) => value?.[part], item);

const textOrNull = (typed) => (typed.trim() === "" ? null : typed.trim());

/** A text on one line. */
function line(field, value) {
  const input = h("input", { type: "text", value: value ?? "", name: "value" });
  return { parts: [h("label", {}, field.label, input)], changes: () => [{ field: field.key, new: textOrNull(input.value) }] };
}

/** A text with line breaks. */
function text(field, value) {
  const input = area(value ?? "");
  const always = field.key.startsWith("others.");
  return { parts: [h("label", {}, field.label, input)], changes: () => [{ field: field.key, new: always ? input.value.trim() : textOrNull(input.value) }] };
}

const area = (value) => h("textarea", { rows: Math.min(10, Math.max(2, value.split("\n").length + 1)), value, name: "value" });

const filled = (typed) => typed.split("\n").map((one) => one.trim()).filter(Boolean);

/** A list of texts. */
function lines(field, value) {
  const input = area(value.join("\n"));
  return { parts: [h("label", {}, `${field.label}（${t("linesHint")}）`, input)], changes: () => [{ field: field.key, new: filled(input.value) }] };
}

const steps = (typed) => typed.split(/\s*[>＞]\s*/).map((one) => one.trim()).filter(Boolean);

/** Departments, each as a path from the top. */
function departments(field, value) {
  const input = area(value.map((path) => path.join(" > ")).join("\n"));
  return {
    parts: [h("label", {}, `${field.label}（${t("departmentsHint")}）`, input)],
    changes: () => [{ field: field.key, new: filled(input.value).map(steps) }],
  };
}

/** Headings above the item: `1|暮らしのDX > (1)|子育て`. */
function paths(field, value) {
  const heading = ({ number, title }) => (number ? `${number}|${title ?? ""}` : title ?? "");
  const input = area(value.map((path) => path.map(heading).join(" > ")).join("\n"));
  const parsed = (typed) => {
    const [number, title] = typed.includes("|") ? typed.split("|", 2) : ["", typed];
    return { number: textOrNull(number), title: textOrNull(title ?? "") };
  };
  return {
    parts: [h("label", {}, `${field.label}（${t("pathsHint")}）`, input)],
    changes: () => [{ field: field.key, new: filled(input.value).map((path) => steps(path).map(parsed)) }],
  };
}

function yes(field, value) {
  const input = h("input", { type: "checkbox", checked: value, name: "value" });
  return { parts: [h("label", { class: "check" }, input, field.label)], changes: () => [{ field: field.key, new: input.checked }] };
}

function choice(options, value, name) {
  return h("select", { name }, Object.entries(options).map(([option, label]) => h("option", { value: option, selected: option === value }, label)));
}

function direction(field, value) {
  const input = choice({ "": t("notSaid"), up: t("up"), down: t("down") }, value ?? "", "value");
  return { parts: [h("label", {}, field.label, input)], changes: () => [{ field: field.key, new: input.value || null }] };
}

/** Digits as typed on any keyboard to the digits of a record: exact, never through a binary number. */
function decimal(input) {
  const plain = input.value.normalize("NFKC").replace(/[,\s]/g, "").replace(/^[−–‐△▲]/, "-");
  if (!/^-?\d{1,27}(\.\d{1,20})?$/.test(plain)) throw new Wrong(t("wrongNumber"), input);
  return plain;
}

function year(input) {
  const plain = input.value.normalize("NFKC").trim();
  if (plain === "") return null;
  if (!/^[12]\d{3}$/.test(plain)) throw new Wrong(t("wrongYear"), input);
  return Number(plain);
}

/** A value: number with unit and relation, words, or not measured. */
function observation(field, value) {
  const kind = choice({ number: t("number"), text: t("text"), unmeasured: t("unmeasured") }, value.kind, "kind");
  const number = h("input", { type: "text", inputmode: "decimal", autocomplete: "off", value: value.value ?? "", name: "value" });
  const unit = h("input", { type: "text", value: value.unit ?? "", name: "unit" });
  const relation = choice(RELATIONS, value.relation ?? "=", "relation");
  const approximate = h("input", { type: "checkbox", checked: value.approximate, name: "approximate" });
  const role = choice({ baseline: t("baseline"), target: t("target"), actual: t("actual") }, value.role, "role");
  const fiscal = h("input", { type: "text", inputmode: "numeric", autocomplete: "off", value: value.fiscal_year ?? "", name: "fiscal_year" });
  const label = h("input", { type: "text", value: value.label ?? "", name: "label" });
  // A field on one line shows no line breaks; text that nobody touched keeps them.
  const onOneLine = value.raw.replaceAll("\n", " ");
  const raw = h("input", { type: "text", value: onOneLine, name: "raw" });
  const ofNumber = [number, unit, relation];
  const show = () => ofNumber.forEach((input) => { input.disabled = kind.value !== "number"; });
  kind.addEventListener("change", show);
  show();
  const named = (name, input) => h("label", {}, t(name), input);
  return {
    parts: [
      h("div", { class: "grid" }, named("value", number), named("unit", unit), named("relation", relation), named("fiscalYear", fiscal)),
      h("div", { class: "grid" }, named("kind", kind), named("role", role), named("label", label), h("label", { class: "check" }, approximate, t("approximate"))),
      h("label", {}, t("printed"), raw),
    ],
    changes: () => {
      const isNumber = kind.value === "number";
      const now = {
        role: role.value,
        fiscal_year: year(fiscal),
        label: textOrNull(label.value),
        kind: kind.value,
        value: isNumber ? decimal(number) : null,
        unit: isNumber ? textOrNull(unit.value) : null,
        relation: isNumber ? relation.value : null,
        approximate: approximate.checked,
        raw: raw.value === onOneLine && onOneLine ? value.raw : raw.value.trim() || (isNumber ? `${number.value.trim()}${unit.value.trim()}` : ""),
      };
      if (!now.raw) throw new Wrong(t("printedWanted"), raw);
      return Object.entries(now).filter(([name, one]) => one !== value[name]).map(([name, one]) => ({ field: `${field.key}.${name}`, new: one }));
    },
  };
}

function evaluation(field, value) {
  const grade = h("input", { type: "text", value: value.grade, name: "grade", required: true });
  const fiscal = h("input", { type: "text", inputmode: "numeric", autocomplete: "off", value: value.fiscal_year ?? "", name: "fiscal_year" });
  return {
    parts: [h("div", { class: "grid" }, h("label", {}, t("grade"), grade), h("label", {}, t("fiscalYear"), fiscal))],
    changes: () => {
      if (!grade.value.trim()) throw new Wrong(t("printedWanted"), grade);
      return Object.entries({ grade: grade.value.trim(), fiscal_year: year(fiscal) })
        .filter(([name, one]) => one !== value[name])
        .map(([name, one]) => ({ field: `${field.key}.${name}`, new: one }));
    },
  };
}

/** An indicator that is put in: its values are put in next. */
function indicator(field) {
  const name = h("input", { type: "text", value: "", name: "name", required: true });
  return {
    parts: [h("label", {}, t("indicatorName"), name)],
    changes: () => {
      if (!textOrNull(name.value)) throw new Wrong(t("nameWanted"), name);
      return [{ field: `${field.key}.name`, new: textOrNull(name.value) }];
    },
  };
}

/** Who publishes a document: name, and 全国地方公共団体コード where there is one. */
function publisher(field, value) {
  const name = h("input", { type: "text", value: value?.name ?? "", name: "name" });
  const code = h("input", { type: "text", inputmode: "numeric", autocomplete: "off", value: value?.code ?? "", name: "code" });
  const now = () => (textOrNull(name.value) ? { name: textOrNull(name.value), code: textOrNull(code.value.normalize("NFKC")) } : null);
  return { parts: [h("div", { class: "grid" }, h("label", {}, field.label, name), h("label", {}, t("publisherCode"), code))], changes: () => [{ field: field.key, new: now() }] };
}

function fiscalYear(field, value) {
  const input = h("input", { type: "text", inputmode: "numeric", autocomplete: "off", value: value ?? "", name: "value" });
  return { parts: [h("label", {}, t("fiscalYear"), input)], changes: () => [{ field: field.key, new: year(input) }] };
}

/** A date as far as it is known: 2026, 2026-03, 2026-03-31. */
function published(field, value) {
  const input = h("input", { type: "text", inputmode: "numeric", autocomplete: "off", value: value ?? "", name: "value" });
  const date = () => {
    const plain = input.value.normalize("NFKC").trim().replace(/[−–‐/.]/g, "-");
    if (plain === "") return null;
    if (!/^[12]\d{3}(-\d{2}){0,2}$/.test(plain)) throw new Wrong(t("wrongDate"), input);
    return plain;
  };
  return { parts: [h("label", {}, `${field.label}（${t("dateHint")}）`, input)], changes: () => [{ field: field.key, new: date() }] };
}

/** What was done or is planned. Headings (○, 【】) and bullets (・) give the groups. */
function progress(field, value) {
  const input = area(value.text);
  const fiscal = h("input", { type: "text", inputmode: "numeric", autocomplete: "off", value: value.fiscal_year ?? "", name: "fiscal_year" });
  const kind = choice({ "": t("progress"), actual: t("progressActual"), planned: t("progressPlanned") }, value.kind ?? "", "kind");
  return {
    parts: [h("label", {}, field.label, input), h("div", { class: "grid" }, h("label", {}, t("fiscalYear"), fiscal), h("label", {}, t("kind"), kind))],
    changes: () => {
      const typed = input.value.trim();
      const changed = [];
      if (!typed) throw new Wrong(t("printedWanted"), input);
      if ((kind.value || null) !== value.kind) changed.push({ field: `${field.key}.kind`, new: kind.value || null });
      if (typed !== value.text) {
        changed.push({ field: `${field.key}.text`, new: typed }, { field: `${field.key}.groups`, new: groups(typed) });
      }
      if (year(fiscal) !== value.fiscal_year) changed.push({ field: `${field.key}.fiscal_year`, new: year(fiscal) });
      return changed;
    },
  };
}

function groups(typed) {
  const found = [];
  for (const one of filled(typed)) {
    const heading = /^[○●◎◆■□]|^【/.test(one);
    if (heading) found.push({ heading: one.replace(/^[○●◎◆■□]\s*/, ""), bullets: [] });
    else {
      if (!found.length) found.push({ heading: null, bullets: [] });
      found.at(-1).bullets.push(one.replace(/^[・･]\s*/, ""));
    }
  }
  return found;
}
