import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold, produce
from produce import h

folder, plan = produce.load(__file__)
items, rows = [], []
N = lambda v: f"{v:,}" if v else "－"
total = [0] * 7
for g in plan["goals"]:
    rows.append(f'<tr class="g"><td colspan="13">{g["number"]}　{h(g["title"])}</td></tr>'); sub = [0] * 7
    for title, works in g["measures"]:
        for n, (name, what, mark, star, who, cost, money) in enumerate(works):
            assert sum(cost) == sum(money), name
            nums = [*cost, sum(cost), *money]; sub = [a + b for a, b in zip(sub, nums)]
            first = f'<td rowspan="{len(works)}">{h(title)}</td>' if n == 0 else ""
            rows.append(f'<tr>{first}<td>{h(name)}</td><td>{h(what)}</td><td class="c">{mark}</td><td class="c">{star}</td><td class="c">{who}</td>' + "".join(f'<td class="r">{N(v)}</td>' for v in nums) + "</tr>")
            others = [("区分", mark), ("重点", star or "-"), *zip(("令和7年度", "令和8年度", "令和9年度", "合計", "国・県", "起債", "一般財源"), map(N, nums))]
            items.append(gold.item(name, paths=[[(g["number"], g["title"]), (None, title)]], summary=what, departments=[[who]], others=others))
    rows.append('<tr class="s"><td colspan="6">小　　計</td>' + "".join(f'<td class="r">{N(v)}</td>' for v in sub) + "</tr>"); total = [a + b for a, b in zip(total, sub)]
rows.append('<tr class="s"><td colspan="6">合　　計</td>' + "".join(f'<td class="r">{N(v)}</td>' for v in total) + "</tr>")
page = f"""<!doctype html><html lang="ja"><meta charset="utf-8"><title>事業一覧</title><style>
@page {{ size: A4 landscape; margin: 14mm 12mm 14mm; @bottom-center {{ content: counter(page) " / " counter(pages); font: 9pt "IPAMincho"; }} @top-right {{ content: "（単位：千円）"; font: 8.5pt "IPAMincho"; vertical-align: bottom; }} }}
body {{ font: 9pt/1.35 "IPAMincho"; }} h1 {{ font: 14pt "IPAGothic"; text-align: center; margin: 0 0 3mm; }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; }} tr {{ break-inside: avoid; }} td, th {{ border: .5pt solid #000; padding: 4px 3px; vertical-align: middle; }}
th {{ text-align: center; background: #eee; font: 8.5pt "IPAGothic"; }} .c {{ text-align: center; }} .r {{ text-align: right; }} .g td {{ background: #fff6d5; font: 10pt "IPAGothic"; break-after: avoid; }} .s td {{ background: #f4f4f4; text-align: right; }} .s td:first-child {{ text-align: center; }} p {{ margin: 0 0 2mm; }}
</style><h1>第８次遊佐町振興計画　実施計画（令和７年度～令和９年度）　事業一覧</h1><p>　実施計画は、振興計画の施策を具体化する事業について、３か年の事業費と財源の見通しを示すもので、毎年度見直しを行います。金額は令和７年３月時点の見込みです。★は重点事業です。</p>
<table><colgroup><col style="width:9%"><col style="width:13.5%"><col style="width:22%"><col style="width:3.4%"><col style="width:2.6%"><col style="width:7.5%"><col style="width:6%"><col style="width:6%"><col style="width:6%"><col style="width:6.5%"><col style="width:6%"><col style="width:6%"><col style="width:6%"></colgroup>
<thead><tr><th rowspan="2">施策</th><th rowspan="2">事業名</th><th rowspan="2">事業概要</th><th rowspan="2">区<br>分</th><th rowspan="2">重<br>点</th><th rowspan="2">担当課</th><th colspan="4">事業費</th><th colspan="3">財源内訳</th></tr>
<tr><th>令和7<br>年度</th><th>令和8<br>年度</th><th>令和9<br>年度</th><th>合計</th><th>国・県</th><th>起債</th><th>一般<br>財源</th></tr></thead><tbody>{"".join(rows)}</tbody></table></html>"""
produce.weasyprint(folder, page)
gold.write(folder, plan, items)
