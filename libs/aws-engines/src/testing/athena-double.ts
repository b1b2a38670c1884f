import type { GetQueryExecutionCommandInput, GetQueryExecutionCommandOutput, StartQueryExecutionCommandInput } from '@aws-sdk/client-athena';
import type { Catalog } from '@parley/catalog';
import type { ObjectStore } from '@parley/object-store';
import { sqlText, withDuckDb } from '@parley/tabular';
import { sqlGrammar } from '@parley/testing';
import { createHash } from 'node:crypto';

/** How the next UNLOADs end, instead of well. */
export type Upset = { retryable: boolean; words: string };

interface Execution {
  text: string;
  state: 'RUNNING' | 'SUCCEEDED' | 'FAILED';
  upset?: Upset;
}

const REAL = 's3://work/runs/r1/';
const CREATE = /^CREATE EXTERNAL TABLE IF NOT EXISTS `([a-z0-9_]+)`\.`([a-z0-9_]+)` \(\n((?:  `[a-z0-9_]+` [a-z]+,?\n)+)\)\nROW FORMAT SERDE '[\w.]+'\nSTORED AS INPUTFORMAT '[\w.]+SymlinkTextInputFormat'\nOUTPUTFORMAT '[\w.]+'\nLOCATION '(s3:\/\/\S+\/)'$/;
const DROP = /^DROP TABLE IF EXISTS `([a-z0-9_]+)`\.`([a-z0-9_]+)`$/;
const UNLOAD = /^UNLOAD \(\n([\s\S]+)\n\)\nTO '(s3:\/\/\S+\/)'\nWITH \(format = 'PARQUET', compression = 'SNAPPY'\)$/;

/**
 * Athena as the engine meets it: takes just the three statements, the query in Trino's grammar; keeps tokens; writes parts without
 * order, by DuckDB. What real Trino makes of the query is not tried here.
 */
export class AthenaDouble {
  readonly executions: Execution[] = [];
  readonly tables = new Map<string, string>();
  upsets: Upset[] = [];
  /** Looks at a running statement before it ends; more than any test waits for keeps it running. */
  looks = 1;
  readonly #tokens = new Map<string, { id: string; text: string }>();
  readonly #trino = sqlGrammar('trino');

  constructor(private readonly places: { store: ObjectStore; catalog: Catalog }) {}

  readonly behaviours = {
    StartQueryExecution: ({ QueryString = '', ClientRequestToken = '', WorkGroup }: StartQueryExecutionCommandInput) => {
      if (WorkGroup !== 'owner' || ClientRequestToken.length < 32 || ClientRequestToken.length > 128) throw new Error(`workgroup ${WorkGroup}, token ${ClientRequestToken}`);
      const known = this.#tokens.get(ClientRequestToken);
      if (known) {
        if (known.text !== QueryString) throw new Error('a token for another text');
        return { QueryExecutionId: known.id };
      }
      const id = String(this.executions.push({ text: QueryString, state: 'RUNNING' }));
      this.#tokens.set(ClientRequestToken, { id, text: QueryString });
      return { QueryExecutionId: id };
    },
    GetQueryExecution: async ({ QueryExecutionId }: GetQueryExecutionCommandInput): Promise<Pick<GetQueryExecutionCommandOutput, 'QueryExecution'>> => {
      const execution = this.executions[Number(QueryExecutionId) - 1];
      if (!execution) throw new Error(`no execution ${QueryExecutionId}`);
      if (execution.state === 'RUNNING' && (!execution.text.startsWith('UNLOAD') || --this.looks < 0)) await this.#end(execution);
      const { state, upset } = execution;
      const why = upset && { StateChangeReason: upset.words, AthenaError: { ErrorCategory: 2, ErrorType: 1001, Retryable: upset.retryable, ErrorMessage: upset.words } };
      return { QueryExecution: { QueryExecutionId, Status: { State: state, ...why } } };
    },
  };

  async #end(execution: Execution): Promise<void> {
    const upset = execution.text.startsWith('UNLOAD') ? this.upsets.shift() : undefined;
    if (upset) {
      Object.assign(execution, { state: 'FAILED', upset });
      return;
    }
    try {
      await this.#run(execution.text);
      execution.state = 'SUCCEEDED';
    } catch (error) {
      Object.assign(execution, { state: 'FAILED', upset: { retryable: false, words: String(error) } });
    }
  }

  async #run(text: string): Promise<void> {
    const create = CREATE.exec(text);
    const drop = DROP.exec(text);
    const unload = UNLOAD.exec(text);
    if (create) this.tables.set(`${create[1]}.${create[2]}`, create[4] ?? '');
    else if (drop) this.tables.delete(`${drop[1]}.${drop[2]}`);
    else if (unload) await this.#unload(unload[1] ?? '', ours(unload[2] ?? ''));
    else throw new Error(`no statement of the engine:\n${text}`);
  }

  async #unload(query: string, to: string): Promise<void> {
    const { store, catalog } = this.places;
    const wrong = this.#trino(query);
    if (wrong.length > 0) throw new Error(wrong.join('\n'));
    if ((await store.list(to)).length > 0) throw new Error(`${to} is not empty`);
    const files = new Map<string, string[]>();
    for (const [, database = '', table = ''] of query.matchAll(/"([a-z0-9_]+)"\."([a-z0-9_]+)"/g)) {
      const manifests = this.tables.get(`${database}.${table}`);
      const found = manifests === undefined ? (await catalog.files({ account: '111122223333', database, table })).files.map(({ path }) => path) : await this.#named(ours(manifests));
      files.set(`"${database}"."${table}"`, found);
    }
    for (const part of [1, 0]) {
      await store.putFile(`${to}${createHash('md5').update(String(part)).digest('hex')}`, (path) =>
        withDuckDb(
          async (connection) => {
            for (const [name, paths] of files) {
              await connection.run(`CREATE SCHEMA IF NOT EXISTS ${name.split('.')[0]}`);
              await connection.run(`CREATE VIEW ${name} AS SELECT * FROM read_parquet([${paths.map(sqlText).join(', ')}])`);
            }
            const numbered = `SELECT *, row_number() OVER () AS number_of_row FROM (${query})`;
            await connection.run(`COPY (SELECT * EXCLUDE (number_of_row) FROM (${numbered}) WHERE number_of_row % 2 = ${part} ORDER BY number_of_row DESC) TO ${sqlText(path)} (FORMAT parquet, USE_TMP_FILE false)`);
          },
          { files: [path, ...[...files.values()].flat()] },
        ),
      );
    }
  }

  /** The files that a manifest names. */
  async #named(folder: string): Promise<string[]> {
    const [manifest = ''] = await this.places.store.list(folder);
    const uris = (await this.places.store.get(manifest)).toString('utf8').trimEnd().split('\n').map(ours);
    return Promise.all(uris.map((uri) => this.places.store.withFile(uri, async (path) => path)));
  }
}

/** Where the engine says an object really lies, and where the test's store has it. */
export const really = (uri: string): string => uri.replace('s3://run/', REAL);

function ours(uri: string): string {
  if (!uri.startsWith(REAL)) throw new Error(`${uri} is not of this run`);
  return uri.replace(REAL, 's3://run/');
}
