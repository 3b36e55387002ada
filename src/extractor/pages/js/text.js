// Records count code points, strings of JavaScript count UTF-16 units. This is the only place where the one becomes the
// other, and where the text is cut.

/** A text that is addressed by code points: `slice(start, end)`, `length`, and both ways of counting. */
function makeText(string) {
  // Only characters beyond U+FFFF take two units. They are few, so their places tell everything.
  const wide = [];
  for (const found of string.matchAll(/[\u{10000}-\u{10ffff}]/gu)) wide.push(found.index);

  const toUnits = (point) => point + firstAtOrAfter(wide.length, (i) => wide[i] - i >= point);
  const toPoints = (unit) => unit - firstAtOrAfter(wide.length, (i) => wide[i] >= unit);
  return {
    string,
    length: string.length - wide.length,
    toUnits,
    toPoints,
    slice: (start, end) => string.slice(toUnits(start), toUnits(end)),
  };
}

/** The first of `0..count` for which `holds`, which holds for all that follow; `count` if there is none. */
function firstAtOrAfter(count, holds) {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The lines of a text as `{start, end}` in code points, without what ends them; they end as in `spans.line_of`. */
function linesOf(text) {
  const lines = [];
  let start = 0;
  for (const found of text.string.matchAll(/\r\n|\n|\r/g)) {
    lines.push({ start: text.toPoints(start), end: text.toPoints(found.index) });
    start = found.index + found[0].length;
  }
  lines.push({ start: text.toPoints(start), end: text.length });
  return lines;
}
