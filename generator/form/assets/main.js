/** Puts the form on the page: /contribute/write/, or /contribute/write/?brief=<name> to change a brief. */

import { button, make } from "./dom.js";
import { dropDraft, keepDraft, readDraft } from "./draft.js";
import { Form } from "./form.js";
import { Panel } from "./panel.js";

const RESTORED = "Your draft is here again. “Start anew” leaves it.";
const OUTDATED = "Your draft is here again, but the brief was changed since. “Start anew” shows it as it is now.";
const KEPT = "What you write stays in this browser until you hand it in.";
const COMMENTS =
  "The form writes the file anew: its comments, which begin with #, are lost. To keep them, edit the file itself. " +
  "Quotes with other words than before have to be checked anew; whoever accepts the change does that.";
const SITE = new URL("../..", import.meta.url);

async function load(path) {
  const response = await fetch(new URL(path, SITE));
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

/** Tells what happened, to those who see it and those who hear it, and offers to undo it. */
class Announcer {
  constructor() {
    this.text = make("p", { role: "status" });
    this.undo = button("Undo", () => {
      const undo = this.undoing;
      this.tell("Undone.");
      undo();
    });
    this.element = make("div", { class: "announcement" }, this.text, this.undo);
    this.tell("");
  }

  tell(text, undoing) {
    this.text.textContent = text;
    this.undoing = undoing;
    this.undo.hidden = !undoing;
  }
}

/** Briefs of the site as their files have them, each fetched once. */
class Briefs {
  constructor(onArrival) {
    this.onArrival = onArrival;
    this.fetched = new Map();
    this.events = new Map();
  }

  get(slug) {
    if (!this.fetched.has(slug)) this.fetched.set(slug, load(`contribute/briefs/${slug}.json`));
    return this.fetched.get(slug);
  }

  /** The events of a brief, or nothing while they are on their way. */
  eventsOf(slug) {
    if (!this.events.has(slug)) {
      this.events.set(slug, undefined);
      this.get(slug).then(
        ({ timeline = [] }) => {
          this.events.set(slug, timeline.map(({ id, $id, date, title }) => ({ id: id ?? $id, date, title })));
          this.onArrival();
        },
        () => {}, // the check of the repository will tell
      );
    }
    return this.events.get(slug);
  }
}

async function start(place) {
  const [schema, known] = await Promise.all([load("schema/brief.json"), load("contribute/form.json")]);
  const announcer = new Announcer();
  const announce = (...told) => announcer.tell(...told);
  const briefs = new Briefs(() => form.update());
  const form = new Form(schema, known, {
    eventsOf: (slug) => briefs.eventsOf(slug),
    announce,
    onChange: (state) => {
      panel.show(state);
      if (!state.isChanged) return;
      const draft = { value: state.value, name: state.name, base };
      if (!keepDraft(form.file.existing ?? "", draft)) kept.textContent = "This browser keeps no drafts.";
    },
  });
  const panel = new Panel(form, known, announce, startAnew);
  const kept = make("p", { class: "help" }, KEPT);
  const lost = make("p", { class: "help", hidden: true }, make("strong", {}, COMMENTS));
  const choice = make(
    "select",
    { id: "write--brief" },
    make("option", { value: "" }, "A new brief"),
    ...Object.entries(known.briefs).map(([slug, title]) => make("option", { value: slug }, title)),
  );

  let base = ""; // what is published, of what is shown

  async function show(slug, isDraftWanted = true) {
    const published = slug ? await briefs.get(slug) : {};
    const draft = isDraftWanted ? readDraft(slug) : undefined;
    base = draft?.base ?? JSON.stringify(published);
    form.isChanged = false;
    form.set(draft?.value ?? published, slug || undefined, draft?.name);
    choice.value = slug;
    lost.hidden = !slug;
    history.replaceState(null, "", slug ? `?brief=${slug}` : location.pathname);
    if (draft) announce(base === JSON.stringify(published) ? RESTORED : OUTDATED);
  }

  function startAnew() {
    const undo = form.undoing();
    const slug = form.file.existing ?? "";
    dropDraft(slug);
    show(slug, false).then(() => announce(slug ? "This is the brief as it is published." : "The form is empty.", undo));
  }

  const opening = make(
    "div",
    { class: "write-opening" },
    make("label", { for: choice.id }, "What to write "),
    choice,
    button("Open", () => show(choice.value).then(() => announce(`Opened: ${choice.selectedOptions[0].text}.`))),
    kept,
    lost,
  );
  const asked = new URLSearchParams(location.search).get("brief") ?? "";
  await show(Object.hasOwn(known.briefs, asked) ? asked : "");
  const columns = make("div", { class: "write-columns" }, form.element, panel.element);
  place.replaceChildren(opening, columns, announcer.element);
}

// where this fails the page says what else to do
await start(document.getElementById("write"));
