// A made plan with planted errors, the same for the same seed: what is printed, and what is true.

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function randomness(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const WHAT = ["道路", "公園", "河川", "上水道", "下水道", "図書館", "学校施設", "保育所", "市営住宅", "観光案内", "防災無線", "消防団", "ごみ収集", "地域交通", "農業用水", "林道", "港湾", "文化財", "健康診査", "介護予防"];
const HOW = ["の整備", "の長寿命化", "の利用促進", "の安全対策", "の情報発信", "の人材育成", "の運営改善", "の相談体制", "の見直し", "の連携強化"];
const DEPARTMENTS = ["都市計画課", "道路河川課", "上下水道課", "教育総務課", "子育て支援課", "住宅政策課", "観光振興課", "危機管理課", "環境保全課", "交通政策課", "農林水産課", "健康推進課"];
const MEASURES = [["実施率", "%"], ["利用者数", "人"], ["実施件数", "件"], ["整備箇所数", "箇所"], ["参加団体数", "団体"]];

/** Items as they should be. */
function truth(random, count) {
  return Array.from({ length: count }, (_, at) => {
    const [measure, unit] = MEASURES[Math.floor(random() * MEASURES.length)];
    const target = 40 + Math.floor(random() * 50);
    const reached = random() < 0.5;
    const actual = reached ? target + Math.floor(random() * 9) : target - 1 - Math.floor(random() * 20);
    return {
      number: String(at + 1),
      title: WHAT[at % WHAT.length] + HOW[Math.floor(at / WHAT.length) % HOW.length],
      indicator: `${WHAT[at % WHAT.length]}の${measure}`,
      unit,
      actual: String(actual),
      target: String(target),
      goal: String(target + 5),
      grade: reached ? "A" : "D",
      department: DEPARTMENTS[Math.floor(random() * DEPARTMENTS.length)],
    };
  });
}

/** What can go wrong in print: each changes the printed cells of one item, in a way that the checks can see. */
const ERRORS = {
  gradeAgainstValues: (cells) => ({ ...cells, grade: cells.grade === "A" ? "D" : "A" }),
  lostDigit: (cells, item) => (item.grade === "A" ? { ...cells, actual: `${item.actual[0]}${item.unit}` } : { ...cells, actual: `${item.actual}0${item.unit}` }),
  otherUnit: (cells, item) => ({ ...cells, goal: `${item.goal}${item.unit === "km" ? "人" : "km"}` }),
  numberOff: (cells, item) => ({ ...cells, number: String(Number(item.number) + 300) }),
  yearOutside: (cells, item) => ({ ...cells, goal: `${item.goal}${item.unit}(昭和58年度)` }),
  departmentCut: (cells, item) => ({ ...cells, department: item.department.slice(0, -1) }),
  departmentGone: (cells) => ({ ...cells, department: "みんなで支え合うまち" }),
  strangeCharacter: (cells, item) => ({ ...cells, title: `${item.title.slice(0, 1)}时${item.title.slice(1)}` }),
};

/** A plan of so many items and errors: its text, the true items, and which items are wrong. */
export function plan(seed, count, errors) {
  const random = randomness(seed);
  const items = truth(random, count);
  const wrong = new Map();
  const kinds = Object.keys(ERRORS);
  while (wrong.size < errors) {
    const at = 3 + Math.floor(random() * (count - 6));
    // Errors that stand next to each other would hide behind one finding.
    if (![-2, -1, 0, 1, 2].some((near) => wrong.has(at + near))) wrong.set(at, kinds[wrong.size % kinds.length]);
  }
  const rows = items.map((item, at) => {
    const cells = { ...item, actual: item.actual + item.unit, target: item.target + item.unit, goal: item.goal + item.unit };
    const { number, title, indicator, actual, target, grade, goal, department } = wrong.has(at) ? ERRORS[wrong.get(at)](cells, item) : cells;
    return [number, title, indicator, actual, target, grade, goal, department].join("\t");
  });
  const head = ["番号", "施策名", "指標名", "実績値(令和5年度)", "目標値(令和5年度)", "評価(令和5年度)", "目標値(令和8年度)", "担当課"].join("\t");
  return { text: `令和5年度 見本市総合計画 進捗状況\n\n${[head, ...rows].join("\n")}\n`, items, wrong };
}

/** Fields of a record that are not as they should be: `[{field, part, value}]`; `part` names the editor's input. */
export function differences(record, item) {
  const found = [];
  const expect = (field, part, is, should) => {
    if (is !== should) found.push({ field, part, value: should });
  };
  expect("number", "value", record.number, item.number);
  expect("title", "value", record.title, item.title);
  const departments = record.departments.map((path) => path.join(" > ")).join("\n");
  expect("departments", "value", departments, item.department);
  const [indicator] = record.indicators;
  expect("indicators", "count", record.indicators.length, 1);
  expect("indicators.0.name", "value", indicator?.name, item.indicator);
  const values = [["actual", 2023, item.actual], ["target", 2023, item.target], ["target", 2026, item.goal]];
  expect("indicators.0.observations", "count", indicator?.observations.length, values.length);
  values.forEach(([role, year, value], at) => {
    const field = `indicators.0.observations.${at}`;
    const observation = indicator?.observations[at] ?? {};
    expect(field, "kind", observation.kind, "number");
    expect(field, "value", observation.value, value);
    expect(field, "unit", observation.unit, item.unit);
    expect(field, "relation", observation.relation, "=");
    expect(field, "fiscal_year", observation.fiscal_year === undefined ? undefined : String(observation.fiscal_year), String(year));
    expect(field, "role", observation.role, role);
    expect(field, "label", observation.label, null);
  });
  expect("indicators.0.evaluations", "count", indicator?.evaluations.length, 1);
  expect("indicators.0.evaluations.0", "grade", indicator?.evaluations[0]?.grade, item.grade);
  expect("indicators.0.evaluations.0", "fiscal_year", String(indicator?.evaluations[0]?.fiscal_year), "2023");
  return found;
}
