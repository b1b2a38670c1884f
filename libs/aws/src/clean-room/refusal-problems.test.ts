import { formatProblem, type Problem } from '@parley/errors';
import fc from 'fast-check';
import { refusalProblems } from './refusal-problems';

const text = fc.stringMatching(/^[A-Za-z"'(.:*][ -~]{0,80}[a-z.)]$/);
const place = fc.option(fc.record({ line: fc.integer({ min: 1, max: 9999 }), column: fc.integer({ min: 1, max: 9999 }) }), { nil: undefined });
const refusal = fc.record({ code: fc.stringMatching(/^[A-Z][A-Z0-9_]{2,30}$/), said: text, repair: text, place }).map(
  ({ code, said, repair, place: at }): Problem => ({ file: 'query', ...at, code, message: `[${code}] ${said}`, repair }),
);

it('reads back what the server writes of any refusal', () => {
  fc.assert(
    fc.property(fc.array(refusal, { minLength: 1, maxLength: 4 }), (problems) => {
      const fieldList = problems.map((problem) => ({ message: formatProblem(problem) }));
      expect(refusalProblems({ message: 'all of them', fieldList })).toEqual(problems);
    }),
  );
});

it('loses no word of any other message', () => {
  fc.assert(
    fc.property(fc.string(), (message) => {
      const [problem] = refusalProblems({ message });
      expect([problem?.message, problem?.repair ?? '', problem?.code ?? ''].join(' ')).toContain(message.replace(/^query(:\d+:\d+)?: /, '').split('\n')[0]);
    }),
  );
});
