// Leads from an old address to the new one, and there to the same event or quote, which a refresh can't do.
location.replace(new URL(document.currentScript.dataset.to, location.href).href + location.hash);
