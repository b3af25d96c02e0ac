import sys, subprocess
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold, produce
from short import *
folder, plan = produce.load(__file__)
h = produce.h
D = [("分野１", "移動", "#00695c", [
 ("1-1", "自動運転バスの実装", "経営企画課", "・高齢化が進む住宅地で、短い距離の移動手段が足りない\n・路線バスの運転士不足", "・リニモ駅と住宅地を結ぶ自動運転バスの実証\n・市民向け試乗会の開催", [("自動運転バスの年間利用者数", "0人（R5）", [N(B, 2023, "0人（R5）", 0, "人")], "3万人（R10）", [N(T, 2028, "3万人（R10）", 30000, "人")])]),
 ("1-2", "N-バスの利便性向上", "安心安全課", "・乗り換えの待ち時間が長い\n・運行情報が分かりにくい", "・バス位置情報の提供\n・二次元コードによる運賃の支払", [("N-バスの１便当たり利用者数", "7.4人（R4）", [N(B, 2022, "7.4人（R4）", "7.4", "人")], "9.0人以上（R10）", [N(T, 2028, "9.0人以上（R10）", "9.0", "人", ">=")]), ("位置情報サービスの閲覧数", "2万PV（R5）", [N(B, 2023, "2万PV（R5）", 20000, "PV")], "10万PV（R10）", [N(T, 2028, "10万PV（R10）", 100000, "PV")])])]),
 ("分野２", "健康・福祉", "#ad1457", [
 ("2-1", "健康ポイントアプリの普及", "健康推進課", "・働く世代の運動の習慣が少ない", "・歩数や健診の受診に応じたポイントの付与\n・市内店舗で使える商品券との交換", [("アプリの登録者数", "2,150人（R5）", [N(B, 2023, "2,150人（R5）", 2150, "人")], "6,000人（R10）", [N(T, 2028, "6,000人（R10）", 6000, "人")]), ("１日8,000歩以上歩く市民の割合", "31.7％（R5）", [N(B, 2023, "31.7％（R5）", "31.7", "%")], "45％（R10）", [N(T, 2028, "45％（R10）", 45, "%")])]),
 ("2-2", "介護認定の迅速化", "長寿課", "・申請の増加により認定までの日数が延びている", "・認定調査へのタブレット端末の導入\n・審査会資料の電子化", [("申請から認定までの平均日数", "41.3日（R5）", [N(B, 2023, "41.3日（R5）", "41.3", "日")], "30日以内（R10）", [N(T, 2028, "30日以内（R10）", 30, "日", "<=")])])]),
 ("分野３", "防災・行政", "#1565c0", [
 ("3-1", "避難所運営のデジタル化", "安心安全課", "・避難者名簿を紙で作り、集計に時間がかかる", "・マイナンバーカードを使った避難所の受付\n・混雑状況のウェブサイトでの公開", [("電子受付ができる指定避難所の数", "0か所（R5）", [N(B, 2023, "0か所（R5）", 0, "か所")], "13か所（R8）", [N(T, 2026, "13か所（R8）", 13, "か所")])]),
 ("3-2", "窓口予約と書かない窓口", "市民課", "・３月、４月の待ち時間が最大90分に及ぶ", "・来庁予約システムの導入\n・申請書作成支援端末の設置", [("窓口の平均待ち時間", "24分（R5）", [N(B, 2023, "24分（R5）", 24, "分")], "10分以下（R8）", [N(T, 2026, "10分以下（R8）", 10, "分", "<=")]), ("来庁予約の利用率", "未実施（R5）", [U(B, 2023, "未実施（R5）")], "30％（R8）", [N(T, 2026, "30％（R8）", 30, "%")])])])]
items, S = [], []
S.append('<div class="s c"><div class="big">長久手市<br>スマートシティ推進プラン</div><div class="sub">（概要版）</div><div class="sub">令和６年３月　長久手市</div></div>')
S.append('<div class="s"><div class="bar" style="background:#455a64">プランの全体像</div><table class="ov"><tr>' + "".join(f'<td style="background:{c}">{a}　{b}</td>' for a, b, c, _ in D) + '</tr><tr>' + "".join("<td class=w>" + "<br>".join(f"{m[1]}" for m in ms) + "</td>" for *_, ms in D) + '</tr></table><p class=lead>三つの分野でデジタル技術を活用し、「人が輝き緑あふれる交流都市」を実現します。</p></div>')
for a, b, c, ms in D:
    for no, name, who, bg, act, ks in ms:
        kp = "".join(f'<div class=k><div class=kn>{k}</div><table class=kv><tr><td class=g>現状</td><td class=v>{x}</td><td class=ar>▶</td><td class=g>目標</td><td class=v style="color:{c}">{y}</td></tr></table></div>' for k, x, _, y, _ in ks)
        S.append(f'<div class=s><div class=tab style="color:{c}">{a}　{b}</div><div class=bar style="background:{c}"><span class=who>担当課：{who}</span>{no}　{name}</div><table class=bx><tr><td class=h style="background:{c}">背景・課題</td><td class=n></td><td class=h style="background:{c}">取組内容</td><td class=n></td><td class=h style="background:{c}">KPI</td></tr><tr><td class=b>{h(bg)}</td><td class=n style="color:{c}">▶</td><td class=b>{h(act)}</td><td class=n style="color:{c}">▶</td><td class=b>{kp}</td></tr></table></div>')
        d = {}
        for q, k in enumerate(ks):
            if k[2][0]["kind"] == "unmeasured": d[f"indicators.{q}.observations.0.kind"] = {"accept": ["text"], "why": "未実施"}
        if "・" in b: d["paths"] = {"accept": [[[{"number": a, "title": b.replace("・", "‧")}]]], "why": "the text layer has U+2027 for ・"}
        d["summary"] = {"accept": [act.replace("・", "‧")], "why": "the text layer has U+2027 for ・"}
        items.append(gold.item(name, number=no, paths=P(f"{a}|{b}"), summary=act, departments=[[who]], others=[("背景・課題", bg)], indicators=[gold.indicator(k, x + y) for k, _, x, _, y in ks], doubt=d or None))
foot = lambda n: f'<div class=ft>長久手市スマートシティ推進プラン（概要版）　<span>{n}</span></div>'
S = [s[:-6] + (foot(n) if n else "") + "</div>" for n, s in enumerate(S)]
page = f"""<meta charset=utf-8><title>概要版</title><style>body{{font-family:'Noto Sans CJK JP';margin:0}}.s{{position:relative;width:1000px;height:556px;page-break-after:always;overflow:hidden}}.big{{font-size:44px;padding-top:150px;font-weight:bold;color:#004d40}}.c{{text-align:center;background:#e0f2f1}}.sub{{font-size:22px;margin-top:24px;color:#666}}
.tab{{font-size:17px;padding:10px 20px 2px;font-weight:bold}}.bar{{color:#fff;font-size:28px;padding:8px 20px;font-weight:bold}}.who{{float:right;font-size:16px;font-weight:normal;margin-top:10px}}.bx{{width:960px;margin:18px 20px;border-collapse:collapse}}.h{{color:#fff;text-align:center;font-size:19px;padding:4px;width:27%}}.h:last-child{{width:36%}}.n{{width:36px;text-align:center;font-size:28px}}.b{{background:#f4f6f7;vertical-align:top;height:340px;padding:14px;font-size:18px;line-height:1.6}}
.k{{border-bottom:1px solid #ccc;padding:6px 0 12px}}.kn{{font-size:17px;font-weight:bold}}.kv{{margin-top:8px;width:100%}}.g{{font-size:12px;color:#999}}.v{{font-size:19px;font-weight:bold;white-space:nowrap}}.ar{{color:#bbb}}.ft{{position:absolute;right:20px;bottom:8px;font-size:12px;color:#aaa}}.ov{{width:960px;margin:30px 20px;border-spacing:10px}}.ov td{{color:#fff;font-size:20px;text-align:center;padding:14px;width:33%}}.ov .w{{background:#eceff1;color:#333;font-size:18px;line-height:2}}.lead{{font-size:20px;margin:30px;text-align:center}}</style>{''.join(S)}"""
(folder / "page.html").write_text(page)
subprocess.run(["wkhtmltopdf", "-q", "--page-width", "204mm", "--page-height", "115mm", "-T", "0", "-B", "0", "-L", "0", "-R", "0", str(folder / "page.html"), str(folder / "plan.pdf")], check=False)
gold.write(folder, plan, items)
