import type { CampaignOf } from '@parley/owner-plan';
import type { JsonValue } from '../channel';
import { checkedFills, type PlainParts } from './checked-fills';
import type { Composer } from './composer';

/** PutEvents takes 256 KB an entry, its other members counted (EventBridge user guide, "Calculating PutEvents entry size"). */
export const MOST_DETAIL_BYTES = 240_000;

/** Events, built as objects: a value can't become anything but text. */
export function composeCustom(campaign: CampaignOf<'custom'>): Composer {
  const texts: PlainParts = Object.fromEntries(
    Object.entries(campaign.detail).flatMap(([name, value]) => (typeof value === 'string' ? [[name, { text: value }]] : [])),
  );
  const fills = checkedFills(campaign.name, texts);
  return {
    channel: 'custom',
    compose: (head, { fields }) => {
      const values = Object.entries(campaign.detail).map(([name, value]): [string, JsonValue] => [name, fills[name]?.(fields) ?? value]);
      const detail = Object.fromEntries(values);
      if (Buffer.byteLength(JSON.stringify(detail)) > MOST_DETAIL_BYTES) return { unfit: `the detail has more than ${MOST_DETAIL_BYTES} bytes` };
      return { message: { ...head, channel: 'custom', detail } };
    },
  };
}
