// The theme: light, dark, or that of the system. The reader's choice is applied before the first paint.

(() => {
  // from disk, browsers load no modules, so the page stays as it is without scripts
  if (location.protocol === "file:") return;
  const KEY = "scheme";
  const SCHEMES = ["auto", "light", "dark"];
  const root = document.documentElement;
  const known = (scheme) => (SCHEMES.includes(scheme) ? scheme : "auto");
  let scheme = "auto";

  try {
    scheme = known(localStorage.getItem(KEY) ?? "auto");
  } catch {
    // storage is blocked here: the choice applies to this page only
  }
  root.classList.replace("no-js", "js");
  root.dataset.scheme = scheme;
  const words = import("./language.js");

  document.addEventListener("DOMContentLoaded", async () => {
    const button = document.querySelector("[data-choose-scheme]");
    if (!button) return;
    const { gettext } = await words;
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
  });
})();
