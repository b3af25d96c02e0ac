import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold, produce
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import BaseDocTemplate, Frame, PageBreak, PageTemplate, Paragraph, Spacer, Table, TableStyle

folder, plan = produce.load(__file__)
M, G = "HeiseiMin-W3", "HeiseiKakuGo-W5"
for f in (M, G): pdfmetrics.registerFont(UnicodeCIDFont(f))
st = lambda size=9, font=M, al=0: ParagraphStyle("s", fontName=font, fontSize=size, leading=size * 1.4, wordWrap="CJK", alignment=al)
p = lambda x, s=st(): Paragraph(str(x).replace("\n", "<br/>"), s)
HD, R, C = st(8.5, G, 1), st(9, M, 2), st(9, M, 1)
story, items = [], []
story += [p("益田地域医療企業団　経営強化プラン", st(15, G, 1)), p("（令和６年度～令和９年度）", st(11, M, 1)), Spacer(1, 3 * mm), p("数値目標一覧", st(13, G, 1)), Spacer(1, 3 * mm),
          p("　総務省「公立病院経営強化ガイドライン」（令和４年３月）に基づき、プランの対象期間における経営指標及び医療機能に係る数値目標を次のとおり定める。数値目標の達成状況は、企業団議会及び経営評価委員会に毎年度報告する。", st(10)), Spacer(1, 4 * mm)]
BASE = [("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("BOX", (0, 0), (-1, -1), 1.5, colors.black), ("INNERGRID", (0, 0), (-1, -1), 0.4, colors.black), ("TOPPADDING", (0, 0), (-1, -1), 3), ("BOTTOMPADDING", (0, 0), (-1, -1), 4), ("LEFTPADDING", (0, 0), (-1, -1), 3), ("RIGHTPADDING", (0, 0), (-1, -1), 3)]
for k, block in enumerate(plan["number_lists"]):
    path = (block["number"], block["title"])
    parts = [block["rows"]] if k == 0 else [block["rows"][:1], block["rows"][1:]]
    for q, part in enumerate(parts):
        story.append(p(block["caption"] + ("（続き）" if q else ""), st(11, G)))
        story.append(Spacer(1, 1.5 * mm))
        data = [[p("区分", HD), p("指標", HD), p("実績", HD), "", p("目標", HD), "", "", ""], ["", "", *[p(y, HD) for y in ("R3年度", "R4年度", "R6年度", "R7年度", "R8年度", "R9年度")]]]
        how = [("SPAN", (0, 0), (0, 1)), ("SPAN", (1, 0), (1, 1)), ("SPAN", (2, 0), (3, 0)), ("SPAN", (4, 0), (7, 0)), ("BACKGROUND", (0, 0), (-1, 1), colors.HexColor("#dde6ee"))]
        for group, kpis in part:
            how.append(("SPAN", (0, len(data)), (0, len(data) + len(kpis) - 1)))
            for n, (name, unit, *values) in enumerate(kpis):
                data.append([p(group, C) if n == 0 else "", p(f"{name}（{unit}）"), *[p(v, R) for v in values]])
                u, scale = gold.unit_column(unit)
                seen = []
                for v, role, y in zip(values, ["actual"] * 2 + ["target"] * 4, (2021, 2022, 2024, 2025, 2026, 2027)): seen += gold.observe(v, role, y, u, scale)
                doubt = {"indicators.0.unit_hint": {"accept": ["円"], "why": "unit printed in the name with its scale word, or without"}} if scale != 1 else {}
                if q: doubt["paths.0.0.title"] = {"accept": [block["title"] + "（続き）"], "why": "the heading of the second page says （続き）"}
                items.append(gold.item(None, paths=[[path, (None, group)]], indicators=[gold.indicator(name, seen, unit_hint=unit)], doubt=doubt))
        t = Table(data, colWidths=[w * mm for w in (26, 46, 17, 17, 17, 17, 17, 17)], rowHeights=[None, None] + [15 * mm] * (len(data) - 2)); t.setStyle(TableStyle(BASE + how)); story.append(t)
        story.append(PageBreak() if (k == 1 and q == 0) else Spacer(1, 6 * mm))
f = plan["functions"]
story += [p(f'{f["number"]}　{f["title"]}', st(11, G)), Spacer(1, 1.5 * mm)]
data = [[p(x, HD) for x in ("取組項目", "具体的な取組内容", "目標指標", "令和４年度\n（現状）", "令和９年度\n（最終年度目標）")]]
how = [("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#dde6ee"))]
last = None
for title, what, name, base, goal in f["rows"]:
    if title == last: how.append(("SPAN", (0, len(data) - 1), (0, len(data))))
    data.append([p(title) if title != last else "", p(what), p(name), p(base, R), p(goal, R)]); last = title
    items.append(gold.item(title, paths=[[(f["number"], f["title"])]], summary=what, indicators=[gold.indicator(name, gold.observe(base, "baseline", 2022) + gold.observe(goal, "target", 2027))]))
t = Table(data, colWidths=[w * mm for w in (35, 58, 36, 21, 24)]); t.setStyle(TableStyle(BASE + how)); story.append(t)
story += [Spacer(1, 3 * mm), p("※紹介率及び逆紹介率は、地域医療支援病院の算定方法による。", st(8))]
def draw(c, d):
    c.setFont(M, 9); c.drawCentredString(105 * mm, 10 * mm, f"－ {d.page + 17} －"); c.setFont(M, 8); c.drawRightString(192 * mm, 285 * mm, "令和６年３月策定")
made = BaseDocTemplate(str(folder / "plan.pdf"), pagesize=A4, title="経営強化プラン", invariant=1)
made.addPageTemplates(PageTemplate(frames=[Frame(18 * mm, 16 * mm, 174 * mm, 265 * mm, 0, 0, 0, 0)], onPage=draw))
made.build(story)
gold.write(folder, plan, items)
