import sys, tempfile
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold, produce, word
from docx.enum.text import WD_BREAK
from docx.shared import Mm, Pt

folder, plan = produce.load(__file__)
items = []
made = word.start("IPAGothic", 10, 210, 297, 18)
word.footer(made, "伊那市ＤＸ推進計画　個票 － ", " －")
C, PALE = 1, "DCE9F5"
for n, s in enumerate(plan["sheets"]):
    p = made.add_paragraph(); r = p.add_run("ＤＸ推進計画　プロジェクト個票"); r.bold = True; r.font.size = Pt(13); p.alignment = 1
    if n: p.paragraph_format.page_break_before = True
    t = made.add_table(0, 12); t.style = "Table Grid"
    def row(*cells):
        """(span, text, options)…"""
        new = t.add_row(); line = new.cells; at = 0
        new.height = Mm(6.5 + 9 * max(str(c[1]).count("\n") for c in cells) + (24 if any(len(str(c[1])) > 40 for c in cells) else 0))
        for span, text, *more in cells:
            cell = line[at] if span == 1 else line[at].merge(line[at + span - 1])
            for extra in cell.paragraphs[1:]: extra._p.getparent().remove(extra._p)
            word.write(cell, text, **(more[0] if more else {})); at += span
    H = dict(fill=PALE, align=C)
    row((2, "個票No.", H), (1, s["no"], dict(align=C)), (2, "プロジェクト名", H), (7, s["title"], dict(bold=True)))
    row((2, "柱", H), (5, f'{s["pillar"][0]}　{s["pillar"][1]}'), (2, "担当課", H), (3, s["dept"]))
    row((6, "現状・課題（As-Is）", H), (6, "目指す姿（To-Be）", H))
    row((6, s["now"] + "\n"), (6, s["aim"]))
    row((12, "取組内容", H)); row((12, s["what"] + "\n"))
    row((12, "スケジュール", H)); row((4, "令和７年度", H), (4, "令和８年度", H), (4, "令和９年度", H))
    row(*[(4, x) for x in s["plan"]])
    row((12, "ＫＰＩ（重要業績評価指標）", H))
    row((5, "指標名", H), (1, "単位", H), (2, "現状値\n（Ｒ６）", H), (2, "Ｒ７目標", H), (1, "Ｒ８\n目標", H), (1, "Ｒ９\n目標", H))
    inds = []
    for name, printed, base, *goals in s["kpi"]:
        row((5, name), (1, printed, dict(align=C)), (2, base, dict(align=2)), (2, goals[0], dict(align=2)), (1, goals[1], dict(align=2)), (1, goals[2], dict(align=2)))
        unit, scale = gold.unit_column(printed)
        seen = gold.observe(base, "baseline", 2024, unit, scale)
        for y, v in zip((2025, 2026, 2027), goals): seen += gold.observe(v, "target", y, unit, scale)
        inds.append(gold.indicator(name, seen))
    word.widths(t, [12, 12, 14, 16, 14, 14, 14, 14, 14, 12, 19, 19])
    items.append(gold.item(s["title"], number=s["no"], paths=[[tuple(s["pillar"])]], summary=s["what"], purpose=s["aim"], departments=gold.departments(s["dept"]),
        indicators=inds, progress=[gold.progress(y, "planned", x) for y, x in zip((2025, 2026, 2027), s["plan"])], others=[("現状・課題", s["now"])]))
with tempfile.TemporaryDirectory() as d:
    made.save(f"{d}/a.docx"); produce.office(folder, f"{d}/a.docx")
gold.write(folder, plan, items)
