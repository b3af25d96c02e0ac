"""Pages as a scanner or a printer driver stores them: upright sheets with /Rotate."""

from pypdf import PdfWriter, Transformation
from pypdf.generic import NameObject, RectangleObject


def turn(made, angles):
    """Store page n turned, /Rotate angles[n] (the last one for all further pages); seen as before. 0 leaves it."""
    writer = PdfWriter(clone_from=str(made))
    for n, page in enumerate(writer.pages):
        angle = angles[min(n, len(angles) - 1)]
        if not angle:
            continue
        w, h = float(page.mediabox.width), float(page.mediabox.height)
        way = Transformation().rotate(90).translate(h, 0) if angle == 90 else Transformation().rotate(-90).translate(0, w)
        page.add_transformation(way)
        for box in ("/MediaBox", "/CropBox", "/TrimBox", "/BleedBox", "/ArtBox"):
            if box in ("/MediaBox", "/CropBox") or box in page:
                page[NameObject(box)] = RectangleObject((0, 0, h, w))
        page.rotate(angle)
    writer.compress_identical_objects()
    writer.write(str(made))
