/** The check of what is written: by the program, once somebody writes, or without it, of what is missing alone. */

import { checkInForm, onProgress, page, prepare } from "./program.js";

export class Checking {
  /** `isThere` says whether the site has the program; `onState` is given `waiting`, `loading`, `ready` or `absent`. */
  constructor(isThere, { onState, onResult }) {
    Object.assign(this, { onState, onResult });
    onProgress((loaded, total) => this.state === "loading" && onState("loading", loaded / total));
    this.enter(isThere ? "waiting" : "absent");
    if (isThere) prepare();
  }

  enter(state) {
    if (state === this.state) return;
    this.state = state;
    this.onState(state, 0);
  }

  /** Has a brief checked: the one given last, when the program is done with another one. */
  check(path, text) {
    if (this.state === "absent") return;
    this.next = { path, text };
    this.running ??= this.run().finally(() => (this.running = undefined));
  }

  async run() {
    if (this.state === "waiting") this.enter("loading");
    try {
      while (this.next) {
        const { path, text } = this.next;
        this.next = undefined;
        const findings = await checkInForm(path, text);
        const html = await page(path);
        this.enter("ready");
        if (!this.next) this.onResult(findings, html);
      }
    } catch {
      this.enter("absent"); // an old browser, or one without memory
    }
  }

  /** Ends when what was given last has been checked; nobody waits for the program to load. */
  async settled() {
    if (this.state === "ready") await this.running;
  }
}
