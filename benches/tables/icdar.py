#!/usr/bin/env python3
"""Tables of a folder of PDFs, for the scorer of the ICDAR 2013 table competition.

    icdar.py KEIKAKU FOLDER SCORER [SCORER ARGUMENT]...

FOLDER holds NAME.pdf with NAME-str.xml, as the competition gives them (not in this repository). Each PDF goes through
`keikaku tables --format json`; SCORER is a Python program that takes a folder of NAME.json, each a list of
{"page", "cells": [{"row", "col", "rowspan", "colspan", "text"}]}, and prints the figures.
"""
import json
import pathlib
import subprocess
import sys
import tempfile


def tables(program, pdf):
    """The tables of a PDF as the scorer takes them; none where it cannot be read."""
    run = subprocess.run([program, "tables", "--format", "json", str(pdf)], capture_output=True, text=True)
    if run.returncode > 1 or not run.stdout:
        print(f"{pdf.name}: {run.stderr.strip()}", file=sys.stderr)
        return []
    return [
        {
            "page": table["page"],
            "cells": [
                {
                    "row": cell["row"],
                    "col": cell["column"],
                    "rowspan": cell["row_span"],
                    "colspan": cell["column_span"],
                    "text": cell["text"],
                }
                for cell in table["cells"]
            ],
        }
        for table in json.loads(run.stdout)
    ]


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    program, folder, scorer, *arguments = sys.argv[1:]
    with tempfile.TemporaryDirectory() as answers:
        for pdf in sorted(pathlib.Path(folder).rglob("*.pdf")):
            answer = pathlib.Path(answers, pdf.stem + ".json")
            answer.write_text(json.dumps(tables(program, pdf), ensure_ascii=False))
        run = subprocess.run([sys.executable, scorer, answers, *arguments])
    sys.exit(run.returncode)


if __name__ == "__main__":
    main()
