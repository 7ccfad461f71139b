/**
 * Mistakes in the words of `briefs check`, which the generator hands over as data.
 *
 * A finding says what is wrong and where: `path` is the way to the value, through keys and places in lists.
 */

function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

export class Words {
  constructor({ messages, reasons }) {
    this.messages = messages;
    this.reasons = reasons;
  }

  /** The mistake with this name, as a finding. */
  finding(name, path, values = {}) {
    const { code, severity, text, help } = this.messages[name];
    return { path, code, severity, message: filled(text, values), help: filled(help, values) };
  }

  /** Why something is no date or no id. */
  reason(name, values = {}) {
    return filled(this.reasons[name] ?? "", values);
  }
}
