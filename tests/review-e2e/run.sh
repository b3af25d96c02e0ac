#!/usr/bin/env bash
# A review from end to end in a browser: run.sh [path of keikaku]. Fetches what it needs where it is missing.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
keikaku=$(realpath "${1:-$root/target/release/keikaku}")
cd "$root/tests/review-e2e"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

need=()
command -v "${CHROMIUM:-/usr/bin/chromium}" >/dev/null || need+=(chromium)
command -v npm >/dev/null || need+=(nodejs npm)
fc-list :lang=ja 2>/dev/null | grep -q . || need+=(fontconfig fonts-noto-cjk)
if [ ${#need[@]} -gt 0 ]; then
    as_root=()
    [ "$(id -u)" = 0 ] || as_root=(sudo)
    "${as_root[@]}" apt-get -q -o DPkg::Lock::Timeout=300 update >"$work/apt.log" 2>&1 || { cat "$work/apt.log"; exit 1; }
    DEBIAN_FRONTEND=noninteractive "${as_root[@]}" apt-get -q -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "${need[@]}" >"$work/apt.log" 2>&1 ||
        { cat "$work/apt.log"; exit 1; }
fi
cp package.json package-lock.json plan.mjs review.mjs "$work"
cd "$work"
npm ci --silent --no-audit --no-fund
timeout 300 node review.mjs "$keikaku" "$work/plan" "$root/fixtures/pdf/mie-digital-plan-r5-results.pdf"
