import type { EmailMessage } from './channel';
import { sendToMe } from './send-to-me';
import { compileTemplate } from './template';

describe('send to me', () => {
  it('shows the message to its maker with no data of any person, and outside the campaign', async () => {
    const sent: EmailMessage[] = [];
    const html = '<p>Hello {{firstName}}</p><a href="{{unsubscribeUrl}}">Unsubscribe</a>';
    const result = await sendToMe({
      campaign: {
        name: 'spring',
        segment: 'most-likely',
        channel: 'email',
        from: 'hello@shop.example.com',
        subject: 'Hi {{firstName}}',
        template: 'spring.hbs',
        unsubscribeUrl: 'https://shop.example.com/u',
      },
      runId: 'run-1',
      address: 'mo@shop.example.com',
      template: compileTemplate({ subject: 'Hi {{firstName}}', html }, ['firstName']),
      fields: ['firstName'],
      channel: {
        name: 'email',
        batchSize: 50,
        ratePerSecond: 1000,
        send: (batch) => {
          sent.push(...batch);
          return Promise.resolve(batch.map(({ key }) => ({ key, outcome: 'sent' })));
        },
      },
      clock: () => new Date('2026-07-01T11:00:00Z'),
      unsubscribe: { key: Buffer.alloc(32, 7), list: 'offers' },
    });
    expect(result.outcome).toBe('sent');
    expect(sent).toMatchObject([{ to: 'mo@shop.example.com', subject: '[test] Hi [firstName]', html: expect.stringContaining('Hello [firstName]') }]);
  });
});
