import type { CampaignOf } from '@parley/owner-plan';
import type { InAppContent } from '../in-app-content';
import { checkedFills } from './checked-fills';
import type { Composer } from './composer';

const DAY = 86_400_000;
const TEXT = { Alignment: 'LEFT', TextColor: '#111827' } as const;

/** Messages for the inbox, built as objects: a value can't become anything but text. */
export function composeInApp(campaign: CampaignOf<'in-app'>): Composer {
  const fill = checkedFills(campaign.name, {
    title: { text: campaign.title, line: true },
    body: { text: campaign.body },
    button: { text: campaign.button?.text ?? '', line: true },
  });
  return {
    channel: 'in-app',
    compose: (head, { fields }) => {
      const expires = new Date(head.at.getTime() + campaign.expiresDays * DAY);
      const content: InAppContent = {
        CampaignId: campaign.name,
        InAppMessage: {
          Content: [
            {
              BackgroundColor: '#FFFFFF',
              HeaderConfig: { ...TEXT, Header: fill.title(fields) },
              BodyConfig: { ...TEXT, Body: fill.body(fields).trim() },
              ...(campaign.image === undefined ? {} : { ImageUrl: campaign.image }),
              ...(campaign.button ? { PrimaryBtn: { DefaultConfig: { ButtonAction: action(campaign.button.link), Text: fill.button(fields), Link: campaign.button.link } } } : {}),
            },
          ],
          Layout: campaign.layout,
        },
        Priority: campaign.priority,
        Schedule: { EndDate: expires.toISOString() },
      };
      return { message: { ...head, channel: 'in-app', content, expires } };
    },
  };
}

function action(link: string): 'LINK' | 'DEEP_LINK' {
  return link.startsWith('https://') ? 'LINK' : 'DEEP_LINK';
}
