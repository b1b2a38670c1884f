import type { CampaignPlan } from '@parley/owner-plan';
import type { Channel, OutgoingMessage } from './channel';
import { composerFor } from './compose/composer-for';
import type { StopSwitch } from './ports/stop-switch';
import { sendToMe } from './send-to-me';
import { SPRING, UNSUBSCRIBE } from './testing/make-activation';

const CAMPAIGNS: [CampaignPlan, unknown][] = [
  [SPRING, { to: 'mo@shop.example.com', subject: '[test] Hello [firstName]', html: expect.stringContaining('Hello [firstName]') as string }],
  [{ name: 'text', segment: 's', channel: 'sms', body: 'Hello {{firstName}}' }, { to: '+447700900123', body: '[test] Hello [firstName]' }],
  [{ name: 'tap', segment: 's', channel: 'push', title: 'Hi', body: '{{firstName}}' }, { to: 'token', title: '[test] Hi', body: '[firstName]' }],
  [{ name: 'banner', segment: 's', channel: 'in-app', title: 'Hi', body: 'Hello', layout: 'TOP_BANNER', priority: 3, expiresDays: 7 }, { content: { InAppMessage: { CustomConfig: { test: 'true' } } } }],
  [{ name: 'event', segment: 's', channel: 'custom', detail: { who: '{{firstName}}' } }, { detail: { who: '[firstName]', test: true } }],
];

const GOING: StopSwitch = { isStopped: () => Promise.resolve(false) };
const readTemplate = (): Promise<string> => Promise.resolve('<p>Hello {{firstName}}</p><a href="{{unsubscribeUrl}}">Unsubscribe</a>');

describe('send to me', () => {
  it.each(CAMPAIGNS)('shows the message to its maker with no data of any person, and outside the campaign: %o', async (campaign, expected) => {
    const sent: OutgoingMessage[] = [];
    const channel: Channel = {
      name: campaign.channel,
      batchSize: 50,
      ratePerSecond: 1000,
      send: (batch) => {
        sent.push(...batch);
        return Promise.resolve(batch.map(({ key }) => ({ key, outcome: 'sent' })));
      },
    };
    const result = await sendToMe({
      campaign,
      runId: 'run-1',
      addresses: { email: 'mo@shop.example.com', sms: '+447700900123', push: { token: 'token', service: 'GCM' } },
      composer: await composerFor(campaign, { readTemplate, unsubscribe: UNSUBSCRIBE }),
      fields: ['firstName'],
      channel,
      clock: () => new Date('2026-07-01T11:00:00Z'),
      stop: GOING,
    });
    expect(result.outcome).toBe('sent');
    expect(sent).toMatchObject([expected]);
    expect(sent[0]?.recipient).toMatch(/^test:/);
  });

  it('says why a test cannot go', async () => {
    const composer = await composerFor(CAMPAIGNS[1]?.[0] as CampaignPlan, { readTemplate, unsubscribe: UNSUBSCRIBE });
    const channel: Channel = { name: 'sms', batchSize: 1, ratePerSecond: 1, send: () => Promise.reject(new Error('nothing may be sent')) };
    const test = sendToMe({ campaign: CAMPAIGNS[1]?.[0] as CampaignPlan, runId: 'r', addresses: {}, composer, fields: [], channel, clock: () => new Date(), stop: GOING });
    await expect(test).rejects.toMatchObject({ code: 'ACTIVATION_TEST_UNFIT' });
  });
});
