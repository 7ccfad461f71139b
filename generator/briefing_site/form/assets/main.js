/** Puts the form on the page: /contribute/write/, or /contribute/write/?brief=<name> to change a brief. */

import { briefMenu, button, make } from "./dom.js";
import { keepDraft, readDraft } from "./draft.js";
import { Form } from "./form.js";
import { gettext, pgettext } from "./language.js";
import { merged } from "./merging.js";
import { Panel } from "./panel.js";
import { checkInForm, oneByOne, onProgress, page, prepare, revised } from "./program.js";
import { askedFor, load, loadBrief } from "./published.js";
import { recordOf } from "./schema.js";

const RESTORED = gettext("Your draft has been restored. “Reset” discards it.");
const MERGED = gettext("The brief has changed since, and what others changed is in your draft now. Look at it before you propose it.");
const KEPT = gettext("What you write is saved in this browser, and nowhere else until you propose it.");
const KEYS = gettext("The Enter key leads to the next field, and from the last one of an entry to another entry. In longer texts, press Ctrl+Enter or ⌘+Enter.");
const AT_ONCE = gettext("Write or paste the day and title of an event, or the title and web address of a source, into one field: each goes where it belongs.");
const NOT_KEPT = gettext("This browser does not save drafts: keep the page open until you have proposed the brief.");
const VERIFIED = gettext("A quote whose words change has to be verified again; those who accept the change do that.");
/** Milliseconds for which it is said what happened; longer while somebody is about to undo it. */
const LASTS = 20_000;

/** A place that says what happened, to those who see it and those who hear it, and offers to undo it. */
function announcements() {
  const text = make("p", { role: "status" });
  const undo = button(gettext("Undo"), () => {
    const { undoing } = undo;
    announce(gettext("Undone."));
    undoing();
  });
  const element = make("div", { class: "announcement" }, text, undo, button(gettext("Close"), () => announce("")));
  let ending;
  const announce = (said, undoing) => {
    text.textContent = said;
    Object.assign(undo, { undoing, hidden: !undoing });
    clearTimeout(ending);
    if (said) wait();
  };
  const wait = () => {
    ending = setTimeout(() => (element.matches(":hover, :focus-within") ? wait() : announce("")), LASTS);
  };
  announce("");
  return { element, announce };
}

/** The texts of a value that others have put in a place. */
function inWords(value) {
  if (value === undefined) return gettext("removed");
  return typeof value === "string" ? value : Object.values(value).map(inWords).join(" · ");
}

async function start(place) {
  const [schema, known] = await Promise.all([load("schema/brief.json"), load("contribute/form.json")]);
  const { element, announce } = announcements();
  let state; // of the program: waiting, loading, ready or absent
  let checking;
  let base = ""; // the published brief that the draft began with
  const form = new Form(recordOf(schema), known, {
    loadBrief: (name) => loadBrief(name, known.files),
    announce,
    onChange: ({ value, name, isChanged }) => {
      panel.show({ value, name, isRevised: Boolean(panel.original) && state === "ready" });
      if (state !== "ready") form.distribute();
      panel.showToDo();
      if (state === "waiting" && isChanged) enter("loading");
      const path = `briefs/${form.name.isRight() ? name : "brief"}.yml`;
      if (state === "loading" || state === "ready") checking = check({ path, written: panel.written, original: panel.original });
      const isKept = !isChanged || keepDraft(form.name.existing ?? "", { value, name, base, clashes: panel.clashes });
      if (!isKept) kept.textContent = NOT_KEPT;
    },
  });
  // for a new brief, nobody waits for the program to load
  const settled = () => (state === "ready" || (state === "loading" && panel.original) ? checking : undefined);
  const panel = new Panel(form, known.repository, { announce, reset, isOutdated, settled });
  const enter = (now) => {
    state = now;
    panel.showState(state, 0);
  };
  const check = oneByOne(async ({ path, written, original }, isLast) => {
    try {
      const text = original ? await revised(path, original.text, written) : written;
      const findings = await checkInForm(path, text);
      const html = await page(path);
      if (state !== "ready") enter("ready");
      if (!isLast()) return;
      panel.showText(text);
      panel.showResult(findings, html);
    } catch {
      enter("absent"); // an old browser, or one without memory
    }
  });
  enter(known.program ? "waiting" : "absent");
  onProgress((loaded, total) => state === "loading" && panel.showState(state, loaded / total));
  if (known.program) prepare();
  const kept = make("p", { class: "hint" }, KEPT);
  const told = make("p", { class: "hint", hidden: true }, make("strong", {}, VERIFIED));
  const choice = briefMenu(known, "write--brief");

  async function show(slug, draft) {
    const published = slug ? await loadBrief(slug, known.files) : {};
    const existing = slug || undefined;
    const inForm = (brief) => {
      form.set(brief, existing);
      return form.get();
    };
    form.isChanged = false;
    panel.original = undefined;
    if (published.$text) panel.original = { text: published.$text, value: inForm(published) };
    const now = JSON.stringify(published);
    const isMerged = Boolean(slug && draft) && draft.base !== now;
    const found = [];
    const value = isMerged
      ? merged(inForm(JSON.parse(draft.base)), draft.value, inForm(published), (path, theirs) => found.push([path, theirs]))
      : (draft?.value ?? published);
    base = now;
    form.set(value, existing, draft?.name);
    const named = found.map(([path, theirs]) => [...form.namesOf(form.along(path)), inWords(theirs)].join(": "));
    panel.clashes = [...(draft?.clashes ?? []), ...named];
    panel.showToDo(true);
    if (isMerged) form.changed();
    choice.value = slug;
    told.hidden = !slug;
    history.replaceState(null, "", slug ? `?brief=${slug}` : location.pathname);
    if (draft) announce(isMerged ? MERGED : RESTORED);
  }

  /** Takes in what others have changed since, if anything. */
  async function isOutdated() {
    const slug = form.name.existing;
    const published = await loadBrief(slug, known.files, true).catch(() => undefined);
    if (!published || JSON.stringify(published) === base) return false;
    await show(slug, { value: form.get(), base, clashes: panel.clashes });
    return true;
  }

  async function reset() {
    const undo = form.undoing();
    const slug = form.name.existing ?? "";
    keepDraft(slug);
    await show(slug);
    announce(slug ? gettext("This is the brief as it is published.") : gettext("The form is empty."), undo);
  }

  async function open() {
    const [{ value, text }] = choice.selectedOptions;
    const draft = readDraft(value);
    await show(value, draft);
    if (!draft) announce(gettext("Opened: %(title)s.", { title: text }));
  }

  const label = make("label", { for: choice.id }, gettext("Brief"));
  const opening = make("div", { class: "write-opening" }, label, choice, button(pgettext("button", "Open"), open), kept, make("p", { class: "hint keys" }, KEYS), make("p", { class: "hint" }, AT_ONCE), told);
  const slug = askedFor(known);
  await show(slug, readDraft(slug));
  const columns = make("div", { class: "write-columns" }, form.element, panel.element);
  place.replaceChildren(opening, columns, element);
}

// where this fails, the page says what else to do
await start(document.getElementById("write"));
