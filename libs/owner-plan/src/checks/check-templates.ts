import { join } from 'node:path';
import { readText } from '@parley/contract';
import type { Place, Problem } from '@parley/errors';
import { checkTemplate } from '../check-template';
import { CONTACT_FIELDS } from '../contact-fields';
import { templateMissing } from '../errors';
import type { CampaignPlan } from '../schema/campaign';
import type { Plan } from '../schema/plan';
import type { At } from './at';

/** A template that stands in the plan itself. */
interface Inline {
  path: (string | number)[];
  text: string;
}

/** Every template of every campaign parses and uses only fields that contacts have; the files are there. */
export async function checkTemplates(plan: Plan, root: string, at: At): Promise<Problem[]> {
  const found = await Promise.all(
    plan.campaigns.map(async (campaign, index): Promise<Problem[]> => {
      const inline = inlineTemplates(campaign).flatMap(({ path, text }) => checkInline(text, String(path.at(-1)), at('campaigns', index, ...path)));
      return campaign.channel === 'email' ? [...inline, ...(await checkFile(campaign.template, root, at('campaigns', index, 'template')))] : inline;
    }),
  );
  return found.flat();
}

async function checkFile(template: string, root: string, place: Place): Promise<Problem[]> {
  const label = `owner/${template}`;
  const { text, problem } = await readText(join(root, label), label, 'a template');
  if (problem) return [templateMissing(place, template, problem.message)];
  return checkTemplate(text, [...CONTACT_FIELDS, 'unsubscribeUrl'], { part: 'html', kind: 'html', file: label });
}

/** A problem of a text in the plan stands where the text does. */
function checkInline(text: string, part: string, place: Place): Problem[] {
  return checkTemplate(text, CONTACT_FIELDS, { part, kind: 'plain' }).map((problem) => ({ ...problem, ...place }));
}

function inlineTemplates(campaign: CampaignPlan): Inline[] {
  switch (campaign.channel) {
    case 'email':
      return [{ path: ['subject'], text: campaign.subject }];
    case 'sms':
      return [{ path: ['body'], text: campaign.body }];
    case 'push':
      return (['title', 'body'] as const).map((part) => ({ path: [part], text: campaign[part] }));
    case 'in-app':
      return [
        ...(['title', 'body'] as const).map((part) => ({ path: [part], text: campaign[part] })),
        ...(campaign.button ? [{ path: ['button', 'text'], text: campaign.button.text }] : []),
      ];
    case 'custom':
      return Object.entries(campaign.detail).flatMap(([name, value]) => (typeof value === 'string' ? [{ path: ['detail', name], text: value }] : []));
  }
}
