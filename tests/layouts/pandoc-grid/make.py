import sys
import unicodedata
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce

folder, plan = produce.load(__file__)
W = (7, 20, 30, 26, 24, 22, 22, 20)


def size(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def wrap(text, width):
    made = []
    for part in text.split("\n"):
        line = ""
        for c in part:
            if size(line + c) > width:
                made.append(line)
                line = ""
            line += c
        made.append(line)
    return made


def rule(mark="-", open_from=0):
    """A rule of the grid; columns before `open_from` are merged over it and carry no rule."""
    return mark, open_from


def fill(lines, high):
    return lines + [""] * (high - len(lines))


def grid(head, groups):
    """A grid table as pandoc writes it: groups of rows, the first columns of a group merged over its rows."""
    out = ["+" + "+".join("-" * w for w in W) + "+"]

    def put(columns):
        high = max(map(len, columns))
        for y in range(high):
            out.append("|" + "|".join(" " + fill(c, high)[y] + " " * (w - 1 - size(fill(c, high)[y])) for c, w in zip(columns, W)) + "|")

    put([wrap(c, w - 2) for c, w in zip(head, W)])
    out.append("+" + "+".join("=" * w for w in W) + "+")
    for merged, rows, last in groups:
        # merged: texts of the columns 0-2 and the schedule, over all rows; rows: name, base, goal; last: department
        spans = {0: wrap(merged[0], W[0] - 2), 1: wrap(merged[1], W[1] - 2), 2: wrap(merged[2], W[2] - 2), 3: wrap(merged[3], W[3] - 2), 7: wrap(last, W[7] - 2)}
        blocks = [[wrap(c, W[4 + k] - 2) for k, c in enumerate(r)] for r in rows]
        heights = [max(map(len, b)) for b in blocks]
        need = max(map(len, spans.values()))
        total = sum(heights) + len(rows) - 1
        if need > total:
            heights[-1] += need - total
        y = 0
        for n, block in enumerate(blocks):
            if n:
                line = ""
                for x, w in enumerate(W):
                    edge = "+" if x in (4, 5, 6, 7) else "|"
                    body = "-" * w if x in (4, 5, 6) else " " + (spans[x][y] if y < len(spans[x]) else "") + " " * (w - 1 - size(spans[x][y] if y < len(spans[x]) else ""))
                    line += edge + body
                out.append(line + "|")
                y += 1
            for k in range(heights[n]):
                line = ""
                for x, w in enumerate(W):
                    lines = spans.get(x)
                    text = (lines[y] if y < len(lines) else "") if lines is not None else (fill(block[x - 4], heights[n])[k])
                    line += "| " + text + " " * (w - 1 - size(text))
                out.append(line + "|")
                y += 1
        out.append("+" + "+".join("-" * w for w in W) + "+")
    return out


def seen(cell, role, year):
    if cell == "14万8千人":
        return [gold.observation(role, year, "number", cell, "148000", "人", "=")]
    return gold.observe(cell, role, year)


HEAD = ["**№**", "**取組項目**", "**実施内容**", "**令和7年度の取組**", "**指標**", "**基準値\\\n（令和5年度）**", "**目標値\\\n（令和12年度）**", "**担当部課**"]
items, out = [], ["![市章](media/image1.png){width=\"0.8in\" height=\"0.8in\"}", "", "**" + plan["title"] + "**", "", "令和7年3月", "", "桐生市", "",
                  "　本アクションプランは、桐生市公共施設等総合管理計画[^1]に掲げた3つの方針に基づき、令和7年度から令和12年度までに行う取組を示すものです。\\", "　取組の進み具合は、毎年度、公共施設マネジメント推進本部において点検します。", ""]
for policy in plan["policies"]:
    out += [f'## {policy["number"]}　{policy["title"]} {{#{policy["number"].replace("方針", "section-")}}}', ""]
    groups = []
    for number, title, what, who, kpis in policy["works"]:
        bullets = "\n".join("・" + w for w in what)
        when = plan["schedules"][number]
        rows = kpis or [["－", "－", "－"]]
        groups.append(((number, title, bullets.replace("\n", "\n\n"), when), rows, who.replace(" ", "　").replace("\n", "\n\n")))
        for n, (name, base, goal) in enumerate(kpis or [[None, None, None]]):
            made = [gold.indicator(name, seen(base, "baseline", 2023) + seen(goal, "target", 2030))] if name else []
            items.append(gold.item(title, number=number, paths=[[(policy["number"], policy["title"])]], summary=bullets, departments=[d.split() for d in who.split("\n")], indicators=made,
                                   progress=[gold.progress(2025, "planned", when)]))
    out += grid(HEAD, groups) + [""]
out += ["## 参考　施設類型別の延床面積 {#reference}", "", "  施設類型         延床面積（㎡）   構成比（％）", "  ---------------- ---------------- --------------", "  学校教育系施設   201,480          39.4",
        "  公営住宅         148,902          29.1", "  市民文化系施設   46,310           9.1", "", "\\*構成比は小数第2位を四捨五入した。", "", "[^1]: 平成28年3月策定、令和4年3月改訂。"]
(folder / "plan.md").write_text("\n".join(out) + "\n", encoding="utf-8")
gold.write(folder, plan, items)
