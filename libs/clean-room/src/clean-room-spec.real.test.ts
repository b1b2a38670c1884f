import { readFileSync } from 'node:fs';
import { isParleyError } from '@parley/errors';
import type { CustomRule } from '@parley/contract';
import type { StartQuery } from '@parley/clean-room-client';
import cases from './clean-room-spec.cases.json';
import { EmbeddedCleanRoom } from './index';
import type { RoomTemplate } from './room';
import { buildEntry } from './testing/build-entry';
import { ended } from './testing/ended';
import { ACCOUNTS, MEMBERSHIP, type RoomDelta, specFolder, specRoom } from './testing/spec-room';

type Account = keyof typeof ACCOUNTS;

/** A case: the room of section 9.4 with changes, and what is started in it one after the other. Accounts are named by letter, templates by `TEMPLATES`. */
interface SpecCase {
  name: string;
  room: Omit<RoomDelta, 'seg' | 'templates' | 'receivers' | 'segReceivers'> & {
    seg?: Omit<Partial<CustomRule>, 'allowedAnalysisProviders'> & { allowedAnalysisProviders?: null };
    templates?: string[];
    receivers?: Account[];
    segReceivers?: Account[];
  };
  starts: {
    sql?: string;
    template?: string;
    parameters?: Record<string, string>;
    receiver?: Account;
    csv?: string;
    refused?: string[];
  }[];
}

const TEMPLATE: RoomTemplate = {
  arn: 'arn:aws:cleanrooms:us-east-1:222222222222:membership/00000000-0000-4000-8000-00000000000a/analysistemplate/00000000-0000-4000-8000-00000000000b',
  creator: ACCOUNTS.Q,
  text: 'SELECT c.customer_id, s.score FROM crm c JOIN seg s ON c.hashed_email = s.hashed_email WHERE s.segment = :wanted AND s.score >= :at_least',
  parameters: [
    { name: 'wanted', type: 'VARCHAR', defaultValue: 'gold' },
    { name: 'at_least', type: 'INTEGER', defaultValue: '0' },
  ],
};
const TEMPLATES: Readonly<Record<string, RoomTemplate>> = { T: TEMPLATE, 'T by P': { ...TEMPLATE, arn: `${TEMPLATE.arn.slice(0, -1)}c`, creator: ACCOUNTS.P } };

const accounts = (letters: Account[]) => letters.map((letter) => ACCOUNTS[letter]);

function roomOf({ seg, templates = [], receivers, segReceivers, ...rest }: SpecCase['room']) {
  return specRoom({
    ...rest,
    ...(seg && {
      seg: {
        ...seg,
        ...(seg.allowedAnalyses && { allowedAnalyses: seg.allowedAnalyses.map((name) => TEMPLATES[name]!.arn) }),
        allowedAnalysisProviders: seg.allowedAnalysisProviders === null ? undefined : [ACCOUNTS.Q],
      },
    }),
    templates: templates.map((name) => TEMPLATES[name]!),
    ...(receivers && { receivers: accounts(receivers) }),
    ...(segReceivers && { segReceivers: accounts(segReceivers) }),
  });
}

let entry: string;
beforeAll(() => {
  entry = buildEntry('query-process');
});

it.each((cases as SpecCase[]).map((one) => [one.name, one] as const))('%s', async (_, { room, starts }) => {
  const { options, remove } = await specFolder(entry);
  const cleanRoom = new EmbeddedCleanRoom({ ...options, rooms: [roomOf(room)] });
  try {
    for (const start of starts) {
      const asked: StartQuery = {
        membershipId: MEMBERSHIP,
        result: { bucket: 'results', keyPrefix: 'run', format: 'CSV', ...(start.receiver && { receiver: ACCOUNTS[start.receiver] }) },
        ...(start.template === undefined ? { sql: start.sql! } : { analysisTemplate: { arn: TEMPLATES[start.template]!.arn, parameters: start.parameters } }),
      };
      const outcome = await cleanRoom.startQuery(asked).catch((error: unknown) => error);
      const recorded = JSON.parse(readFileSync(options.auditFile, 'utf8').trimEnd().split('\n').at(-1)!).entry;
      if (outcome instanceof Error) {
        if (!isParleyError(outcome)) throw outcome;
        expect([outcome.kind, outcome.problems.map(({ code }) => code).sort()]).toEqual(['refused', start.refused]);
        expect(outcome.problems.every(({ repair }) => repair)).toBe(true);
        expect(recorded).toMatchObject({ kind: 'submission', verdict: 'refused' });
        expect([...recorded.refusals].sort()).toEqual(start.refused);
        continue;
      }
      const done = await ended(cleanRoom, outcome as Awaited<ReturnType<typeof cleanRoom.startQuery>>);
      expect(done.status).toBe('SUCCESS');
      expect((await options.store.get(done.resultUri!)).toString()).toBe(start.csv);
    }
  } finally {
    await cleanRoom.close();
    remove();
  }
});
