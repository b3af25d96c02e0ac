import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce

folder, plan = produce.load(__file__)
out, items = [], []


def table(*rows):
    rows = [list(r) for r in rows]
    out.append("| " + " | ".join(rows[0]) + " |")
    out.append("|" + "|".join("---" for _ in rows[0]) + "|")
    out.extend("| " + " | ".join(r) + " |" for r in rows[1:])
    out.append("")


def departments(text):
    made = []
    for part in text.split("<br>"):
        if part.endswith("部"):
            made.append([part])
        else:
            made[-1].append(part)
    return made


out += ["<!-- image -->", "", "# 弘前市DX推進計画", "", "（令和5年度～令和9年度）", "", "## 令和6年度進捗状況報告書", "", "令和7年6月 弘前市企画部デジタル改革推進課", "", "<!-- page break -->", "",
        "## はじめに", "", "本市は、令和5年3月に「弘前市DX推進計画」を策定し、**「くらしを支え、地域を育み、市役所を変える」** を合言葉に取組を進めてきました。本報告書は、計画の2年目に当たる令和6年度の進捗を取りまとめたものです。", "",
        "KPIの進捗は、次の3段階で評価しています。", "", "- A … 目標達成に向けて順調に進んでいる", "- B … 概ね順調に進んでいるが、一部に遅れがある", "- C … 遅れており、進め方の見直しが必要である", "",
        "### 推進体制", ""]
table(["会議", "構成", "役割"], ["DX推進本部", "市長（本部長）、副市長、各部長", "方針の決定、進捗の管理"], ["DX推進本部幹事会", "各部の主管課長", "施策の調整"], ["ワーキンググループ", "若手職員（公募）", "新しい取組の提案"])
for theme in plan["themes"]:
    out += ["<!-- page break -->", "", f'## {theme["number"]} {theme["title"]}', "", theme["lead"], ""]
    if theme["number"] == "2":
        out += ["<!-- image -->", "", "写真：自動走行草刈機の実演会（令和6年7月）", ""]
    for m in theme["measures"]:
        out += [f'### {m["number"]} {m["title"]}', "", "**■取組の状況**", ""]
        rows = [["No.", "取組名", "取組の概要", "令和6年度の実施状況", "令和7年度の取組", "所管"]]
        path = [[(theme["number"], theme["title"]), (m["number"], m["title"])]]
        for number, title, summary, lines in m["tasks"]:
            for n, (done, next_, where) in enumerate(lines):
                rows.append([number, title, summary, done, next_, where] if n == 0 else ["", "", "", done, next_, where])
                items.append(gold.item(title, number=number, paths=path, summary=summary, departments=departments(where),
                                       progress=[gold.progress(2024, "actual", done.replace("<br>", "\n")), gold.progress(2025, "planned", next_)]))
        table(*rows)
        out += ["**■KPIの状況**", ""]
        rows = [["KPI", "単位", "計画策定時", "実績値", "実績値", "目標値", "進捗"], ["", "", "R4", "R5", "R6", "R9", "（R6）"]]
        for name, printed, *values, grade in m["kpis"]:
            rows.append([name, printed, *values, grade])
            unit, scale = gold.unit_column(printed)
            seen = []
            for v, (role, year) in zip(values, (("baseline", 2022), ("actual", 2023), ("actual", 2024), ("target", 2027))):
                seen += gold.observe({"unmeasured": v} if v == "未測定" else v, role, year, unit, scale)
            items.append(gold.item(None, paths=path, indicators=[gold.indicator(name, seen, evaluations=[(2024, grade)])]))
        table(*rows)
        if m["number"] == "施策4":
            out += ["\\* 除雪に関する苦情・要望の件数は、降雪量による影響を受けるため、降雪量1 m当たりの件数も参考として把握している。", ""]
out += ["<!-- page break -->", "", "## 用語の説明", ""]
table(["用語", "説明"], ["BPR", "Business Process Re-engineeringの略。業務の流れを根本から見直すこと。"], ["ぴったりサービス", "マイナポータルから行政手続の検索や電子申請ができるサービス。"], ["キャッシュレス決済", "現金を使わずに支払うこと。"])
out += ["お問い合わせ：弘前市企画部デジタル改革推進課 電話 0172-00-0000"]
(folder / "plan.md").write_text("\n".join(out) + "\n", encoding="utf-8")
gold.write(folder, plan, items)
