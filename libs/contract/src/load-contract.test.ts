import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isParleyError } from '@parley/errors';
import fc from 'fast-check';
import { stringify } from 'yaml';
import cases from './broken-contracts.cases.json';
import { loadContract } from './load-contract';
import { loadParty } from './load-party';
import { type BrokenCase, expectedProblems, problemsOf, withContract } from './testing/edited-contract';

const YAML_MARKS = ['', '  ', '- ', '\t', ': x', '{', '[', "'", '*a', '&a', '<<: ', '!!map ', '---', 'null', '__proto__: {}'];

describe('a broken contract is refused with every problem, and no other', () => {
  it.each((cases as BrokenCase[]).map((broken) => [broken.name, broken] as const))('%s', async (_, broken) => {
    await withContract(broken.edits, async (directory) => {
      const problems = await problemsOf(() => loadContract(directory));
      expect(problems).toEqual(expectedProblems(directory, broken.expect));
    });
  });

  it('a folder that does not exist', async () => {
    const problems = await problemsOf(() => loadContract('/nowhere/at/all'));
    expect(problems).toMatchObject([{ code: 'CONTRACT_DIRECTORY_MISSING', repair: expect.stringContaining('--contract') }]);
  });

  it('a query longer than AWS takes', async () => {
    const sql = `SELECT DISTINCT ${'x'.repeat(500_000)}`;
    await withContract([{ file: 'owner/analyses/by-email.sql', write: sql }], async (directory) => {
      const problems = await problemsOf(() => loadContract(directory));
      expect(problems).toEqual([expect.objectContaining({ code: 'CONTRACT_QUOTA', file: 'owner/collaboration.yaml', line: 6 })]);
    });
  });

  it('aliases that expand without end', async () => {
    const bomb = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 9; i++) bomb.push(`a${i}: &a${i} [${Array(10).fill(`*a${i - 1}`).join(', ')}]`);
    await withContract([{ file: 'panel/party.yaml', write: bomb.join('\n') }], async (directory) => {
      const problems = await problemsOf(() => loadContract(directory));
      expect(problems).toEqual([expect.objectContaining({ code: 'YAML_SYNTAX', file: 'panel/party.yaml' })]);
    });
  });

  it('whatever is done to a line, the answer is a contract or problems that say where and what to do', async () => {
    await withContract([], async (directory) => {
      const path = join(directory, 'panel/party.yaml');
      const lines = readFileSync(path, 'utf8').split('\n');
      const edit = fc.record({
        at: fc.nat(lines.length - 1),
        change: fc.oneof(fc.constantFrom(...YAML_MARKS), fc.string()),
        cut: fc.nat(30),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 3 }), async (edits) => {
          const broken = [...lines];
          for (const { at, change, cut } of edits) broken[at] = broken[at]!.slice(0, cut) + change + broken[at]!.slice(cut + 1);
          writeFileSync(path, broken.join('\n'));
          const outcome = await loadContract(directory).catch((error: unknown) => error);
          if (!(outcome instanceof Error)) return;
          if (!isParleyError(outcome)) throw outcome;
          for (const problem of outcome.problems) {
            expect(problem).toMatchObject({ code: expect.any(String), file: expect.any(String), repair: expect.stringMatching(/./) });
          }
        }),
        { seed: 2, numRuns: 150 },
      );
    });
  });
});

describe('a sound contract', () => {
  it('loads with every name resolved and defaults filled in', async () => {
    await withContract([], async (directory) => {
      const contract = await loadContract(directory);
      expect(contract.owner).toMatchObject({ id: 'owner', role: 'owner', account: '111111111111', country: 'US', retentionDays: 365 });
      expect(contract.partners.map(({ id, role, country }) => [id, role, country])).toEqual([['panel', 'partner', 'GB']]);
      expect(contract.terms).toEqual({ region: 'us-east-1', payer: 'owner', queryLog: 'ENABLED', identifierHash: 'HMAC_SHA_256' });
      expect(contract.collaborations[0]!.analyses[0]!.sqlText).toContain('SELECT DISTINCT c.customer_id');
      expect(contract.owner.tables[0]!.columns[0]).toEqual({ name: 'customer_id', type: 'string', role: 'key', knownAt: 'prediction' });
      expect(contract.notices).toEqual([]);
    });
  });

  it('passes over folders that hold no party', async () => {
    await withContract([{ file: 'src/main.ts', write: '' }], async (directory) => {
      expect((await loadContract(directory)).partners).toHaveLength(1);
    });
  });

  it('may use anchors, merge keys and a byte order mark', async () => {
    await withContract([], async (directory) => {
      const path = join(directory, 'panel/party.yaml');
      const text = readFileSync(path, 'utf8')
        .replace('- { name: age_band, type: string }', '- { <<: &text { type: string }, name: age_band }')
        .replace('{ name: home_status, type: string }', '{ <<: *text, name: home_status }');
      writeFileSync(path, `\ufeff${text}`);
      const columns = (await loadContract(directory)).partners[0]!.tables[0]!.columns;
      expect(columns.map(({ name, type }) => `${name} ${type}`)).toEqual(expect.arrayContaining(['age_band string', 'home_status string']));
    });
  });

  it('gives notice of what is legal but should be known', async () => {
    const file = 'panel/party.yaml';
    const edits = [
      { file, replace: 'allowedColumns: [hashed_email, age_band', with: 'allowedColumns: [hashed_email, hashed_phone, partner_id, age_band' },
      { file, replace: 'role: email }', with: 'role: email }\n      - { name: phone, type: string, role: phone }' },
      { file, replace: 'listColumns: [age_band', with: 'listColumns: [partner_id, hashed_phone, age_band' },
      { file, replace: 'columnName: hashed_email, minimum', with: 'columnName: area, minimum' },
    ];
    await withContract(edits, async (directory) => {
      const { notices } = await loadContract(directory);
      expect(notices).toMatchObject([
        { code: 'LIST_RELEASES_KEY', party: 'panel', table: 'people', line: 23, message: expect.stringContaining('stable id') },
        { code: 'LIST_RELEASES_IDENTIFIER', party: 'panel', table: 'people', line: 23 },
        { code: 'THRESHOLD_NOT_ON_PEOPLE', party: 'panel', table: 'visits', line: 45 },
      ]);
    });
  });
});

describe('AWS quotas', () => {
  it('are told as notices where AWS raises them on request', async () => {
    const names = Array.from({ length: 11 }, (_, at) => `p${at}`);
    const collaboration = {
      region: 'us-east-1',
      partners: Object.fromEntries(
        names.map((name) => [name, { description: 'd', analyses: [{ name, kind: 'match', sql: 'analyses/by-email.sql' }] }]),
      ),
    };
    const table = {
      source: { file: 't.csv' },
      columns: [{ name: 'a', type: 'int' }, { name: 'b', type: 'int' }],
      allowedColumns: ['a', 'b'],
      analysisRule: { analysisRuleType: 'LIST', analysisRulePolicy: { v1: { list: { joinColumns: ['a'], listColumns: ['b'] } } } },
      collaborationAnalysisRule: { allowedResultReceivers: ['111111111111'] },
    };
    const many = Object.fromEntries(Array.from({ length: 26 }, (_, at) => [`t${at}`, table]));
    const edits = [
      { remove: 'panel' },
      { file: 'owner/collaboration.yaml', write: stringify(collaboration) },
      ...names.map((name, at) => ({
        file: `${name}/party.yaml`,
        write: stringify({ party: { name, account: String(300_000_000_000 + at) }, tables: at === 0 ? many : {} }, { aliasDuplicateObjects: false }),
      })),
    ];
    await withContract(edits, async (directory) => {
      const { notices } = await loadContract(directory);
      expect(notices.map(({ code, party, line }) => [code, party, line])).toEqual([
        ['QUOTA_TABLES', 'p0', 2],
        ['QUOTA_COLLABORATIONS', 'owner', undefined],
      ]);
    });
  });

  it('are problems where AWS holds to them: the length of a rule', async () => {
    const arn = 'arn:aws:cleanrooms:us-east-1:111111111111:membership/00000000-0000-4000-8000-000000000000/analysistemplate/';
    const templates = Array.from({ length: 700 }, (_, at) => `'${arn}00000000-0000-4000-8000-${String(at).padStart(12, '0')}'`);
    const file = 'panel/party.yaml';
    const list = '          list:\n            joinColumns: [hashed_email]\n            listColumns: [age_band, income]';
    const edits = [
      { file, replace: 'analysisRuleType: LIST', with: 'analysisRuleType: CUSTOM' },
      { file, replace: list, with: `          custom: { allowedAnalyses: [${templates.join(', ')}] }` },
    ];
    await withContract(edits, async (directory) => {
      const problems = await problemsOf(() => loadContract(directory));
      expect(problems).toEqual([expect.objectContaining({ code: 'CONTRACT_QUOTA', file, message: expect.stringContaining('bytes') })]);
    });
  });
});

describe('one party alone', () => {
  it('loads without the other folders', async () => {
    await withContract([{ remove: 'owner' }], async (directory) => {
      expect(await loadParty(join(directory, 'panel/party.yaml'))).toMatchObject({ id: 'panel', role: 'partner', account: '222222222222' });
    });
  });

  it('is refused with the problems of its own file', async () => {
    const edits = [{ file: 'panel/party.yaml', replace: 'listColumns: [age_band', with: 'listColumns: [age_bnd' }, { remove: 'owner' }];
    await withContract(edits, async (directory) => {
      const problems = await problemsOf(() => loadParty(join(directory, 'panel/party.yaml')));
      expect(problems).toMatchObject([{ code: 'CONTRACT_UNKNOWN_COLUMN', file: 'panel/party.yaml', line: 22, column: 27 }]);
    });
  });

  it('is refused where its file is missing', async () => {
    await withContract([], async (directory) => {
      mkdirSync(join(directory, 'other'));
      const problems = await problemsOf(() => loadParty(join(directory, 'other/party.yaml')));
      expect(problems).toEqual([expect.objectContaining({ code: 'FILE_MISSING', file: 'other/party.yaml' })]);
    });
  });
});
