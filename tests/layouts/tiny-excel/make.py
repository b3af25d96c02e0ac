import sys, tempfile
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold, produce, sheet
from short import *
from openpyxl.utils import get_column_letter
from openpyxl.styles import Alignment
folder, plan = produce.load(__file__)
D = [("移住・定住", [
 ("101", "移住コーディネーター設置事業", "移住の相談に専門の職員が対応し、住まいと仕事の情報を併せて提供する。", "地域振興課", "4,860", "継続", [("移住相談件数", "件", "142", "188", "231", "240", "300"), ("移住世帯数", "世帯", "21", "26", "24", "30", "45")]),
 ("102", "空き家改修支援事業", "空き家バンクに登録した住宅の改修費を補助する。", "都市整備課", "6,000", "拡充", [("空き家の改修件数", "件", "9", "12", "11", "15", "20")]),
 ("103", "婚活支援事業", "広域の出会いの場をつくる催しを開く。", "地域振興課", "1,120", "見直し", [("催しの参加者数", "人", "64", "58", "49", "80", "100")])]),
 ("産業", [
 ("201", "そば振興事業", "在来種のそばの栽培を広げ、認証店での提供を進める。", "農業振興課", "3,250", "継続", [("そばの作付面積", "ha", "548", "561", "573", "600", "650"), ("認証店の数", "店舗", "22", "22", "24", "28", "35")]),
 ("202", "蔵のまち観光誘客事業", "蔵の公開と夜間の照明により、滞在時間を延ばす。", "観光交流課", "12,400", "拡充", [("観光客入込数", "千人", "1,021", "1,214", "1,338", "1,400", "1,600"), ("外国人宿泊者数", "人", "412", "1,866", "3,020", "4,000", "8,000")]),
 ("203", "企業立地促進事業", "工業団地の分譲と雇用に応じた奨励金を交付する。誘致の対象となる業種を広げ、市内の高校と連携した就職説明会を併せて開催することで、若者の地元への定着を図る。", "商工課", "45,000", "継続", [("誘致企業数（累計）", "社", "3", "4", "4", "6", "8")])]),
 ("生活基盤", [
 ("301", "デマンド交通運行事業", "予約型乗合交通を全地区で運行する。", "市民課", "38,700", "継続", [("１日平均利用者数", "人", "96.4", "101.2", "108.7", "115.0", "130.0")]),
 ("302", "克雪対策事業", "高齢者世帯の除雪を担う団体に機械を貸し出す。", "建設課", "7,300", "拡充", [("除雪支援団体の数", "団体", "18", "19", "23", "25", "32")]),
 ("303", "水道施設統合事業", "簡易水道を上水道に統合し、老朽管を更新する。", "水道課", "214,000", "継続", [("管路の耐震化率", "％", "14.8", "15.9", "17.1", "19.0", "25.0以上")])]),
 ("教育", [
 ("401", "学校ＩＣＴ支援員配置事業", "支援員が各校を巡回し、授業での端末の活用を助ける。", "学校教育課", "9,900", "継続", [("端末を毎日使う学級の割合", "％", "38.5", "61.2", "74.0", "80.0", "100")])])]
items = []
W = [4, 4.5, 24, 40, 30, 6, 1.2, 11, 11, 11, 11, 11, 11, 9, 14]
book, sh = sheet.start(W, "IPAPGothic", 9); sh.title = "R6進捗管理表"
sh.page_margins.left = sh.page_margins.right = .4
sheet.put(sh, 1, 1, "喜多方市過疎地域持続的発展計画　事業進捗管理表（令和６年度末）", boxed=False, size=14)
sheet.put(sh, 1, 15, "企画調整課", boxed=False, align="right")
F = "D9E2F3"
def hd(r, c, s, r2=None, c2=None, up=False):
    cell = sheet.put(sh, r, c, s, fill=F, align="center")
    if up: cell.alignment = Alignment(textRotation=255, horizontal="center", vertical="center", wrap_text=True)
    for a in range(r, (r2 or r) + 1):
        for b in range(c, (c2 or c) + 1):
            if (a, b) != (r, c): sheet.put(sh, a, b, None, fill=F)
    sheet.merge(sh, r, c, r2 or r, c2 or c)
hd(2, 1, "分野", 4, up=True); hd(2, 2, "番号", 4, up=True); hd(2, 3, "事業名", 4); hd(2, 4, "事業内容", 4); hd(2, 5, "指標", 4); hd(2, 6, "単位", 4, up=True)
hd(2, 8, "実績値", 2, 10); hd(2, 11, "目標値", 2, 12); hd(2, 13, "令和6年度\n事業費\n（千円）", 4); hd(2, 14, "今後の\n方向性", 4); hd(2, 15, "担当課", 4)
for c, s in ((8, "令和4年度"), (9, "令和5年度"), (10, "令和6年度")): hd(3, c, s, 4)
hd(3, 11, "令和7年度"); hd(3, 12, "令和12年度"); hd(4, 11, "中間"); hd(4, 12, "最終")
for r in (2, 3, 4): sh.row_dimensions[r].height = 17
r = 5
for g, ps in D:
    gt = r
    for no, name, what, who, cost, way, ks in ps:
        top = r
        for q, (k, u, a, b, c, m, l) in enumerate(ks):
            first = q == 0
            for col, s, al in ((1, g if r == gt else None, "center"), (2, no if first else None, "center"), (3, name if first else None, "left"), (4, what if first else None, "left"), (5, k, "left"), (6, u, "center"), (8, a, "right"), (9, b, "right"), (10, c, "right"), (11, m, "right"), (12, l, "right"), (13, cost if first else None, "right"), (14, way if first else None, "center"), (15, who if first else None, "left")):
                cell = sheet.put(sh, r, col, s, align=al)
            sh.row_dimensions[r].height = 26; r += 1
            un, sc = gold.unit_column(u); obs = []
            for v, role, fy in ((a, A, 2022), (b, A, 2023), (c, A, 2024), (m, T, 2025), (l, T, 2030)): obs += gold.observe(v, role, fy, un, sc)
            d = {}
            if no == "203": d["summary"] = "cut by the height of the row"
            items.append(gold.item(name, number=no, paths=P(g), summary=what, departments=[[who]], indicators=[gold.indicator(k, obs)], progress=[gold.progress(None, "planned", way)], others=[("令和6年度事業費（千円）", cost)], doubt={**d, "progress": {"accept": [[gold.progress(2025, "planned", way)], [gold.progress(2024, "planned", way)]], "why": "今後の方向性 has no year in its heading"}}))
        for col in (2, 3, 4, 13, 14, 15): sheet.merge(sh, top, col, r - 1, col)
    sheet.merge(sh, gt, 1, r - 1, 1); sh.cell(gt, 1).alignment = Alignment(textRotation=255, horizontal="center", vertical="center")
sheet.put(sh, r + 1, 1, "※事業費は決算見込額。指標の実績値は各年度末の数値。", boxed=False, size=8)
sh.oddFooter.left.text = "&F　&A"; sh.oddFooter.right.text = "&P / &N ページ"
with tempfile.TemporaryDirectory() as d:
    f = Path(d) / "（喜多方市）過疎計画進捗R6_最終.xlsx"; book.save(f); produce.office(folder, f)
gold.write(folder, plan, items)
