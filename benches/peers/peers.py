"""Bytes per second of Python packages on a text, one `package.function<TAB>our function<TAB>bytes per second` a line."""

import sys
import time

import jaconv
import kanjize
import mojimoji
import neologdn
from ja_timex import TimexParser
from pynormalizenumexp.normalize_numexp import NormalizeNumexp

ROUNDS = 3
# What takes minutes for a megabyte is measured on the first lines, until so many bytes.
SLOW_BYTES = 20_000


def measure(name, ours, text, run):
    best = min(timed(run) for _ in range(ROUNDS))
    print(f"{name}\t{ours}\t{len(text.encode()) / best:.0f}", flush=True)


def timed(run):
    # Of this process alone: other work on the machine must not make a package look slow.
    begun = time.process_time()
    run()
    return time.process_time() - begun


def first_lines(text):
    lines, size = [], 0
    for line in text.splitlines():
        size += len(line.encode()) + 1
        if size > SLOW_BYTES:
            break
        lines.append(line)
    return lines


def all_lines(function, lines):
    for line in lines:
        if line.strip():
            try:
                function(line)
            except Exception:  # the package stumbles over real lines; that is not what is timed
                pass


def main():
    text = open(sys.argv[1], encoding="utf-8").read()
    measure("neologdn.normalize", "normal_form", text, lambda: neologdn.normalize(text))
    measure("jaconv.normalize", "normal_form", text, lambda: jaconv.normalize(text))
    measure("jaconv.z2h", "to_halfwidth", text, lambda: jaconv.z2h(text, kana=False, digit=True, ascii=True))
    measure("jaconv.z2h, kana too", "to_halfwidth, kana too", text, lambda: jaconv.z2h(text, digit=True, ascii=True))
    measure("jaconv.h2z", "to_fullwidth", text, lambda: jaconv.h2z(text, digit=True, ascii=True))
    measure("mojimoji.zen_to_han, no kana", "to_halfwidth", text, lambda: mojimoji.zen_to_han(text, kana=False))
    measure("mojimoji.zen_to_han", "to_halfwidth, kana too", text, lambda: mojimoji.zen_to_han(text))
    measure("mojimoji.han_to_zen", "to_fullwidth", text, lambda: mojimoji.han_to_zen(text))
    lines = first_lines(text)
    slow = "\n".join(lines)
    timex = TimexParser()
    measure("ja_timex.TimexParser.parse", "times", slow, lambda: all_lines(timex.parse, lines))
    numexp = NormalizeNumexp("ja")
    measure("pynormalizenumexp.normalize", "quantities", slow, lambda: all_lines(numexp.normalize, lines))
    numerals = ["五千八百七万六千九十九"] * 20_000
    measure(
        "kanjize.kanji2number", "number", "\n".join(numerals), lambda: all_lines(kanjize.kanji2number, numerals)
    )


if __name__ == "__main__":
    main()
