// The chart of a timeline: columns of the events that are chosen. Those of other years are paler.

import { ngettext } from "../language.js";

/** Returns a function that takes the year of each event that is chosen but for its year, and the years that are chosen. */
export function mountChart(drawing) {
  const links = [...drawing.querySelectorAll("a[data-year]")];
  const space = links[0].querySelector(".histogram-target").height.baseVal.value;

  return (years, { from, to }) => {
    const numbers = new Map();
    for (const year of years) numbers.set(year, (numbers.get(year) ?? 0) + 1);
    const highest = Math.max(1, ...numbers.values());
    for (const link of links) {
      const year = Number(link.dataset.year);
      const number = numbers.get(year) ?? 0;
      const height = number && Math.max(3, (space * number) / highest);
      const bar = link.querySelector(".histogram-bar");
      bar.setAttribute("y", space - height);
      bar.setAttribute("height", height);
      link.querySelector("title").textContent = `${year}: ${ngettext("%(count)s event", "%(count)s events", number)}`;
      const isOut = (from && year < Number(from)) || (to && year > Number(to));
      link.classList.toggle("histogram-out", Boolean(isOut));
    }
  };
}
