import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold, produce
from short import *
folder, plan = produce.load(__file__)
HEAD = ["番号", "具体的取組", "目標項目", "現状値（R5年度）", "目標値", "令和6年度取組実績", "令和7年度の具体的な取組", "担当課"]
out, items = [], []
row = lambda *c: out.append("\t".join(c))
def V(raw, unit):
    m = [p.strip() for p in raw.split(" / ")]; obs = []
    for p in m:
        y, v = p.split(": "); fy = int(y[:4]) if y.startswith("2") else 2018 + int(y[1:].replace("年度", ""))
        o = gold.observe(v, T, fy, unit); o[0]["raw"] = p; obs += o
    return obs
D = [("1", "市民サービスの向上", [
 ("1", "行政手続のオンライン化", "○電子申請\n・子育て、介護の26手続を電子申請システムに載せた。\n・申請フォームの作成研修に48人が参加した。", "○電子申請\n・道路占用許可など施設管理の手続を加える。", "情報政策課", [
   ("オンライン申請の件数", "4,120件", N(B, 2023, "4,120件", 4120, "件"), "R6: 5,000件 / R10: 12,000件"), ("オンライン化した手続数", "88手続", N(B, 2023, "88手続", 88, "手続"), "R6: 120手続 / R10: 250手続以上"), ("申請者の満足度", "未測定", U(B, 2023, "未測定"), "R10: 85％以上")]),
 ("2", "キャッシュレス決済の拡大", "・市民課の窓口3か所に決済端末を置いた。", "・市営駐車場の精算機を更新する。", "市民課", [
   ("窓口でのキャッシュレス決済の割合", "18.4％", N(B, 2023, "18.4％", "18.4", "%"), "R6: 25％ / R10: 50％")]),
 ("3", "デジタル活用支援", "・公民館15館でｽﾏｰﾄﾌｫﾝ教室を開き、延べ612人が受講した。", "・デジタル活用支援員を各地区に置く。", "生涯学習課", [
   ("教室の受講者数（累計）", "1,870人", N(B, 2023, "1,870人", 1870, "人"), "2024年度: 2,400人 / 2028年度: 5千人"), ("支援員の登録者数", "0人", N(B, 2023, "0人", 0, "人"), "R10: 30人")])]),
 ("2", "地域産業の活性化", [
 ("4", "観光デジタルマップの運用", "・鬼怒川温泉など5地区の店舗情報を掲載した。\n・英語と繁体字の表示に対応した。", "・混雑状況の表示を華厳ノ滝周辺で始める。", "観光課", [
   ("マップの閲覧数", "36万PV", N(B, 2023, "36万PV", 360000, "PV"), "R6: 50万PV / R10: 120万PV"), ("外国人宿泊者数", "9万8千人", N(B, 2023, "9万8千人", 98000, "人"), "R6: 11万人 / R10: 15万人")]),
 ("5", "スマート農業の推進", "・A I を使ったいちごの生育予測を3戸の農家で試した。", "・ドローンによる防除の共同利用を始める。", "農政課", [
   ("スマート農業に取り組む経営体数", "12経営体", N(B, 2023, "12経営体", 12, "経営体"), "R6: 16経営体 / R10: 40経営体")])]),
 ("3", "行政運営の効率化", [
 ("6", "業務改革の推進", "○R P A\n・給与、税の9業務にR P A を導入した。\n○生成AI\n・議事録の作成に生成AIを利用するための指針を定め、全庁で試行を始め", "○生成AI\n・庁内の例規や過去の質疑を参照できる仕組みを作る。", "情報政策課", [
   ("R P A による削減時間", "1,480時間", N(B, 2023, "1,480時間", 1480, "時間"), "R6: 2,000時間 / R10: 6,000時間")]),
 ("7", "庁内ネットワークの再構築", "・本庁舎に無線LANを整備した。", "・行政センター3庁舎に広げる。", "情報政策課", [
   ("無線LANを整備した庁舎数", "1施設", N(B, 2023, "1施設", 1, "施設"), "R6: 2施設 / R10: 全庁舎")])])]
out += ["", plan["title"], "", "令和7年6月", "", "日光市企画総務部情報政策課", "", "※現状値は特記がない限り令和5年度の数値です。", ""]
row(*HEAD)
for no, t, ms in D:
    row(f"{no} {t}", *[""] * 7)
    for n, name, done, nxt, who, ks in ms:
        full, cont = done, None
        if n == "6": cont = "た。\n・保育所の入所調整にAIを使い、調整に要する時間を短縮した。"; full = done + cont
        flat = lambda s: s.replace("\n", " ")
        clean = lambda s: s.replace("R P A ", "RPA").replace("R P A", "RPA").replace("A I ", "AI").replace("ｽﾏｰﾄﾌｫﾝ", "スマートフォン")
        for q, (k, a, ao, g) in enumerate(ks):
            row(*([n, name] if q == 0 else ["", ""]), k, a, g, *([flat(done), flat(nxt), who] if q == 0 else ["", "", ""]))
            tg = V(g, None) if "全庁舎" not in g else V("R6: 2施設", None) + [X(T, 2028, "R10: 全庁舎")]
            items.append(gold.item(name, number=n, paths=P(f"{no}|{t}"), departments=[[who]], progress=[gold.progress(2024, "actual", clean(full)), gold.progress(2025, "planned", clean(nxt))],
              indicators=[gold.indicator(clean(k), [ao] + tg, kind=None)]))
        if cont: row(*HEAD); row("", "", "", "", "", flat(cont), "", "")
        if n == "3": row(*HEAD)
out += ["", "用語集", ""]; row("用語", "説明"); row("RPA", "定型的なパソコン操作をソフトウェアにより自動化する技術"); row("生成AI", "学習したデータをもとに文章や画像などを作り出す人工知能"); out.append("")
(folder / "plan.txt").write_text("\n".join(out), encoding="utf-8"); gold.write(folder, plan, items)
