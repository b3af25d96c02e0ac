import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import BaseDocTemplate, Frame, KeepTogether, PageTemplate, Paragraph, Spacer, Table, TableStyle

folder, plan = produce.load(__file__)
pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))
pdfmetrics.registerFont(UnicodeCIDFont("HeiseiKakuGo-W5"))


def style(size=8, font="HeiseiMin-W3", **more):
    return ParagraphStyle("s", fontName=font, fontSize=size, leading=size * 1.35, wordWrap="CJK", **more)


BODY, BOLD, RIGHT, MID = style(), style(font="HeiseiKakuGo-W5"), style(alignment=TA_RIGHT), style(alignment=TA_CENTER)
HEAD = style(7.5, "HeiseiKakuGo-W5", alignment=TA_CENTER)


def p(text, how=BODY):
    return Paragraph(str(text).replace("&", "&amp;").replace("\n", "<br/>"), how)


story, items = [], []
story.append(p("第３次船橋市総合計画 前期基本計画　実施計画事業", style(15, "HeiseiKakuGo-W5", alignment=TA_CENTER)))
story.append(Spacer(1, 2 * mm))
story.append(p("令和６年度上半期 進捗状況報告", style(13, "HeiseiKakuGo-W5", alignment=TA_CENTER)))
story.append(Spacer(1, 3 * mm))
story.append(p("　実施計画に位置付けた主要事業について、令和６年９月末現在の進捗状況を報告します。進捗は、◎（予定を上回っている）、○（予定どおり）、△（予定より遅れている）で示しています。「－」は、年度末に判定するものです。", style(9)))
story.append(Spacer(1, 3 * mm))
W = [8, 43, 60, 43, 44, 15, 15, 16, 9, 16]
for g in plan["groups"]:
    data = [[p("No", HEAD), p("事業名\n（担当課）", HEAD), p("令和6年度上半期の取組実績", HEAD), p("令和6年度下半期の\n取組予定", HEAD), p("指標", HEAD), p("基準値\n（R4）", HEAD), p("R6\n目標値", HEAD), p("令和6年9月末現在", HEAD), "", p("計画目標値\n（R8）", HEAD)],
            ["", "", "", "", "", "", "", p("実績値", HEAD), p("進捗", HEAD), ""]]
    how = [("SPAN", (c, 0), (c, 1)) for c in (0, 1, 2, 3, 4, 5, 6, 9)] + [("SPAN", (7, 0), (8, 0))]
    for number, title, division, done, next_, kpis in g["projects"]:
        top = len(data)
        for n, (name, base, goal, actual, final, grade) in enumerate(kpis):
            left = [p(number, MID), [p(title, BOLD), p(f"（{division}）", style(7.5))], p(done), p(next_)] if n == 0 else [""] * 4
            data.append([*left, p(name), p(gold.printed(base), RIGHT), p(goal, RIGHT), p(gold.printed(actual), RIGHT), p(grade, MID), p(final, RIGHT)])
            seen = gold.observe(base, "baseline", 2022) + gold.observe(goal, "target", 2024)
            now = gold.observe(actual, "actual", 2024)
            for o in now:
                o["as_of"] = "2024-09-30"
            seen += now + gold.observe(final, "target", 2026)
            items.append(gold.item(
                title, number=number, paths=[[(g["number"], g["title"])]], departments=[[division]],
                indicators=[gold.indicator(name, seen, evaluations=[(2024, grade)])],
                progress=[gold.progress(2024, "actual", done), gold.progress(2024, "planned", next_)],
                doubt={"indicators.0.observations.2.kind": {"accept": ["unmeasured"], "why": "年度末に確定: not yet measured"}} if isinstance(actual, dict) and "text" in actual else None))
        if len(data) - top > 1:
            how += [("SPAN", (c, top), (c, len(data) - 1)) for c in range(4)]
        how.append(("LINEABOVE", (0, top), (-1, top), 0.6, colors.black))
        how += [("LINEABOVE", (4, r), (-1, r), 0.25, colors.grey) for r in range(top + 1, len(data))]
    table = Table(data, colWidths=[w * mm for w in W])
    table.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("BACKGROUND", (0, 0), (-1, 1), colors.HexColor("#e6e6e6")), ("BOX", (0, 0), (-1, -1), 1.2, colors.black),
                               ("LINEBELOW", (7, 0), (8, 0), 0.3, colors.grey), ("INNERGRID", (0, 0), (-1, 1), 0.3, colors.grey),
                               *[("LINEBEFORE", (c, 2), (c, -1), 0.4, colors.grey, None, (1, 2)) for c in range(1, 10)],
                               ("LEFTPADDING", (0, 0), (-1, -1), 3), ("RIGHTPADDING", (0, 0), (-1, -1), 3), ("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 3), *how]))
    bar = Table([[p(f'{g["number"]}　{g["title"]}', style(10.5, "HeiseiKakuGo-W5"))]], colWidths=[269 * mm])
    bar.setStyle(TableStyle([("LINEBEFORE", (0, 0), (0, 0), 5, colors.HexColor("#2f5597")), ("LEFTPADDING", (0, 0), (0, 0), 8)]))
    story.append(KeepTogether([bar, Spacer(1, 1 * mm), table, Spacer(1, 4 * mm)]))


def draw(canvas, document):
    canvas.setFont("HeiseiMin-W3", 9)
    canvas.drawRightString(283 * mm, 200 * mm, "総務委員会資料　令和６年１１月 船橋市企画財政部政策企画課")
    canvas.drawCentredString(148 * mm, 8 * mm, f"{document.page} / 2")


made = BaseDocTemplate(str(folder / "plan.pdf"), pagesize=landscape(A4), title="進捗状況報告", invariant=1)
made.addPageTemplates(PageTemplate(frames=[Frame(14 * mm, 13 * mm, 269 * mm, 184 * mm, 0, 0, 0, 0)], onPage=draw))
made.build(story)
gold.write(folder, plan, items)
