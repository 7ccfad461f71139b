// The theme: light, dark, or that of the system. The reader's choice is applied before the first paint.

(() => {
  const KEY = "scheme";
  const NAMES = { auto: "Theme: auto", light: "Theme: light", dark: "Theme: dark" };
  const root = document.documentElement;
  const known = (scheme) => (scheme in NAMES ? scheme : "auto");
  let scheme = "auto";

  try {
    scheme = known(localStorage.getItem(KEY) ?? "auto");
  } catch {
    // storage is blocked here: the choice applies to this page only
  }
  root.classList.replace("no-js", "js");
  root.dataset.scheme = scheme;

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("[data-choose-scheme]");
    if (!button) return;
    const show = () => {
      root.dataset.scheme = scheme;
      button.querySelector("span").textContent = NAMES[scheme];
    };
    button.addEventListener("click", () => {
      const all = Object.keys(NAMES);
      scheme = all[(all.indexOf(scheme) + 1) % all.length];
      try {
        localStorage.setItem(KEY, scheme);
      } catch {
        // as above
      }
      show();
    });
    button.hidden = false;
    show();
  });
})();
