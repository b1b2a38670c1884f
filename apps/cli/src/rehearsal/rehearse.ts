import { loadContract } from '@parley/contract';
import { loadPlan } from '@parley/owner-plan';
import type { ReportData } from '@parley/report';
import { userInfo } from 'node:os';
import type { Installation } from '../installation';
import type { Terminal } from '../terminal';
import { checkEngine } from './check-engine';
import { makePeople } from './made-up-people';
import { forgetRealAddresses } from './real-addresses';
import { openRunFolder } from './run-folder';
import { shortestRetention } from './retention';
import { runId } from './run-id';
import { runOnLaptop } from './run-on-laptop';
import { sourceFiles } from './source-files';
import { stopCleanly } from './stop-cleanly';

export interface RehearseOptions {
  contract: string;
  /** The contract in stacks/, whose people are made to its measure. */
  isDefaultContract: boolean;
  /** Folder with the source files; absent: people are made up. */
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
  const { seed, out, isDefaultContract } = options;
  forgetRealAddresses(out);
  const contract = await loadContract(options.contract);
  const plan = await loadPlan(contract);
  await checkEngine(contract, plan);
  const sources = options.data === undefined ? [] : sourceFiles(options.data, [contract.owner, ...contract.partners], plan);
  const rows = options.rows ?? DEFAULT_ROWS;
  const id = await runId({ codeDigest: installation.codeDigest, contract, sources, seed, ...(options.data === undefined ? { rows } : {}) });
  const record = await openRunFolder(out, { id, now: options.now.toISOString() }, { keepDays: shortestRetention(contract) });
  const release = stopCleanly(terminal);
  try {
    const data = options.data ?? (await makePeople({ contract, plan, isDefaultContract, rows, seed, out }, terminal));
    const approval = options.approve ? { approval: { by: userInfo().username, at: record.now } } : {};
    return await runOnLaptop(
      { id, seed, syntheticPeople: options.data === undefined, ...approval },
      { contract, plan, data, out, now: new Date(record.now), installation },
      terminal,
    );
  } finally {
    release();
  }
}
