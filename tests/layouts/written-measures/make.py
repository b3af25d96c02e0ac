import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))
import gold
import produce

from produce import t

folder, plan = produce.load(__file__)
items, body = [], []
for chapter in plan["chapters"]:
    body.append(f'#v(6pt)\n#text(15pt, weight: "bold", {t(chapter["number"] + "　" + chapter["title"])})\n\n{t(chapter["lead"])[1:-1]}')
    for m in chapter["measures"]:
        kpis = []
        cells = ["[指標]", "[現状値（令和6年度）]", "[目標値（令和11年度）]"]
        for name, base, target in m["kpis"]:
            kpis.append(gold.indicator(name, gold.observe(base, "baseline", 2024) + gold.observe(target, "target", 2029)))
            cells += [t(name), t(base), t(target)]
        items.append(gold.item(m["title"], number=m["number"], paths=[[(chapter["number"], chapter["title"])]],
                               summary="\n".join("・" + v for v in m["text"]), departments=gold.departments(m["department"]),
                               indicators=kpis, others=[("現状と課題", m["now"])]))
        lines = "\n\n".join(t("・" + v)[1:-1] for v in m["text"])
        body.append(f'#v(4pt)\n#text(12pt, weight: "bold", {t(m["number"] + "　" + m["title"])})\n\n{t("【現状と課題】")[1:-1]}\n\n{t(m["now"])[1:-1]}\n\n'
                    f'{t("【取組の内容】")[1:-1]}\n\n{lines}\n\n{t("【指標】")[1:-1]}\n\n'
                    f'#table(columns: (1fr, 120pt, 120pt), align: (left, right, right), stroke: (x: none, y: 0.6pt), {", ".join(cells)})\n\n{t("【担当課】" + m["department"])[1:-1]}')
head = f'#set page("a4", margin: 25mm, numbering: "- 1 -")\n#set text(font: "Noto Serif CJK JP", size: 10.5pt, lang: "ja")\n#set par(spacing: 8pt, justify: true)\n#align(center, text(18pt, weight: "bold")[{plan["title"]}])\n#align(right)[令和7年3月　八王子市]\n\n'
produce.typeset(folder, head + "\n\n".join(body))
gold.write(folder, plan, items)
