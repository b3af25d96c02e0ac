import re
import sys
import tempfile
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
import word

folder, plan = produce.load(__file__)
made = word.start("IPAMincho", 9, 297, 210, 14, spacing=1.5)
word.footer(made, "", "")
p = made.add_paragraph()
p.alignment = 2
p.add_run("【参考資料３】").font.size = word.Pt(10)
p = made.add_paragraph()
p.alignment = 1
p.add_run("徳島市ＤＸ推進方針に係る令和７年度関連事業一覧").font.size = word.Pt(14)
p = made.add_paragraph()
p.alignment = 2
p.add_run("令和７年５月　徳島市企画政策部デジタル推進課")
table = made.add_table(rows=2, cols=6)
table.style = "Table Grid"
top, low = table.rows[0].cells, table.rows[1].cells
F = "EDEDED"
word.write(top[0].merge(top[2]), "ＤＸ推進方針", align=1, fill=F)
word.write(top[3].merge(top[5]), "令和７年度関連事業", align=1, fill=F)
for c, text in enumerate(("番号", "施策", "担当課", "事業名又は取組名", "事業概要又は取組内容", "指標（KPI）又は目標")):
    word.write(low[c], text, align=1, fill=F)
word.repeat(table.rows[0])
word.repeat(table.rows[1])
items = []


def observed(raw):
    m = re.fullmatch(r"(\d+)万(\d+)千(\D+)", raw)
    if m:
        return [gold.observation("target", 2025, "number", raw, str(int(m[1]) * 10000 + int(m[2]) * 1000), m[3], "=")]
    return gold.observe(raw, "target", 2025)


for g in plan["groups"]:
    row = table.add_row()
    word.keep(row)
    word.write(row.cells[0].merge(row.cells[5]), f'{g["number"]}　{g["title"]}', bold=True, fill="F7F7F7")
    for m in g["measures"]:
        start = len(table.rows)
        for j in m["projects"]:
            row = table.add_row()
            word.keep(row)
            again = j.get("repeated", False)
            paths = [[(g["number"], g["title"]), (m["number"], m["title"])]] + [[(a, b), (c, d)] for a, b, c, d in j.get("also", [])]
            indicators, text = [], "－"
            if j["statement"]:
                kind, name, value = j["statement"]
                sentence = f"{name}について、{value}を目標とする。" if name else value
                text = ("【指標（KPI）】" if kind == "kpi" else "【目標】") + "\n" + sentence
                indicators.append(gold.indicator(name, observed(value) if name else [], kind=kind, statement=sentence))
            where = j["departments"].replace("|", "\n")
            title = j["title"] + ("（再掲）" if again else "")
            n = len(table.rows) - 1
            for c, cell in ((0, "再掲" if again else j["number"]), (2, where), (3, title), (4, j["summary"] or "－"), (5, text)):
                word.write(row.cells[c], cell, align=1 if c == 0 else None)
            word.write(row.cells[1], f'{m["number"]}　{m["title"]}')
            for a, b, c, d in j.get("also", []):
                row = table.add_row()
                word.keep(row)
                word.write(row.cells[1], f"{c}　{d}")
                for k in (0, 2, 3, 4, 5):
                    table.cell(n, k).merge(table.cell(len(table.rows) - 1, k))
        
            items.append(gold.item(j["title"], number=j["number"], repeated=again, paths=paths, summary=j["summary"], departments=gold.departments(j["departments"]), indicators=indicators))
word.widths(table, (13, 42, 42, 50, 72, 50))
with tempfile.TemporaryDirectory() as scratch:
    source = Path(scratch) / "plan.docx"
    made.save(source)
    produce.office(folder, source)
gold.write(folder, plan, items)
