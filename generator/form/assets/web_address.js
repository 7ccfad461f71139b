/** Addresses of the web, complete ones and no others. */

const WRITTEN_OUT = /^https?:\/\/[^\s\\/?#@\u0000-\u001f]+(?:[/?#][^\s\\\u0000-\u001f]*)?$/i;
const LONGEST = 2083;
const NO_NAME = /(?:^|\.)xn--(?:\.|$)/; // browsers take it for a host, and the check does not

/** Whether a link may lead there: http or https, with a host, and nobody named. */
export function isWebAddress(text) {
  if (!WRITTEN_OUT.test(text) || [...text].length > LONGEST) return false;
  try {
    const url = new URL(text);
    return Boolean(url.host && !NO_NAME.test(url.host) && !url.username && !url.password);
  } catch {
    return false;
  }
}
