// What Material's own scripts do for what works without any: content tabs, the navigation, lines of code that have no room, and
// tasks, whose boxes get their names.

const LABELS = ".tabbed-labels > label";

/** Shows the content tab, or the tab of the heading, that the address names. */
function showTarget() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target?.name?.startsWith("__tabbed_")) target.checked = true;
}
showTarget();
addEventListener("hashchange", showTarget);

/** Places the line under the content tab that is shown, as Material's styles have it. */
function underline({ target }) {
  const labels = target.parentElement?.querySelector(":scope > .tabbed-labels");
  const label = labels?.querySelector(`[for="${CSS.escape(target.id)}"]`);
  if (!label) return;
  labels.style.setProperty("--md-indicator-x", `${label.offsetLeft}px`);
  labels.style.setProperty("--md-indicator-width", `${label.offsetWidth}px`);
}
document.addEventListener("change", underline);
for (const target of document.querySelectorAll(".tabbed-set > input:checked")) underline({ target });

// tabs of the same name change together, if the site links them
if (document.documentElement.dataset.features?.includes("content.tabs.link")) {
  document.addEventListener("click", ({ target }) => {
    const label = target.closest?.(LABELS);
    if (!label) return;
    for (const other of document.querySelectorAll(LABELS)) {
      const tab = document.getElementById(other.htmlFor);
      if (other.textContent.trim() !== label.textContent.trim() || tab.checked) continue;
      tab.checked = true;
      underline({ target: tab });
    }
  });
}

// the drawer and the sections of the navigation, which are labels, by keyboard
document.addEventListener("keydown", (event) => {
  const label = event.target.closest?.("label[for][tabindex]");
  if (label && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    label.click();
  } else if (event.key === "Escape") {
    const drawer = document.getElementById("__drawer");
    if (drawer) drawer.checked = false;
  }
});

const wide = new ResizeObserver((entries) => {
  for (const { target } of entries) if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
});
for (const code of document.querySelectorAll("pre > code")) wide.observe(code);

for (const box of document.querySelectorAll(".task-list-control > input")) {
  box.ariaLabel = box.closest("li").innerText.split("\n")[0];
}
