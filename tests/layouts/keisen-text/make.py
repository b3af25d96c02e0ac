import sys
import unicodedata
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce

folder, plan = produce.load(__file__)
WIDTHS = [4, 18, 24, 20, 12, 14, 14]  # in half-width columns, even
HEADS = ["番号", "取組", "内容", "指標", "現状\n(令和6年度)", "目標\n(令和11年度)", "担当課"]
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def size(text):
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def wrap(text, width):
    lines = []
    for part in text.split("\n"):
        now = ""
        for c in part:
            if size(now + c) > width:
                lines.append(now)
                now = ""
            now += c
        lines.append(now)
    return lines


def rule(left, middle, right, widths=WIDTHS):
    return left + middle.join("─" * (w // 2) for w in widths) + right


def lay(cells, widths=WIDTHS):
    """Lines of a row of cells."""
    parts = [wrap(c, w) for c, w in zip(cells, widths)]
    deep = max(map(len, parts))
    return ["│" + "│".join((p[k] if k < len(p) else "") + " " * (w - size(p[k] if k < len(p) else "")) for p, w in zip(parts, widths)) + "│" for k in range(deep)]


def double(row, kpis, department):
    """A row of two indicators: the other cells run on over the rule between."""
    outer = [wrap(c, WIDTHS[k]) for k, c in ((0, row[0]), (1, row[1]), (2, row[2]), (6, department))]
    upper, lower = ([wrap(c, WIDTHS[3 + k]) for k, c in enumerate(kpi)] for kpi in kpis)
    first = max(map(len, upper))
    total = max(max(map(len, outer)), first + 1 + max(map(len, lower)))
    pad = lambda lines, k, w: (lines[k] if 0 <= k < len(lines) else "") + " " * (w - size(lines[k] if 0 <= k < len(lines) else ""))
    out = []
    for k in range(total):
        head = "│" + "│".join(pad(outer[j], k, WIDTHS[j]) for j in range(3))
        if k == first:
            out.append(head + "├" + "┼".join("─" * (w // 2) for w in WIDTHS[3:6]) + "┤" + pad(outer[3], k, WIDTHS[6]) + "│")
        else:
            now = upper if k < first else lower
            out.append(head + "│" + "│".join(pad(now[j], k if k < first else k - first - 1, WIDTHS[3 + j]) for j in range(3)) + "│" + pad(outer[3], k, WIDTHS[6]) + "│")
    return out


def seen(v, role, fy):
    return gold.observe({"unmeasured": v} if v == "未調査" else v, role, fy)


out, items = [plan["title"], "", "　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　令和7年3月", "　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　伊勢崎市国際課", "",
              "　この一覧は、計画の３つの基本目標に沿って、令和７年度から令和11年度までに行う取組を", "まとめたものです。「－」は、令和６年度に実績のないものを示します。", "",
              "（参考）外国人住民の数（令和６年12月末）"], []
small = [16, 12, 12]
out += [rule("┌", "┬", "┐", small), *lay(["国籍", "人数", "割合"], small), rule("├", "┼", "┤", small),
        *lay(["ベトナム", "4,512人", "29.6％"], small), *lay(["ブラジル", "3,870人", "25.4％"], small), *lay(["その他", "6,861人", "45.0％"], small), rule("└", "┴", "┘", small), ""]
page = 1
for g in plan["goals"]:
    out += [f'【{g["number"].translate(WIDE)}　{g["title"]}】', ""]
    for p in g["parts"]:
        caption = f'（{p["number"].strip("()").translate(WIDE)}）{p["title"]}'
        head = [rule("┌", "┬", "┐"), *lay(HEADS)]
        out += [caption, *head]
        for number, title, summary, kpis, department in p["rows"]:
            if number in ("3", "8", "12"):
                out += [rule("└", "┴", "┘"), "", f"                                        - {page} -", "\f" + caption + "（つづき）", *head]
                page += 1
            out.append(rule("├", "┼", "┤"))
            who = department.replace("|", "\n")
            wide = [[n, b.translate(WIDE) if number in ("4", "7", "9") else b, t.translate(WIDE) if number in ("4", "7", "9") else t] for n, b, t in kpis]
            if len(kpis) == 2:
                out += double([number, title, summary], wide, who)
            else:
                out += lay([number, title, summary, *(wide[0] if wide else ["－", "－", "－"]), who])
            made = [gold.indicator(n, seen(b, "baseline", 2024) + seen(t, "target", 2029)) for n, b, t in kpis]
            base = dict(number=number, paths=[[(g["number"], g["title"]), (p["number"], p["title"])]], summary=summary,
                        departments=[[d] for d in department.split("|")])
            for one in made or [None]:
                items.append(gold.item(title, indicators=[one] if one else [], **base))
        out += [rule("└", "┴", "┘"), ""]
out += [f"                                        - {page} -", "\f用語の説明", rule("┌", "┬", "┐", [20, 60])]
for n, (a, b) in enumerate((("やさしい日本語", "難しいことばを言い換えるなど、相手に配慮した分かりやすい日本語"), ("プレスクール", "就学の前に学校の生活に慣れるための教室"))):
    out += ([rule("├", "┼", "┤", [20, 60])] if n else []) + lay([a, b], [20, 60])
out += [rule("└", "┴", "┘", [20, 60]), "", f"                                        - {page + 1} -"]
(folder / "plan.txt").write_text("\n".join(out) + "\n", encoding="utf-8")
gold.write(folder, plan, items)
