import type { Gain } from '@parley/segmentation';
import fc from 'fast-check';
import { ticks } from './charts/scale';
import { renderReport } from './render-report';
import type { ReportData } from './report-data';
import { sentence } from './sections/headline';
import { adds, addsNothing, gateFailed } from './testing/fixtures';

const plain = (markup: string): string =>
  markup
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]+>/g, '')
    .replace(/\s+/g, ' ');
const withGain = (verdict: Gain['verdict']): ReportData => ({ ...adds, model: { ...adds.model, gain: { ...adds.model.gain, verdict } } });

describe('the headline', () => {
  it.each([
    ['adds', adds, 'partner-sample’s data lets you find 37% more of the people you look for among the first 10% you contact.'],
    ['nothing', addsNothing, 'partner’s data added nothing that this test could measure.'],
    ['harms and fails', gateFailed, 'partner’s data made the model worse, so it was left out. The model did not pass its gate, so nothing was sent.'],
    ['harms, of two', withGain('harms'), 'partner-sample and partner-other’s data made the model worse, so it was left out.'],
    ['no gain at the top', { ...adds, model: { ...adds.model, liftCurve: { own: adds.model.liftCurve.own, enriched: adds.model.liftCurve.own } } }, 'partner-sample’s data ranks people better, though not among the first 10% you contact.'],
    ['no partner', { ...adds, matching: [] }, 'No partner took part in this run.'],
  ])('%s', (_title, data, expected) => {
    expect(plain(sentence(data).text)).toBe(expected);
  });
});

describe('the report', () => {
  it('tells every count of the send gate, and that they add up', () => {
    const text = plain(renderReport(adds));
    for (const { audience, sent, failed, unknown, ready, heldBack } of adds.activation) {
      expect(sent + failed + unknown + ready + Object.values(heldBack).reduce((sum, one) => sum + one, 0)).toBe(audience);
      for (const value of [audience, sent, ...Object.values(heldBack)]) expect(text).toContain(value.toLocaleString('en'));
    }
  });

  it('promises what the rules promise, in just these words', () => {
    expect(plain(renderReport(adds))).toContain('A LIST rule is row-level enrichment of matched people, an AGGREGATION rule releases groups above a threshold.');
  });

  it('says what is made up, what flatters, what waits and what stopped', () => {
    expect(plain(renderReport(adds))).toContain('Made up for this rehearsal: the people, their consent, and their time zones.');
    expect(plain(renderReport({ ...adds, synthetic: { people: false, consent: false, zones: false } }))).not.toContain('Made up');
    expect(plain(renderReport(gateFailed))).toContain('A random split would have claimed an AUC of 0.781');
    expect(plain(renderReport(gateFailed))).toContain('AUC 0.559 is below the plan’s 0.6');
    expect(plain(renderReport(gateFailed))).toContain('duration (AUC 0.941)');
    expect(plain(renderReport(adds))).toContain('Gate passed. The model may score people.Warning: logistic regression is clearly better');
    expect(plain(renderReport(addsNothing))).toContain('waiting for a person’s approval');
  });

  it('tells what sending brought, and before it is measured how it will be', () => {
    const text = plain(renderReport(adds));
    expect(text).toContain('free-delivery adds Segment on-the-fence. 1,381 of 7,204 to be sent to responded (19%), and 82 of 745 held out (11%); 2,286 messages went out.');
    expect(text).toMatch(/new-arrivals not enough people yet .* To see an effect of 5\.0 points needs about [\d,]+ people on each side; these are worth 364\./);
    const { effect: _measured, ...unmeasured } = adds;
    expect(plain(renderReport(unmeasured))).toContain('Not enough people yet: the messages have only just gone out. A success is the event order.completed within 14 days');
    expect(plain(renderReport(addsNothing))).toContain('Nothing was sent, so there is nothing to measure.');
    const { outcome: _said, ...unsaid } = unmeasured;
    expect(plain(renderReport(unsaid))).toContain('Nothing says what counts as a success. Write outcome: into owner/plan.yaml');
  });

  it('shows a partner who was matched and what would leave, and nothing that a made-up owner gains', () => {
    const text = plain(renderReport({ ...adds, rehearsedAs: 'Example Panel' }));
    expect(text).toMatch(/% of a made-up owner’s customers were found in Example Panel’s file/);
    expect(text).toContain('row-level enrichment of matched people');
    for (const owners of ['What each partner added', 'How good the model is', 'The segments']) {
      expect(text).not.toContain(owners);
      expect(plain(renderReport(adds))).toContain(owners);
    }
  });

  it('escapes every text of the data, wherever it stands', () => {
    const attack = '"><script>alert(1)</script>\'&';
    const poisoned = JSON.parse(JSON.stringify(adds), (_key, value: unknown) => (typeof value === 'string' && !isSchemaWord(value) ? attack : value)) as ReportData;
    const page = renderReport(poisoned);
    expect(page).not.toContain('<script');
    expect(page.split('&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#39;&amp;').length).toBeGreaterThan(50);
    expect(page.replace(/&quot;&gt;&lt;script&gt;alert\(1\)&lt;\/script&gt;&#39;&amp;/g, '')).not.toContain('alert(');
  });

  it('is one file that asks for nothing, and the same bytes every time', () => {
    for (const data of [adds, addsNothing, gateFailed]) {
      const page = renderReport(data);
      expect(page).not.toMatch(/https?:|<script|@import|url\(|NaN|undefined|Infinity|\[object/);
      expect(renderReport(structuredClone(data))).toBe(page);
    }
  });

  it('holds with next to nothing in it', () => {
    const empty: ReportData = {
      ...adds,
      parties: [],
      matching: [],
      queries: [],
      insights: [],
      segments: [],
      activation: [],
      disclosed: [],
      steps: [],
      model: { ...adds.model, byPartner: [], liftCurve: { own: [], enriched: [] }, calibration: [], importance: [], singleFeatureAuc: [] },
    };
    expect(renderReport(empty)).not.toMatch(/NaN|undefined|Infinity|\[object/);
  });
});

describe('axis ticks', () => {
  it('are round, rising, inside and few', () => {
    fc.assert(
      fc.property(fc.double({ min: -10, max: 10, noNaN: true }), fc.double({ min: 1e-4, max: 20, noNaN: true }), (low, width) => {
        const marks = ticks(low, low + width);
        expect(marks.length).toBeLessThanOrEqual(7);
        expect(marks.every((mark, index) => mark >= low - width * 1e-6 && mark <= low + width * (1 + 1e-6) && (index === 0 || mark > (marks[index - 1] ?? 0)))).toBe(true);
      }),
      { seed: 7 },
    );
    expect(ticks(0, 1)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(ticks(-0.03, 0.03, 4)).toEqual([-0.02, 0, 0.02]);
  });
});

/** Words the type fixes, which therefore can't carry an attack, and the one date. */
function isSchemaWord(text: string): boolean {
  const fixed = ['owner', 'partner', 'match', 'insight', 'adds', 'nothing', 'harms', 'random', 'time', 'done', 'own', 'enriched', 'nothing shown', 'not enough people yet', adds.madeAt, adds.effect?.outcome.from, adds.effect?.outcome.until];
  return fixed.includes(text);
}
