import { CleanRooms } from '@aws-sdk/client-cleanrooms';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const [OWNER, PARTNER] = ['111111111111', '222222222222'] as const;
export const BUCKET = 'results';
export const SQL = 'SELECT segment, COUNT(*) AS n FROM seg GROUP BY segment';
export const ANSWER = ['segment,n', 'gold,200', 'silver,100'];
export const BUDGET = 1_000_000;

export const accountFlags = [OWNER, PARTNER].flatMap((account) => ['--account', `${account}:secret`]);

export const client = (account: string, port: number): CleanRooms =>
  new CleanRooms({ endpoint: `http://127.0.0.1:${port}`, region: 'us-east-1', maxAttempts: 1, credentials: { accessKeyId: account, secretAccessKey: 'secret' } });

export interface Scene {
  /** The owner's membership, under which queries run. */
  membership: string;
  partnerMembership: string;
}

export function writeTable(folder: string): void {
  const place = join(folder, PARTNER, 'shared', 'seg');
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'schema.json'), JSON.stringify({ columns: [{ name: 'email', type: 'string' }, { name: 'segment', type: 'string' }], partitionKeys: [] }));
  const rows = Array.from({ length: 300 }, (_, row) => `e${row},${row % 3 === 0 ? 'silver' : 'gold'}`);
  writeFileSync(join(place, 'part-0.csv'), ['email,segment', ...rows, ''].join('\n'));
}

/** One collaboration whose one table anybody of it may query, within an access budget. */
export async function setUp(port: number): Promise<Scene> {
  const [owner, partner] = [client(OWNER, port), client(PARTNER, port)];
  const { collaboration } = await owner.createCollaboration({
    name: 'killed', description: 'again and again', creatorDisplayName: 'owner', creatorMemberAbilities: ['CAN_QUERY', 'CAN_RECEIVE_RESULTS'], queryLogStatus: 'ENABLED',
    members: [{ accountId: PARTNER, displayName: 'partner', memberAbilities: [] }],
  });
  const joined = async (as: CleanRooms) => (await as.createMembership({ collaborationIdentifier: collaboration?.id, queryLogStatus: 'ENABLED' })).membership?.id ?? '';
  const scene = { membership: await joined(owner), partnerMembership: await joined(partner) };
  const glue = { databaseName: 'shared', tableName: 'seg' };
  const { configuredTable } = await partner.createConfiguredTable({ name: 'seg', tableReference: { glue }, allowedColumns: ['email', 'segment'], analysisMethod: 'DIRECT_QUERY' });
  const custom = { allowedAnalyses: ['ANY_QUERY'], allowedAnalysisProviders: [OWNER] };
  const table = { configuredTableIdentifier: configuredTable?.id };
  await partner.createConfiguredTableAnalysisRule({ ...table, analysisRuleType: 'CUSTOM', analysisRulePolicy: { v1: { custom } } });
  const own = { membershipIdentifier: scene.partnerMembership };
  const { configuredTableAssociation } = await partner.createConfiguredTableAssociation({ ...own, ...table, name: 'seg', roleArn: `arn:aws:iam::${PARTNER}:role/reader` });
  await partner.createConfiguredTableAssociationAnalysisRule({
    ...own, configuredTableAssociationIdentifier: configuredTableAssociation?.id, analysisRuleType: 'CUSTOM', analysisRulePolicy: { v1: { custom: { allowedResultReceivers: [OWNER] } } },
  });
  const accessBudget = { budgetParameters: [{ type: 'LIFETIME' as const, budget: BUDGET }], resourceArn: configuredTableAssociation?.arn };
  await partner.createPrivacyBudgetTemplate({ ...own, privacyBudgetType: 'ACCESS_BUDGET', parameters: { accessBudget } });
  for (const one of [owner, partner]) one.destroy();
  return scene;
}
