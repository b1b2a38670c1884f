import { CleanRooms } from '@aws-sdk/client-cleanrooms';
import { type Contract, loadContract } from '@parley/contract';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve, type Serving } from '../../../apps/clean-room-server/src/serve';
import { setUpPair } from './set-up-pair';
import { openProxy, type Proxy, type ProxyOptions } from './testing/proxy';

const PARTNER = 'partner-sample';
const ARN = 'arn:aws:cleanrooms:us-east-1:111122223333:membership/0b5b7c1c-0000-4000-8000-000000000000/analysistemplate/0b5b7c1c-0000-4000-8000-000000000001';

let contract: Contract;
let folder: string;
let serving: Serving;
let proxies: Proxy[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'parley-setup-'));
  contract = guarded(await loadContract(join(__dirname, '../../../stacks')));
  serving = await emptyServer();
  proxies = [];
});
afterEach(async () => {
  await Promise.all(proxies.map((proxy) => proxy.close()));
  await serving.stop();
  rmSync(folder, { recursive: true });
});

/** The stacks' own contract, its partner's people under a CUSTOM rule with what is new in 2026, a template and an access budget. */
function guarded(found: Contract): Contract {
  const { owner } = found;
  const partners = found.partners.filter(({ id }) => id === PARTNER).map((partner) => ({
    ...partner,
    tables: partner.tables.map((table) => {
      if (table.name !== 'people') return table;
      const custom = { allowedAnalyses: [ARN.replace('111122223333', owner.account)], aggregationThresholds: [{ identityColumns: ['hashed_email'], minimumIdentityCount: 25, type: 'COUNT_DISTINCT' }] };
      return {
        ...table,
        analysisRule: { analysisRuleType: 'CUSTOM', analysisRulePolicy: { v1: { custom } } },
        accessBudget: { budgetParameters: [{ type: 'CALENDAR_DAY', budget: 10, autoRefresh: 'ENABLED' }] },
      } as unknown as typeof table;
    }),
  }));
  const collaborations = found.collaborations.filter(({ partner }) => partner === PARTNER).map((one) => ({
    ...one,
    analyses: one.analyses.map((analysis, index) => (index > 0 ? analysis : { ...analysis, analysisTemplate: { arn: ARN.replace('111122223333', owner.account), analysisParameters: [], parameters: {} } })),
  }));
  return { ...found, partners, collaborations };
}

function emptyServer(): Promise<Serving> {
  const accounts = new Map([contract.owner, ...contract.partners].map(({ account }) => [account, { id: account, accessKey: account, secret: `secret-${account}` }]));
  return serve({ data: folder, port: 0, accounts, json: false, queryProcess: join(folder, 'none.mjs') }, (error) => console.error(error));
}

const connection = (account: string, endpoint: string) => ({ region: contract.terms.region, endpoint, credentials: { accessKeyId: account, secretAccessKey: `secret-${account}` } });
const accountOf = () => ({ owner: contract.owner.account, partner: contract.partners[0]?.account ?? '' });

async function setUp(options?: ProxyOptions): Promise<{ made: Awaited<ReturnType<typeof setUpPair>>; calls: number }> {
  const proxy = await openProxy(serving.url, options);
  proxies.push(proxy);
  const { owner, partner } = accountOf();
  const made = await setUpPair({ contract, partner: PARTNER, connections: { owner: connection(owner, proxy.url), partner: connection(partner, proxy.url) } });
  return { made, calls: proxy.answered() };
}

/** Everything there is, by the names and ids that the members see. */
async function everything() {
  const seen: unknown[] = [];
  for (const account of Object.values(accountOf())) {
    const client = new CleanRooms(connection(account, serving.url));
    const memberships = (await client.listMemberships({})).membershipSummaries ?? [];
    seen.push(memberships.map(({ id }) => id), (await client.listConfiguredTables({})).configuredTableSummaries?.map(({ name, id }) => [name, id]));
    for (const { id: membershipIdentifier } of memberships) {
      const { configuredTableAssociationSummaries: tables } = await client.listConfiguredTableAssociations({ membershipIdentifier });
      const { privacyBudgetTemplateSummaries: budgets } = await client.listPrivacyBudgetTemplates({ membershipIdentifier });
      const { analysisTemplateSummaries: templates } = await client.listAnalysisTemplates({ membershipIdentifier });
      seen.push([tables, budgets, templates].map((list) => list?.map(({ id }) => id)));
    }
    client.destroy();
  }
  return seen;
}

it('makes the contract\'s clean room, and made again finds it as it is', async () => {
  const first = await setUp();
  const there = await everything();
  expect(JSON.stringify(there)).toContain('parley-partner-sample-for-owner-people-');
  expect(there.flat(2)).toHaveLength(new Set(there.flat(2)).size);
  const again = await setUp();
  expect(again.made).toEqual(first.made);
  expect(await everything()).toEqual(there);
  expect([...first.made.templates.keys()]).toEqual([ARN.replace('111122223333', accountOf().owner)]);
});

it('goes on with what is there wherever it was cut off', async () => {
  const { calls } = await setUp();
  const whole = (await everything()).map((list) => JSON.stringify(list).split(',').length);
  await serving.stop();
  for (let cutAfter = 1; cutAfter < calls; cutAfter += 4) {
    serving = await emptyServer();
    await expect(setUp({ cutAfter })).rejects.toThrow();
    await setUp();
    expect((await everything()).map((list) => JSON.stringify(list).split(',').length)).toEqual(whole);
    await serving.stop();
  }
  serving = await emptyServer();
}, 180_000);

it('brings a changed rule to what is there', async () => {
  await setUp();
  const there = await everything();
  const rule = contract.partners[0]?.tables.find(({ name }) => name === 'people')?.analysisRule as unknown as { analysisRulePolicy: { v1: { custom: { aggregationThresholds: { minimumIdentityCount: number }[] } } } };
  rule.analysisRulePolicy.v1.custom.aggregationThresholds[0]!.minimumIdentityCount = 50;
  await setUp();
  expect(await everything()).toEqual(there);
});

it('says so when a service drops a member of a rule on the way', async () => {
  await expect(setUp({ alter: (body) => body.replaceAll('AggregationThresholds', 'Forgotten') })).rejects.toMatchObject({
    code: 'SETUP_NOT_KEPT',
    problems: [{ message: expect.stringContaining('AnalysisRules[0].Policy.V1.Custom.AggregationThresholds') }],
  });
});

it('refuses a collaboration of that name with other members, and tells what the service refuses', async () => {
  await setUp();
  contract.partners[0]!.name = 'Somebody else';
  await expect(setUp()).rejects.toMatchObject({ code: 'COLLABORATION_DIFFERS', problems: [{ message: expect.stringContaining('displayName') }] });
});
