import Handlebars from 'handlebars';
import { checkTemplate, KNOWN_HELPERS } from './check-template';
import { activationErrors } from './errors';
import { htmlToText } from './html-to-text';

/** The three parts of a message before a person's values are filled in. Names of files are for error messages. */
export interface TemplateSource {
  subject: string;
  html: string;
  /** Without it the text part is made from the HTML. */
  text?: string;
  file?: string;
  textFile?: string;
}

export type TemplateFields = Record<string, string | number | null>;

export interface RenderedMessage {
  subject: string;
  html: string;
  text: string;
}

/** A checked template. Each part escapes in its own way: HTML escapes markup, the subject can't hold a line break. */
export interface MessageTemplate {
  render(fields: TemplateFields): RenderedMessage;
}

/** Always there, besides the contact's own. */
export const BUILT_IN_FIELDS = ['unsubscribeUrl'] as const;

/**
 * Checks a template against the fields that contacts have and compiles it. Throws ACTIVATION_TEMPLATE with every problem,
 * so that nothing about a template fails at send time. A field that is null for a person renders as nothing.
 */
export function compileTemplate(source: TemplateSource, fields: readonly string[]): MessageTemplate {
  const known = [...fields, ...BUILT_IN_FIELDS];
  const text = source.text ?? htmlToText(source.html);
  const problems = [
    ...checkTemplate(source.subject, known, { part: 'subject', file: source.file }),
    ...checkTemplate(source.html, known, { part: 'html', file: source.file }),
    ...(source.text === undefined ? [] : checkTemplate(source.text, known, { part: 'text', file: source.textFile })),
  ];
  if (problems.length > 0) throw activationErrors.template(problems);
  const parts = { subject: compile(source.subject, 'plain'), html: compile(source.html, 'html'), text: compile(text, 'plain') };
  return {
    render: (values) => {
      const filled = Object.fromEntries(known.map((field) => [field, values[field] ?? '']));
      return { subject: oneLine(parts.subject(filled)), html: parts.html(filled), text: parts.text(filled) };
    },
  };
}

function compile(source: string, kind: 'html' | 'plain'): Handlebars.TemplateDelegate {
  const knownHelpers = Object.fromEntries(KNOWN_HELPERS.map((helper) => [helper, true]));
  return Handlebars.create().compile(source, { strict: true, noEscape: kind === 'plain', knownHelpersOnly: true, knownHelpers });
}

/** A line break in a header would start a header of the attacker's. */
function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' ').trim();
}
