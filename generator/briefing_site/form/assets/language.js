/** What the form says in the language of the site, beyond what all pages say. */

import { add } from "../../assets/language.js";

await add(new URL("messages.json", import.meta.url));

export * from "../../assets/language.js";
