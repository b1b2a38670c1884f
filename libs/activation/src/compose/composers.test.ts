import type { CampaignPlan } from '@parley/owner-plan';
import fc from 'fast-check';
import { composeMime } from '../compose-mime';
import { SPRING, UNSUBSCRIBE } from '../testing/make-activation';
import { composerFor } from './composer-for';
import cases from './composers.cases.json';

interface Case {
  title: string;
  campaign: object;
  firstName?: string | null;
  repeat?: number;
  letter?: string;
  expect?: object;
  unfit?: string;
}

const HEAD = { key: 'c|run-1|c1|x', recipient: 'c1', campaign: 'c', runId: 'run-1', at: new Date('2026-07-01T11:00:00Z') };
const ADDRESSES = { email: 'ada@example.com', sms: '+447700900123', push: { token: 'token-1', service: 'GCM' as const } };
const WAY_OUT = '<a href="{{unsubscribeUrl}}">Unsubscribe</a>';

const composerOf = (campaign: object, template = WAY_OUT) =>
  composerFor({ ...SPRING, ...campaign, name: 'c' } as CampaignPlan, { readTemplate: () => Promise.resolve(template), unsubscribe: UNSUBSCRIBE });

describe('what a channel makes of a campaign and a person', () => {
  it.each(cases as Case[])('$title', async ({ campaign, firstName = null, repeat, letter = 'x', expect: wanted, unfit }) => {
    const composer = await composerOf(campaign);
    const composed = composer.compose(HEAD, { addresses: ADDRESSES, consents: [], fields: { firstName: repeat === undefined ? firstName : letter.repeat(repeat) } });
    if (unfit !== undefined) expect(composed).toEqual({ unfit: expect.stringContaining(unfit) as string });
    else expect(composed).toMatchObject({ message: { ...HEAD, channel: composer.channel, ...wanted } });
  });

  it.each([
    ['email', 'no e-mail address'],
    ['sms', 'no telephone number'],
    ['push', 'no device token'],
  ])('says that a person has no address of %s, and no value of theirs', async (channel, words) => {
    const composer = await composerOf({ channel, body: 'Hello {{firstName}}', title: 'x' });
    const composed = composer.compose(HEAD, { addresses: {}, consents: [], fields: { firstName: 'Ada' } });
    expect(composed).toEqual({ unfit: expect.stringContaining(words) as string });
    expect(JSON.stringify(composed)).not.toContain('Ada');
  });

  it('refuses a template with a field that no contact has, before anything is made', async () => {
    await expect(composerOf({ channel: 'sms', body: 'Hello {{surname}}' })).rejects.toMatchObject({ code: 'ACTIVATION_TEMPLATE', message: expect.stringContaining('surname') as string });
  });
});

describe('an e-mail of hostile values', () => {
  it('has the headers it should and no other, whatever a field holds', async () => {
    const composer = await composerOf({ subject: 'For {{firstName}}' });
    const evil = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\r\nBcc: eve@example.com', '\nX-Evil: 1', '=?utf-8?q?=0d=0aBcc:eve@example.com?=', '\u2028Bcc: eve@example.com'));
    await fc.assert(
      fc.asyncProperty(evil, evil, async (before, after) => {
        const composed = composer.compose(HEAD, { addresses: ADDRESSES, consents: [], fields: { firstName: `${before}${after}` } });
        if (!('message' in composed) || composed.message.channel !== 'email') throw new Error('no e-mail');
        const mime = (await composeMime(composed.message)).toString('latin1');
        const head = mime.slice(0, mime.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
        const names = head.split('\r\n').map((line) => line.slice(0, line.indexOf(':')).toLowerCase());
        expect(names.sort()).toEqual(['content-type', 'date', 'from', 'list-unsubscribe', 'list-unsubscribe-post', 'message-id', 'mime-version', 'subject', 'to']);
      }),
      { seed: 12, numRuns: 200 },
    );
  });
});
