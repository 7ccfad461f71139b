// The chart of a timeline: columns of the events that are chosen, and years that are chosen by dragging over them.

import { ngettext } from "../language.js";

const SVG = "http://www.w3.org/2000/svg";
const NEAR = 4; // pixels that a finger or a mouse may move in a click

/**
 * Make the chart follow a filter. `choose` is called with the first and the last year that were dragged over.
 * Returns a function that takes the year of each event that is chosen but for its year, and the years that are.
 */
export function mountChart(drawing, choose) {
  const columns = [...drawing.querySelectorAll("a[data-year]")].map((link) => ({
    link,
    year: Number(link.dataset.year),
    title: link.querySelector("title"),
    target: link.querySelector(".histogram-target").x.baseVal.value,
    step: link.querySelector(".histogram-target").width.baseVal.value,
    space: link.querySelector(".histogram-target").height.baseVal.value,
    bar: link.querySelector(".histogram-bar"),
  }));
  const [{ year: first, step, space }] = columns;
  const last = columns.at(-1).year;
  const range = document.createElementNS(SVG, "rect");
  range.setAttribute("class", "histogram-range");
  range.setAttribute("height", space);
  drawing.prepend(range);

  function mark(from, to) {
    const [start, end] = [Math.max(from || first, first), Math.min(to || last, last)];
    const isChosen = (from || to) && start <= end;
    range.setAttribute("x", (start - first) * step);
    range.setAttribute("width", isChosen ? (end - start + 1) * step : 0);
    for (const { link, year } of columns) link.classList.toggle("histogram-out", Boolean((from && year < from) || (to && year > to)));
  }

  let dragged = null; // where a drag began: the place, the year, and whether it has moved
  const yearAt = (x) => {
    const place = new DOMPoint(x, 0).matrixTransform(drawing.getScreenCTM().inverse()).x;
    return Math.max(first, Math.min(last, first + Math.floor(place / step)));
  };
  const ends = (year) => [dragged.year, year].sort((a, b) => a - b);

  drawing.addEventListener("dragstart", (event) => event.preventDefault());
  drawing.addEventListener("pointerdown", ({ button, clientX, pointerId }) => {
    if (button === 0) dragged = { x: clientX, year: yearAt(clientX), pointerId, moved: false };
  });
  drawing.addEventListener("pointermove", ({ clientX, pointerId }) => {
    if (dragged?.pointerId !== pointerId) return;
    if (!dragged.moved && Math.abs(clientX - dragged.x) > NEAR) {
      dragged.moved = true;
      drawing.setPointerCapture(pointerId);
    }
    if (dragged.moved) mark(...ends(yearAt(clientX)));
  });
  drawing.addEventListener("pointerup", ({ clientX }) => {
    if (!dragged?.moved) dragged = null;
    else choose(...ends(yearAt(clientX)));
  });
  drawing.addEventListener("pointercancel", () => (dragged = null));
  // a drag is no click on the column where it ends
  drawing.addEventListener("click", (event) => {
    if (dragged) event.preventDefault();
    dragged = null;
  }, { capture: true });

  return (years, { from, to }) => {
    const numbers = new Map();
    for (const year of years) numbers.set(year, (numbers.get(year) ?? 0) + 1);
    const most = Math.max(1, ...numbers.values());
    for (const { bar, title, year } of columns) {
      const number = numbers.get(year) ?? 0;
      const height = number && Math.max(3, (space * number) / most);
      bar.setAttribute("y", space - height);
      bar.setAttribute("height", height);
      title.textContent = `${year}: ${ngettext("%(count)s event", "%(count)s events", number)}`;
    }
    mark(Number(from), Number(to));
  };
}
