"""The README opens with a picture of a brief, light and dark."""

import re

from PIL import Image, ImageStat

from tests.project import ROOT


def test_the_pictures() -> None:
    paths = re.findall(r'(?:src|srcset)="([^"]+)"', (ROOT / "README.md").read_text())
    assert [path.rpartition("/")[2] for path in paths] == ["brief-dark.png", "brief-light.png"]
    brightness = []
    for path in paths:
        assert (ROOT / path).stat().st_size < 150_000
        with Image.open(ROOT / path) as picture:
            brightness.append(ImageStat.Stat(picture.convert("L")).mean[0])
    dark, light = brightness
    assert dark < 80
    assert light > 200
