import { scenarioRequest, scenarioTables } from './cases/scenario';
import { judge } from './judge';

const tables = scenarioTables('AGGREGATION');
const codesOf = async (sql: string) => {
  const verdict = await judge(scenarioRequest(sql, tables));
  return verdict.allowed ? [] : [...new Set(verdict.refusals.map((refusal) => refusal.code))];
};

describe('judge', () => {
  it('places refusals by line and column, in UTF-16 units behind letters of several bytes', async () => {
    const sql = "SELECT SUM(c.spend)\nFROM seg s JOIN crm c ON s.hashed_email = c.hashed_email\nWHERE s.segment = '€ü😀' AND s.hh_id = 'h1'";
    const verdict = await judge(scenarioRequest(sql, tables));
    if (verdict.allowed) throw new Error('allowed');
    const start = sql.indexOf('s.hh_id');
    expect(verdict.refusals).toEqual([
      {
        code: 'WHERE_COLUMN_NOT_ALLOWED',
        message: "Column hh_id of table seg can't be used in WHERE.",
        repair: 'Filter by columns in dimensionColumns: segment, age_band.',
        rule: 'AGGREGATION.dimensionColumns',
        table: 'seg',
        column: 'hh_id',
        span: { start, end: start + 7, line: 3, column: 30 },
      },
    ]);
  });

  it('names the thresholds, and only the columns that the query and they read', async () => {
    const verdict = await judge(scenarioRequest('SELECT s.segment AS tier, SUM(c.spend) J GROUP BY tier', tables));
    expect(verdict).toEqual({
      allowed: true,
      executableSql: expect.stringContaining('(count(DISTINCT s.hashed_email) >= 3) AND (count(DISTINCT c.hashed_email) >= 2)'),
      constraints: [
        { table: 'seg', column: 'hashed_email', minimum: 3 },
        { table: 'crm', column: 'hashed_email', minimum: 2 },
      ],
      reads: [
        { table: 'seg', columns: ['hashed_email', 'segment'] },
        { table: 'crm', columns: ['hashed_email', 'spend'] },
      ],
      output: ['tier', 'sum(spend)'],
    });
  });

  it('gives the same verdict for the same request, also when many ask at once', async () => {
    const sqls = ['SELECT SUM(c.spend) J', 'SELECT COUNT(*) J', 'SELECT ; J', "SELECT 'x', AVG(s.score) J"];
    const alone = await Promise.all(sqls.map((sql) => judge(scenarioRequest(sql, tables))));
    const crowd = await Promise.all(Array.from({ length: 40 }, (_, index) => judge(scenarioRequest(sqls[index % 4] ?? '', tables))));
    crowd.forEach((verdict, index) => expect(verdict).toEqual(alone[index % 4]));
  });

  it('refuses texts that are too long, too deep or too wide before parsing them', async () => {
    expect(await codesOf(`SELECT SUM(c.spend) J WHERE s.segment = '${'x'.repeat(90_000)}'`)).toEqual(['SQL_TOO_LONG']);
    expect(await codesOf(`SELECT SUM(c.spend) J WHERE ${'('.repeat(600)}1=1${')'.repeat(600)}`)).toEqual(['SQL_TOO_COMPLEX']);
    expect(await codesOf(`SELECT SUM(c.spend) J WHERE ${'NOT '.repeat(600)}1=1`)).toEqual(['SQL_TOO_COMPLEX']);
    expect(await codesOf(`SELECT SUM(c.spend) J WHERE s.segment IN (${"'x',".repeat(3000)}'x')`)).toEqual(['SQL_TOO_COMPLEX']);
  });

  it('copes with the deepest text the gate lets pass', async () => {
    expect(await codesOf(`SELECT SUM(c.spend) J WHERE ${'NOT '.repeat(490)}s.segment = 'gold'`)).toEqual([]);
    expect(await codesOf(`SELECT SUM(c.spend) J WHERE 1 = 1${' + 1'.repeat(480)}`)).toEqual([]);
    expect(await codesOf(`SELECT SUM(c.spend) J WHERE s.segment IN (${"'x',".repeat(2000)}'x')`)).toEqual([]);
  });

  it('copes with deep texts under CUSTOM rules, whose parts are not doubled at any level', async () => {
    const custom = scenarioTables('CUSTOM');
    const sum = `score${' + 1'.repeat(200)}`;
    const grouped = await judge(scenarioRequest(`SELECT ${sum} AS n, COUNT(*) AS c FROM seg GROUP BY ${sum}`, custom));
    expect(grouped.allowed).toBe(true);
    const chain = Array.from({ length: 40 }, (_, index) => `t${index + 1} AS (SELECT a.n FROM t${index} a JOIN t${index} b ON a.n = b.n)`);
    const joined = await judge(scenarioRequest(`WITH t0 AS (SELECT score AS n FROM seg), ${chain.join(', ')} SELECT n FROM t40`, custom));
    expect(joined.allowed).toBe(true);
    const between = `${'('.repeat(40)}score BETWEEN 1 AND 2${') BETWEEN TRUE AND TRUE'.repeat(40)}`;
    expect((await judge(scenarioRequest(`SELECT score FROM seg WHERE ${between}`, custom))).allowed).toBe(false);
  });

  it('never repeats a literal of the query in a refusal', async () => {
    const verdict = await judge(scenarioRequest("SELECT SUM(c.spend), secret_fn('hunter2') J WHERE s.hashed_email = 'hunter2' AND s.segment = 'hun''ter2'", tables));
    expect(JSON.stringify(verdict)).not.toContain('hunter2');
    const custom = scenarioTables('CUSTOM', { seg: { rule: { disallowedOutputColumns: ['hh_id'] } } });
    const inner = "SELECT 'hunter2', CONCAT(segment, 'hunter2'), hh_id || 'hunter2' FROM seg";
    for (const sql of [`SELECT q.nothing FROM (${inner}) q`, `SELECT a.*, b.* FROM (${inner}) a CROSS JOIN (SELECT CONCAT(segment, 'hunter2') FROM seg) b`, inner]) {
      const named = await judge(scenarioRequest(sql, custom));
      expect(named.allowed).toBe(false);
      expect(JSON.stringify(named)).not.toContain('hunter2');
    }
    const broken = await judge(scenarioRequest("SELECT DISTINCT ON 'hunter2' SUM(c.spend) J", tables));
    expect(JSON.stringify(broken)).toContain('SQL_SYNTAX');
    expect(JSON.stringify(broken)).not.toContain('hunter2');
  });
});
