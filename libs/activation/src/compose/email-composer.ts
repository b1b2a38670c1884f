import type { CampaignOf } from '@parley/owner-plan';
import type { MessageTemplate } from '../template';
import type { UnsubscribeKeys } from '../unsubscribe-keys';
import { unsubscribeUrl } from '../unsubscribe-url';
import type { Composer } from './composer';

/** E-mails of a checked template, each with the person's own way to unsubscribe. */
export function composeEmail(campaign: CampaignOf<'email'>, template: MessageTemplate, unsubscribe: { keys: UnsubscribeKeys; list: string }): Composer {
  return {
    channel: 'email',
    compose: (head, { addresses, fields }) => {
      if (addresses.email === undefined) return { unfit: 'there is no e-mail address' };
      const token = unsubscribe.keys.token(head.recipient, campaign.name, unsubscribe.list);
      const url = unsubscribeUrl(campaign.unsubscribeUrl, token);
      const rendered = template.render({ ...fields, unsubscribeUrl: url });
      return { message: { ...head, channel: 'email', to: addresses.email, from: campaign.from, ...rendered, unsubscribeUrl: url } };
    },
  };
}
