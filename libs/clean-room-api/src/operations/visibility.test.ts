import type { Members } from '../operation';
import scenario from './cases/scenario.json';
import visibility from './cases/visibility.cases.json';
import { OPERATIONS } from './operations';
import { filled, outcomeOf, runScript, type Saved, type Step } from './testing/script';
import { type AccountName, ACCOUNTS, openTestService, type TestService, uuid } from './testing/test-service';

interface Row extends Record<AccountName, string | string[]> {
  operation: string;
  with: Members;
  /** Where the answer has a list: the rows then name the ids in it. */
  list?: string;
}

const rows = visibility.rows as unknown as Row[];
const names = Object.keys(ACCOUNTS) as AccountName[];

let service: TestService;
let saved: Saved;
beforeAll(async () => {
  service = await openTestService();
  saved = await runScript(service, scenario.steps as unknown as Step[]);
});
afterAll(() => service.close());

it('says of every operation that reads who may', () => {
  const reading = OPERATIONS.map(({ name }) => name).filter((name) => /^(Get|List|BatchGet|Preview)/.test(name));
  expect(reading.filter((name) => !rows.some(({ operation }) => operation === name))).toEqual([]);
});

it('shows each account what it may see, and nothing else', async () => {
  for (const row of rows) {
    const input = filled(row.with, saved) as Members;
    const seen = await Promise.all(names.map(async (as) => [as, await seenBy(as, row, input)] as const));
    expect({ ...row, with: input, ...Object.fromEntries(seen) }).toEqual(filled(row, saved));
  }
});

it('answers to what is not yours as to what is not there', async () => {
  for (const row of rows.filter(({ list }) => list === undefined)) {
    for (const as of names.filter((name) => /^(AccessDenied|ResourceNotFound)/.test(String(row[name])))) {
      const strange = await outcomeOf(service, { as, call: row.operation, with: filled(row.with, saved) as Members });
      const nowhere = await outcomeOf(service, { as, call: row.operation, with: filled(row.with, unknownIds()) as Members });
      // An invited account knows that the collaboration is there.
      if (as === 'N' && strange.error?.code === 'AccessDeniedException') continue;
      expect({ row, as, ...withoutIds(strange) }).toEqual({ row, as, ...withoutIds(nowhere) });
    }
  }
});

async function seenBy(as: AccountName, { operation, list }: Row, input: Members): Promise<string | string[]> {
  const { answer, error } = await outcomeOf(service, { as, call: operation, with: input });
  if (!answer) return String(error?.code);
  return list === undefined ? 'visible' : (answer[list] as { id: string }[]).map(({ id }) => id);
}

/** The same kind of ids, of nothing. */
function unknownIds(): Saved {
  return Object.fromEntries(
    Object.entries(saved).map(([name, value]) => [name, value.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, uuid(987_654_321))]),
  );
}

function withoutIds(outcome: unknown): Members {
  return JSON.parse(JSON.stringify(outcome).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID')) as Members;
}
