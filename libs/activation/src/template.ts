import { checkTemplate, CONTACT_FIELDS } from '@parley/owner-plan';
import { fillHtml, fillLine, fillText } from './compose/plain-text';
import { activationErrors } from './errors';
import { htmlToText } from './html-to-text';
import { allFields, type TemplateFields } from './template-fields';

/** The three parts of an e-mail before a person's values are filled in. Names of files are for error messages. */
export interface TemplateSource {
  subject: string;
  html: string;
  /** Without it the text part is made from the HTML. */
  text?: string;
  file?: string;
  textFile?: string;
}

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
 * Checks an e-mail's template against the fields that contacts have and compiles it. Throws ACTIVATION_TEMPLATE with every
 * problem, so that nothing about a template fails at send time. A field that is null for a person renders as nothing.
 */
export function compileTemplate(source: TemplateSource, fields: readonly string[] = CONTACT_FIELDS): MessageTemplate {
  const known = [...fields, ...BUILT_IN_FIELDS];
  const text = source.text ?? htmlToText(source.html);
  const problems = [
    ...checkTemplate(source.subject, known, { part: 'subject', kind: 'plain', ...inFile(source.file) }),
    ...checkTemplate(source.html, known, { part: 'html', kind: 'html', ...inFile(source.file) }),
    ...(source.text === undefined ? [] : checkTemplate(source.text, known, { part: 'text', kind: 'plain', ...inFile(source.textFile) })),
  ];
  if (problems.length > 0) throw activationErrors.template(problems);
  const parts = { subject: fillLine(source.subject), html: fillHtml(source.html), text: fillText(text) };
  return {
    render: (values) => {
      const filled = allFields(known, values);
      return { subject: parts.subject(filled), html: parts.html(filled), text: parts.text(filled) };
    },
  };
}

function inFile(file: string | undefined): { file?: string } {
  return file === undefined ? {} : { file };
}
