import type { CampaignOf } from '@parley/owner-plan';
import { checkedFills } from './checked-fills';
import type { Composer } from './composer';

/** APNs, FCM and Baidu take 4 KB (push notifications user guide of End User Messaging); ADM takes more. */
export const MOST_PUSH_BYTES = 4096;

export function composePush(campaign: CampaignOf<'push'>): Composer {
  const fill = checkedFills(campaign.name, { title: { text: campaign.title, line: true }, body: { text: campaign.body } });
  return {
    channel: 'push',
    compose: (head, { addresses, fields }) => {
      if (addresses.push === undefined) return { unfit: 'there is no device token' };
      const shown = { title: fill.title(fields), body: fill.body(fields).trim(), ...(campaign.url === undefined ? {} : { url: campaign.url }) };
      if (payloadBytes(shown) > MOST_PUSH_BYTES) return { unfit: `the payload has more than ${MOST_PUSH_BYTES} bytes` };
      return { message: { ...head, channel: 'push', to: addresses.push.token, service: addresses.push.service, ...shown } };
    },
  };
}

/** As APNs counts: the whole JSON, with the link where Pinpoint puts it. */
function payloadBytes({ title, body, url }: { title: string; body: string; url?: string }): number {
  return Buffer.byteLength(JSON.stringify({ aps: { alert: { title, body } }, data: { pinpoint: { deeplink: url ?? '' } } }));
}
