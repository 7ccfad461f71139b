/** Puts the form on the page: /contribute/write/, or /contribute/write/?brief=<name> to change a brief. */

import { briefMenu, button, make } from "./dom.js";
import { saveDraft, readDraft } from "./draft.js";
import { Form } from "./form.js";
import { gettext, pgettext } from "./language.js";
import { merged } from "./merging.js";
import { Panel } from "./panel.js";
import { changedLines, checkInForm, oneByOne, onProgress, page, revised } from "./program.js";
import { askedFor, load, loadBrief } from "./published.js";
import { recordOf } from "./schema.js";

const RESTORED = gettext("Your draft has been restored. “Reset” discards it.");
const MERGED = gettext("The brief has changed since, and what others changed is in your draft now. Look at it before you propose it.");
const SAVED_HERE = gettext("What you write is saved in this browser, and nowhere else until you propose it.");
const ABOUT_ENTER = gettext("The Enter key leads to the next field, and from the last one of an entry to another entry. In longer texts, press Ctrl+Enter or ⌘+Enter.");
const ABOUT_PASTING = gettext("Write or paste the day and title of an event, or the title and web address of a source, into one field: each goes where it belongs.");
const NOT_SAVED = gettext("This browser does not save drafts: keep the page open until you have proposed the brief.");
const ABOUT_QUOTES = gettext("A quote whose words change has to be verified again; those who accept the change do that.");
/** Milliseconds for which it is said what happened; longer while somebody is about to undo it. */
const NOTICE_TIME = 20_000;

/** A place that says what happened, to those who see it and those who hear it, and offers to undo it. */
class Notice {
  constructor() {
    this.text = make("p", { role: "status" });
    this.undo = button(gettext("Undo"), () => {
      const { undoing } = this;
      this.announce(gettext("Undone."));
      undoing();
    });
    const close = button(gettext("Close"), () => this.announce(""));
    this.element = make("div", { class: "announcement" }, this.text, this.undo, close);
    this.announce("");
  }

  announce(text, undoing) {
    this.text.textContent = text;
    this.undoing = undoing;
    this.undo.hidden = !undoing;
    this.closeLater();
  }

  closeLater() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.element.matches(":hover, :focus-within")) this.closeLater();
      else this.announce("");
    }, NOTICE_TIME);
  }
}

/** A value that others have put in a place, in words. */
function inWords(value) {
  if (value === undefined) return gettext("removed");
  return typeof value === "string" ? value : Object.values(value).map(inWords).join(" · ");
}

class Page {
  constructor(schema, known) {
    this.known = known;
    this.base = ""; // the published brief that the draft began with
    this.state = known.program ? "waiting" : "absent"; // of the program: waiting, loading, ready or absent
    this.notice = new Notice();
    this.announce = (text, undoing) => this.notice.announce(text, undoing);
    this.form = new Form(recordOf(schema), known, {
      loadBrief: (name) => loadBrief(name, known.files),
      announce: this.announce,
      onChange: (change) => this.update(change),
    });
    this.panel = new Panel(this.form, known.repository, {
      announce: this.announce,
      reset: () => this.reset(),
      isOutdated: () => this.isOutdated(),
      settled: () => this.settled(),
      changedLines: (published, text) => (this.state === "ready" ? changedLines(published, text) : undefined),
    });
    this.panel.showState(this.state);
    this.check = oneByOne((file, isLast) => this.runCheck(file, isLast));
    onProgress((share) => this.state === "loading" && this.panel.showState("loading", share));
    this.saving = make("p", { class: "hint" }, SAVED_HERE);
    this.aboutQuotes = make("p", { class: "hint", hidden: true }, make("strong", {}, ABOUT_QUOTES));
    this.choice = briefMenu(known, "write--brief");
  }

  opening() {
    return make(
      "div",
      { class: "write-opening" },
      make("label", { for: this.choice.id }, gettext("Brief")),
      this.choice,
      button(pgettext("button", "Open"), () => this.open()),
      this.saving,
      make("p", { class: "hint keys" }, ABOUT_ENTER),
      make("p", { class: "hint" }, ABOUT_PASTING),
      this.aboutQuotes,
    );
  }

  enter(state) {
    this.state = state;
    this.panel.showState(state, 0);
  }

  /** Shows, checks and saves what is in the form now. */
  update({ value, name, isChanged }) {
    const { form, panel } = this;
    panel.show({ value, name, isRevised: Boolean(panel.original) && this.state === "ready" });
    if (this.state !== "ready") form.distribute();
    panel.showToDo();
    if (this.state === "waiting" && isChanged) this.enter("loading");
    if (this.state === "loading" || this.state === "ready") {
      const path = `briefs/${form.name.isRight() ? name : "brief"}.yml`;
      this.checking = this.check({ path, written: panel.written, original: panel.original });
    }
    if (!isChanged) return;
    const isSaved = saveDraft(form.name.existing ?? "", { value, name, base: this.base, clashes: panel.clashes });
    if (!isSaved) this.saving.textContent = NOT_SAVED;
  }

  async runCheck({ path, written, original }, isLast) {
    try {
      const text = original ? await revised(path, original.text, written) : written;
      const findings = await checkInForm(path, text);
      const html = await page(path);
      if (this.state !== "ready") this.enter("ready");
      if (!isLast()) return;
      this.panel.showText(text);
      this.panel.showResult(findings, html);
    } catch {
      this.enter("absent"); // an old browser, or one without memory
    }
  }

  /** The check that has to end first. For a new brief, nobody waits for the program to load. */
  settled() {
    const isAwaited = this.state === "ready" || (this.state === "loading" && this.panel.original);
    return isAwaited ? this.checking : undefined;
  }

  async show(slug, draft) {
    const { form, panel } = this;
    const published = slug ? await loadBrief(slug, this.known.files) : {};
    const existing = slug || undefined;
    const inForm = (brief) => {
      form.set(brief, existing);
      return form.get();
    };
    form.isChanged = false;
    panel.original = undefined;
    if (published.$text) panel.original = { text: published.$text, value: inForm(published) };
    const base = JSON.stringify(published);
    const isMerged = Boolean(slug && draft) && draft.base !== base;
    const clashes = [];
    let value = draft?.value ?? published;
    if (isMerged) {
      value = merged(inForm(JSON.parse(draft.base)), draft.value, inForm(published), (path, theirs) => clashes.push([path, theirs]));
    }
    this.base = base;
    form.set(value, existing, draft?.name);
    panel.clashes = draft?.clashes ?? [];
    for (const [path, theirs] of clashes) {
      panel.clashes.push([...form.namesOf(form.along(path)), inWords(theirs)].join(": "));
    }
    panel.showToDo(true);
    if (isMerged) form.changed();
    this.choice.value = slug;
    this.aboutQuotes.hidden = !slug;
    history.replaceState(null, "", slug ? `?brief=${slug}` : location.pathname);
    if (draft) this.announce(isMerged ? MERGED : RESTORED);
  }

  /** Takes in what others have changed since, if anything. */
  async isOutdated() {
    const slug = this.form.name.existing;
    const published = await loadBrief(slug, this.known.files, true).catch(() => undefined);
    if (!published || JSON.stringify(published) === this.base) return false;
    await this.show(slug, { value: this.form.get(), base: this.base, clashes: this.panel.clashes });
    return true;
  }

  async reset() {
    const undoing = this.form.undoing();
    const slug = this.form.name.existing ?? "";
    saveDraft(slug);
    await this.show(slug);
    this.announce(slug ? gettext("This is the brief as it is published.") : gettext("The form is empty."), undoing);
  }

  async open() {
    const [{ value, text }] = this.choice.selectedOptions;
    const draft = readDraft(value);
    await this.show(value, draft);
    if (!draft) this.announce(gettext("Opened: %(title)s.", { title: text }));
  }
}

// where this fails, the page says what else to do
const [schema, known] = await Promise.all([load("schema/brief.json"), load("contribute/form.json")]);
const view = new Page(schema, known);
const slug = askedFor(known);
await view.show(slug, readDraft(slug));
const columns = make("div", { class: "write-columns" }, view.form.element, view.panel.element);
document.getElementById("write").replaceChildren(view.opening(), columns, view.notice.element);
