import { z } from 'zod';
import { runUri } from '../buckets';
import { runPayload, scores, type SegmentsBuilt } from '../machine/payloads';
import type { Ports } from '../ports';
import { StepRunner } from '../step-runner';
import { buildAudiences, type SegmentOutput } from '../steps/build-audiences';
import { defineStep } from './define-step';

/** Selects each segment by score. */
export const buildSegmentsHandler = defineStep('build-segments', z.object({ run: runPayload, scores }), async (input, ports) =>
  new StepRunner(ports.store, ports.watcher).run('segments', async (): Promise<SegmentsBuilt> => {
    const built = await buildAudiences(input.scores, ports);
    const segmentsUri = runUri('segments/segments.json');
    await ports.store.put(segmentsUri, JSON.stringify(built));
    return { segmentsUri, sizes: Object.fromEntries(built.map(({ name, size }) => [name, size])) };
  }),
);

/** The segments as `build-segments` left them. */
export async function readSegments(uri: string, { store }: Ports): Promise<SegmentOutput[]> {
  return JSON.parse((await store.get(uri)).toString('utf8')) as SegmentOutput[];
}
