import type { Contract } from '@parley/contract';

export interface NewPartner {
  /** Folder name, such as `partner-acme`. */
  id: string;
  name: string;
  /** 12 digits. */
  account: string;
}

/** A file of the scaffold, by its path in the contract's folder. */
export interface ScaffoldFile {
  path: string;
  text: string;
}

/**
 * The files of a new partner: its party file with one table under a LIST rule, the CDKTF app that deploys it, and the
 * owner's two analyses that match on e-mail and on phone. A starting point that passes every check as it is.
 */
export function newPartnerFiles(partner: NewPartner, { owner }: Contract): ScaffoldFile[] {
  const table = tableName(partner.id);
  const customers = matchTable(owner);
  return [
    { path: `${partner.id}/party.yaml`, text: partyFile(partner, table, owner.account) },
    { path: `${partner.id}/cdktf.json`, text: cdktfFile(partner.id) },
    { path: `${partner.id}/tsconfig.json`, text: '{ "extends": "../../tsconfig.base.json", "include": ["src"] }\n' },
    { path: `${partner.id}/src/main.ts`, text: MAIN },
    ...['email', 'phone'].map((by) => ({ path: `owner/analyses/${partner.id}-by-${by}.sql`, text: analysis(customers, table, by) })),
  ];
}

/** The new partner's entry of owner/collaboration.yaml. */
export function collaborationEntry({ id, name }: NewPartner, owner: string): object {
  return {
    description: `${name} tells ${owner} about the customers that both know.`,
    analyses: ['email', 'phone'].map((by) => ({ name: `${id}-by-${by}`, kind: 'match', sql: `analyses/${id}-by-${by}.sql` })),
  };
}

const tableName = (id: string): string => `${id.replace(/^partner-/, '').replaceAll('-', '_')}_people`;

/** The owner's table that people are matched in: the first that brings a hashed identifier and its key to the clean room. */
function matchTable({ tables }: Contract['owner']): { name: string; key: string } {
  for (const { name, allowedColumns = [], columns } of tables) {
    const key = columns.find(({ role }) => role === 'key')?.name;
    if (key && allowedColumns.includes(key) && allowedColumns.includes('hashed_email')) return { name: name.replaceAll('-', '_'), key };
  }
  return { name: 'customers', key: 'customer_id' }; // the check of the contract says what lacks
}

const partyFile = ({ name, account }: NewPartner, table: string, owner: string): string => `# ${name}'s own file: what it brings, and under which rule.
party:
  name: ${JSON.stringify(name)}
  account: '${account}'
  country: US
  retentionDays: 180

tables:
  ${table}:
    description: One row a person.
    source: { file: ${table}.csv }
    columns:
      - { name: partner_id, type: string, role: key, knownAt: always }
      - { name: email, type: string, role: email, knownAt: always }
      - { name: phone, type: string, role: phone, knownAt: always }
      # What the partner tells about a person. Add columns here, to allowedColumns and to listColumns.
      - { name: interest, type: string, description: What the person reads most about. }
    # All that exists of the table in the clean room.
    allowedColumns: [hashed_email, hashed_phone, interest]
    # Row-level enrichment of matched people: the owner learns listColumns of people it knows, and nothing of others.
    analysisRule:
      analysisRuleType: LIST
      analysisRulePolicy:
        v1:
          list:
            joinColumns: [hashed_email, hashed_phone]
            listColumns: [interest]
            additionalAnalyses: NOT_ALLOWED
    collaborationAnalysisRule:
      allowedResultReceivers: ['${owner}']
`;

const analysis = (customers: { name: string; key: string }, table: string, by: string): string => `SELECT DISTINCT
  c.${customers.key},
  p.interest
FROM ${customers.name} c
INNER JOIN ${table} p ON c.hashed_${by} = p.hashed_${by}
`;

const cdktfFile = (id: string): string =>
  `${JSON.stringify({ language: 'typescript', app: 'node ../../tools/run/run-ts.mjs src/main.ts', projectId: `parley-${id}`, sendCrashReports: 'false', terraformProviders: [], terraformModules: [], context: {} }, null, 2)}\n`;

const MAIN = `import { synthPartner } from '@parley/constructs';

synthPartner(process.cwd()).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
});
`;
