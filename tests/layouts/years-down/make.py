import re
import subprocess
import sys
import tempfile
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
import sheet as xl

folder, plan = produce.load(__file__)
W = [5, 16, 26, 15, 19, 7, 21, 33, 9, 9, 7]
book, sheet = xl.start(W, "IPAGothic", 9)
xl.put(sheet, 1, 1, plan["title"], boxed=False, bold=True, size=13)
xl.put(sheet, 2, 1, "令和7年6月　一関市総務部総務課", boxed=False)
xl.put(sheet, 3, 1, "進捗　◎：計画を上回る　○：計画どおり　△：計画を下回る", boxed=False)
HEAD = "BDD7EE"
for x, text in enumerate(["No.", "実施項目", "実施内容", "担当部課", "指標（単位）", "年度", "年度計画", "取組実績", "数値目標", None, "進捗"], 1):
    xl.put(sheet, 4, x, text, fill=HEAD, align="center")
    xl.put(sheet, 5, x, {9: "目標", 10: "実績"}.get(x), fill=HEAD, align="center")
    if x not in (9, 10):
        xl.merge(sheet, 4, x, 5, x)
xl.merge(sheet, 4, 9, 4, 10)
items, y = [], 6
for section in plan["sections"]:
    path = [(section["number"], section["title"])]
    for x in range(1, 12):
        xl.put(sheet, y, x, f'推進項目{section["number"]}　{section["title"]}' if x == 1 else None, fill="D9D9D9", bold=True)
    xl.merge(sheet, y, 1, y, 11)
    y += 1
    for number, title, what, who, kpi, years in section["rows"]:
        name, unit_printed = re.fullmatch(r"(.*)（([^（）]+)）", kpi).groups()
        unit, scale = gold.unit_column(unit_printed)
        seen, grades, steps = [], [], []
        for k, (plan_text, done, goal, result, grade) in enumerate(years):
            year = 2023 + k
            seen += gold.observe(goal, "target", year, unit, scale) + gold.observe(result, "actual", year, unit, scale)
            grades.append((year, grade))
            steps.append(gold.progress(year, "planned", plan_text))
            if done:
                steps.append(gold.progress(year, "actual", done))
            first = k == 0
            row = [number if first else None, title if first else None, what if first else None, who.replace(" ", "\n") if first else None, kpi if first else None,
                   f"R{5 + k}", plan_text, done, goal, result, grade]
            for x, text in enumerate(row, 1):
                xl.put(sheet, y + k, x, text, align="right" if x in (9, 10) else "center" if x in (1, 6, 11) else "left")
            sheet.row_dimensions[y + k].height = 27
        for x in range(1, 6):
            xl.merge(sheet, y, x, y + 2, x)
        doubt = {"indicators.0.unit_hint": {"accept": ["円"], "why": "printed with its scale word"}} if scale != 1 else None
        items.append(gold.item(title, number=number, doubt=doubt, paths=[[("推進項目" + section["number"], section["title"])]], summary=what, departments=gold.departments(who),
                               indicators=[gold.indicator(name, seen, evaluations=grades, unit_hint=unit_printed.replace("％", "%"))], progress=steps))
        y += 3
sheet.print_title_rows = "4:5"
sheet.oddFooter.center.text = "&P"
for at in (19, 32):
    from openpyxl.worksheet.pagebreak import Break
    sheet.row_breaks.append(Break(id=at - 1))
with tempfile.TemporaryDirectory() as scratch:
    source = Path(scratch) / "plan.xlsx"
    book.save(source)
    produce.office(folder, source)
    made = Path(scratch) / "gs.pdf"
    subprocess.run(["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", "-dPDFSETTINGS=/printer", f"-sOutputFile={made}", str(folder / "plan.pdf")], check=True)
    (folder / "plan.pdf").write_bytes(made.read_bytes())
gold.write(folder, plan, items)
