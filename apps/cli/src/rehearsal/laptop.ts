import { FolderCatalog } from '@parley/catalog';
import { auditHead } from '@parley/clean-room';
import type { Contract } from '@parley/contract';
import { writeFileAtomically } from '@parley/files';
import { FileEvents } from '@parley/first-party-events';
import type { IdentifierHash } from '@parley/identity';
import { ForgottenList } from '@parley/intake';
import { FolderObjectStore } from '@parley/object-store';
import type { Plan } from '@parley/owner-plan';
import { BUCKETS, type Ports, sourceUri, type StepWatcher } from '@parley/pipeline';
import { DuckDbEngine } from '@parley/sql-engine';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Installation } from '../installation';
import { openSendingFiles } from './sending-files';
import { loadOrMakeKey, loadOrMakeUnsubscribeKeys } from './run-keys';
import { openLocalCleanRoom } from './local-clean-room';
import { awsFolder, contactsFolder, FORGOTTEN_URI, forgottenStore, keysFolder, runFolder, scratchFolder, workFolder } from './run-folder';

export interface LaptopOptions {
  contract: Contract;
  plan: Plan;
  /** Where the source files lie. */
  data: string;
  out: string;
  now: Date;
  installation: Pick<Installation, 'server' | 'queryProcess'>;
  watcher: StepWatcher;
}

/** A laptop's ports, and what closes them. */
export interface Laptop {
  ports: Ports;
  close(): Promise<void>;
}

/** All ports on one machine: buckets, catalogue and outbox are folders, the clean room is the local AWS endpoint. */
export async function openLaptop({ contract, plan, data, out, now, installation, watcher }: LaptopOptions): Promise<Laptop> {
  const work = workFolder(out);
  const catalog = new FolderCatalog(awsFolder(out));
  const store = new FolderObjectStore({
    [BUCKETS.source]: data,
    [BUCKETS.contacts]: contactsFolder(out),
    [BUCKETS.intake]: join(work, 'intake'),
    [BUCKETS.run]: runFolder(out),
    [BUCKETS.out]: out,
  });
  const state = join(work, 'clean-room');
  await rm(scratchFolder(out), { recursive: true, force: true });
  await mkdir(scratchFolder(out), { recursive: true });
  const sending = await openSendingFiles(out);
  const room = await openLocalCleanRoom({ contract, data: awsFolder(out), state, keys: keysFolder(out), store, ...installation });
  const auditFile = join(out, 'audit.jsonl');
  const served = join(state, 'audit.jsonl');
  const copyAudit = async () => {
    if (existsSync(served)) await writeFileAtomically(auditFile, await readFile(served));
  };
  const ports: Ports = {
    contract,
    plan,
    store,
    catalog,
    cleanRoom: room.client,
    membershipOf: room.membershipOf,
    eventsOf: ({ source }) => new FileEvents(store, sourceUri(source.file)),
    sql: new DuckDbEngine({ store, catalog }),
    ...sending.ports,
    scratch: scratchFolder(out),
    secrets: {
      pairHash: (partner) => pairHash(partner, contract, keysFolder(out)),
      unsubscribeKeys: () => loadOrMakeUnsubscribeKeys(join(keysFolder(out), 'unsubscribe.key')),
    },
    forgotten: await ForgottenList.read(forgottenStore(out), FORGOTTEN_URI, contract.owner.country),
    audit: {
      head: async () => {
        await copyAudit(); // what the receipt speaks of
        const { hash, length } = await auditHead(auditFile);
        return { head: hash, length };
      },
    },
    watcher,
    now,
    clock: () => now,
    ownerFile: (path) => readFile(join(contract.directory, contract.owner.id, path), 'utf8'),
  };
  const close = async () => {
    await room.close();
    await copyAudit();
    await sending.close();
  };
  return { ports, close };
}

/** The pair's key is a file of the run; on AWS, a secret that only the two normalise roles can read. */
async function pairHash(partner: string, { terms }: Contract, keys: string): Promise<IdentifierHash> {
  if (terms.identifierHash === 'SHA_256') return { kind: 'SHA_256' };
  return { kind: 'HMAC_SHA_256', key: await loadOrMakeKey(join(keys, `pair-${partner}.key`)) };
}
