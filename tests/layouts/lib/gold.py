"""Gold records of a made-up plan, from its structured content.

Nothing here reads a page or calls the program under test. Printed values go through a small, strict grammar that
stops at anything it does not know; what is beyond it is written out in `plan.json` as an object.
"""

import json
import re
from decimal import Decimal

SCALES = {"": 1, "百": 100, "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "億": 10**8, "十億": 10**9}
UNITS = (
    "% ％ 件 人 円 円/kg 位 t-CO2 世帯 か所 箇所 回 台 ha km 団体 社 店舗 棟 分 日 時間 戸 枚 手続 業務 施設 点 冊 本 校 冊 "
    "ポイント トン kWh kW MW m ㎡ ㎥ 地区 名 基 路線 システム PV 人泊 経営体 講座 市町 区間 頭 事業所 品目 組 橋 隊 園 "
    "キロリットル kL データセット 人/日 g g/人日 ヘルプデスク 職場 秒 datasets 機関 API 拠点 組織 法人 作品 公演 種 河川 通 便 本/月 事業者 言語 区 歩 事業 年 局 市町村 泊 t 席 所属 校区 kg 館 戸 品目 か国 部局 項目 学級 mg/L 件/100km L/日 円/㎥ 分/戸 時間/人  人科 品 訓練 消防署 箇所 床 L mg/L 本/年 施策 課 様式 種類 歳 品目 回 品 件/年 人/年 人/月 時間/月 日/年 コース 教室 作業 ㎢ 台 トン/年 mg/dL 割 県民 MWh 筆 店 ㎥ 班 艇 団 コマ 議題 科目 件/日 冊/人 万人泊 泊/人 円/人 人/日 mmHg スポット 面 便/日 巻 問 票 食 学校 クラブ 教科 事例 文化財 地点 回線 団地 名分 畝 農家 世帯分 時間/週 駅 停留所 社/年 棟/年 作目 町会 自治会 か村 案件 頁 柱 株 羽 尾 圃場 集落 a 俵 資格 保存会 祭り 曲 献立 家庭"
).split()
WORDS = {"以上": ">=", "以下": "<=", "以内": "<=", "超": ">", "未満": "<"}
NOTHING = {"－", "―", "-", "‐", ""}
ERAS = {"R": 2018, "令和": 2018, "H": 1988, "平成": 1988}


def check_digit(five):
    """全国地方公共団体コード: five digits and their check digit."""
    rest = sum(int(d) * w for d, w in zip(five, (6, 5, 4, 3, 2))) % 11
    return five + str((11 - rest) % 10)


def year(text):
    """The western year of `R5`, `令和5年度`, `2023`, `FY2023`, `2023年度`."""
    m = re.fullmatch(r"(R|令和|H|平成)(元|\d+)(?:年度?)?", text)
    if m:
        return ERAS[m[1]] + (1 if m[2] == "元" else int(m[2]))
    m = re.fullmatch(r"(?:FY)?(\d{4})(?:年度)?", text)
    if not m:
        raise ValueError(f"no year: {text!r}")
    return int(m[1])


def observation(role, fiscal_year, kind, raw, value=None, unit=None, relation=None, approximate=False, label=None,
                as_of=None, period=None):
    return {"role": role, "fiscal_year": fiscal_year, "as_of": as_of, "period": period, "label": label, "kind": kind,
            "value": value, "unit": unit, "relation": relation, "approximate": approximate, "raw": raw}


def unit_column(printed):
    """Unit and scale of a 単位 cell: `百万円` is 円 times 10**6."""
    if printed in NOTHING:
        return None, 1
    for scale in sorted(SCALES, key=len, reverse=True):
        if printed.startswith(scale) and printed[len(scale):] in UNITS:
            return printed[len(scale):].replace("％", "%"), SCALES[scale]
    raise ValueError(f"unknown unit: {printed!r}")


def observe(cell, role, fiscal_year, unit=None, scale=1):
    """The observations of one printed value cell.

    `cell` is the printed text, or an object: {"text": …} qualitative, {"unmeasured": …}, or {"print": …, "obs": […]}
    where each entry of obs overrides fields of an observation.
    """
    if isinstance(cell, dict):
        if "text" in cell:
            return [observation(role, year(cell["year"]) if "year" in cell else fiscal_year, "text", cell["text"])]
        if "unmeasured" in cell:
            return [observation(role, fiscal_year, "unmeasured", cell["unmeasured"])]
        made = []
        for o in cell["obs"]:
            kind = o.get("kind", "number")
            base = {"role": role, "fiscal_year": fiscal_year, "kind": kind, "raw": cell["print"]}
            if kind == "number":
                base |= {"unit": unit, "relation": "="}
            made.append(observation(**(base | o)))
        return made
    if cell in NOTHING:
        return []
    text = cell
    m = re.fullmatch(r"(.*?)\s*[（(]((?:R|令和)(?:元|\d+)(?:年度)?)[)）]", text)
    if m:
        text, fiscal_year = m[1], year(m[2])
    m = re.fullmatch(r"(約|概ね|ほぼ)?\s*([▲△]?)([\d,]+(?:\.\d+)?)\s*(.*?)\s*(以上|以下|以内|超|未満|程度)?", text)
    if not m:
        raise ValueError(f"unknown value: {cell!r}")
    about, minus, digits, rest, word = m.groups()
    if rest:
        unit, own = unit_column(rest)
        scale *= own
    value = Decimal(digits.replace(",", "")) * (-1 if minus else 1)
    value = format((value * scale).quantize(Decimal(1)), "f") if scale != 1 else format(value, "f")
    return [observation(role, fiscal_year, "number", cell, value, unit, WORDS.get(word, "="),
                        bool(about) or word == "程度")]


def printed(cell):
    """What stands on the page for a value cell."""
    if isinstance(cell, dict):
        return cell.get("text") or cell.get("unmeasured") or cell["print"]
    return cell


def direction(observations):
    numbers = [o for o in observations if o["kind"] == "number" and o["label"] is None]
    base = [o for o in numbers if o["role"] == "baseline"]
    goal = [o for o in numbers if o["role"] == "target"]
    limits = {o["relation"][0] for o in goal if o["relation"] != "="}
    if len(limits) == 1:
        return {"<": "down", ">": "up"}[limits.pop()]
    if len(base) != 1 or not goal or base[0]["unit"] != goal[-1]["unit"]:
        return None
    a, b = Decimal(base[0]["value"]), Decimal(goal[-1]["value"])
    return "up" if b > a else "down" if b < a else None


def indicator(name, observations, kind="kpi", evaluations=(), description=None, unit_hint=None, statement=None):
    cumulative = any(w in (name or "") + "".join(o["raw"] for o in observations) for w in ("累計", "延べ"))
    return {"name": name, "statement": statement, "kind": kind, "unit_hint": unit_hint, "cumulative": cumulative,
            "description": description, "direction": direction(observations), "observations": list(observations),
            "evaluations": [{"fiscal_year": y, "grade": g} for y, g in evaluations if g not in NOTHING]}


def departments(text):
    """`総務部 人事課|総務部 情報政策課` gives two paths."""
    return [d.split() for d in text.split("|")] if text else []


def progress(fiscal_year, kind, text):
    return {"fiscal_year": fiscal_year, "kind": kind, "text": text}


def item(title, paths=(), number=None, repeated=False, summary=None, purpose=None, departments=(), indicators=(),
         progress=(), related_titles=(), others=(), doubt=None):
    made = {"paths": [[{"number": n, "title": t} for n, t in p] for p in paths], "number": number, "title": title,
            "repeated": repeated, "summary": summary or None, "purpose": purpose or None,
            "departments": list(departments), "indicators": list(indicators), "progress": list(progress),
            "related_titles": list(related_titles),
            "others": [{"heading": h, "text": t} for h, t in others if t not in NOTHING]}
    doubt = dict(doubt or {})
    for i, kpi in enumerate(made["indicators"]):
        for j, seen in enumerate(kpi["observations"]):
            later = re.match(r"((?:R|FY)\d+)年?度?(?:から|より)", seen["raw"])
            if seen["kind"] == "unmeasured" and later:
                doubt[f"indicators.{i}.observations.{j}.fiscal_year"] = {
                    "accept": [year(later[1]), None], "why": "names the year in which measuring begins"}
    if doubt:
        made["doubt"] = doubt
    return made


def document(plan):
    """The document record from the head of `plan.json`."""
    who = plan.get("publisher")
    code = plan.get("publisher_code")
    return {"title": plan["title"],
            "publisher": {"name": who, "code": check_digit(code) if code else None} if who else None,
            "fiscal_year": plan["fiscal_year"], "published": plan.get("published")}


def write(folder, plan, items):
    text = json.dumps({"document": document(plan), "items": items}, ensure_ascii=False, indent=1)
    (folder / "gold.json").write_text(text + "\n", encoding="utf-8")
    count = sum(len(i["indicators"]) for i in items)
    print(f"{folder.name}: {len(items)} items, {count} indicators")
