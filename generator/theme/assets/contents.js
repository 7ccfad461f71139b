// Marks the section that is being read in the table of contents.

const headings = [...document.querySelectorAll("article h2[id]:not(.card-title)")];
const links = new Map([...document.querySelectorAll(".md-nav__link")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]));

// the contents of a phone, which cover the page, close behind a choice
const contents = document.querySelector(".contents");
contents?.addEventListener("click", ({ target }) => target.closest("a") && (contents.open = false));

if (links.size) {
  let waiting = false;
  const mark = () => {
    waiting = false;
    const read = headings.findLast((each) => each.getBoundingClientRect().top < innerHeight / 3);
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
  for (const link of document.querySelectorAll(".md-nav__link, .contents li a")) {
    link.parentElement.hidden = document.getElementById(decodeURIComponent(link.hash.slice(1)))?.hidden ?? false;
  }
}

// where the navigation is wider than the screen, show the part with the current page
const tabs = document.querySelector(".md-tabs__list");
const tab = tabs?.querySelector("[aria-current]");
if (tab) tabs.scrollLeft = tab.offsetLeft - tabs.clientWidth / 2 + tab.clientWidth / 2;
