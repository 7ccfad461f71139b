// Redirects from an old address to the new one and keeps the fragment, which a meta refresh does not.
location.replace(new URL(document.currentScript.dataset.to, location.href).href + location.hash);
