/**
 * Cuts a text of JSON objects that follow one another, with or without line feeds between them: what Firehose writes
 * when its producers end no record with one. Gives the whole objects (unparsed), and the rest that is not whole yet.
 * Text outside of objects that is no blank is a piece of its own, for its reader to refuse.
 */
export function splitObjects(text: string): { objects: string[]; rest: string } {
  const objects: string[] = [];
  let start = -1;
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (inString) {
      if (code === BACKSLASH) at += 1;
      else if (code === QUOTE) inString = false;
      continue;
    }
    if (depth === 0 && code === OPEN) {
      if (start !== -1) objects.push(text.slice(start, at));
      start = at;
      depth = 1;
    } else if (depth === 0) {
      if (start === -1 && code > BLANK) start = at;
    } else if (code === QUOTE) {
      inString = true;
    } else if (code === OPEN) {
      depth += 1;
    } else if (code === CLOSE) {
      depth -= 1;
      if (depth > 0) continue;
      objects.push(text.slice(start, at + 1));
      start = -1;
    }
  }
  return { objects, rest: start === -1 ? '' : text.slice(start) };
}

const [OPEN, CLOSE, QUOTE, BACKSLASH, BLANK] = [0x7b, 0x7d, 0x22, 0x5c, 0x20];
