import subprocess
import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce
from produce import h

folder, plan = produce.load(__file__)
pages, items = [], []
NAVY, BLUE, PALE = "#1f3864", "#2e75b6", "#deeaf6"


def box(x, y, w, tall, text, size, bold=False, color="#000", align="left", fill=None, line=None, shape="", top=False):
    how = f"left:{x}cm;top:{y}cm;width:{w}cm;height:{tall}cm;font-size:{size}pt;color:{color};text-align:{align};"
    how += "font-weight:bold;" if bold else ""
    how += f"background:{fill};" if fill else ""
    how += f"border:1.2px solid {line};" if line else ""
    how += "align-items:flex-start;" if top else ""
    return f'<div class="b {shape}" style="{how}"><div>{h(text)}</div></div>'


def arrow(x, y, w, tall, text):
    return (f'<svg style="left:{x}cm;top:{y}cm;width:{w}cm;height:{tall}cm" viewBox="0 0 {w} {tall}"><path d="M0 0 L{w - 0.7} 0 L{w} {tall / 2} L{w - 0.7} {tall} L0 {tall} Z" fill="#fff2cc" stroke="#bf9000" stroke-width="0.03"/></svg>'
            + box(x + 0.2, y, w - 1.1, tall, text, 12, align="center"))


def slide(content):
    n = len(pages) + 1
    mark = box(24.2, 13.4, 1, 0.7, str(n), 9, color="#666", align="right") if n > 1 else ""
    pages.append(f'<section>{content}{mark}</section>')


slide(box(0, 4, 25.4, 3.4, "宮崎市DX推進計画\nアクションプラン", 30, True, "#fff", "center", NAVY) + box(2, 7.8, 21.4, 1.2, "（令和７年度～令和９年度）", 18, align="center") + box(2, 11, 21.4, 1.4, "令和７年３月　宮崎市", 16, align="center"))
slide(box(1, 0.8, 23, 1.2, "アクションプランの位置付け", 20, True, NAVY) + box(1, 2.4, 23, 9, "本アクションプランは、「宮崎市DX推進計画」に掲げる３つの基本方針に基づき、令和７年度からの３年間に取り組む具体的な施策をまとめたものです。\n施策ごとに、目的、取組内容、KPI、スケジュールを示しました。\n進捗は、毎年度、市長を本部長とするDX推進本部で確認し、社会情勢や技術の変化に応じて柔軟に見直します。", 15, top=True))
for p in plan["policies"]:
    slide(box(0, 4.6, 25.4, 2.6, f'{p["number"]}　{p["title"]}', 28, True, "#fff", "center", BLUE) + box(2, 7.6, 21.4, 1.4, f'― {p["lead"]} ―', 16, align="center"))
    for m in p["measures"]:
        made = box(0.8, 0.3, 14, 0.8, f'{p["number"]}　{p["title"]}', 10, color="#666")
        made += box(0.8, 1.1, 18.6, 1.3, f'{m["number"]}　{m["title"]}', 20, True, "#fff", fill=NAVY) + box(19.6, 1.1, 5, 1.3, f'担当課：{m["division"]}', 10.5, align="center", fill=PALE, line=NAVY)
        made += box(0.8, 2.8, 2.4, 1.8, "目的", 12, True, "#fff", "center", BLUE) + box(3.2, 2.8, 7.6, 1.8, m["purpose"], 11, line=BLUE)
        made += box(0.8, 4.9, 2.4, 3.6, "取組内容", 12, True, "#fff", "center", BLUE) + box(3.2, 4.9, 7.6, 3.6, m["summary"], 11, line=BLUE)
        rows = "".join(f"<tr><td class='l'>{h(k[0])}</td>" + "".join(f"<td>{h(gold.printed(v))}</td>" for v in k[1:]) + "</tr>" for k in m["kpis"])
        made += f"<table><tr><th class='l'>KPI</th><th>現状値<br>(R6)</th><th>目標値<br>(R7)</th><th>目標値<br>(R8)</th><th>目標値<br>(R9)</th></tr>{rows}</table>"
        made += box(0.8, 9, 6, 0.8, "スケジュール", 12, True, NAVY)
        for n, text in enumerate(m["steps"]):
            made += box(0.8 + n * 7.95, 9.9, 7.8, 0.8, f"令和{7 + n}年度", 11, True, align="center", fill=PALE) + arrow(0.8 + n * 7.95, 10.9, 7.8, 1.7, text)
        slide(made)
        indicators = [gold.indicator(k[0], [o for v, (role, year) in zip(k[1:], (("baseline", 2024), ("target", 2025), ("target", 2026), ("target", 2027))) for o in gold.observe(v, role, year)]) for k in m["kpis"]]
        items.append(gold.item(m["title"], number=m["number"], paths=[[(p["number"], p["title"])]], summary=m["summary"], purpose=m["purpose"], departments=[[m["division"]]], indicators=indicators,
                               progress=[gold.progress(2025 + n, "planned", text) for n, text in enumerate(m["steps"])]))
slide(box(1, 0.8, 23, 1.2, "用語解説", 20, True, NAVY) + box(1, 2.4, 23, 9, "【RPA】人がパソコンで行う定型的な操作を自動化するソフトウェア\n【BPR】業務の流れを根本から見直し、再構築すること\n【ガバメントクラウド】国と地方公共団体が共同で利用するクラウドサービス\n【デジタルデバイド】情報通信技術を利用できる人とできない人との間に生じる格差", 14, top=True))
page = f"""<!doctype html><html lang="ja"><meta charset="utf-8"><title>アクションプラン</title><style>
@page {{ size: 25.4cm 14.29cm; margin: 0; }} * {{ -webkit-print-color-adjust: exact; }}
body {{ margin: 0; font-family: "Noto Sans CJK JP"; line-height: 1.4; }} section {{ position: relative; width: 25.4cm; height: 14.28cm; overflow: hidden; break-after: page; }} section:last-child {{ break-after: auto; }}
.b, svg {{ position: absolute; box-sizing: border-box; }} .b {{ display: flex; align-items: center; padding: 0 0.2cm; }} .b > div {{ width: 100%; }}
table {{ position: absolute; left: 11.2cm; top: 2.8cm; width: 13.4cm; border-collapse: collapse; table-layout: fixed; font-size: 10.5pt; }}
td, th {{ border: 1px solid {BLUE}; padding: 0.1cm; text-align: center; height: 1.1cm; }} th {{ background: {BLUE}; color: #fff; font-size: 10pt; }} .l {{ width: 4.9cm; }} td.l {{ text-align: left; }}
</style>{"".join(pages)}</html>"""
produce.weasyprint(folder, page)
made = folder / "plan.pdf"
work = folder / "distilled.pdf"
subprocess.run(["gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pdfwrite", "-dCompatibilityLevel=1.5", f"-sOutputFile={work}", str(made)], check=True, capture_output=True)
work.replace(made)
gold.write(folder, plan, items)
