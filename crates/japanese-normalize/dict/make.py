#!/usr/bin/env python3
"""Makes gov-ipadic.tar.zst from IPADIC.

    make.py mecab-ipadic-2.7.0-20070801.tar.gz OUTPUT_FOLDER
    tar -C OUTPUT_FOLDER --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -cf - . | zstd -19 > gov-ipadic.tar.zst

The archive lies in the crate `lindera-ipadic` 0.22.0 (`cargo fetch` brings it, under resources/). README.md says what
the four steps are.
"""

import csv
import hashlib
import io
import json
import sys
import tarfile
from pathlib import Path

SOURCE_SHA256 = "b62f527d881c504576baed9c6ef6561554658b175ce6ae0096a60307e49e3523"
# Names of persons, organisations and places, and words that no plan has.
LEFT_OUT = {"Noun.name.csv", "Noun.place.csv", "Noun.org.csv", "Noun.proper.csv", "Filler.csv", "Interjection.csv"}
# Forms of verbs and adjectives that plans print.
FORMS = set("基本形 連用形 連用タ接続 未然形 未然レル接続 仮定形 体言接続 ガル接続 連用テ接続 連用ニ接続 命令ｅ *".split())
# Columns of the features that stay: three levels of the part of speech, the reading.
FEATURES = (0, 1, 2, 7)
PLACES = set(
    "北海道 青森 岩手 宮城 秋田 山形 福島 茨城 栃木 群馬 埼玉 千葉 東京 神奈川 新潟 富山 石川 福井 山梨 長野 岐阜 静岡 愛知 三重 滋賀 "
    "京都 大阪 兵庫 奈良 和歌山 鳥取 島根 岡山 広島 山口 徳島 香川 愛媛 高知 福岡 佐賀 長崎 熊本 大分 宮崎 鹿児島 沖縄 "
    "札幌 仙台 さいたま 横浜 川崎 相模原 浜松 名古屋 堺 神戸 北九州 四日市 津 伊勢 松阪 鈴鹿 名張 伊賀 鳥羽 会津 気仙沼 石巻 "
    "大崎 名取".split()
)
# The context ids of a common noun in IPADIC.
COMMON_NOUN = "1285"


def rows(text):
    return list(csv.reader(io.StringIO(text)))


def cut(row):
    features = row[4:] + ["*"] * 9
    return row[:4] + [features[column] for column in FEATURES]


def read_source(archive):
    """The files of IPADIC by name, as text."""
    data = Path(archive).read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != SOURCE_SHA256:
        sys.exit(f"{archive}: SHA-256 is {found}, expected {SOURCE_SHA256}")
    with tarfile.open(fileobj=io.BytesIO(data)) as tar:
        members = [member for member in tar if member.name.endswith((".csv", ".def"))]
        return {Path(member.name).name: tar.extractfile(member).read().decode("euc_jp") for member in members}


def own_terms(places, terms):
    """Rows for the names of places and for the words of administration that IPADIC lacks."""
    kept = [cut(row) for row in places if row[0] in PLACES and row[6] == "地域"]
    for line in terms.splitlines():
        word, reading = line.split("\t")
        cost = 3000 - 300 * min(len(word), 8)
        kept.append([word, COMMON_NOUN, COMMON_NOUN, str(cost), "名詞", "一般", "*", reading])
    return kept


def renumber(tables, matrix):
    """Numbers the context ids that are used from 0 on, and cuts the matrix to them."""
    used = [sorted({0} | {int(row[side]) for table in tables.values() for row in table}) for side in (1, 2)]
    left, right = ({old: new for new, old in enumerate(ids)} for ids in used)
    for table in tables.values():
        for row in table:
            row[1], row[2] = left[int(row[1])], right[int(row[2])]
    lines = [f"{len(right)} {len(left)}"]
    for line in matrix.splitlines()[1:]:
        first, second, cost = line.split()
        if int(first) in right and int(second) in left:
            lines.append(f"{right[int(first)]} {left[int(second)]} {cost}")
    return "\n".join(lines) + "\n"


def main():
    source, output = read_source(sys.argv[1]), Path(sys.argv[2])
    output.mkdir(parents=True, exist_ok=True)
    here = Path(__file__).parent
    tables = {}
    for name in sorted(source):
        if name.endswith(".csv") and name not in LEFT_OUT:
            tables[name] = [cut(row) for row in rows(source[name]) if len(row) <= 9 or row[9] in FORMS]
    tables["gov-terms.csv"] = own_terms(rows(source["Noun.place.csv"]), (here / "gov-terms.tsv").read_text("utf-8"))
    tables["unk.def"] = [cut(row) for row in rows(source["unk.def"])]
    (output / "matrix.def").write_text(renumber(tables, source["matrix.def"]), encoding="utf-8")
    (output / "char.def").write_text(source["char.def"], encoding="utf-8")
    (output / "metadata.json").write_text((here / "metadata.json").read_text("utf-8"), encoding="utf-8")
    for name, table in tables.items():
        with open(output / name, "w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(table)


if __name__ == "__main__":
    main()
