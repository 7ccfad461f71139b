/** The lines in which two texts differ. */

/**
 * The blocks of lines that differ, from the end of the text to its beginning, so that line numbers hold while one
 * replaces one block after another: the number of the first line, the old lines, and the new ones.
 */
export function differences(text, changed) {
  const [old, now] = [text, changed].map((each) => each.replace(/\n$/, "").split("\n"));
  const isSame = (at, end) => old[at] === now[end];
  let top = 0;
  while (top < Math.min(old.length, now.length) && isSame(top, top)) top += 1;
  let [oldEnd, end] = [old.length, now.length];
  while (Math.min(oldEnd, end) > top && isSame(oldEnd - 1, end - 1)) [oldEnd, end] = [oldEnd - 1, end - 1];
  // how many lines both have in common from a line of each on
  const width = end - top + 1;
  const common = new Uint16Array((oldEnd - top + 1) * width);
  for (let at = oldEnd - 1; at >= top; at -= 1) {
    for (let other = end - 1; other >= top; other -= 1) {
      const place = (at - top) * width + other - top;
      common[place] = isSame(at, other) ? common[place + width + 1] + 1 : Math.max(common[place + width], common[place + 1]);
    }
  }
  const blocks = [];
  for (let [at, other, block] = [top, top]; at < oldEnd || other < end; ) {
    if (at < oldEnd && other < end && isSame(at, other)) {
      [at, other, block] = [at + 1, other + 1, undefined];
      continue;
    }
    if (!block) blocks.unshift((block = { line: at + 1, above: old[at - 1], old: [], now: [] }));
    const place = (at - top) * width + other - top;
    if (other === end || (at < oldEnd && common[place + width] >= common[place + 1])) block.old.push(old[at++]);
    else block.now.push(now[other++]);
  }
  return blocks;
}
