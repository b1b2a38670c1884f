import fc from 'fast-check';
import cases from './read-feedback.cases.json';
import { readFeedback } from './read-feedback';

/** Shapes of events from AWS's documents (SES Developer Guide, SMS user guide, EventBridge reference; November 2026); addresses made up. */
describe('reading what channels tell', () => {
  it.each(cases as { name: string; event: unknown; feedback?: unknown[]; unknown?: string }[])('$name', ({ event, feedback, unknown }) => {
    const reading = readFeedback(JSON.stringify(event));
    expect(reading).toEqual(feedback ? { known: true, feedback } : { known: false, type: unknown });
  });

  it('throws at nothing, and repeats nothing that is no plain word', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string(), fc.record({ eventType: fc.string(), mail: fc.anything() }).map((event) => JSON.stringify(event))), (text) => {
        const reading = readFeedback(text);
        expect(reading.known ? '' : reading.type).toMatch(/^[\w .:-]*$/);
      }),
    );
  });
});
