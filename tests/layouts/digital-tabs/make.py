import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce

folder, plan = produce.load(__file__)
items, rows = [], []
for s in plan["sections"]:
    rows.append(("head", f'{s["number"]} {s["title"]}'))
    for p in s["parts"]:
        rows.append(("head", f'{p["number"]}{p["title"]}'))
        for t in p["tasks"]:
            for n, (name, base, goal, actual, grade) in enumerate(t["kpis"]):
                seen = gold.observe(base, "baseline", 2022) + gold.observe(goal, "target", 2024) + gold.observe({"unmeasured": actual} if actual == "集計中" else actual, "actual", 2024)
                items.append(gold.item(
                    t["title"], number=t["number"], paths=[[(s["number"], s["title"]), (p["number"], p["title"])]], summary=t["summary"],
                    departments=[t["department"].split()], indicators=[gold.indicator(name, seen, evaluations=[(2024, grade)])],
                    progress=[gold.progress(2024, "actual", t["done"]), gold.progress(2025, "planned", t["next"])],
                    doubt={"progress": {"accept": [[]], "why": "blank cells below the first KPI of the 取組"}} if n else None))
                done = t["done"].replace("\n", " ")
                if len(t["kpis"]) > 1 and n == 0 and t["number"] in ("1", "12"):
                    done = "<p>" + done.replace(" ・", "</p> <p>・") + "</p>"
                cells = [t["number"], t["title"], t["summary"], name, base, goal, actual, grade, done, t["next"], t["department"]]
                if n:
                    cells = ["", "", "", name, base, goal, actual, grade, "", "", ""]
                rows.append(("row", cells))

W = 11
HEADS = [["番号", "取組名", "取組の概要", "KPI", "基準値（令和4年度）", "令和6年度", "", "", "令和6年度の取組実績", "令和7年度の取組予定", "担当部局・課"],
         ["", "", "", "", "", "目標値", "実績値", "評価", "", "", ""]]
out = ["", "【資料1-2】", "", plan["title"], "", "令和7年7月 島根県総務部情報システム推進課", "",
       "島根県では、デジタル技術の活用により「人口減少に打ち勝ち、笑顔で暮らせる島根」の実現を目指し、3つの柱の下で取組を進めています。令和6年度の取組状況は次のとおりです。", "",
       "評価：A 目標を達成した　B 目標の8割以上に達した　C 8割に満たない", ""]


def head(variant=0):
    first, second = HEADS
    out.append("\t".join(first))
    out.append("\t".join(second))


def page(number):
    out.extend(["", str(number), ""])
    head()


head()
pages = 1
for kind, row in rows:
    if kind == "head":
        if row.startswith("Ⅱ"):
            pages += 1
            page(pages)
        out.append(row + "\t" * (W - 1))
        continue
    row = list(row)
    if row[0] == "2":  # cut by the page break, in the middle of a sentence of two cells
        rest = [""] * W
        row[2], rest[2] = row[2][:15], row[2][15:]
        at = row[8].index("センターで")
        row[8], rest[8] = row[8][:at], row[8][at:]
        out.append("\t".join(row))
        pages += 1
        page(pages)
        out.append("\t".join(rest))
    elif row[0] == "7":  # the blank grade is lost: what follows stands one column to the left
        del row[7]
        out.append("\t".join(row))
    elif row[0] == "9":  # heads again, a bullet goes on below
        out.append("\t".join(row))
        out.append("\t".join(["----"] * W))
        pages += 1
        page(pages)
    elif row[0] == "12":
        pages += 1
        last = [out.pop(), out.pop()]
        page(pages)
        out.extend(reversed(last))
        out.append("\t".join(row))
    else:
        out.append("\t".join(row))
out += ["", str(pages + 1), "", "（参考）用語", "", "RPA：パソコン上の定型的な操作を自動で行うソフトウェア", "まめネット：県内の医療機関等を結ぶ医療情報ネットワーク"]
(folder / "plan.txt").write_text("\n".join(out) + "\n", encoding="utf-8")
gold.write(folder, plan, items)
