/** The lines in which two texts differ. */

/**
 * The blocks of lines that differ, from the end of the text to its beginning, so that line numbers hold while one
 * replaces one block after another: the number of the first line, the old lines, and the new ones.
 */
export function differences(text, changed) {
  const both = [text, changed].map((each) => each.replace(/\n$/, "").split("\n"));
  const [before] = both;
  const shortest = Math.min(...both.map(({ length }) => length));
  const isSame = (at) => both[0].at(at) === both[1].at(at);
  let [top, end] = [0, 0];
  while (top < shortest && isSame(top)) top += 1;
  while (end < shortest - top && isSame(-1 - end)) end += 1;
  const [old, now] = both.map((lines) => lines.slice(top, lines.length - end));
  // how many lines both have in common from a line of each on
  const width = now.length + 1;
  const common = new Uint16Array((old.length + 1) * width);
  for (let place = common.length - width - 2; place >= 0; place -= 1) {
    const [line, other] = [old[Math.floor(place / width)], now[place % width]];
    common[place] = line === other ? common[place + width + 1] + 1 : Math.max(common[place + width], common[place + 1]);
  }
  const blocks = [];
  for (let [at, other, block] = [0, 0]; at < old.length || other < now.length; ) {
    if (at < old.length && old[at] === now[other]) {
      [at, other, block] = [at + 1, other + 1, undefined];
      continue;
    }
    if (!block) blocks.unshift((block = { line: top + at + 1, above: before[top + at - 1], old: [], now: [] }));
    const place = at * width + other;
    if (other === now.length || (at < old.length && common[place + width] >= common[place + 1])) block.old.push(old[at++]);
    else block.now.push(now[other++]);
  }
  return blocks;
}
