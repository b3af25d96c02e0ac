#!/bin/sh
# Compares the speed of reading PDFs with pdftotext and mutool: pages per second of processor time, and how much of the
# text that both of them agree on we have.
#
#   benches/pdf/run.sh FOLDER [RUNS]
#
# FOLDER holds PDFs, at any depth. Needs cargo, pdftotext (poppler), mutool (MuPDF) and python3.
# The programs take turns, file by file, so that other work on the machine slows all of them alike.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
folder=${1:?a folder of PDFs}
runs=${2:-3}
cd "$root"
cargo build --quiet --release -p ingest --example dump_pdf
dump="${CARGO_TARGET_DIR:-$root/target}/release/examples/dump_pdf"
python3 "$here/compare.py" "$dump" "$folder" "$runs"
