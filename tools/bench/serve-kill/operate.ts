import type { CleanRooms } from '@aws-sdk/client-cleanrooms';
import { setTimeout as pause } from 'node:timers/promises';
import type { Model } from './model';
import { BUCKET, type Scene, SQL } from './scene';

export const ENDED = ['SUCCESS', 'FAILED', 'CANCELLED', 'TIMED_OUT'];

export interface Driver {
  owner: CleanRooms;
  partner: CleanRooms;
  scene: Scene;
  model: Model;
  random: () => number;
  /** A text that was never used before. */
  fresh: () => string;
  /** The share of queries whose end is awaited. */
  awaited: number;
}

/** One random operation; rejects where the server was killed under it. */
export async function operate({ owner, partner, scene, model, random, fresh, awaited }: Driver): Promise<void> {
  const dice = random();
  const id = model.idle(random());
  if (dice < 0.2) {
    model.perhapsStarted += 1;
    const s3 = { resultFormat: 'CSV' as const, bucket: BUCKET, keyPrefix: 'killed' };
    const input = { type: 'SQL' as const, membershipIdentifier: scene.membership, sqlParameters: { queryString: SQL }, resultConfiguration: { outputConfiguration: { s3 } } };
    const { protectedQuery } = await owner.startProtectedQuery(input).catch(unlessTooMany);
    model.perhapsStarted -= 1;
    if (protectedQuery?.id === undefined) return;
    model.queries.add(protectedQuery.id);
    if (random() < awaited) await ended(owner, scene.membership, protectedQuery.id);
  } else if (id === undefined || dice < 0.44) {
    const description = fresh();
    model.perhapsMade.add(description);
    const glue = { databaseName: 'shared', tableName: 'seg' };
    const { configuredTable } = await partner.createConfiguredTable({ name: 'made', description, tableReference: { glue }, allowedColumns: ['email'], analysisMethod: 'DIRECT_QUERY' });
    model.perhapsMade.delete(description);
    model.tables.set(configuredTable?.id ?? '', { acknowledged: description });
  } else if (dice < 0.72) {
    const description = fresh();
    await model.change(id, description, () => partner.updateConfiguredTable({ configuredTableIdentifier: id, description }));
  } else {
    await model.change(id, undefined, () => partner.deleteConfiguredTable({ configuredTableIdentifier: id }));
  }
}

async function ended(owner: CleanRooms, membershipIdentifier: string, protectedQueryIdentifier: string): Promise<void> {
  for (;;) {
    const { protectedQuery } = await owner.getProtectedQuery({ membershipIdentifier, protectedQueryIdentifier });
    if (ENDED.includes(protectedQuery?.status ?? '')) return;
    await pause(50);
  }
}

/** As many as AWS lets run at once do run: an answer like any other. */
function unlessTooMany(error: unknown): { protectedQuery?: { id?: string } } {
  if (error instanceof Error && error.name === 'ServiceQuotaExceededException') return {};
  throw error;
}
