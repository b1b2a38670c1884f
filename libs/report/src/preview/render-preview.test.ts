import { sampleMessage } from '@parley/activation';
import { CHANNELS } from '@parley/owner-plan';
import { type PreviewData, renderPreview } from './render-preview';

const EVIL = '"><script>alert(1)</script>';

const data: PreviewData = {
  contract: EVIL,
  campaigns: CHANNELS.map((channel) => ({
    name: `c-${channel}`,
    segment: 's',
    channel,
    people: [
      { who: EVIL, composed: { message: sampleMessage(channel, 'a') } },
      { who: 'Too long', composed: { unfit: 'the text has more than 1600 characters' } },
    ],
  })),
};

describe('preview', () => {
  const page = renderPreview(data);

  it('shows each campaign to each person, and why one gets nothing', () => {
    for (const channel of CHANNELS) expect(page).toContain(`id="c-${channel}"`);
    expect(page.split('Not sent: the text has more than 1600 characters.')).toHaveLength(CHANNELS.length + 1);
    expect(page).toContain('Example Shop: news.');
    expect(page).toContain('TOP_BANNER');
  });

  it('lets no text become a tag, and an e-mail nothing but be read', () => {
    expect(page).not.toContain('<script');
    expect(page).toContain('sandbox="" srcdoc="&lt;p&gt;Hello&lt;/p&gt;"');
    expect(page).toContain("default-src 'none'");
  });

  it('is the same for the same data', () => {
    expect(renderPreview(data)).toBe(page);
  });
});
