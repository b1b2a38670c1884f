import { type Contract, loadContract } from '@parley/contract';
import { inputError, type Problem } from '@parley/errors';
import { loadPlan, type Plan } from '@parley/owner-plan';
import { runPipeline, type StepWatcher } from '@parley/pipeline';
import type { ReportData } from '@parley/report';
import { makeSyntheticPeople } from '@parley/synthetic-people';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { Installation } from '../installation';
import type { Terminal } from '../terminal';
import { membershipId, openLaptop } from './laptop';
import { openRunFolder, workFolder } from './run-folder';
import { runId } from './run-id';
import { stopCleanly } from './stop-cleanly';

export interface RehearseOptions {
  contract: string;
  /** The contract in stacks/: the one people can be made up for. */
  isDefaultContract: boolean;
  data?: string;
  rows?: number;
  seed: number;
  out: string;
  approve: boolean;
  now: Date;
}

const DEFAULT_ROWS = 20_000;

/**
 * Runs the pipeline on one machine. The same options find a broken run again and go on with it.
 *
 * @throws ParleyError as loading the contract and the steps do.
 */
export async function rehearse(options: RehearseOptions, installation: Installation, terminal: Terminal): Promise<ReportData> {
  const { seed, out } = options;
  const contract = await loadContract(options.contract);
  const plan = await loadPlan(contract);
  const sources = sourceFiles(options, contract, plan);
  const rows = sources.length > 0 ? undefined : (options.rows ?? DEFAULT_ROWS);
  const id = await runId({ codeDigest: installation.codeDigest, contract, sources, seed, ...(rows === undefined ? {} : { rows }) });
  const record = await openRunFolder(out, { id, now: options.now.toISOString() });
  const data = options.data ?? (await people(rows ?? DEFAULT_ROWS, seed, out, terminal));
  const laptop = await openLaptop({ contract, plan, data, out, now: new Date(record.now), queryProcess: installation.queryProcess });
  const release = stopCleanly(terminal);
  try {
    const training = terminal.progress('training', 1);
    return await runPipeline(
      { id, seed },
      laptop.ports,
      {
        syntheticPeople: options.data === undefined,
        membershipOf: (partner) => membershipId(contract, partner),
        onTrained: (done, total) => training.step(done / total, `${done} of ${total} models`),
        ...(options.approve ? { approval: { by: userInfo().username, at: record.now } } : {}),
      },
      watcher(terminal),
    );
  } finally {
    release();
    await laptop.close();
  }
}

/** Paths of the source files that the contract names; all that are missing are told at once. */
function sourceFiles({ data, isDefaultContract, contract: folder }: RehearseOptions, contract: Contract, plan: Plan): string[] {
  if (data === undefined) {
    if (isDefaultContract) return [];
    throw inputError('DATA_MISSING', { file: folder, message: 'This contract needs its source files.', repair: 'Name their folder with --data. Only the contract in stacks/ comes with made-up people.' });
  }
  const tables = [contract.owner, ...contract.partners].flatMap((party) => party.tables.map((table) => table.source.file));
  const files = [...new Set([...tables, ...(plan.contacts.suppression === undefined ? [] : [plan.contacts.suppression])])];
  const problems: Problem[] = files
    .filter((file) => !existsSync(join(data, file)))
    .map((file) => ({ file: join(data, file), message: 'There is no such file.', repair: 'Put it there, or correct source.file in the party.yaml that names it.' }));
  if (problems.length > 0) throw inputError('SOURCE_MISSING', problems);
  return files.map((file) => join(data, file));
}

/** Makes up the people of a rehearsal, once a run. */
async function people(rows: number, seed: number, out: string, terminal: Terminal): Promise<string> {
  const directory = join(workFolder(out), 'people');
  const made = join(directory, 'made');
  if (!existsSync(made)) {
    terminal.note(`Making up ${rows.toLocaleString('en')} customers and what two partners know of them (seed ${seed}).`);
    await makeSyntheticPeople({ rows, seed, directory });
    await writeFile(made, '');
  }
  return directory;
}

function watcher(terminal: Terminal): StepWatcher {
  const { dim } = terminal.colour;
  return {
    started: (step) => terminal.note(dim(`${step} …`)),
    ended: (step, seconds, reused) => terminal.note(`${step}: ${reused ? 'done before' : `${seconds.toFixed(1)} s`}`),
  };
}
