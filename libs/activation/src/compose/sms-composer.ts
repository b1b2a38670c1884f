import type { CampaignOf } from '@parley/owner-plan';
import { checkedFills } from './checked-fills';
import type { Composer } from './composer';

/** `MessageBody` of SendTextMessage (End User Messaging SMS v2) takes so many characters. */
export const MOST_SMS_CHARACTERS = 1600;

export function composeSms(campaign: CampaignOf<'sms'>): Composer {
  const fill = checkedFills(campaign.name, { body: { text: campaign.body } });
  return {
    channel: 'sms',
    compose: (head, { addresses, fields }) => {
      if (addresses.sms === undefined) return { unfit: 'there is no telephone number' };
      const body = fill.body(fields).trim();
      if (body === '') return { unfit: 'the text is empty' };
      if (body.length > MOST_SMS_CHARACTERS) return { unfit: `the text has more than ${MOST_SMS_CHARACTERS} characters` };
      return { message: { ...head, channel: 'sms', to: addresses.sms, body } };
    },
  };
}
