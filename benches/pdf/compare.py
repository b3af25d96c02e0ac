"""Speed and text of dump_pdf beside pdftotext and mutool: see run.sh."""

import collections
import json
import os
import pathlib
import subprocess
import sys
import unicodedata


def run(command):
    """Processor seconds and output of a command; none where it fails or takes too long."""
    before = os.times()
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=20)
    except subprocess.TimeoutExpired:
        return 20.0, None
    after = os.times()
    seconds = after.children_user + after.children_system - before.children_user - before.children_system
    return seconds, done.stdout if done.returncode == 0 else None


def characters(text):
    """The characters of a text by number, folded, without blanks."""
    folded = unicodedata.normalize("NFKC", text)
    return collections.Counter(c for c in folded if not c.isspace() and not unicodedata.category(c).startswith("C"))


def both(one, other):
    return sum((one & other).values())


def main():
    dump, folder, runs = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3])
    seconds, pages, ours_of_agreed, agreed, excess, total = collections.Counter(), 0, 0, 0, 0, 0
    for path in sorted(folder.rglob("*.pdf")):
        commands = {
            "ours": [dump, "--quiet", str(path)],
            "pdftotext -bbox": ["pdftotext", "-bbox", str(path), os.devnull],
            "mutool stext": ["mutool", "draw", "-q", "-F", "stext", "-o", os.devnull, str(path)],
        }
        spent = collections.Counter()
        answers = {}
        for _ in range(runs):
            for name, command in commands.items():
                took, output = run(command)
                spent[name] += took / runs
                answers[name] = output
        if any(output is None for output in answers.values()):
            print(f"left out, one of the three fails: {path.name}")
            continue
        pages += json.loads(answers["ours"].splitlines()[-1])["pages"]
        seconds.update(spent)
        lines = run([dump, str(path)])[1].decode().splitlines()[1:]
        ours = characters("".join(json.loads(line)["text"] for line in lines))
        poppler = characters((run(["pdftotext", str(path), "-"])[1] or b"").decode("utf-8", "replace"))
        mupdf = characters((run(["mutool", "draw", "-q", "-F", "txt", str(path)])[1] or b"").decode("utf-8", "replace"))
        common = poppler & mupdf
        found, wanted = both(common, ours), sum(common.values())
        ours_of_agreed += found
        agreed += wanted
        total += sum(ours.values())
        excess += sum((ours - (poppler | mupdf)).values())
        if found < wanted * 0.9995:
            missing = "".join(list((common - ours).elements())[:20])
            print(f"{path.name}: {wanted - found} of {wanted} characters missing: {missing}")
    for name, spent in seconds.items():
        print(f"| {name} | {pages} pages | {spent:.2f} s | {pages / max(spent, 1e-9):.0f} pages a second |")
    print(f"text: {ours_of_agreed} of the {agreed} characters that both others agree on: {ours_of_agreed / max(agreed, 1):.6f}")
    print(f"in neither of the others: {excess} of {total}")


main()
