/** The page of a brief as the program makes it. */

import { SITE } from "./published.js";

const asHtml = { createHTML: (html) => html };
const policy = self.trustedTypes?.createPolicy("rendered", asHtml) ?? asHtml;

/** Puts a page into an element, below its headings. Links to the site open in another tab. */
export function render(html, element) {
  const template = document.createElement("template");
  template.innerHTML = policy.createHTML(html); // whatever contributors wrote is escaped in it, as on the page
  for (const link of template.content.querySelectorAll("a[href]:not([href^='#'])")) {
    const { href, pathname } = new URL(link.getAttribute("href"), new URL("briefs/brief.md", SITE));
    const isPage = href.startsWith(SITE.href) && pathname.endsWith(".md");
    link.href = isPage ? href.replace(/(index)?\.md(?=#|$)/, (_, index) => (index ? "" : "/")) : href;
    link.target = "_blank";
  }
  for (const heading of template.content.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    heading.setAttribute("aria-level", Math.min(Number(heading.localName[1]) + 2, 6));
  }
  element.replaceChildren(template.content);
}
