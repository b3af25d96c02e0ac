#!/bin/sh
# Draws three plans again by other producers and in other styles, extracts their records, and prints one table.
#
#   benches/redraw/run.sh SHARED KEIKAKU WORK [DRAWING...] [--plan NAME...] [--keep]
#
# README.md beside this file says what is needed.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
shared=${1:?a folder with pdf/, plans/, gold/ and score/}
keikaku=${2:?the program}
work=${3:?a folder for the drawings}
shift 3
exec "${PYTHON:-python3}" "$here/redraw.py" --shared "$shared" --keikaku "$keikaku" --work "$work" "$@"
