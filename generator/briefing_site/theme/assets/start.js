// What has to run before the first paint: the theme, which is light, dark or that of the system, and by the reader's choice.
// All other scripts add to a page that is complete without them: they are loaded after it is shown, and do not delay that.

(() => {
  // from disk, browsers load no modules, so the page stays as it is without scripts
  if (location.protocol === "file:") return;
  const KEY = "scheme";
  const SCHEMES = ["auto", "light", "dark"];
  const root = document.documentElement;
  const known = (scheme) => (SCHEMES.includes(scheme) ? scheme : "auto");
  const modules = document.currentScript.dataset.modules.trim().split(/\s+/);
  let scheme = "auto";

  try {
    scheme = known(localStorage.getItem(KEY) ?? "auto");
  } catch {
    // storage is blocked here: the choice applies to this page only
  }
  root.classList.replace("no-js", "js");
  root.dataset.scheme = scheme;

  async function load() {
    for (const path of modules) import(new URL(path, location));
    const button = document.querySelector("[data-choose-scheme]");
    if (!button) return;
    const { gettext } = await import("./language.js");
    const names = { auto: gettext("Theme: auto"), light: gettext("Theme: light"), dark: gettext("Theme: dark") };
    const show = () => {
      root.dataset.scheme = scheme;
      button.querySelector("span").textContent = names[scheme];
    };
    button.addEventListener("click", () => {
      scheme = SCHEMES[(SCHEMES.indexOf(scheme) + 1) % SCHEMES.length];
      try {
        localStorage.setItem(KEY, scheme);
      } catch {
        // as above
      }
      show();
    });
    button.hidden = false;
    show();
  }

  /** Loads them once something is shown; a tab in the background shows nothing yet. */
  function afterPaint() {
    if (document.hidden) return load();
    const observer = new PerformanceObserver(() => (observer.disconnect(), load()));
    observer.observe({ type: "paint", buffered: true });
  }
  document.addEventListener("DOMContentLoaded", afterPaint, { once: true });
})();
