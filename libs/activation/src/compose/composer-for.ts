import type { CampaignOf, CampaignPlan } from '@parley/owner-plan';
import { compileTemplate } from '../template';
import type { UnsubscribeKeys } from '../unsubscribe-keys';
import { composeCustom } from './custom-composer';
import { composeEmail } from './email-composer';
import { composeInApp } from './in-app-composer';
import type { Composer } from './composer';
import { composePush } from './push-composer';
import { composeSms } from './sms-composer';

/** What composing needs besides the plan. */
export interface ComposeSources {
  /** Reads a template of the owner's folder. */
  readTemplate(path: string): Promise<string>;
  unsubscribe: { keys: UnsubscribeKeys; list: string };
}

/** Makes a campaign's composer. @throws ACTIVATION_TEMPLATE with every problem of its templates. */
export async function composerFor(campaign: CampaignPlan, sources: ComposeSources): Promise<Composer> {
  switch (campaign.channel) {
    case 'email':
      return emailComposer(campaign, sources);
    case 'sms':
      return composeSms(campaign);
    case 'push':
      return composePush(campaign);
    case 'in-app':
      return composeInApp(campaign);
    case 'custom':
      return composeCustom(campaign);
  }
}

async function emailComposer(campaign: CampaignOf<'email'>, { readTemplate, unsubscribe }: ComposeSources): Promise<Composer> {
  const { subject, template } = campaign;
  return composeEmail(campaign, compileTemplate({ subject, html: await readTemplate(template), file: template }), unsubscribe);
}
