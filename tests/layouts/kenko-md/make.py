import re, sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold, produce

folder, plan = produce.load(__file__)
items = []
out = ["# **第２次相模原市健康増進計画**", "", "## **中間評価（目標の達成状況）**", "", "**==> picture [452 x 318] intentionally omitted <==**", "", "令和６年３月　相模原市", "", "-----", "",
       "### **中間評価の方法**", "", "計画に定めた目標について、令和５年度に実施した市民健康調査等の結果を、計画策定時の値と比較し、４段階で評価しました。", "", "- Ａ　目標に達した", "- Ｂ　目標に達していないが、改善している", "- Ｃ　変わらない", "- Ｄ　悪化している", "",
       "**表１　市民健康調査の回答者**", "", "|**年代**|**男性**|**女性**|**計**|", "|---|---|---|---|", "|20～39歳|214人|301人|515人|", "|40～64歳|486人|592人|1,078人|", "|65歳以上|533人|610人|1,143人|", "", "4", "", "-----", ""]
def cell(parts, role, y):
    seen = []
    for part in parts:
        m = re.fullmatch(r"(男性|女性) (.+)", part)
        label, v = (m[1], m[2]) if m else (None, part)
        if v in ("増加", "減少", "維持"): made = gold.observe({"text": v}, role, y)
        elif v == "集計中": made = gold.observe({"unmeasured": v}, role, y)
        elif v == "3万人": made = gold.observe({"print": v, "obs": [{"value": "30000", "unit": "人"}]}, role, y)
        else: made = gold.observe(v, role, y)
        for o in made: o["label"], o["raw"] = label, part
        seen += made
    return seen
HEAD = ["|**指標**|**基準値**<br>**（平成30年度）**|**中間実績値**<br>**（令和５年度）**|**目標値**<br>**（令和11年度）**|**評価**|", "|---|---|---|---|---|"]
for n, a in enumerate(plan["areas"]):
    path = [[(a["number"], a["title"])]]
    out += [f'### **{a["number"]}　{a["title"]}**', ""]
    if a["number"] == "１": out += ["朝食の欠食は若い世代ほど多く、特に20歳代の男性では約３割が「ほとんど食べない」と回答しています。", "", "**==> picture [398 x 176] intentionally omitted <==**", ""]
    out += ["**【指標の状況】**", ""] + HEAD
    for k, (name, base, now, goal, grade) in enumerate(a["kpis"]):
        if a["number"] == "３" and k == 2:
            out += ["", "6", "", "-----", ""] + HEAD
        out.append(f"|{name}|" + "|".join("<br>".join(x) for x in (base, now, goal)) + f"|{grade}|")
        seen = cell(base, "baseline", 2018) + cell(now, "actual", 2023) + cell(goal, "target", 2029)
        items.append(gold.item(None, paths=path, indicators=[gold.indicator(name, seen, evaluations=[(2023, grade)])]))
    out += ["", "**【主な取組】**", "", "|**取組名**|**取組内容**|**所管課**|", "|---|---|---|"]
    for title, what, who in a["works"]:
        half = len(what) // 2
        out.append(f"|{title}|{what[:half]}<br>{what[half:]}|{who}|")
        items.append(gold.item(title, paths=path, summary=what, departments=[[who]]))
    out += ["", str(5 + n), "", "-----", ""]
out += ["### **用語解説**", "", "|**用語**|**説明**|", "|---|---|", "|適正体重|ＢＭＩが18.5以上25未満の体重。|", "|8020運動|80歳になっても20本以上自分の歯を保とうとする運動。|", ""]
(folder / "plan.md").write_text("\n".join(out), encoding="utf-8")
gold.write(folder, plan, items)
