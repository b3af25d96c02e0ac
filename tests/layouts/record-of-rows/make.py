import sys
import tempfile
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
import word

folder, plan = produce.load(__file__)
made = word.start("IPAMincho", 10, 210, 297, 20)
GREY = "E7E6E6"
items = []


def line(text, size=10, bold=False, align=None, before=2, new=False, keep=False):
    p = made.add_paragraph()
    p.paragraph_format.space_before = word.Pt(before)
    p.paragraph_format.page_break_before = new
    p.paragraph_format.keep_with_next = keep
    if align is not None:
        p.alignment = align
    run = p.add_run(text)
    run.font.size, run.bold = word.Pt(size), bold
    return p


def tidy(cell):
    for paragraph in cell.paragraphs[1:]:
        if not paragraph.text:
            paragraph._p.getparent().remove(paragraph._p)


wide = str.maketrans("0123456789", "０１２３４５６７８９")
line("（令和7年8月）", align=2, before=20)
line(plan["title"].replace(" ", "\n"), 20, True, 1, 150)
line("草　津　市", 16, False, 1, 200)
line("目　次", 13, True, 1, 10, True)
for goal in plan["goals"]:
    line(f'基本目標{goal["number"]}　{goal["title"]} ……………………………… {(3, 3, 4)[plan["goals"].index(goal)]}', before=6)
line("評価の基準", 11, True, before=30)
line("Ａ：計画どおり実施できた　Ｂ：おおむね実施できた　Ｃ：十分に実施できなかった")
word.footer(made, "", "")
for goal in plan["goals"]:
    outer = ("基本目標" + goal["number"], goal["title"])
    line(f'基本目標{goal["number"]}　{goal["title"]}', 14, True, before=14, new=goal is plan['goals'][0], keep=True)
    line("■数値目標", 10.5, True, before=6, keep=True)
    grid = made.add_table(rows=1 + len(goal["aims"]), cols=5)
    grid.style = "Table Grid"
    for x, text in enumerate(("指標", "基準値", "令和6年度\n実績値", "目標値", "担当課")):
        word.write(grid.cell(0, x), text, fill=GREY, align=1)
    for y, (name, base, result, target, who) in enumerate(goal["aims"], 1):
        for x, text in enumerate((name, base, result, target, who)):
            word.write(grid.cell(y, x), text, align=1 if 1 <= x <= 3 else None)
        doubt = None
        if result == "調査中":
            result = {"unmeasured": result}
        seen = gold.observe(base, "baseline", None) + gold.observe(result, "actual", 2024) + gold.observe(target, "target", None)
        items.append(gold.item(None, paths=[[outer]], departments=[[who]], indicators=[gold.indicator(name, seen)], doubt=doubt))
    word.widths(grid, (62, 28, 24, 28, 28))
    for issue in goal["issues"]:
        line(f'重点課題{issue["number"].translate(wide)}　{issue["title"]}', 11.5, True, before=12, keep=True)
        grid = made.add_table(rows=0, cols=6)
        grid.style = "Table Grid"
        for number, title, what, done, grade, after, who in issue["works"]:
            rows = [grid.add_row().cells for _ in range(4)]
            for row, values in zip(rows, ((number, "事業名", title, None, "担当課", who.replace("／", "／\n")), (None, "事業内容", what, None, None, None),
                                          (None, "令和6年度の実績", done, None, None, None), (None, "評価", grade, "令和7年度の予定", after, None))):
                for x, text in enumerate(values):
                    if text is not None:
                        label = text in ("事業名", "担当課", "事業内容", "令和6年度の実績", "評価", "令和7年度の予定")
                        word.write(row[x], text, fill=GREY if label else None, align=1 if label or x == 0 or text == grade else None)
            tidy(rows[0][0].merge(rows[3][0]))
            tidy(rows[0][2].merge(rows[0][3]))
            for row in rows[1:3]:
                tidy(row[2].merge(row[5]))
            tidy(rows[3][4].merge(rows[3][5]))
            items.append(gold.item(title.removesuffix("（再掲）"), number=number, repeated=title.endswith("（再掲）"), summary=what, paths=[[outer, ("重点課題" + issue["number"], issue["title"])]],
                                   departments=[[w] for w in who.split("／")], others=[("評価", grade)],
                                   progress=[gold.progress(2024, "actual", done), gold.progress(2025, "planned", after)]))
        word.widths(grid, (12, 24, 34, 26, 20, 54))
with tempfile.TemporaryDirectory() as scratch:
    source = Path(scratch) / "plan.docx"
    made.save(source)
    produce.office(folder, source)
gold.write(folder, plan, items)
