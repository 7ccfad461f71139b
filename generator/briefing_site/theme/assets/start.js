// What has to run before the first paint: the palette of the reader's choice, which is light, dark or that of the system where
// the site sets none. All other scripts add to a page that is complete without them: they are loaded after it is shown.

(() => {
  // from disk, browsers load no modules, so the page stays as it is without scripts
  if (location.protocol === "file:") return;
  const SYSTEM = "(prefers-color-scheme)";
  const SCHEMES = [{ scheme: "auto" }, { scheme: "light" }, { scheme: "dark" }];
  const root = document.documentElement;
  const { scope, messages, features, modules, palettes } = document.currentScript.dataset;
  const options = palettes ? JSON.parse(palettes) : SCHEMES;
  const key = `${new URL(scope, location).pathname}.palette`;
  const matches = ({ media }) => media && media !== SYSTEM && matchMedia(media).matches;

  let choice = options.findIndex((option) => option.media === SYSTEM || matches(option));
  try {
    choice = Number(localStorage.getItem(key) ?? choice);
  } catch {
    // storage is blocked here: a choice applies to this page only
  }
  if (!options[choice]) choice = 0;

  /** Colours the page; the body is there as soon as its first element is read. */
  function colour() {
    if (!palettes) root.dataset.scheme = options[choice].scheme;
    else if (document.body) {
      const chosen = options[choice];
      const option = chosen.media === SYSTEM ? (options.find(matches) ?? chosen) : chosen;
      for (const [name, standard] of Object.entries({ scheme: "default", primary: "indigo", accent: "indigo" })) {
        document.body.setAttribute(`data-md-color-${name}`, (option[name] || standard).replaceAll(" ", "-"));
      }
    }
  }

  root.classList.replace("no-js", "js");
  if (messages) root.dataset.messages = messages;
  if (features) root.dataset.features = features;
  colour();
  new MutationObserver((_, observer) => document.body && (colour(), observer.disconnect())).observe(root, { childList: true });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", colour);

  function load() {
    for (const path of modules.trim().split(/\s+/)) import(new URL(path, location));
    const button = document.querySelector("[data-choose-scheme]");
    if (!button) return;
    const show = () => {
      colour();
      for (const [index, name] of [...button.children].entries()) name.hidden = index !== choice;
      button.title = button.children[choice].textContent;
    };
    button.addEventListener("click", () => {
      choice = (choice + 1) % options.length;
      try {
        localStorage.setItem(key, choice);
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
