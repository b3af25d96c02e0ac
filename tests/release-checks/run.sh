#!/usr/bin/env bash
# Makes packages of the fixtures and of generated records, and checks them with the programs that people read
# them with: run.sh KEIKAKU GENERATE [ITEMS]
#
# KEIKAKU is the command, GENERATE the example `generate_output` of crates/release. Needs python3 with venv.
# LibreOffice opens the packages too where it is installed; where KEIKAKU_CHECK_LIBREOFFICE is set, it must be.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
keikaku=$1 generate=$2 items=${3:-2000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Kept between runs, made again when the pins change.
pins=$(cat "$here/requirements.txt" "$here/constraints.txt" | sha256sum | cut -c1-16)
venv=${KEIKAKU_CHECK_VENV:-$root/target/release-checks-$pins}
if [ ! -x "$venv/bin/python" ] || ! "$venv/bin/python" -c 'import ckanapi, csvw, duckdb, frictionless, openpyxl, pandas, polars, pyarrow, rdflib' 2>/dev/null; then
    rm -rf "$venv"
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$here/requirements.txt" --constraint "$here/constraints.txt"
fi

(cd "$root" && "$keikaku" extract fixtures --output "$work/fixtures" --quiet)
"$generate" "$work/generated" "$items" 7
for name in fixtures generated; do
    "$keikaku" release "$work/$name" --license CC-BY-4.0 --issued 2026-04-01 --output "$work/$name-package" --cp932 --quiet
done
option=()
if [ -n "${KEIKAKU_CHECK_LIBREOFFICE:-}" ] || command -v soffice >/dev/null; then option=(--libreoffice); fi
"$venv/bin/python" "$here/check.py" "$work/fixtures-package" "$work/generated-package" --keikaku "$keikaku" "${option[@]}"
