// Marks the section that is being read in the table of contents, and closes menus.

const headings = [...document.querySelectorAll("article h2[id]:not(.card-title)")];
const links = new Map([...document.querySelectorAll(".md-sidebar--secondary .md-nav__link")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]));

// the contents of a phone, which cover the page, close behind a choice
const contents = document.querySelector(".contents");
contents?.addEventListener("click", ({ target }) => target.closest("a") && (contents.open = false));

if (links.size) {
  let waiting = false;
  const mark = () => {
    waiting = false;
    const read = headings.findLast((heading) => heading.getBoundingClientRect().top < innerHeight / 3);
    for (const [id, link] of links) {
      if (id === read?.id) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current");
    }
  };
  const later = () => {
    if (!waiting) requestAnimationFrame(mark);
    waiting = true;
  };
  addEventListener("scroll", later, { passive: true });
  addEventListener("resize", later);
  mark();
}

/** Leaves out of the contents what a filter has emptied. */
export function followFilter() {
  for (const link of document.querySelectorAll(".md-sidebar--secondary .md-nav__link, .contents li a")) {
    link.parentElement.hidden = document.getElementById(decodeURIComponent(link.hash.slice(1)))?.hidden ?? false;
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
