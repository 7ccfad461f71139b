// Light, dark or as the system has it: what the reader chose is there before the page is painted.

(() => {
  const KEY = "scheme";
  const NAMES = { auto: "Colours: as the system", light: "Colours: light", dark: "Colours: dark" };
  const root = document.documentElement;
  const known = (scheme) => (scheme in NAMES ? scheme : "auto");
  let scheme = "auto";

  try {
    scheme = known(localStorage.getItem(KEY) ?? "auto");
  } catch {
    // storage is forbidden here; the choice then holds for one page
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
