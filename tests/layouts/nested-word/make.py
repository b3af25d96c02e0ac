import sys, tempfile
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold, produce, word
from short import *
from docx.shared import Pt, Mm
folder, plan = produce.load(__file__)
D = [("基本方針１", "担い手の確保・育成", [
 ("1", "新規就農者育成事業", "農政課", "農業を職業として選ぶ若者を増やし、地域の担い手として定着させる。", "就農相談から研修、独立までを切れ目なく支援する。親元就農者にも研修費を助成する。", "18,600千円", "研修を受け入れる農家が不足している。", "・研修受入農家への謝金を引き上げる。\n・県外の農業大学校で相談会を開く。", [("新規就農者数", "人", "21", "25", "30"), ("就農５年後の定着率", "％", "76.2", "80.0以上", "85.0以上")]),
 ("2", "集落営農法人化支援事業", "農政課\n農村振興課", "経営の継続が難しい集落営農組織の法人化を進める。", "専門家を派遣し、法人の設立と会計の整備を助言する。", "6,250千円", "合意の形成に時間を要する。", "・中山間地域の５集落で話合いを始める。", [("農業法人数（累計）", "法人", "168", "175", "190")]),
 ("3", "スマート農業導入事業", "農政課", "少ない人手で広い農地を守る営農を広げる。", "直進アシスト田植機、自動給水栓などの導入に要する費用を補助する。", "42,000千円", "機械の価格が高い。", "・共同利用を行う組織の補助率を高くする。", [("スマート農業機械を導入した経営体数", "経営体", "94", "120", "200"), ("自動給水栓を設置した水田の面積", "ha", "310", "450", "1,000")])]),
 ("基本方針２", "売れる米・園芸の産地づくり", [
 ("4", "上越産米販路拡大事業", "農政課", "上越産米の価値を高め、生産者の所得を増やす。", "首都圏の飲食店への売り込みと、海外への輸出を支援する。", "9,870千円", "産地としての知名度が低い。", "・輸出用米の生産者部会を立ち上げる。\n・ふるさと納税の返礼品を増やす。", [("米の輸出量", "トン", "412", "600", "1,200")]),
 ("5", "園芸振興事業", "農政課\n農林水産整備課", "米に頼りすぎない経営への転換を促す。", "水田でのえだまめ、アスパラガスの栽培に必要な機械の導入と排水対策を支援する。", "27,300千円", "収穫期の労働力が足りない。", "・収穫作業の受託組織を育てる。", [("園芸の販売額が１億円を超える産地の数", "団体", "3", "4", "6"), ("園芸作物の作付面積", "ha", "286", "310", "380")]),
 ("6", "有機農業推進事業", "農政課", "環境への負荷が小さい農業を広げる。", "有機農業の技術を学ぶ研修会を開き、学校給食での利用を進める。", "3,400千円", "除草の負担が大きい。", "・水田除草機の実演会を開く。", [("有機農業の取組面積", "ha", "187", "210", "300"), ("有機米を使った給食の実施回数", "回", "4", "8", "20")])])]
gold.UNITS.append("法人")
items = []
doc = word.start("IPA明朝", 10, 210, 297, 20, 1)
word.footer(doc, "", "")
def para(s, size, font="IPAゴシック", align=None, keep=True):
    p = doc.add_paragraph(); r = p.add_run(s); r.font.size = Pt(size); r.font.name = font; r._r.get_or_add_rPr().get_or_add_rFonts().set(word.qn("w:eastAsia"), font)
    p.paragraph_format.keep_with_next = keep; p.paragraph_format.space_before = Pt(6)
    if align is not None: p.alignment = align
para("上越市農業振興アクションプラン　事業計画書", 15, align=1); para("令和７年４月　上越市農林水産部", 10, "IPA明朝", 2)
L = "DDE8CB"
for a, b, ps in D:
    para(f"{a}　{b}", 12.5)
    for no, name, who, aim, what, cost, issue, nxt, ks in ps:
        t = doc.add_table(0, 4); t.style = "Table Grid"; W = [24, 76, 24, 46]
        def r(l1, v1, l2=None, v2=None):
            c = t.add_row().cells; word.write(c[0], l1, fill=L, size=9)
            if l2: word.write(c[1], v1); word.write(c[2], l2, fill=L, size=9); word.write(c[3], v2)
            else:
                m = c[1].merge(c[3]); 
                if v1 is not None: word.write(m, v1)
                return m
        r("事業名", name, "事業番号", no); r("担当課", who, "予算額", cost); r("目的", aim); r("事業内容", what); r("課題", issue)
        m = r("指標", None); n = m.add_table(0, 5); n.style = "Table Grid"
        for q, row in enumerate([("指標名", "単位", "現状値\n（令和5年度）", "目標値\n（2026年度）", "目標値\n（2030年度）")] + list(ks)):
            for col, (x, s) in enumerate(zip(n.add_row().cells, row)): word.write(x, s, size=9, fill="F2F2F2" if q == 0 else None, align=1 if q == 0 or col == 1 else 2 if col > 1 else None)
        word.widths(n, [56, 14, 23, 23, 23])
        r("令和7年度の取組", nxt); word.widths(t, W)
        doc.add_paragraph()
        ind = []
        for k, u, x, y, z in ks:
            un, s = gold.unit_column(u); ind.append(gold.indicator(k, gold.observe(x, B, 2023, un) + gold.observe(y, T, 2026, un) + gold.observe(z, T, 2030, un)))
        items.append(gold.item(name, number=no, paths=P(f"{a}|{b}"), purpose=aim, summary=what, departments=[[w] for w in who.split("\n")], indicators=ind, progress=[gold.progress(2025, "planned", nxt)], others=[("予算額", cost), ("課題", issue)]))
para("参考　農業振興推進会議　委員", 12)
t = doc.add_table(0, 3); t.style = "Table Grid"
for row in (("団体名", "役職", "氏名"), ("えちご上越農業協同組合", "常務理事", "小林　茂"), ("上越市農業委員会", "会長", "丸山　進"), ("新潟県上越地域振興局", "農業振興部長", "田中　明子")):
    for x, s in zip(t.add_row().cells, row): word.write(x, s)
with tempfile.TemporaryDirectory() as d:
    f = Path(d) / "a.docx"; doc.save(f); produce.office(folder, f)
gold.write(folder, plan, items)
