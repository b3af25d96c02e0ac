#!/usr/bin/env python3
"""Checks release packages with the programs that people read them with.

    check.py PACKAGE... --keikaku KEIKAKU [--libreoffice] [--only CHECK...]

Every check either passes or ends the run: a program that is missing is a failure, no check is passed over.
The expected types come from the package's own datapackage.json; the expected values from its CSV files, read
here as plain text.
"""

import argparse
import csv
import datetime
import decimal
import hashlib
import io
import json
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BOM = "\ufeff"

# Tables of many rows, for programs.
WITHOUT_SHEET = {"sources", "confidences"}


class Failed(Exception):
    pass


def expect(condition, message):
    if not condition:
        raise Failed(message)


class Package:
    def __init__(self, folder):
        self.folder = Path(folder)
        self.descriptor = json.loads((self.folder / "datapackage.json").read_text("utf-8"))
        self.tables = {}
        for resource in self.descriptor["resources"]:
            if "schema" in resource:
                self.tables[Path(resource["path"]).stem] = resource
        expect(len(self.tables) >= 10, f"only {len(self.tables)} tables are described")

    def rows(self, name):
        """Head and rows of a CSV file as text."""
        text = (self.folder / self.tables[name]["path"]).read_text("utf-8")
        expect(text.startswith(BOM), f"{name}: no byte order mark")
        read = list(csv.reader(io.StringIO(text[1:], newline="")))
        return read[0], read[1:]

    def fields(self, name):
        return self.tables[name]["schema"]["fields"]


def value(field, text):
    """The value of a CSV cell, by its declared type."""
    if text == "":
        return None
    kind = field["type"]
    if kind == "integer":
        return int(text)
    if kind == "number":
        return decimal.Decimal(text)
    if kind == "boolean":
        return {"true": True, "false": False}[text]
    if kind == "date":
        return datetime.date.fromisoformat(text)
    return text


def same(kind, read, wanted):
    if wanted is None:
        return read is None or read != read
    if read is None or read != read:
        return False
    if kind == "number":
        return abs(decimal.Decimal(str(read)) - wanted) <= abs(wanted) * decimal.Decimal("1e-12")
    if kind == "date":
        # A timestamp is a date too: its day counts.
        return datetime.date(read.year, read.month, read.day) == wanted
    return read == wanted


def compare(package, name, columns, what):
    """Compares columns (lists by field name) with the CSV text, cell by cell."""
    _, rows = package.rows(name)
    for at, field in enumerate(package.fields(name)):
        read = columns[field["name"]]
        expect(len(read) == len(rows), f"{what} {name}: {len(read)} rows, the CSV file has {len(rows)}")
        for number, (cell, row) in enumerate(zip(read, rows)):
            wanted = value(field, row[at])
            expect(
                same(field["type"], cell, wanted),
                f"{what} {name} row {number + 2} {field['name']}: {cell!r}, the CSV file has {wanted!r}",
            )


def checksums(package):
    listed = set()
    for line in (package.folder / "SHA256SUMS").read_text("utf-8").splitlines():
        digest, path = line.split("  ", 1)
        listed.add(path)
        found = hashlib.sha256((package.folder / path).read_bytes()).hexdigest()
        expect(found == digest, f"{path}: another checksum than SHA256SUMS says")
    files = {str(path.relative_to(package.folder)) for path in package.folder.rglob("*") if path.is_file()}
    expect(files - {"SHA256SUMS"} == listed, f"SHA256SUMS and folder differ: {files ^ listed}")


def frictionless(package):
    import frictionless

    report = frictionless.validate(str(package.folder / "datapackage.json"))
    if not report.valid:
        raise Failed(f"frictionless: {report.flatten(['name', 'rowNumber', 'fieldNumber', 'type', 'note'])[:10]}")
    checked = {task.name for task in report.tasks}
    expect(len(checked) >= len(package.tables), f"frictionless looked at {len(checked)} resources only")
    read = sum(task.stats.get("rows") or 0 for task in report.tasks)
    wanted = sum(len(package.rows(name)[1]) for name in package.tables)
    expect(read == wanted, f"frictionless read {read} rows of {wanted}")


def profile(package):
    """The descriptor is a Data Package of version 2: what its profile asks for, in its own words."""
    descriptor = package.descriptor
    expect(descriptor["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json", "$schema")
    for resource in package.tables.values():
        expect(resource["type"] == "table", f"{resource['name']}: type")
        schema = resource["schema"]
        names = [field["name"] for field in schema["fields"]]
        for missing in schema["missingValues"]:
            expect(set(missing) == {"value", "label"}, f"{resource['name']}: missing values without label")
        expect(set(schema["primaryKey"]) <= set(names), f"{resource['name']}: primary key")
        for field in schema["fields"]:
            categories = [category["value"] for category in field.get("categories", [])]
            allowed = field.get("constraints", {}).get("enum", [])
            expect(categories == allowed, f"{resource['name']} {field['name']}: categories")
        path = package.folder / resource["path"]
        expect(path.stat().st_size == resource["bytes"], f"{resource['path']}: size")


def csvw(package):
    from csvw import TableGroup

    group = TableGroup.from_file(package.folder / "csv" / "csv-metadata.json")
    expect(len(group.tables) == len(package.tables), "CSVW describes other tables than datapackage.json")
    log = []

    class Log:
        def warning(self, message, *arguments, **_):
            log.append(str(message) % arguments if arguments else str(message))

        warn = error = critical = warning

    total = 0
    for table in group.tables:
        table.check_primary_key(log=Log())
        total += sum(1 for _ in table.iterdicts(log=Log(), strict=True))
    group.check_referential_integrity(log=Log())
    expect(not log, f"CSVW: {log[:10]}")
    wanted = sum(len(package.rows(name)[1]) for name in package.tables)
    expect(total == wanted, f"CSVW read {total} rows of {wanted}")


DUCKDB_TYPES = {
    "string": {"VARCHAR", "ENUM"},
    "integer": {"BIGINT"},
    "number": {"DOUBLE", "DECIMAL(38,10)"},
    "boolean": {"BOOLEAN"},
    "date": {"DATE"},
}


def duckdb(package):
    import duckdb

    for name in package.tables:
        fields = package.fields(name)
        path = package.folder / "parquet" / f"{name}.parquet"
        relation = duckdb.sql(f"SELECT * FROM '{path}'")
        for field, column, kind in zip(fields, relation.columns, relation.types):
            kind = str(kind)
            expect(column == field["column"], f"DuckDB {name}: column {column}")
            allowed = DUCKDB_TYPES[field["type"]]
            expect(kind in allowed or (kind.startswith("ENUM") and "ENUM" in allowed), f"DuckDB {name}.{column} is {kind}")
        columns = list(zip(*relation.fetchall())) or [()] * len(fields)
        compare(package, name, {field["name"]: columns[at] for at, field in enumerate(fields)}, "DuckDB, Parquet")
        declared = {field["name"]: {"string": "VARCHAR", "integer": "BIGINT", "number": "DECIMAL(38,10)", "boolean": "BOOLEAN", "date": "DATE"}[field["type"]] for field in fields}
        source = package.folder / package.tables[name]["path"]
        relation = duckdb.read_csv(str(source), header=True, dtype=declared)
        columns = list(zip(*relation.fetchall())) or [()] * len(fields)
        compare(package, name, {field["name"]: columns[at] for at, field in enumerate(fields)}, "DuckDB, CSV")
    decimals = duckdb.sql(f"DESCRIBE SELECT value FROM '{package.folder}/parquet/observations.parquet'").fetchall()
    expect(decimals[0][1] == "DECIMAL(38,10)", f"DuckDB: a value is {decimals[0][1]}")
    nested = duckdb.sql(
        f"SELECT count(*), sum(len(indicators)), sum(list_sum(list_transform(indicators, lambda one: len(one.observations))))"
        f" FROM '{package.folder}/parquet/items_nested.parquet'"
    ).fetchall()[0]
    wanted = tuple(len(package.rows(name)[1]) for name in ["items", "indicators", "observations"])
    expect(tuple(int(count or 0) for count in nested) == wanted, f"DuckDB: nested {nested}, flat {wanted}")
    for kind in ["items", "documents", "findings"]:
        path = package.folder / "jsonl" / f"{kind}.jsonl"
        if path.stat().st_size == 0:
            continue
        count = duckdb.sql(f"SELECT count(*) FROM read_json('{path}', format='newline_delimited', maximum_object_size=67108864)").fetchall()[0][0]
        expect(count == len(package.rows(kind)[1]), f"DuckDB: {count} lines in {kind}.jsonl")


def pandas(package):
    import pandas

    for name in package.tables:
        fields = package.fields(name)
        frame = pandas.read_parquet(package.folder / "parquet" / f"{name}.parquet", dtype_backend="pyarrow")
        expect(list(frame.columns) == [field["column"] for field in fields], f"pandas {name}: {list(frame.columns)}")
        columns = {field["name"]: [None if cell is pandas.NA else cell for cell in frame[field["column"]]] for field in fields}
        compare(package, name, columns, "pandas, Parquet")
        # As people read CSV files: codes as text, dates as dates.
        codes = {field["name"]: "string" for field in fields if field["type"] == "string"}
        dates = [field["name"] for field in fields if field["type"] == "date"]
        text = pandas.read_csv(package.folder / package.tables[name]["path"], dtype=codes, parse_dates=dates, keep_default_na=False, na_values=[""])
        for field in fields:
            kind = str(text[field["name"]].dtype)
            filled = text[field["name"]].notna().any()
            if filled and field["type"] == "number":
                expect(kind.startswith(("float", "int")), f"pandas, CSV {name} {field['name']} is {kind}")
            if filled and field["type"] == "date":
                expect(kind.startswith("datetime"), f"pandas, CSV {name} {field['name']} is {kind}")
    codes = pandas.read_parquet(package.folder / "parquet" / "documents.parquet")["publisher_code"].dropna()
    expect(all(len(code) == 6 and code.isdigit() for code in codes), f"pandas: codes {list(codes)}")


def polars(package):
    import polars

    kinds = {"integer": polars.Int64, "boolean": polars.Boolean, "date": polars.Date}
    for name in package.tables:
        fields = package.fields(name)
        frame = polars.read_parquet(package.folder / "parquet" / f"{name}.parquet")
        for field in fields:
            kind = frame.schema[field["column"]]
            wanted = kinds.get(field["type"])
            if wanted is not None:
                expect(kind == wanted, f"polars {name}.{field['column']} is {kind}")
            elif field["type"] == "string":
                expect(kind in (polars.String, polars.Categorical) or isinstance(kind, (polars.Categorical, polars.Enum)), f"polars {name}.{field['column']} is {kind}")
            else:
                expect(isinstance(kind, polars.Decimal) or kind == polars.Float64, f"polars {name}.{field['column']} is {kind}")
        compare(package, name, {field["name"]: frame[field["column"]].to_list() for field in fields}, "polars, Parquet")
        source = package.folder / package.tables[name]["path"]
        schema = {field["name"]: {"integer": polars.Int64, "number": polars.Float64, "boolean": polars.Boolean, "date": polars.Date}.get(field["type"], polars.String) for field in fields}
        text = polars.read_csv(source, schema_overrides=schema)
        compare(package, name, {field["name"]: text[field["name"]].to_list() for field in fields}, "polars, CSV")
    value = polars.read_parquet_schema(package.folder / "parquet" / "observations.parquet")["value"]
    expect(value == polars.Decimal(38, 10), f"polars: a value is {value}")


def sqlite(package):
    base = sqlite3.connect(f"file:{package.folder / 'keikaku.sqlite'}?mode=ro", uri=True)
    ask = lambda question, *arguments: base.execute(question, arguments).fetchall()
    expect(ask("PRAGMA integrity_check") == [("ok",)], "SQLite: integrity_check")
    expect(ask("PRAGMA foreign_key_check") == [], "SQLite: foreign_key_check")
    expect(ask("PRAGMA application_id")[0][0] == 0x4B45494B, "SQLite: application_id")
    expect(ask("PRAGMA user_version")[0][0] >= 1, "SQLite: user_version")
    for name in package.tables:
        fields = package.fields(name)
        strict = ask("SELECT strict FROM pragma_table_list WHERE name = ?", name)
        expect(strict == [(1,)], f"SQLite: {name} is not STRICT")
        links = {row[2] for row in ask(f"PRAGMA foreign_key_list({name})")}
        declared = len(package.tables[name]["schema"].get("foreignKeys", []))
        expect(len(links) == declared, f"SQLite: {name} has {len(links)} foreign keys, {declared} are described")
        names = ", ".join('"' + field["column"] + '"' for field in fields)
        keys = [field["column"] for field in fields if field["name"] in package.tables[name]["schema"]["primaryKey"]]
        order = lambda row: [row[[field["column"] for field in fields].index(key)] for key in keys]
        read = sorted(ask(f"SELECT {names} FROM {name}"), key=order)
        _, rows = package.rows(name)
        wanted = sorted(
            ([value(field, cell) for field, cell in zip(fields, row)] for row in rows), key=order
        )
        expect(len(read) == len(wanted), f"SQLite {name}: {len(read)} rows of {len(wanted)}")
        for one, other in zip(read, wanted):
            for field, cell, want in zip(fields, one, other):
                if field["type"] == "boolean" and cell is not None:
                    cell = bool(cell)
                if field["type"] == "date" and cell is not None:
                    cell = datetime.date.fromisoformat(cell)
                expect(same(field["type"], cell, want), f"SQLite {name} {one[:3]} {field['name']}: {cell!r}, not {want!r}")
    # Full text: what LIKE finds, the index finds.
    titles = [row[0] for row in ask("SELECT title FROM items WHERE length(title) >= 5 ORDER BY item_id LIMIT 50")]
    expect(titles or not package.rows("items")[1], "SQLite: no titles to search for")
    for title in titles[::5]:
        word = title[1:4].replace('"', "")
        if len(word) < 3 or any(character in word for character in " '%_"):
            continue
        hits = {row[0] for row in ask(
            "SELECT item_id FROM search JOIN search_items ON search_items.id = search.rowid"
            " JOIN items USING (item_id) WHERE search MATCH ?", f'title:"{word}"')}
        like = {row[0] for row in ask("SELECT item_id FROM items WHERE title LIKE ?", f"%{word}%")}
        expect(hits == like and hits, f"SQLite: search for {word} finds {len(hits)} of {len(like)} items")
    base.close()


def workbook(package):
    import openpyxl

    book = openpyxl.load_workbook(package.folder / "keikaku.xlsx", read_only=True)
    titles = {resource["title"]: name for name, resource in package.tables.items()}
    absent = {package.tables[name]["title"] for name in WITHOUT_SHEET}
    expect(set(titles) - set(book.sheetnames) == absent, f"XLSX: sheets {book.sheetnames}")
    for sheet in book.sheetnames:
        name = titles.get(sheet) or titles[sheet.rstrip("0123456789")]
        fields = package.fields(name)
        rows = book[sheet].iter_rows(values_only=True)
        head = next(rows)
        expect(list(head) == [field["name"] for field in fields], f"XLSX {sheet}: head {head}")
        if sheet not in titles:
            continue
        _, text = package.rows(name)
        for number, (row, cells) in enumerate(zip(rows, text)):
            row = list(row) + [None] * (len(fields) - len(row))
            for field, cell, raw in zip(fields, row, cells):
                wanted = value(field, raw)
                if isinstance(wanted, str) and len(wanted) > 30000:
                    continue
                if isinstance(wanted, str) and cell is not None:
                    # XML reads U+FFFE and the like differently; nothing of that is expected here.
                    expect(isinstance(cell, str), f"XLSX {sheet} row {number + 2} {field['name']}: {cell!r} is no text")
                if field["type"] == "date" and cell is not None:
                    expect(isinstance(cell, datetime.datetime), f"XLSX {sheet} row {number + 2} {field['name']}: {cell!r} is no date")
                expect(same(field["type"], cell, wanted), f"XLSX {sheet} row {number + 2} {field['name']}: {cell!r}, not {wanted!r}")
    book.close()


def cp932(package):
    folder = package.folder / "csv-cp932"
    if not folder.is_dir():
        return
    lost = {json.loads(line)["table"] for line in (package.folder / "notices-cp932.jsonl").read_text("utf-8").splitlines()}
    for name in package.tables:
        text = (folder / f"{name}.csv").read_bytes().decode("cp932")
        read = list(csv.reader(io.StringIO(text, newline="")))
        _, rows = package.rows(name)
        expect(len(read) == len(rows) + 1, f"CP932 {name}: {len(read) - 1} rows of {len(rows)}")
        if name not in lost:
            twins = str.maketrans("〜−‖—¢£¬", "～－∥―￠￡￢")
            expect(read[1:] == [[cell.translate(twins) for cell in row] for row in rows], f"CP932 {name}: other cells")


def catalogues(package):
    import rdflib

    graph = rdflib.Graph().parse(package.folder / "dcat.jsonld", format="json-ld", publicID="https://data.example.jp/package/")
    ask = lambda question: list(graph.query("PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX dct: <http://purl.org/dc/terms/> PREFIX schema: <https://schema.org/> " + question))
    expect(len(ask("SELECT ?d WHERE { ?d a dcat:Dataset, schema:Dataset ; dct:title ?t ; dct:description ?x ; schema:name ?n ; dct:license ?l }")) > 0, "DCAT: no dataset")
    found = ask("SELECT ?u ?m WHERE { ?d a dcat:Dataset ; dcat:distribution ?x . ?x a dcat:Distribution ; dcat:downloadURL ?u ; dcat:accessURL ?a ; dcat:mediaType ?m ; dcat:byteSize ?s }")
    files = [path for path in package.folder.rglob("*") if path.suffix in (".csv", ".parquet", ".jsonl", ".sqlite", ".xlsx")]
    # The descriptions themselves are no distributions.
    files = [path for path in files if path.name != "ckan.jsonl"]
    expect(len(found) == len(files), f"DCAT: {len(found)} distributions, {len(files)} files")


def ckan(package):
    """ckanapi's own loader reads the file and hands each dataset to a CKAN that takes what the API documents."""
    from ckanapi.cli.load import load_things_worker
    from ckanapi.errors import NotFound

    made = []

    class Action:
        def __getattr__(self, name):
            raise Failed(f"ckanapi called {name}")

        def package_show(self, **_):
            raise NotFound()

    class Ckan:
        action = Action()

        def call_action(self, name, data=None, *_, **__):
            if name == "package_show":
                raise NotFound()
            made.append((name, data))
            return {"name": data["name"], "id": "x", "resources": []}

    lines = (package.folder / "ckan.jsonl").read_bytes()
    arguments = {"--create-only": True, "--update-only": False, "--upload-resources": False, "--upload-logo": False,
                 "--datapackages": None, "--insecure": False, "--worker": True}
    out = io.BytesIO()
    stdout = sys.stdout
    try:
        load_things_worker(Ckan(), "datasets", arguments, stdin=io.BytesIO(lines), stdout=out)
    finally:
        sys.stdout = stdout
    for line in out.getvalue().splitlines():
        _, action, error, _ = json.loads(line)
        expect(action == "create" and not error, f"ckanapi: {line.decode()}")
    expect(len(made) == 1 and made[0][0] == "package_create", f"ckanapi made {made}")
    dataset = made[0][1]
    import re

    expect(re.fullmatch(r"[a-z0-9_-]{2,100}", dataset["name"]), f"CKAN: name {dataset['name']}")
    expect(dataset["title"] and dataset["license_id"] and dataset["notes"], "CKAN: title, license, notes")
    keys = [extra["key"] for extra in dataset["extras"]]
    expect(len(keys) == len(set(keys)), f"CKAN: extras twice: {keys}")
    for extra in dataset["extras"]:
        expect(isinstance(extra["value"], str), f"CKAN: extra {extra}")
    for tag in dataset["tags"]:
        expect(re.fullmatch(r"[\w \-.]{2,100}", tag["name"]), f"CKAN: tag {tag}")
    expect(dataset["resources"], "CKAN: no resources")
    for resource in dataset["resources"]:
        expect(resource["url"] and resource["format"] and resource["name"], f"CKAN: resource {resource}")


def lint(package, program):
    files = sorted((package.folder / "csv").glob("*.csv")) + [package.folder / "keikaku.xlsx"]
    run = subprocess.run([program, "lint", "--format", "json", "--max-bytes", "1G", *map(str, files)], capture_output=True, text=True)
    reports = [json.loads(line) for line in run.stdout.splitlines()]
    expect(len(reports) == len(files), f"lint: {len(reports)} reports; {run.stderr}")
    for report in reports:
        expect(report["errors"] == 0, f"lint: {[fault for fault in report['faults'] if fault['level'] == 'error'][:5]}")
        # Characters of the plans themselves are published as they are; nothing else may be noticed.
        others = [fault for fault in report["faults"] if fault["code"] not in ("machine-dependent-character", "layout-blanks", "omitted-name")]
        expect(not others, f"lint {report['file']}: {others[:5]}")
    expect(run.returncode == 0, f"lint ended with {run.returncode}: {run.stderr}")


# A workbook of 100,000 items takes minutes.
LIBREOFFICE_SECONDS = 3600


def libreoffice(package):
    """LibreOffice opens workbook and CSV files and shows their headings."""
    with tempfile.TemporaryDirectory() as scratch:
        def convert(to, path, *options):
            command = ["soffice", "--headless", f"-env:UserInstallation=file://{scratch}/profile", *options]
            subprocess.run([*command, "--convert-to", to, "--outdir", scratch, str(path)], check=True, capture_output=True, timeout=LIBREOFFICE_SECONDS)

        for name in ["items", "observations"]:
            # 44,34,76: comma, quote, UTF-8, which the dialog of its window finds out by the byte order mark.
            convert("csv:Text - txt - csv (StarCalc):44,34,76", package.folder / package.tables[name]["path"], "--infilter=CSV:44,34,76,1")
            head = (Path(scratch) / f"{name}.csv").read_text("utf-8-sig").splitlines()[0]
            wanted = [field["name"] for field in package.fields(name)]
            expect(next(csv.reader([head])) == wanted, f"LibreOffice, {name}.csv: {head}")
        # -1: every sheet to a file of its own.
        convert("csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", package.folder / "keikaku.xlsx")
        for name, resource in package.tables.items():
            if name in WITHOUT_SHEET:
                continue
            path = Path(scratch) / f"keikaku-{resource['title']}.csv"
            expect(path.is_file(), f"LibreOffice: no sheet {resource['title']}")
            head = path.read_text("utf-8-sig").splitlines()[0]
            wanted = [field["name"] for field in package.fields(name)]
            expect(next(csv.reader([head])) == wanted, f"LibreOffice, sheet {resource['title']}: {head}")


def processor_time():
    """Seconds of this process and of those that it started and that ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("packages", nargs="+")
    parser.add_argument("--keikaku", required=True, help="the command, for its lint")
    parser.add_argument("--libreoffice", action="store_true")
    parser.add_argument("--only", nargs="+", metavar="CHECK", help="names of checks, for packages that take hours")
    arguments = parser.parse_args()
    checks = [checksums, profile, frictionless, csvw, duckdb, pandas, polars, sqlite, workbook, cp932, catalogues, ckan]
    checks.append(lambda package: lint(package, arguments.keikaku))
    checks[-1].__name__ = "lint"
    if arguments.libreoffice:
        checks.append(libreoffice)
    if arguments.only:
        unknown = set(arguments.only) - {check.__name__ for check in checks}
        if unknown:
            parser.error(f"no such check: {', '.join(sorted(unknown))}")
        checks = [check for check in checks if check.__name__ in arguments.only]
    failures = 0
    for folder in arguments.packages:
        package = Package(folder)
        for check in checks:
            begun, worked = time.monotonic(), processor_time()
            try:
                check(package)
                taken = f"{time.monotonic() - begun:6.1f} s, of a processor {processor_time() - worked:6.1f} s"
                print(f"{check.__name__:13} ok     {taken}  {folder}", flush=True)
            except Exception as error:  # one failed check does not hide the others
                failures += 1
                print(f"{check.__name__:13} FAILED {folder}: {type(error).__name__}: {error}", flush=True)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
