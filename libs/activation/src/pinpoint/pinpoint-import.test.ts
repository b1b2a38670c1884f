import fc from 'fast-check';
import { type PinpointEndpoint, pinpointImportParts } from './pinpoint-import';

const endpoint = (id: string, change: Partial<PinpointEndpoint> = {}): PinpointEndpoint => ({ id, channelType: 'EMAIL', address: `${id}@example.com`, userId: id, optOut: 'NONE', ...change });

describe('an import file for Amazon Pinpoint', () => {
  it('has the headers and values that its guide names', () => {
    const one = endpoint('a', { timezone: 'Europe/London', attributes: { segment: 'most-likely, "best"' }, metrics: { score: 0.75 } });
    expect([...pinpointImportParts([one], { attributes: ['segment'], metrics: ['score'] })]).toEqual([
      'Id,ChannelType,Address,User.UserId,OptOut,Demographic.Timezone,Attributes.segment,Metrics.score\na,EMAIL,a@example.com,a,NONE,Europe/London,"most-likely, ""best""",0.75\n',
    ]);
  });

  it('is cut into parts by endpoints and by bytes, each with its header', () => {
    const five = ['a', 'b', 'c', 'd', 'e'].map((id) => endpoint(id));
    const byCount = [...pinpointImportParts(five, {}, { bytes: 1e9, endpoints: 2 })];
    expect(byCount.map((part) => part.trim().split('\n').length - 1)).toEqual([2, 2, 1]);
    const bytes = Buffer.byteLength(byCount[0] ?? '');
    const bySize = [...pinpointImportParts(five, {}, { bytes, endpoints: 100 })];
    expect(bySize).toEqual(byCount);
  });

  it('is no file where there is nobody', () => {
    expect([...pinpointImportParts([], {})]).toEqual([]);
  });

  it('has one line an endpoint and no tab, whatever the values hold', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 5 }), (values) => {
        const [part = ''] = pinpointImportParts(values.map((value, index) => endpoint(String(index), { attributes: { x: value } })), { attributes: ['x'] });
        expect(part.split('\n')).toHaveLength(values.length + 2);
        expect(part).not.toMatch(/[\t\r\u2028]/);
        for (const row of part.split('\n').slice(1, -1)) expect([...(row.split(',').at(-1) ?? '')].length).toBeLessThanOrEqual(202);
      }),
      { seed: 13 },
    );
  });

  it.each([
    [{ attributes: Array.from({ length: 251 }, (_, index) => `a${index}`) }, 'above'],
    [{ attributes: ['x'.repeat(51)] }, 'longer than 50'],
    [{ metrics: ['a,b'] }, 'letters, digits'],
  ])('is refused beyond the limits', (columns, words) => {
    expect(() => [...pinpointImportParts([endpoint('a')], columns)]).toThrow(words);
  });
});
