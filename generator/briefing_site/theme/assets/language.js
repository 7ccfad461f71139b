// What scripts say in the language of the site: they have it in English, and a file has the translations.

const { lang, dataset } = document.documentElement;
/** The kind of English where the settings only say `en`. */
export const locale = lang === "en" ? "en-GB" : lang;
const plurals = new Intl.PluralRules(lang);
const messages = dataset.messages ? await load(dataset.messages) : {};

async function load(address) {
  try {
    return await (await fetch(address)).json();
  } catch {
    return {}; // then it is English
  }
}

/** Takes the texts of a file, too, which only a site with translations has. */
export async function add(address) {
  if (dataset.messages) Object.assign(messages, await load(address));
}

/** A name as it stands within a sentence: German has capital letters there, too. */
export const within = (name) => (lang.startsWith("de") ? name : name.toLowerCase());

/** A number as the language writes it. */
export const written = (number) => number.toLocaleString(lang);

/** A text with its values, which are named in it like %(this)s. */
export function gettext(text, values) {
  return filled(messages[text] ?? text, values);
}

/** A text that has another translation elsewhere. */
export function pgettext(context, text, values) {
  return filled(messages[`${context}\u0004${text}`] ?? text, values);
}

/** A text for a number, which is %(count)s in it. */
export function ngettext(one, many, number, values) {
  const text = messages[one]?.[plurals.select(number)] ?? (number === 1 ? one : many);
  return filled(text, { count: written(number), ...values });
}

function filled(text, values) {
  return values ? pieces(text, values).join("") : text;
}

/** The parts of a text between its values, and these, which may be elements. */
export function pieces(text, values) {
  return text.split(/%\((\w+)\)s/).map((part, index) => (index % 2 ? values[part] : part));
}
