"""From page sources to PDF: Chromium, LibreOffice, typst, WeasyPrint."""

import html
import json
import pathlib
import subprocess
import tempfile


def load(script):
    """The folder of a `make.py` and its content."""
    folder = pathlib.Path(script).resolve().parent
    return folder, json.loads((folder / "plan.json").read_text(encoding="utf-8"))


def chromium(folder, page):
    source = folder / "page.html"
    source.write_text(page, encoding="utf-8")
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}",
             f"--print-to-pdf={folder / 'plan.pdf'}", "--no-pdf-header-footer", source.as_uri()],
            check=True, capture_output=True)


def weasyprint(folder, page):
    from weasyprint import HTML

    (folder / "page.html").write_text(page, encoding="utf-8")
    HTML(string=page).write_pdf(str(folder / "plan.pdf"))


def pack(folder):
    """Pack a PDF whose glyphs are many small streams."""
    made = folder / "plan.pdf"
    subprocess.run(["mutool", "clean", "-gggg", "-z", str(made), str(made)], check=True)


def office(folder, source):
    """Convert a .docx or .xlsx; the office file itself is not kept."""
    with tempfile.TemporaryDirectory() as home:
        subprocess.run(
            ["libreoffice", f"-env:UserInstallation=file://{home}", "--headless", "--convert-to", "pdf",
             "--outdir", home, str(source)], check=True, capture_output=True)
        made = pathlib.Path(home) / (pathlib.Path(source).stem + ".pdf")
        (folder / "plan.pdf").write_bytes(made.read_bytes())


def typeset(folder, page):
    import typst

    source = folder / "page.typ"
    source.write_text(page, encoding="utf-8")
    typst.compile(str(source), output=str(folder / "plan.pdf"), root=str(folder))


def twin(folder, lines):
    """The text twin: lines as they are, rows as lists of cells joined by tabs."""
    text = "\n".join("\t".join(c.replace("\n", " ") for c in l) if isinstance(l, (list, tuple)) else l for l in lines)
    (folder / "plan.txt").write_text(text + "\n", encoding="utf-8")


def h(text):
    """HTML text with its line breaks."""
    return html.escape(str(text)).replace("\n", "<br>")


def t(text):
    """typst content: a string literal, line breaks kept."""
    parts = [f'#"{p}"' for p in str(text).replace("\\", "\\\\").replace('"', '\\"').split("\n")]
    return "[" + " \\ ".join(parts) + "]"
