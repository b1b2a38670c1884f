import type { Problem } from '@parley/errors';

/** `query:2:14: [CODE] text` and `repair: …` on a line of its own: each part but the text may be missing. */
const SAID = /^(?:query(?::(\d+):(\d+))?: )?(?:\[([A-Z][A-Z0-9_]*)\] )?(.*?)(?:\n\s*repair: (.*))?$/s;

/**
 * What a refused query's exception says, as problems of the query's text: one for each field it lists, else its message.
 * Our server writes code, place and repair into them; AWS publishes no wording, so there a problem is its text alone.
 */
export function refusalProblems({ message, fieldList }: { message: string; fieldList?: readonly { message?: string }[] | undefined }): Problem[] {
  const listed = (fieldList ?? []).flatMap(({ message: text }) => (text === undefined ? [] : [text]));
  return (listed.length > 0 ? listed : [message]).map(problem);
}

function problem(said: string): Problem {
  const [, line, column, code, text, repair] = SAID.exec(said) ?? [];
  return {
    file: 'query',
    ...(line !== undefined && { line: Number(line), column: Number(column) }),
    ...(code !== undefined && { code }),
    message: `${code === undefined ? '' : `[${code}] `}${text ?? said}`,
    ...(repair !== undefined && { repair }),
  };
}
