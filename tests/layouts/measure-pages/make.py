import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce

from produce import t

folder, plan = produce.load(__file__)
items, body, last = [], [], None
for page in plan["pages"]:
    kpis, rows = [], []
    for name, unit, *values in page["kpis"]:
        unit_name, scale = gold.unit_column(unit)
        seen = gold.observe(values[0], "baseline", 2024, unit_name, scale)
        seen += [o for k, v in enumerate(values[1:]) for o in gold.observe(v, "target", 2025 + k, unit_name, scale)]
        kpis.append(gold.indicator(name, seen))
        rows += [t(v) for v in (name, unit, *values)]
    steps = [gold.progress(2025 + k, "planned", v) for _, row in page["steps"] for k, v in enumerate(row)]
    items.append(gold.item(page["title"], number=page["number"], paths=[[tuple(page["goal"])]],
                           summary="\n".join("・" + v for v in page["text"]), departments=gold.departments(page["department"]),
                           indicators=kpis, progress=steps, others=[("現状と課題", "\n".join("・" + v for v in page["issue"]))],
                           doubt={"number": {"accept": ["施策" + page["number"]], "why": "施策 before the number"}}))
    goal = "" if page["goal"] == last else f'#text(13pt, weight: "bold", fill: rgb("#1f4e79"), {t(page["goal"][0] + "　" + page["goal"][1])})'
    last = page["goal"]
    grid = ["#table(columns: (1fr, 40pt, 66pt, 52pt, 52pt, 52pt), align: (left, center, right, right, right, right), table.header("
            + ", ".join(f'table.cell(fill: rgb("#dce6f1"), align: center, {t(v)})' for v in ("指標名", "単位", "現状値\n(R6)", "目標\n(R7)", "目標\n(R8)", "目標\n(R9)"))
            + "), " + ", ".join(rows) + ")"]
    plan_rows = ", ".join(t(v) for name, row in page["steps"] for v in (name, *row))
    schedule = ("#table(columns: (1fr, 90pt, 90pt, 90pt), align: (left, center, center, center), "
                + ", ".join(f'table.cell(fill: rgb("#dce6f1"), align: center, {t(v)})' for v in ("取組", "令和7年度", "令和8年度", "令和9年度"))
                + ", " + plan_rows + ")")
    bar = (f'#block(width: 100%, fill: rgb("#1f4e79"), inset: 6pt, text(white, weight: "bold", 12pt)[{t("施策" + page["number"] + "　" + page["title"])[1:-1]}'
           f' #h(1fr) #text(9pt, weight: "regular", {t("担当課：" + page["department"])})])')
    lines = lambda texts: "\n\n".join(t("・" + v)[1:-1] for v in texts)
    small = lambda text: f'#v(4pt)\n#text(weight: "bold", fill: rgb("#1f4e79"), {t("■ " + text)})'
    body.append("\n\n".join([goal, bar, small("現状と課題"), lines(page["issue"]), small("取組内容"), lines(page["text"]),
                             small("KPI（重要業績評価指標）"), *grid, small("工程表"), schedule]))
head = '#set page("a4", margin: 20mm, numbering: "1")\n#set text(font: "Noto Sans CJK JP", size: 10pt, lang: "ja")\n#set par(spacing: 7pt)\n'
produce.typeset(folder, head + "\n#pagebreak()\n".join(body))
gold.write(folder, plan, items)
