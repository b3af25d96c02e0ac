// The fields of an item, in groups, with what edits them.

import { t } from "./words.js";

const ROLES = { baseline: "baseline", target: "target", actual: "actual" };

/** Groups of fields: `{name, fields: [{key, label, value, editor}]}`. */
export function fieldsOf(item) {
  const [own, missing] = parted(basics(item), ["title", "departments"]);
  const groups = [{ name: t("basics"), fields: own, missing }];
  item.indicators.forEach((indicator, at) => {
    const key = `indicators.${at}`;
    const [fields, missing] = parted(indicatorFields(indicator, key), []);
    missing.push(
      { key: `${key}.observations.${indicator.observations.length}`, label: t("observation"), editor: "observation", fresh: newObservation },
      { key: `${key}.evaluations.${indicator.evaluations.length}`, label: t("grade"), editor: "evaluation", fresh: newEvaluation });
    groups.push({ name: item.indicators.length > 1 ? `${t("indicator")} ${at + 1}` : t("indicator"), fields, missing, element: key });
  });
  groups.push({
    name: t("progress"),
    fields: item.progress.map(progressField),
    missing: [
      { key: `indicators.${item.indicators.length}`, label: t("indicator"), editor: "indicator", fresh: newIndicator },
      { key: `progress.${item.progress.length}`, label: t("progress"), editor: "progress", fresh: newProgress },
    ],
  });
  const others = item.others.map((other, at) => ({ key: `others.${at}.text`, element: `others.${at}`, label: other.heading ?? t("other"), value: other.text, editor: "text" }));
  if (others.length) groups.push({ name: t("other"), fields: others, missing: [] });
  return groups;
}

/** The fields of a document itself. */
export function documentFields(document) {
  const line = (key, label, value) => ({ key, label: t(label), value: value === null ? "" : String(value), editor: key });
  return [{
    name: t("document"),
    fields: [
      line("title", "title", document.title),
      line("publisher", "publisher", document.publisher && [document.publisher.name, document.publisher.code].filter(Boolean).join("　")),
      line("fiscal_year", "year", document.fiscal_year),
      line("published", "published", document.published),
    ],
    missing: [],
  }];
}

/** Those that are filled, or always shown, and those that can be put in. */
const parted = (fields, always) => [
  fields.filter((field) => field.value !== "" || always.includes(field.key)),
  fields.filter((field) => field.value === "" && !always.includes(field.key)),
];

const newObservation = () => ({ role: "target", fiscal_year: null, as_of: null, period: null, label: null, kind: "number", value: null, unit: null, relation: "=", approximate: false, raw: "" });
const newEvaluation = () => ({ fiscal_year: null, grade: "" });
const newIndicator = () => ({ name: null, statement: null, kind: null, unit_hint: null, cumulative: false, description: null, direction: null, observations: [], evaluations: [] });
const newProgress = () => ({ label: null, fiscal_year: null, kind: null, text: "", groups: [], events: [] });

function basics(item) {
  const text = (key, label, editor = "line") => ({ key, label: t(label), value: item[key] ?? "", editor });
  return [
    text("number", "itemNumber"),
    text("title", "itemTitle"),
    { key: "paths", label: t("paths"), value: item.paths.map(pathText).join("\n"), editor: "paths" },
    { key: "repeated", label: t("repeated"), value: item.repeated ? t("yes") : "", editor: "yes" },
    text("summary", "summary", "text"),
    text("purpose", "purpose", "text"),
    { key: "departments", label: t("departments"), value: item.departments.map((path) => path.join(" > ")).join("\n"), editor: "departments" },
    { key: "related_titles", label: t("related"), value: item.related_titles.join("\n"), editor: "lines" },
  ];
}

const pathText = (path) => path.map((heading) => [heading.number, heading.title].filter(Boolean).join(" ")).join(" > ");

function indicatorFields(indicator, key) {
  const text = (name, label, editor = "text") => ({ key: `${key}.${name}`, label: t(label), value: indicator[name] ?? "", editor });
  return [
    text("name", "indicatorName", "line"),
    text("statement", "statement"),
    text("unit_hint", "unitHint", "line"),
    text("description", "description"),
    { key: `${key}.direction`, label: t("direction"), value: indicator.direction ? t(indicator.direction) : "", editor: "direction" },
    ...indicator.observations.map((observation, at) => ({
      key: `${key}.observations.${at}`,
      element: `${key}.observations.${at}`,
      label: [t(ROLES[observation.role]), yearText(observation.fiscal_year)].filter(Boolean).join("　"),
      value: observation.kind === "number" ? amount(observation) : observation.raw,
      observation,
      editor: "observation",
    })),
    ...indicator.evaluations.map((evaluation, at) => ({
      key: `${key}.evaluations.${at}`,
      element: `${key}.evaluations.${at}`,
      label: [t("grade"), yearText(evaluation.fiscal_year)].filter(Boolean).join("　"),
      value: evaluation.grade,
      editor: "evaluation",
    })),
  ];
}

function progressField(progress, at) {
  const kind = { actual: "progressActual", planned: "progressPlanned" }[progress.kind] ?? "progress";
  return {
    key: `progress.${at}`,
    element: `progress.${at}`,
    label: [t(kind), yearText(progress.fiscal_year), progress.label].filter(Boolean).join("　"),
    value: progress.text,
    editor: "progress",
  };
}

export const yearText = (year) => (year === null || year === undefined ? "" : t("fiscalYear") === "Fiscal year" ? `FY${year}` : `${year} 年度`);

export const RELATIONS = { "=": "=", ">=": "≧ 以上", "<=": "≦ 以下", ">": "> 超", "<": "< 未満" };

/** A value with its unit, as people write it; digits are never rounded. */
export function amount({ value, unit, relation, approximate, label }) {
  const [whole, part] = String(value).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  const after = relation && relation !== "=" ? ` ${RELATIONS[relation].split(" ")[1]}` : "";
  return `${label ? `${label}　` : ""}${approximate ? "約 " : ""}${part === undefined ? grouped : `${grouped}.${part}`}${unit ? ` ${unit}` : ""}${after}`;
}

/** The cells of a field: its own, those of what it is a part of, or those of its parts. */
export function cellsOf(item, key) {
  const cells = item.source.cells;
  for (let name = key; name; name = name.includes(".") ? name.slice(0, name.lastIndexOf(".")) : "") {
    if (cells[name]) return cells[name];
  }
  return Object.entries(cells).filter(([name]) => name.startsWith(`${key}.`)).flatMap(([, of]) => of);
}

/** How sure the program is of a field: null where it does not say. */
export function confidenceOf(item, key) {
  const all = item.source.confidence ?? {};
  const parts = Object.entries(all).filter(([name]) => name === key || name.startsWith(`${key}.`)).map(([, value]) => value);
  if (parts.length) return Math.min(...parts);
  for (let name = key; name.includes(".");) {
    name = name.slice(0, name.lastIndexOf("."));
    if (all[name] !== undefined) return all[name];
  }
  return null;
}

/** Is one of the fields the other, or a part of it? */
export const overlaps = (one, other) => one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`);

/** The field that a finding is about, of those that are shown. */
export function shownField(groups, name) {
  if (!name) return null;
  const all = groups.flatMap((group) => group.fields);
  return all.find((field) => field.key === name) ?? all.find((field) => name.startsWith(`${field.key}.`)) ?? all.find((field) => overlaps(field.key, name)) ?? null;
}
