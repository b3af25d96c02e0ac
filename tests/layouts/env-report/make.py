import sys
import tempfile
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
import word
from PIL import Image, ImageDraw

folder, plan = produce.load(__file__)
made = word.start("Noto Serif CJK JP", 10, 210, 297, 22, spacing=1)
FILL = "DDEBDA"
made.sections[0].header.paragraphs[0].add_run("呉市環境基本計画 年次報告書").font.size = word.Pt(8)
made.sections[0].header.paragraphs[0].alignment = 2
word.footer(made, "", "")


def line(text, size=None, bold=False, align=None, before=None, breaking=False):
    p = made.add_paragraph()
    run = p.add_run(text)
    run.bold = bold
    if size:
        run.font.size = word.Pt(size)
    if align is not None:
        p.alignment = align
    if before:
        p.paragraph_format.space_before = word.Pt(before)
    p.paragraph_format.page_break_before = breaking
    return p


def chart(path):
    picture = Image.new("RGB", (900, 320), "white")
    draw = ImageDraw.Draw(picture)
    for n, tall in enumerate((230, 214, 205, 190, 176)):
        draw.rectangle((90 + n * 155, 280 - tall, 180 + n * 155, 280), fill=(112, 173, 71))
    draw.line((60, 280, 860, 280), fill="black", width=3)
    picture.save(path)


items = []
with tempfile.TemporaryDirectory() as scratch:
    line("第３次呉市環境基本計画", 24, True, 1, 150)
    line("年次報告書", 24, True, 1)
    line("（令和６年度版）", 16, False, 1)
    line("令和６年１２月", 14, False, 1, 230)
    line("呉　　市", 16, False, 1)
    line("目　次", 14, True, 1, breaking=True)
    for text in ("はじめに", *(f'{c["number"]}　{c["title"]}' for c in plan["chapters"]), "資料　環境に関する相談の件数"):
        line(text + "　" + "・" * (34 - len(text)) + "　" + str(2 + (text != "はじめに")), before=6)
    line("はじめに", 13, True, breaking=True)
    line("　この報告書は、呉市環境基本条例第１１条の規定に基づき、環境の状況及び環境基本計画に定める施策の実施状況を取りまとめたものです。計画の期間は令和３年度から令和１２年度までの１０年間であり、令和７年度に中間の見直しを行います。")
    line("　環境指標の達成状況は、計画策定時の値と目標値を結ぶ直線に対する令和５年度の実績の位置により、「順調」「概ね順調」「要努力」「遅れ」の４段階で示しました。")
    for n, chapter in enumerate(plan["chapters"]):
        line(f'{chapter["number"]}　{chapter["title"]}', 14, True, before=14, breaking=n == 1)
        for text in chapter["lead"]:
            line("　" + text)
        if n == 0:
            chart(scratch + "/chart.png")
            made.add_picture(scratch + "/chart.png", width=word.Mm(95))
            made.paragraphs[-1].alignment = 1
            line("図　温室効果ガス排出量の推移", 9, align=1)
        line("【環境指標の状況】", 10.5, True, before=6)
        table = made.add_table(rows=2, cols=9)
        table.style = "Table Grid"
        top, low = table.rows[0].cells, table.rows[1].cells
        for c, text in ((0, "環境指標"), (1, "計画策定時\n（H30）"), (5, "中間目標\n（R7）"), (6, "目標\n（R12）"), (7, "令和5年度の\n達成状況"), (8, "担当課")):
            word.write(top[c].merge(low[c]), text, align=1, fill=FILL, size=8)
        word.write(top[2].merge(top[4]), "実績", align=1, fill=FILL, size=8)
        for c, text in enumerate(("R3", "R4", "R5"), 2):
            word.write(low[c], text, align=1, fill=FILL, size=8)
        heading = (chapter["number"], chapter["title"])
        for name, base, r3, r4, r5, middle, goal, grade, division in chapter["kpis"]:
            row = table.add_row()
            word.keep(row)
            values = (base, r3, r4, r5, middle, goal)
            for cell, text, align in zip(row.cells, (name, *map(gold.printed, values), grade, division), (None, 2, 2, 2, 2, 2, 2, 1, 1)):
                word.write(cell, text, align=align, size=8)
            seen = [o for v, (role, year) in zip(values, (("baseline", 2018), ("actual", 2021), ("actual", 2022), ("actual", 2023), ("target", 2025), ("target", 2030)))
                    for o in gold.observe(v, role, year)]
            items.append(gold.item(None, paths=[[heading]], departments=[[division]], indicators=[gold.indicator(name, seen, evaluations=[(2023, grade)])]))
        word.widths(table, (36, 19, 17, 17, 17, 17, 17, 17, 17))
        line("【施策の実施状況】", 10.5, True, before=8)
        for m in chapter["measures"]:
            table = made.add_table(rows=0, cols=2)
            table.style = "Table Grid"
            row = table.add_row()
            word.write(row.cells[0].merge(row.cells[1]), f'{m["number"]}　{m["title"]}', bold=True, fill=FILL, size=10)
            word.keep(row)
            for label, text in (("取組内容", m["summary"]), ("令和5年度の\n取組実績", m["done"]), ("令和6年度の\n取組予定", m["next"]), ("担当課", m["division"])):
                row = table.add_row()
                word.keep(row)
                word.write(row.cells[0], label, align=1, size=9)
                word.write(row.cells[1], text, size=9)
            word.widths(table, (28, 138))
            made.add_paragraph()
            items.append(gold.item(m["title"], number=m["number"], paths=[[heading]], summary=m["summary"], departments=[[m["division"]]],
                                   progress=[gold.progress(2023, "actual", m["done"]), gold.progress(2024, "planned", m["next"])]))
    line("資料　環境に関する相談の件数", 12, True, before=10)
    table = made.add_table(rows=0, cols=6)
    table.style = "Table Grid"
    for cells in (("区分", "大気", "水質", "騒音", "悪臭", "計"), ("令和4年度", "21", "14", "39", "26", "100"), ("令和5年度", "18", "17", "44", "22", "101")):
        for cell, text in zip(table.add_row().cells, cells):
            word.write(cell, text, align=1, size=9)
    source = Path(scratch) / "plan.docx"
    made.save(source)
    produce.office(folder, source)
gold.write(folder, plan, items)
