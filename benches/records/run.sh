#!/usr/bin/env bash
# Whole processes on the same PDFs: keikaku from PDF to records, pdftotext -bbox, and pdfplumber if it is installed.
#
#   benches/records/run.sh FOLDER [ROUNDS]
#
# Each round runs each program once on all PDFs of the folder, one thread, in turn; the least CPU seconds (user and
# system) of the rounds are printed. Needs the release build, GNU time and poppler-utils.
set -euo pipefail
folder=${1:?a folder of PDFs}
rounds=${2:-7}
root=$(cd "$(dirname "$0")/../.." && pwd)
keikaku=${KEIKAKU:-$root/target/release/keikaku}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
shopt -s nullglob
files=("$folder"/*.pdf)
((${#files[@]})) || { echo "no PDF in $folder" >&2; exit 2; }

seconds() { # CPU seconds of a command
    /usr/bin/time -o "$work/time" -f '%U %S' "$@" >/dev/null 2>&1 || true
    awk 'END { print $1 + $2 }' "$work/time"
}
bbox() { for file in "$@"; do pdftotext -bbox "$file" /dev/null; done; }
export -f bbox
for ((round = 0; round < rounds; round++)); do
    seconds "$keikaku" extract "${files[@]}" --threads 1 --quiet --output "$work/output" >>"$work/keikaku"
    seconds bash -c 'bbox "$@"' - "${files[@]}" >>"$work/pdftotext"
done
least() { sort -g "$1" | head -1; }
printf '%-20s %s CPU s\n' keikaku "$(least "$work/keikaku")" 'pdftotext -bbox' "$(least "$work/pdftotext")"
if python3 -c 'import pdfplumber' 2>/dev/null; then
    printf '%-20s %s CPU s\n' pdfplumber "$(seconds python3 -c '
import sys, pdfplumber
for name in sys.argv[1:]:
    with pdfplumber.open(name) as pdf:
        for page in pdf.pages:
            page.extract_tables()
' "${files[@]}")"
fi
