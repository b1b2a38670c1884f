import { DeferredQueue, EmailOutbox, Ledger } from '@parley/activation';
import { FolderCatalog } from '@parley/catalog';
import { auditHead, contractRoom, EmbeddedCleanRoom } from '@parley/clean-room';
import type { Contract } from '@parley/contract';
import type { IdentifierHash } from '@parley/identity';
import { FolderObjectStore } from '@parley/object-store';
import type { Plan } from '@parley/owner-plan';
import { BUCKETS, duckDbEngine, type Ports } from '@parley/pipeline';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { loadOrMakeKey } from './run-keys';
import { contactsFolder, keysFolder, runFolder, scratchFolder, workFolder } from './run-folder';

export interface LaptopOptions {
  contract: Contract;
  plan: Plan;
  /** Where the source files lie. */
  data: string;
  out: string;
  now: Date;
  /** Script of the process a query runs in. */
  queryProcess: string;
}

/** A laptop's ports, and what closes them. */
export interface Laptop {
  ports: Ports;
  close(): Promise<void>;
}

/** All ports on one machine: buckets, catalogue and outbox are folders, the clean room runs in its own processes. */
export async function openLaptop({ contract, plan, data, out, now, queryProcess }: LaptopOptions): Promise<Laptop> {
  const work = workFolder(out);
  const catalog = new FolderCatalog(join(work, 'catalog'));
  const store = new FolderObjectStore({
    [BUCKETS.source]: data,
    [BUCKETS.contacts]: contactsFolder(out),
    [BUCKETS.run]: runFolder(out),
    [BUCKETS.out]: out,
  });
  const auditFile = join(out, 'audit.jsonl');
  const cleanRoom = new EmbeddedCleanRoom({
    rooms: contract.partners.map(({ id }) => contractRoom(contract, id, membershipId(contract, id))),
    catalog,
    store,
    auditFile,
    stateFolder: join(work, 'clean-room'),
    queryProcess: { entry: queryProcess, detailLog: join(work, 'clean-room', 'details.jsonl') },
  });
  await rm(scratchFolder(out), { recursive: true, force: true });
  await mkdir(scratchFolder(out), { recursive: true });
  const ledger = await Ledger.open(join(work, 'ledger.jsonl'));
  const deferred = await DeferredQueue.open(join(out, 'outbox', 'deferred.jsonl'));
  const ports: Ports = {
    contract,
    plan,
    store,
    catalog,
    cleanRoom,
    sql: duckDbEngine,
    channels: { email: new EmailOutbox(join(out, 'outbox', 'email')) },
    ledger,
    deferred,
    scratch: scratchFolder(out),
    stopFile: join(out, 'STOP'),
    secrets: {
      pairHash: (partner) => pairHash(partner, contract, keysFolder(out)),
      unsubscribeKey: () => loadOrMakeKey(join(keysFolder(out), 'unsubscribe.key')),
    },
    audit: {
      head: async () => {
        const { hash, length } = await auditHead(auditFile);
        return { head: hash, length };
      },
    },
    now,
    ownerFile: (path) => readFile(join(contract.directory, contract.owner.id, path), 'utf8'),
  };
  const close = async () => {
    await cleanRoom.close();
    await deferred.close();
    await ledger.close();
  };
  return { ports, close };
}

/** The owner's membership with a partner: an id made from the contract, the same in every run. */
export function membershipId(contract: Contract, partner: string): string {
  const hex = createHash('sha256').update(`${contract.owner.account}\0${partner}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

/** The pair's key is a file of the run; on AWS, a secret that only the two normalise roles can read. */
async function pairHash(partner: string, { terms }: Contract, keys: string): Promise<IdentifierHash> {
  if (terms.identifierHash === 'SHA_256') return { kind: 'SHA_256' };
  return { kind: 'HMAC_SHA_256', key: await loadOrMakeKey(join(keys, `pair-${partner}.key`)) };
}
