import { malformedBody } from './errors';

/** Deeper than any lawful request by far, and far from what would overflow a stack when it is written out again. */
const DEEPEST = 100;

const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * A request's body as an object; an empty body is an empty object.
 * @throws WireError SerializationException. Its text never quotes the body.
 */
export function parseBody(body: Uint8Array): object {
  if (body.length === 0) return {};
  const parsed = parseJson(body);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw malformedBody('it is another kind of JSON value');
  return parsed;
}

function parseJson(body: Uint8Array): unknown {
  const text = decodeUtf8(body);
  if (depthOf(text) > DEEPEST) throw malformedBody(`it is nested deeper than ${DEEPEST} levels`);
  try {
    return JSON.parse(text);
  } catch {
    throw malformedBody('it cannot be parsed');
  }
}

function decodeUtf8(body: Uint8Array): string {
  try {
    return decoder.decode(body);
  } catch {
    throw malformedBody('it is not UTF-8');
  }
}

/** The deepest nesting of a JSON text, found without recursion and in one pass. Strings are stepped over. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') deepest = Math.max(deepest, (depth += 1));
    else if (character === '}' || character === ']') depth -= 1;
  }
  return deepest;
}
