/** Markup that is safe to print as it is: only `html` and `raw` make it. */
export class Html {
  constructor(readonly text: string) {}
}

export type HtmlValue = Html | string | number | readonly HtmlValue[];

/** A template whose values are escaped unless they are markup themselves, so that no text of a report can become a tag. */
export function html(strings: TemplateStringsArray, ...values: HtmlValue[]): Html {
  return new Html(strings.map((text, index) => text + (index < values.length ? print(values[index] ?? '') : '')).join(''));
}

/** Markup from a constant of ours. Never for data. */
export function raw(text: string): Html {
  return new Html(text);
}

export const nothing = raw('');

function print(value: HtmlValue): string {
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(print).join('');
  return escape(String(value));
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
