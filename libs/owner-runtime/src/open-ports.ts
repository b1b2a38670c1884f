import { Glue } from '@aws-sdk/client-glue';
import { S3 } from '@aws-sdk/client-s3';
import { AwsCleanRoomClient, GlueCatalog, S3ObjectStore } from '@parley/aws';
import { BUCKETS, type Ports, type RunPayload, type StepWatcher } from '@parley/pipeline';
import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Environment } from './environment';
import { membershipUnknown, notForThisStep } from './errors';
import type { OwnerFiles } from './owner-files';
import { openSql } from './open-sql';
import { ownerEvents } from './owner-events';
import { locator, type Place, placedStore } from './placed-store';
import { queryTrail } from './query-trail';
import { withResultsIn } from './results-bucket';

/** What sending needs. activate-segments has it all; build-segments has consents, suppressions and the keys, to count who may be written to. */
export type ActivationPorts = Partial<Pick<Ports, keyof typeof OF_ACTIVATION>> & { unsubscribeKeys: Ports['secrets']['unsubscribeKeys']; clock?: Ports['clock'] };

/** Clients and what was read once: they outlive an invocation. */
export interface Runtime {
  environment: Environment;
  files: OwnerFiles;
  activation?: ActivationPorts;
}

/**
 * Opens the ports of the AWS services for one run. A run's objects lie below its id, so that runs never meet; a retry of the
 * same run finds its own.
 */
export function portsOpener({ environment, files, activation }: Runtime): (run: RunPayload, watcher: StepWatcher) => Ports {
  const { contract } = files;
  const client = new S3();
  const s3 = new S3ObjectStore({ client });
  const catalog = new GlueCatalog({ glue: () => glue, store: s3, cache: join(tmpdir(), 'parley-catalog') });
  const glue = new Glue();
  const room = new AwsCleanRoomClient({ connection: {}, store: s3, account: contract.owner.account, quotaMinutes: 0 }); // the state machine waits
  const scratch = join(tmpdir(), 'parley-scratch');
  mkdirSync(scratch, { recursive: true });
  return (run, watcher) => {
    const places = placesOf(run, environment);
    const store = placedStore(s3, places);
    const ports: Omit<Ports, keyof typeof OF_ACTIVATION> = {
      ...files,
      store,
      catalog,
      cleanRoom: withResultsIn(environment.RESULTS_BUCKET, room),
      membershipOf: (partner) => membershipOf(partner, environment),
      eventsOf: () => ownerEvents(s3, forThisStep(environment.EVENTS_BUCKET, "the owner's events")),
      sql: openSql(environment, { store, catalog, s3: client, locate: locator(places), runId: run.id }),
      secrets: {
        pairHash: () => Promise.reject(notForThisStep("a pair's hash key")),
        unsubscribeKeys: activation?.unsubscribeKeys ?? (() => Promise.reject(notForThisStep('the keys of unsubscribe tokens'))),
      },
      audit: queryTrail(store),
      watcher,
      now: new Date(run.now),
      clock: activation?.clock ?? (() => new Date()),
      scratch,
      ownerFile: (path) => readFile(join(environment.LAMBDA_TASK_ROOT, path), 'utf8'),
    };
    return withActivation(ports, activation ?? {});
  };
}

function placesOf({ id }: RunPayload, { WORK_BUCKET, SOURCE_BUCKET, CONTACTS_BUCKET }: Environment): Record<string, Place> {
  return {
    [BUCKETS.run]: { bucket: WORK_BUCKET, prefix: `runs/${id}/` },
    [BUCKETS.out]: { bucket: WORK_BUCKET, prefix: `out/${id}/` },
    [BUCKETS.intake]: { bucket: WORK_BUCKET, prefix: 'intake/' },
    [BUCKETS.source]: { bucket: SOURCE_BUCKET, prefix: '' },
    ...(CONTACTS_BUCKET === undefined ? {} : { [BUCKETS.contacts]: { bucket: CONTACTS_BUCKET, prefix: 'contacts/' } }),
  };
}

function forThisStep(given: string | undefined, what: string): string {
  if (given === undefined) throw notForThisStep(what);
  return given;
}

function membershipOf(partner: string, { MEMBERSHIPS }: Environment): string {
  const found = MEMBERSHIPS[partner];
  if (found === undefined) throw membershipUnknown(partner);
  return found;
}

/** What a function was not given is refused at its first touch. */
function withActivation(ports: Omit<Ports, keyof typeof OF_ACTIVATION>, given: Partial<ActivationPorts>): Ports {
  const members = Object.keys(OF_ACTIVATION).map((name) => {
    const value: unknown = given[name as keyof ActivationPorts];
    return [name, value === undefined ? { get: refuse, enumerable: true } : { value, enumerable: true }];
  });
  return Object.defineProperties(ports, Object.fromEntries(members) as PropertyDescriptorMap) as Ports;
}

const refuse = (): never => {
  throw notForThisStep('what sending needs');
};

const OF_ACTIVATION = { channels: true, ledger: true, deferred: true, deadLetters: true, consents: true, suppressions: true, stop: true, timer: true, worker: true } as const;
