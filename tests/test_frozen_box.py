"""The HTML of a version comes with a pull request, and stays in its box, whatever the styles of the site do to it."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.test_versions import body_of, section

PATH = "briefs/ferry-line/versions/2022-03-01/"
NAME = re.compile(r"(?<![\w/(\"'-])[.#](?=[a-z_])([a-z_][\w-]*)", re.IGNORECASE)
BOX = """
({ names, isContained }) => {
  const [box, ...others] = document.querySelectorAll(".frozen");
  others.forEach((other) => other.remove());
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`.frozen * { pointer-events: auto !important } ${isContained ? "" :
    ".frozen { contain: none !important; overflow: visible !important; position: static !important }"}`);
  document.adoptedStyleSheets = [sheet];
  const notice = document.querySelector(".version-notice");
  const chains = new Map(names.map((name) => [name, [name]]));
  const read = (rules) => {
    for (const rule of rules) {
      for (const selector of rule.selectorText?.split(",") ?? []) {
        const chain = [...selector.matchAll(/[.#]([a-z_][\\w-]*)/gi)].map((found) => found[1]);
        if (chain.length) chains.set(chain.join(), chain);
      }
      if (rule.cssRules) read(rule.cssRules);
    }
  };
  for (const { cssRules } of document.styleSheets) read(cssRules);
  const large = `${"Nothing but praise. ".repeat(20)}<svg width="4000" height="4000"><rect width="4000" height="4000"/></svg>`;
  const parts = [];
  for (const tag of ["div", "details open", "svg"])
    for (const chain of chains.values()) {
      const start = chain.map((name) => `<${tag} class="${name}" id="${name}">`).join("");
      parts.push(`${start}${large}${`</${tag.split(" ")[0]}>`.repeat(chain.length)}`);
    }
  box.innerHTML = parts.join("");

  const area = box.getBoundingClientRect();
  const left = new Set();
  for (let y = 2; y < innerHeight; y += 40)
    for (let x = 2; x < innerWidth; x += innerWidth / 12)
      if (x < area.left || x > area.right || y < area.top || y > area.bottom)
        for (const element of document.elementsFromPoint(x, y))
          if (element !== box && box.contains(element)) left.add(element.closest("[class]").getAttribute("class"));
  const place = notice.getBoundingClientRect();
  const top = document.elementFromPoint(place.left + place.width / 2, place.top + place.height / 2);
  return { tried: chains.size, left: [...left], isNoticeOnTop: notice.contains(top) };
}
"""
"""What of the box is to be seen outside of it, with elements of all classes and ids, alone and one in the other."""


AROUND = """
(html) => {
  const [box, ...others] = document.querySelectorAll(".frozen");
  others.forEach((other) => other.remove());
  box.innerHTML = html;
  return [...document.querySelectorAll("header, .version-notice, .version-notice *, h1")]
    .filter((element) => !box.contains(element))
    .map((element) => JSON.stringify(element.getBoundingClientRect()));
}
"""
"""Where what stands around the box is, if it holds some HTML."""


def names(site: Path) -> list[str]:
    """All classes and ids of the style sheets of a site."""
    found: set[str] = set()
    for sheet in site.glob("assets/**/*.css"):
        found.update(NAME.findall(sheet.read_text(encoding="utf-8")))
    return sorted(found)


def tried(page: Page, built: Path, width: int, *, is_contained: bool) -> dict[str, Any]:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(PATH)
    values = {"names": names(built), "isContained": is_contained}
    result: dict[str, Any] = page.evaluate(BOX, values)
    assert result["tried"] > 500
    return result


@pytest.mark.parametrize("width", [360, 820, 1440])
def test_no_class_or_id_leaves_its_box(page: Page, built: Path, width: int) -> None:
    result = tried(page, built, width, is_contained=True)
    assert result["left"] == []
    assert result["isNoticeOnTop"]


def test_what_would_leave_the_box_is_found(page: Page, built: Path) -> None:
    """Or the test above could not fail."""
    result = tried(page, built, 1440, is_contained=False)
    assert "course" in result["left"]


@pytest.mark.parametrize("width", [360, 820, 1440])
def test_what_a_version_may_have_moves_nothing_around_it(
    page: Page, built: Path, width: int
) -> None:
    """No style of something else asks for the classes and ids that pass (`:has`)."""
    forged = "".join(
        f'<div class="{name}" id="{name}">Praise</div>' for name in names(built)
    )
    passed = body_of([section(forged)])
    assert passed.count(" class=") > 50
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(PATH)
    expected = page.evaluate(AROUND, "")
    assert page.evaluate(AROUND, passed) == expected
