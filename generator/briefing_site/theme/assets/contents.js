// Marks the section that is being read in the table of contents, and closes menus.

import { targetOf } from "./elements.js";

const headings = [...document.querySelectorAll("article h2[id]:not(.card-title)")];
const links = [...document.querySelectorAll(".md-sidebar--secondary .md-nav__link")];

// the contents of a phone, which cover the page, close behind a choice
const contents = document.querySelector(".contents");
contents?.addEventListener("click", ({ target }) => target.closest("a") && (contents.open = false));

if (links.length) {
  const mark = () => {
    const read = headings.findLast((heading) => heading.getBoundingClientRect().top < innerHeight / 3);
    for (const link of links) {
      if (read && targetOf(link) === read) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
  };
  addEventListener("scroll", mark, { passive: true });
  addEventListener("resize", mark);
  mark();
}

/** Leaves out of the contents what a filter has emptied. */
export function followFilter() {
  for (const link of document.querySelectorAll(".md-sidebar--secondary .md-nav__link, .contents li a")) {
    link.parentElement.hidden = targetOf(link)?.hidden ?? false;
  }
}

/** Has a menu closed by Escape, and by what is clicked or has the focus elsewhere. */
export function makeMenu(menu) {
  menu.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape") return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  const leave = ({ target }) => menu.contains(target) || (menu.open = false);
  document.addEventListener("click", leave);
  document.addEventListener("focusin", leave);
}

document.querySelectorAll(".menu").forEach(makeMenu);
