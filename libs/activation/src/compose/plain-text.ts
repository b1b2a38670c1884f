import Handlebars from 'handlebars';
import { KNOWN_HELPERS } from '@parley/owner-plan';
import type { TemplateFields } from '../template-fields';

export type Fill = (fields: TemplateFields) => string;

const KNOWN = Object.fromEntries(KNOWN_HELPERS.map((helper) => [helper, true]));
// Control characters but for the line feed, and the separators that some programs take for one.
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** A checked template of HTML: values are escaped. */
export function fillHtml(source: string): Fill {
  return compiled(source, false);
}

/** A checked template of plain text: values are as they are, but for control characters. It may have several lines. */
export function fillText(source: string): Fill {
  const fill = compiled(source, true);
  return (fields) => fill(fields).replace(CONTROLS, ' ');
}

/** The same on one line: a line break in a header would start a header of the attacker's. */
export function fillLine(source: string): Fill {
  const fill = fillText(source);
  return (fields) => fill(fields).replace(/[\n ]+/g, ' ').trim();
}

function compiled(source: string, noEscape: boolean): Fill {
  const template = Handlebars.create().compile(source, { strict: true, noEscape, knownHelpersOnly: true, knownHelpers: KNOWN });
  return (fields) => template(fields);
}
