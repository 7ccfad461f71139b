/** Puts the form on the page: /contribute/write/, or /contribute/write/?brief=<name> to change a brief. */

import { Checking } from "./checking.js";
import { button, make } from "./dom.js";
import { dropDraft, keepDraft, readDraft } from "./draft.js";
import { Form } from "./form.js";
import { gettext, pgettext } from "./language.js";
import { merged } from "./merging.js";
import { Panel } from "./panel.js";
import { loadBrief } from "./published.js";
import { inLanguage } from "./schema.js";

const RESTORED = gettext("Your draft has been restored. “Reset” discards it.");
const MERGED = gettext("The brief has changed since, and what others changed is in your draft now. Look at it before you propose it.");
const KEPT = gettext("What you write is saved in this browser, and nowhere else until you propose it.");
const KEYS = gettext("The Enter key leads to the next field, and from the last one of an entry to another entry. In longer texts, press Ctrl+Enter or ⌘+Enter.");
const NOT_KEPT = gettext("This browser does not save drafts: keep the page open until you have proposed the brief.");
const VERIFIED = gettext("A quote whose words change has to be verified again; those who accept the change do that.");
/** Milliseconds for which it is said what happened; longer while somebody is about to undo it. */
const LASTS = 20_000;
const SITE = new URL("../..", import.meta.url);

async function load(path) {
  const response = await fetch(new URL(path, SITE));
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

/** A place that says what happened, to those who see it and those who hear it, and offers to undo it. */
function announcements() {
  const text = make("p", { role: "status" });
  const undo = button(gettext("Undo"), () => {
    const { undoing } = undo;
    announce(gettext("Undone."));
    undoing();
  });
  const close = button(gettext("Close"), () => announce(""));
  const element = make("div", { class: "announcement" }, text, undo, close);
  let ending;
  const announce = (said, undoing) => {
    text.textContent = said;
    undo.undoing = undoing;
    undo.hidden = !undoing;
    clearTimeout(ending);
    if (said) ending = setTimeout(end, LASTS);
  };
  const end = () => {
    if (element.matches(":hover, :focus-within")) ending = setTimeout(end, LASTS);
    else announce("");
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
  const [described, known] = await Promise.all([load("schema/brief.json"), load("contribute/form.json")]);
  const schema = inLanguage(described);
  const { element, announce } = announcements();
  let base = ""; // the published brief that the draft began with
  let clashes = []; // what others have made of what was changed here as well
  const form = new Form(schema, known, {
    loadBrief: (name) => loadBrief(name, known.files),
    announce,
    onChange: ({ value, name, isChanged }) => {
      panel.show({ value, name });
      if (checking.state !== "ready") form.distribute();
      panel.showToDo();
      const isWritten = isChanged || checking.state === "ready";
      if (isWritten) checking.check(`briefs/${form.name.isRight() ? name : "brief"}.yml`, panel.text);
      const isKept = !isChanged || keepDraft(form.name.existing ?? "", { value, name, base, clashes });
      if (!isKept) kept.textContent = NOT_KEPT;
    },
  });
  const panel = new Panel(form, known.repository, { announce, reset, isOutdated, settled: () => checking.settled() });
  const checking = new Checking(known.program, {
    onState: (state, share) => panel.showState(state, share),
    onResult: (findings, html) => panel.showResult(findings, html),
  });
  const kept = make("p", { class: "hint" }, KEPT);
  const told = make("p", { class: "hint", hidden: true }, make("strong", {}, VERIFIED));
  const titles = Object.entries(known.briefs).map(([slug, title]) => make("option", { value: slug }, title));
  const choice = make("select", { id: "write--brief" }, make("option", { value: "" }, gettext("New brief")), ...titles);

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
    [base, clashes] = [now, draft?.clashes ?? []];
    form.set(value, existing, draft?.name);
    clashes = [...clashes, ...found.map(([path, theirs]) => [...form.namesOf(form.along(path)), inWords(theirs)].join(": "))];
    panel.showClashes(clashes);
    panel.toDoKey = undefined; // its links lead to what was there before
    panel.showToDo();
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
    await show(slug, { value: form.get(), base, clashes });
    return true;
  }

  async function reset() {
    const undo = form.undoing();
    const slug = form.name.existing ?? "";
    dropDraft(slug);
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
  const opening = make("div", { class: "write-opening" }, label, choice, button(pgettext("button", "Open"), open), kept, make("p", { class: "hint" }, KEYS), told);
  const asked = new URLSearchParams(location.search).get("brief") ?? "";
  const slug = Object.hasOwn(known.briefs, asked) ? asked : "";
  await show(slug, readDraft(slug));
  const columns = make("div", { class: "write-columns" }, form.element, panel.element);
  place.replaceChildren(opening, columns, element);
}

// where this fails, the page says what else to do
await start(document.getElementById("write"));
