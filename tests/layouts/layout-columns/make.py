import sys
import unicodedata
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce

folder, plan = produce.load(__file__)
W = (6, 22, 34, 20, 13, 13, 12, 16)  # half-width columns, two of them the gap


def size(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def wrap(text, width):
    made = []
    for part in text.split("\n"):
        line = ""
        for c in part:
            if size(line + c) > width and c not in "、。）":
                made.append(line)
                line = ""
            line += c
        made.append(line)
    return made


def row(cells):
    """A table row as pdftotext -layout leaves it: each cell wrapped, the shorter ones centred in height."""
    parts = [wrap(c, w - 3) if c else [] for c, w in zip(cells, W)]
    high = max(map(len, parts))
    grid = [["" for _ in W] for _ in range(high)]
    for x, part in enumerate(parts):
        top = (high - len(part)) // 2
        for y, line in enumerate(part):
            grid[top + y][x] = line
    return ["".join(c + " " * (w - size(c)) for c, w in zip(line, W)).rstrip() for line in grid] + [""]


def seen(cell, role, year):
    if cell == "9万6千人":
        return [gold.observation(role, year, "number", cell, "96000", "人", "=")]
    return gold.observe({"unmeasured": cell} if cell == "集計中" else cell, role, year)


HEAD = row(["№", "取組名", "取組内容", "指標", "現状値\n（R5年度）", "目標値\n（R10年度）", "実施時期", "担当課"])
items, pages = [], []
for strategy in plan["strategies"]:
    out = [f'{strategy["number"]}　{strategy["title"]}', "", *HEAD]
    for group in strategy["groups"]:
        out += [f'〔{group["title"]}〕', ""]
        for number, title, what, kpi, base, goal, when, who in group["rows"]:
            made = [] if kpi == "－" else [gold.indicator(kpi, seen(base, "baseline", 2023) + seen(goal, "target", 2028))]
            items.append(gold.item(title, number=number, paths=[[(strategy["number"], strategy["title"]), (None, group["title"])]], summary=what,
                                   departments=[[w] for w in who.split("|")], indicators=made, others=[("実施時期", when)],
                                   doubt={"others": {"accept": [[]], "why": f"実施時期 {when} may be read as planned progress"}}))
            out += row([number, title, what, kpi, base, goal, when, who.replace("|", "\n")])
    pages.append(out)
first = [" " * 40 + plan["title"], "", " " * 92 + "令和6年3月", " " * 92 + "日田市商工観光部観光課", "",
         "　基本計画に掲げた３つの戦略に沿って、令和６年度から令和10年度までに取り組む具体的な取組とその指標を示します。",
         "　取組の進み具合は、日田市観光振興審議会において毎年度点検します。", ""]
text = ""
for n, out in enumerate(pages):
    lines = (first if n == 0 else []) + out + ["", " " * 60 + f"- {21 + n} -", ""]
    text += "\n".join(lines) + "\f"
text += "\n".join(["用語解説", "", "　BRT　　　　　　　バス高速輸送システム。専用道を走ることで定時性を高めたバス。", "　二次交通　　　　　主要な駅などから観光地までを結ぶ交通手段。", "　観光地域づくり法人　地域の関係者をまとめ、観光地域づくりのかじ取りを担う法人（DMO）。", "", " " * 60 + "- 24 -", ""]) + "\f"
(folder / "plan.txt").write_text(text, encoding="utf-8")
gold.write(folder, plan, items)
