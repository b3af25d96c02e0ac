import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from fpdf import FPDF

folder, plan = produce.load(__file__)
YEARS = list(range(2020, 2025))


class Book(FPDF):
    def footer(self):
        if self.page_no() > 1:
            self.set_y(-14)
            self.set_font("G", size=8)
            self.cell(0, 6, f"函館市デジタル田園都市構想総合戦略 効果検証報告書　{self.page_no()}", align="C")


pdf = Book(format="A4")
pdf.set_auto_page_break(False)
for name, path in (("G", "/usr/share/fonts/opentype/ipafont-gothic/ipag.ttf"), ("P", "/usr/share/fonts/opentype/ipafont-gothic/ipagp.ttf")):
    pdf.add_font(name, fname=path)
LEFT, WIDE, BOTTOM = 18, 174, 278
pdf.set_draw_color(120)
pdf.set_line_width(0.15)


def wrap(text, width):
    lines = []
    for part in str(text).split("\n"):
        line = ""
        for c in part:
            if pdf.get_string_width(line + c) > width and c not in "、。）」％":
                lines.append(line)
                line = ""
            line += c
        lines.append(line)
    return lines


def put(x, y, width, height, text, size=8, align="L", font="P", rule=True):
    pdf.set_font(font, size=size)
    if rule:
        pdf.rect(x, y, width, height)
    step = size * 0.46
    lines = wrap(text, width - 3)
    top = y + (height - step * len(lines)) / 2
    for n, line in enumerate(lines):
        w = pdf.get_string_width(line)
        at = {"L": x + 1.5, "C": x + (width - w) / 2, "R": x + width - 1.5 - w}[align]
        pdf.text(at, top + step * n + size * 0.36, line)


def need(height):
    global y
    if y + height > BOTTOM:
        pdf.add_page()
        y = 20


items = []
pdf.add_page()
put(LEFT, 70, WIDE, 14, "函館市デジタル田園都市構想総合戦略", 22, "C", "G", False)
put(LEFT, 86, WIDE, 14, "令和６年度効果検証報告書", 20, "C", "G", False)
y = 130
for n, g in enumerate(plan["goals"]):
    put(LEFT + 25, y, 124, 8, f'{g["number"]}　{g["title"]}' + "　" + "…" * (24 - len(g["title"])) + f"　{n + 2}", 10.5, "L", "P", False)
    y += 10
put(LEFT, 240, WIDE, 10, "令和７年８月　函 館 市", 14, "C", "G", False)
pdf.add_page()
y = 20
pdf.set_font("P", size=9.5)
lead = "　本報告書は、総合戦略に掲げた施策の効果を、重要業績評価指標（KPI）により検証したものです。達成率は、実績を目標で除して求め、減少を目指すものは目標を実績で除しています。基準値は令和元年度の実績です。"
for line in wrap(lead, WIDE):
    pdf.set_font("P", size=9.5)
    pdf.text(LEFT, y, line)
    y += 5.5
y += 2
for g in plan["goals"]:
    need(70)
    pdf.set_fill_color(31, 78, 121)
    pdf.rect(LEFT, y, WIDE, 9, style="F")
    pdf.set_text_color(255)
    put(LEFT + 2, y, WIDE - 2, 9, f'{g["number"]}　{g["title"]}', 12, "L", "G", False)
    pdf.set_text_color(0)
    y += 15
    for line in wrap("　" + g["lead"], WIDE):
        pdf.set_font("P", size=9.5)
        pdf.text(LEFT, y, line)
        y += 5.5
    for m in g["measures"]:
        need(52)
        put(LEFT, y, WIDE, 8, f'{m["number"]}{m["title"]}', 11, "L", "G", False)
        pdf.line(LEFT, y + 8, LEFT + WIDE, y + 8)
        y += 11
        path = [[(g["number"], g["title"]), (m["number"], m["title"])]]
        for name, printed, base, goals, actuals, rates in m["kpis"]:
            need(34)
            put(LEFT, y, 130, 6, f"■ {name}（単位：{printed}）", 9, "L", "P", False)
            y += 6.5
            W = [16, 17] + [18] * 5
            x = LEFT
            for w, text in zip(W, ("区分", "基準値\n(R元)", "R2", "R3", "R4", "R5", "R6")):
                put(x, y, w, 7.5, text, 7.5, "C")
                x += w
            top = y + 7.5
            put(LEFT + W[0], top, W[1], 18, base, 8, "C" if base == "－" else "R")
            for k, (label, values) in enumerate((("目標", goals), ("実績", actuals), ("達成率", rates))):
                put(LEFT, top + k * 6, W[0], 6, label, 8, "C")
                for n, v in enumerate(values):
                    put(LEFT + W[0] + W[1] + n * 18, top + k * 6, 18, 6, gold.printed(v), 8, "R")
            # the chart: bars of 実績, ticks of 目標
            number = lambda v: float(v.replace(",", "")) if isinstance(v, str) and v != "－" else 0
            most = max(map(number, goals + actuals)) or 1
            x, low = LEFT + 131, top + 15
            pdf.line(x, low, x + 42, low)
            for n in range(5):
                tall = 18 * number(actuals[n]) / most
                pdf.set_fill_color(157, 195, 230)
                pdf.rect(x + 2 + n * 8, low - tall, 5, tall, style="F")
                mark = low - 18 * number(goals[n]) / most
                pdf.line(x + 1 + n * 8, mark, x + 8 + n * 8, mark)
                put(x + n * 8, low, 9, 3, f"R{n + 2}", 6, "C", "P", False)
            put(x + 4, top + 17.5, 40, 3, "棒：実績　線：目標", 6, "L", "P", False)
            y = top + 22
            unit, scale = gold.unit_column(printed)
            seen = gold.observe(base, "baseline", 2019, unit, scale)
            seen += [o for v, year in zip(goals, YEARS) for o in gold.observe(v, "target", year, unit, scale)]
            seen += [o for v, year in zip(actuals, YEARS) for o in gold.observe(v, "actual", year, unit, scale)]
            hint = printed if scale == 1 else unit
            items.append(gold.item(None, paths=path, indicators=[gold.indicator(name, seen, unit_hint=hint)], others=[("達成率", " ".join(rates))],
                                   doubt={"indicators.0.kind": {"accept": [None], "why": "KPI stands in the prose only"},
                                          "indicators.0.unit_hint": {"accept": [None, printed], "why": "（単位：…） after the name; a scale word in it"}}))
        need(22)
        put(LEFT, y, WIDE, 6, "＜主な取組＞", 9, "L", "P", False)
        y += 6
        W = [50, 86, 38]
        x = LEFT
        for w, text in zip(W, ("取組名", "令和6年度の取組実績", "担当部署")):
            put(x, y, w, 6, text, 8, "C", "G")
            x += w
        y += 6
        for title, done, where in m["tasks"]:
            pdf.set_font("P", size=8)
            tall = max(len(wrap(done, W[1] - 3)), len(wrap(title, W[0] - 3)), 1) * 8 * 0.46 + 3
            need(tall)
            x = LEFT
            for w, text in zip(W, (title, done, where)):
                put(x, y, w, tall, text, 8)
                x += w
            y += tall
            items.append(gold.item(title, paths=path, departments=[where.split()], progress=[gold.progress(2024, "actual", done)]))
        y += 6
pdf.output(str(folder / "plan.pdf"))
gold.write(folder, plan, items)
