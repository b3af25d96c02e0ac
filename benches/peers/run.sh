#!/bin/sh
# Compares the speed of japanese-normalize with Python packages on one megabyte of plan text.
# Needs cargo and python3 with venv; installs the packages into a folder of its own under target/.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
work="${CARGO_TARGET_DIR:-$root/target}/peers"
mkdir -p "$work"

if [ ! -x "$work/venv/bin/python" ]; then
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" --quiet install -r "$here/requirements.txt"
fi

: >"$work/text.txt"
while [ "$(wc -c <"$work/text.txt")" -lt 1000000 ]; do
    cat "$root"/fixtures/plans/*.txt >>"$work/text.txt"
done

cd "$root"
cargo run --quiet --release -p japanese-normalize --example speed -- "$work/text.txt" >"$work/ours.tsv"
"$work/venv/bin/python" "$here/peers.py" "$work/text.txt" >"$work/peers.tsv"

echo "| package | MB/s | here | MB/s | times as fast |"
echo "|---|---|---|---|---|"
awk -F'\t' 'NR == FNR { ours[$1] = $2; next }
    { printf "| %s | %.3f | %s | %.1f | %.0f |\n", $1, $3 / 1e6, $2, ours[$2] / 1e6, ours[$2] / $3 }' \
    "$work/ours.tsv" "$work/peers.tsv"
