import sys
import tempfile
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
import word
from docx.enum.text import WD_TAB_ALIGNMENT as TAB, WD_TAB_LEADER as LEAD

folder, plan = produce.load(__file__)
made = word.start("IPAPMincho", 10.5, 210, 297, 24, spacing=1.5)
word.footer(made, "", "")
RIGHT = word.Mm(162)


def line(text, bold=False, size=None, left=0, stop=None, leader=LEAD.SPACES, before=None, keep=False, align=None):
    p = made.add_paragraph()
    run = p.add_run(text)
    run.bold = bold
    if size:
        run.font.size = word.Pt(size)
    p.paragraph_format.left_indent = word.Mm(left)
    if stop is not None:
        p.paragraph_format.tab_stops.add_tab_stop(stop, TAB.RIGHT, leader)
    if before is not None:
        p.paragraph_format.space_before = word.Pt(before)
    p.paragraph_format.keep_with_next = keep
    if align is not None:
        p.alignment = align
    return p


def wide(number):
    return number.translate(str.maketrans("0123456789", "０１２３４５６７８９"))


items = []
line(plan["title"], size=15, align=1)
line("令和7年3月　酒田市・酒田市教育委員会", align=2)
line("目次", bold=True, before=10)
for k, p in enumerate(plan["policies"]):
    line(f'{wide(p["number"])}　{p["title"]}\t{k + 2}', stop=RIGHT, leader=LEAD.DOTS, left=6)
line("用語の説明\t6", stop=RIGHT, leader=LEAD.DOTS, left=6)
line("この章では、計画の方針ごとに、令和7年度からの5年間に行う取組とその指標を示します。指標の「現状」は括弧内の年度の値、「目標」は括弧内の年度までに達する値です。", before=8)
for p in plan["policies"]:
    line(f'{wide(p["number"])}　{p["title"]}', bold=True, size=13, before=14, keep=True)
    for part in p["parts"]:
        line(f'（{wide(part["number"].strip("()"))}）{part["title"]}', bold=True, size=11.5, before=8, keep=True)
        for number, title, department, summary, term, kpis in part["tasks"]:
            shown = "・".join(d.split()[-1] for d in department.split("|"))
            line(f"{number}　{title}\t〔{shown}〕", bold=True, before=6, stop=RIGHT, left=4, keep=True)
            line(summary, left=10)
            line(f"実施期間　{term}", left=10)
            made_kpis = []
            for name, base, by, goal, gy in kpis:
                now = "－" if base == "－" else f"{base}（{by}）"
                line(f"指標　{name}\t現状　{now}　→　目標　{goal}（{gy}）", left=10, stop=RIGHT, leader=LEAD.DOTS)
                made_kpis.append(gold.indicator(name, gold.observe(base, "baseline", gold.year(by)) + gold.observe(goal, "target", gold.year(gy))))
            doubt = {f"indicators.{k}.observations.{j}.raw": {"accept": [f'{o["raw"]}（R{o["fiscal_year"] - 2018}）'], "why": "the year in brackets stands behind the value"}
                     for k, one in enumerate(made_kpis) for j, o in enumerate(one["observations"])}
            items.append(gold.item(title, number=number, paths=[[(p["number"], p["title"]), (part["number"], part["title"])]], summary=summary,
                                   departments=[[d.split()[-1]] for d in department.split("|")], indicators=made_kpis, others=[("実施期間", term)], doubt=doubt))
line("用語の説明", bold=True, size=13, before=16)
for name, text in (("構成文化財", "日本遺産の物語を語る上で欠かせない文化財"), ("総合型クラブ", "多様な種目に多世代が参加する地域のクラブ"), ("包蔵地", "土地に埋もれている文化財のある範囲")):
    line(f"{name}\t{text}", left=4, stop=RIGHT, leader=LEAD.DOTS)
with tempfile.TemporaryDirectory() as scratch:
    source = Path(scratch) / "plan.docx"
    made.save(source)
    produce.office(folder, source)
gold.write(folder, plan, items)
