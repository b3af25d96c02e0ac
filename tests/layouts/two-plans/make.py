import sys, tempfile
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold, produce, sheet
from short import *
from openpyxl.utils import get_column_letter
folder, plan = produce.load(__file__)
L1 = "第２期えびの市自殺対策計画　数値目標"; L2 = "第４次えびの市地域福祉計画　数値目標"
S1 = [("地域におけるネットワークの強化", [("1", "自殺対策連絡協議会の開催回数", "回", "1", "2", "2", "福祉課", 0), ("2", "見守り協定を結んだ事業所数", "事業所", "14", "20", "30", "福祉課", 0)]),
 ("人材の育成", [("3", "ゲートキーパー養成講座の受講者数（累計）", "人", "386", "600", "1,000", "健康保険課", 0), ("4", "講座を受講した市職員の割合", "％", "32.8", "60.0", "100", "総務課", 0)]),
 ("住民への啓発", [("5", "相談窓口を知っている市民の割合", "％", "47.1", "55.0以上", "65.0以上", "健康保険課", 0), ("6", "こころの健康に関する講演会の参加者数", "人", "118", "150", "200", "健康保険課", 0)]),
 ("生きることの促進要因への支援", [("7", "生活困窮者の自立相談件数", "件", "94", "120", "150", "福祉課", 0), ("8", "自殺死亡率（人口10万人当たり）", "－", "27.6", "22.0以下", "19.3以下", "健康保険課", 0)])]
S2 = [("１", "支え合いの仕組みづくり", [("1", "地域福祉活動への参加率", "％", "18.2", "25.0", "福祉課", 0), ("2", "ふれあいいきいきサロンの設置数", "箇所", "63", "70", "福祉課／社会福祉協議会", 0), ("3", "見守り協定を結んだ事業所数", "事業所", "14", "30", "福祉課", 1)]),
 ("２", "相談支援体制の充実", [("4", "民生委員・児童委員の充足率", "％", "91.5", "100", "福祉課", 0), ("5", "重層的支援会議の開催回数", "回", "未実施", "12", "福祉課", 0), ("6", "生活困窮者の自立相談件数", "件", "94", "150", "福祉課", 1)]),
 ("３", "安心して暮らせる環境づくり", [("7", "個別避難計画の作成率", "％", "8.9", "60.0", "基地・防災対策課\n福祉課", 0), ("8", "成年後見制度の利用に関する相談件数", "件", "21", "40", "介護保険課", 0)])]
items = []
W = [6, 22, 34, 8, 1.6, 10, 10, 10, 13]
book, sh = sheet.start(W, "IPAGothic", 9, landscape=False)
N_, C_ = "1F6F78", "FFFFFF"
sheet.put(sh, 1, 1, L1, boxed=False, size=13); sh.row_dimensions[1].height = 24
def headrow(sh, r, cells, spans):
    for c, s in cells: sheet.put(sh, r[0] if not isinstance(r, int) else r, c, s, fill=N_, color=C_, align="center")
for c, s in ((1, "番号"), (2, "基本施策"), (3, "指標"), (4, "単位"), (9, "担当課")):
    sheet.put(sh, 2, c, s, fill=N_, color=C_, align="center"); sheet.put(sh, 3, c, None, fill=N_); sheet.merge(sh, 2, c, 3, c)
for c, s in ((6, "現状値"), (7, "目標値")): sheet.put(sh, 2, c, s, fill=N_, color=C_, align="center")
sheet.put(sh, 2, 8, None, fill=N_); sheet.merge(sh, 2, 7, 2, 8)
for c, s in ((6, "R5年度"), (7, "R8年度"), (8, "R11年度")): sheet.put(sh, 3, c, s, fill=N_, color=C_, align="center")
r = 4
for g, rows in S1:
    top = r
    for n, k, u, a, b, c, who, rep in rows:
        for col, s, al in ((1, n, "center"), (2, g if r == top else None, "left"), (3, k, "left"), (4, u, "center"), (6, a, "right"), (7, b, "right"), (8, c, "right"), (9, who, "left")): sheet.put(sh, r, col, s, align=al)
        sh.row_dimensions[r].height = 30; r += 1
        unit, s = gold.unit_column(u)
        obs = gold.observe(a, B, 2023, unit) + gold.observe(b, T, 2026, unit) + gold.observe(c, T, 2029, unit)
        d = None
        items.append(gold.item(g, number=n, paths=P(L1), departments=[[who]], indicators=[gold.indicator(k, obs)], doubt={"title": {"accept": [None], "why": "基本施策 may be read as a heading outside the numbered indicator"}}))
        items[-1]["doubt"]["paths"] = {"accept": [[[{"number": None, "title": L1}, {"number": None, "title": g}]]], "why": "as title"}
    sheet.merge(sh, top, 2, r - 1, 2)
sheet.put(sh, r + 1, 1, "※自殺死亡率は、厚生労働省「地域における自殺の基礎資料」による。", boxed=False, size=8)
sh.oddFooter.left.text = "&F"; sh.oddFooter.center.text = "&P"
s2 = book.create_sheet("福祉"); s2.font_of = sh.font_of
s2.page_setup.paperSize = 9; s2.page_setup.orientation = "landscape"; s2.page_setup.fitToWidth, s2.page_setup.fitToHeight = 1, 0; s2.sheet_properties.pageSetUpPr.fitToPage = True
for k, w in enumerate([7, 48, 10, 1.6, 16, 16, 30], 1): s2.column_dimensions[get_column_letter(k)].width = w
sheet.put(s2, 1, 1, L2, boxed=False, size=13); s2.row_dimensions[1].height = 24
for c, s in ((1, "番号"), (2, "指標"), (3, "単位"), (5, "基準値（令和5年度）"), (6, "目標値（令和10年度）"), (7, "担当課")): sheet.put(s2, 2, c, s, fill="7A4B2A", color=C_, align="center")
s2.row_dimensions[2].height = 28; r = 3
for no, t, rows in S2:
    sheet.put(s2, r, 1, f"{no}　{t}", fill="F3E9E1", bold=True)
    for c in range(2, 8): sheet.put(s2, r, c, None, fill="F3E9E1")
    sheet.merge(s2, r, 1, r, 7); s2.row_dimensions[r].height = 20; r += 1
    for n, k, u, a, b, who, rep in rows:
        for col, s, al in ((1, n, "center"), (2, k + ("（再掲）" if rep else ""), "left"), (3, u, "center"), (5, a, "right"), (6, b, "right"), (7, who, "left")): sheet.put(s2, r, col, s, align=al)
        s2.row_dimensions[r].height = 28; r += 1
        unit, s = gold.unit_column(u)
        obs = ([U(B, 2023, a)] if a == "未実施" else gold.observe(a, B, 2023, unit)) + gold.observe(b, T, 2028, unit)
        d = {"indicators.0.observations.0.kind": {"accept": ["text"], "why": "未実施: not done yet"}} if a == "未実施" else {}
        if "／" in who: d["departments"] = {"accept": [[[who]]], "why": "CONTRACT does not name the slash"}
        items.append(gold.item(None, number=n, repeated=bool(rep), paths=P(L2, f"{no}|{t}"), departments=[[x] for x in who.replace("／", "\n").split("\n")], indicators=[gold.indicator(k, obs)], doubt=d or None))
s3 = book.create_sheet("名簿"); s3.font_of = sh.font_of; s3.page_setup.paperSize = 9
sheet.put(s3, 1, 1, "策定委員会委員名簿", boxed=False, size=13)
for k, w in enumerate([8, 30, 20, 20], 1): s3.column_dimensions[get_column_letter(k)].width = w
for q, row in enumerate([("番号", "所属", "氏名", "備考"), ("1", "えびの市医師会", "川野　健一", "委員長"), ("2", "民生委員児童委員協議会", "谷口　洋子", "副委員長"), ("3", "えびの警察署", "黒木　誠", ""), ("4", "公募委員", "松田　恵", ""), ("5", "小中学校校長会", "上原　修", "")]):
    for c, s in enumerate(row, 1): sheet.put(s3, q + 2, c, s, fill="DDDDDD" if q == 0 else None)
with tempfile.TemporaryDirectory() as d:
    f = Path(d) / "数値目標一覧.xlsx"; book.save(f); produce.office(folder, f)
gold.write(folder, plan, items)
