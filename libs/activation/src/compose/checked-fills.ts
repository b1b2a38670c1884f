import { checkTemplate, CONTACT_FIELDS } from '@parley/owner-plan';
import { activationErrors } from '../errors';
import { allFields } from '../template-fields';
import { type Fill, fillLine, fillText } from './plain-text';

/** Texts of a campaign, by part: `line` for those of one line. */
export type PlainParts = Record<string, { text: string; line?: boolean }>;

/** Checks and compiles a campaign's plain texts. @throws ACTIVATION_TEMPLATE with every problem of every part. */
export function checkedFills<P extends PlainParts>(campaign: string, parts: P): { [Part in keyof P]: Fill } {
  const problems = Object.entries(parts).flatMap(([part, { text }]) => checkTemplate(text, CONTACT_FIELDS, { part: `${campaign}.${part}`, kind: 'plain' }));
  if (problems.length > 0) throw activationErrors.template(problems);
  const fills = Object.entries(parts).map(([part, { text, line }]) => {
    const fill = line ? fillLine(text) : fillText(text);
    return [part, (fields: Parameters<Fill>[0]) => fill(allFields(CONTACT_FIELDS, fields))] as const;
  });
  return Object.fromEntries(fills) as { [Part in keyof P]: Fill };
}
