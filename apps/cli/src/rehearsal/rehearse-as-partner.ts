import { loadContract, type Party } from '@parley/contract';
import { FolderObjectStore } from '@parley/object-store';
import { loadPlan } from '@parley/owner-plan';
import { BUCKETS, sourceUri } from '@parley/pipeline';
import { readHistory, type Warning, watchHistory } from '@parley/query-history';
import type { ReportData } from '@parley/report';
import { makeOwnerPeople } from '@parley/synthetic-people';
import { join } from 'node:path';
import type { Installation } from '../installation';
import type { Terminal } from '../terminal';
import { checkEngine } from './check-engine';
import { askedByPlan } from './made-up-people';
import { choosePartner, contractOfPair, planOfPair } from './narrow-to-pair';
import { type PartnerIdentities, readPartnerIdentities } from './partner-identities';
import { quarantineReasons } from './quarantine-reasons';
import { forgetRealAddresses, holdRealAddresses } from './real-addresses';
import { openRunFolder, peopleFolder } from './run-folder';
import { runId } from './run-id';
import { runOnLaptop } from './run-on-laptop';
import { sourceFiles } from './source-files';
import { stopCleanly } from './stop-cleanly';
import { withObjectsFrom } from './two-source-folders';

export interface AsPartnerOptions {
  contract: string;
  /** Folder with the partner's own source files. */
  data: string;
  /** The partner's folder in the contract; may be left out where there is one. */
  partner?: string;
  /** Customers to make up. */
  rows?: number;
  seed: number;
  out: string;
  now: Date;
}

/** What a partner learns of its own file. */
export interface PartnerRehearsal {
  report: ReportData;
  partner: Party;
  identities: Omit<PartnerIdentities, 'people'>;
  /** Made-up customers that are people of the file. */
  shared: number;
  /** How often each reason set a value of the partner's files aside. */
  quarantine: Record<string, number>;
  /** Signs of attacks in what was asked of the partner's tables: for the partner alone. */
  warnings: readonly Warning[];
}

/** As many customers as the file has people; fewer could not be judged, more tell a partner nothing more. */
const CUSTOMERS = { least: 500, most: 20_000 } as const;

/**
 * Rehearses a partner's real files against a made-up owner, 70 % of whose customers are people of the file (all people, where the file is short). Nothing is sent.
 * The owner's files hold real addresses, so they are deleted at the end, however it comes; each run begins afresh.
 *
 * @throws ParleyError as loading the contract, reading the files and the steps do.
 */
export async function rehearseAsPartner(options: AsPartnerOptions, installation: Installation, terminal: Terminal): Promise<PartnerRehearsal> {
  const { data, seed, out, now } = options;
  forgetRealAddresses(out);
  const whole = await loadContract(options.contract);
  const partner = choosePartner(whole, options.partner);
  const contract = contractOfPair(whole, partner);
  const plan = planOfPair(await loadPlan(whole), partner);
  await checkEngine(whole, plan);
  const sources = sourceFiles(data, [partner]);
  const { people, ...identities } = await readPartnerIdentities(partner, data);
  const rows = options.rows ?? Math.min(Math.max(people.length, CUSTOMERS.least), CUSTOMERS.most);
  const id = await runId({ codeDigest: installation.codeDigest, contract, sources, seed, rows });
  await openRunFolder(out, { id, now: now.toISOString() }, { afresh: true });

  const directory = peopleFolder(out);
  const release = stopCleanly(terminal, 'begins afresh, and the made-up files are deleted');
  const forget = holdRealAddresses(out);
  try {
    const { shared } = await makeOwnerPeople({ contract, ...askedByPlan(plan), known: people, rows, seed, directory });
    terminal.note(`Made up ${rows.toLocaleString('en')} customers; ${shared.toLocaleString('en')} are people of ${partner.name}'s file. Their files hold real addresses, and are deleted when this run ends.`);
    const theirs = new FolderObjectStore({ [BUCKETS.source]: data });
    const theirUris = new Set(partner.tables.map(({ source }) => sourceUri(source.file)));
    const report = await runOnLaptop(
      { id, seed, syntheticPeople: true, rehearsedAs: partner.name, store: (own) => withObjectsFrom(theirs, theirUris, own) },
      { contract, plan, data: directory, out, now, installation },
      terminal,
    );
    const { warnings } = await watchHistory(partner.account, await readHistory(join(out, 'audit.jsonl')));
    return { report, partner, identities, shared, quarantine: await quarantineReasons(partner, out), warnings };
  } finally {
    forget();
    release();
  }
}
