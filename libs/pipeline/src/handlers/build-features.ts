import { z } from 'zod';
import { analysisResult, type FeatureTable, runPayload } from '../machine/payloads';
import type { Ports } from '../ports';
import { StepRunner } from '../step-runner';
import { makeEventFeatures } from '../steps/event-features';
import { makeFeatures } from '../steps/features';
import { defineStep } from './define-step';

/** Counts events, then joins what the clean room released to the owner's own columns. */
export const buildFeaturesHandler = defineStep('build-features', z.object({ run: runPayload, analyses: z.array(analysisResult) }), async ({ analyses }, ports): Promise<FeatureTable> => {
  const steps = new StepRunner(ports.store, ports.watcher);
  const events = (await steps.run('event-features', async () => (await makeEventFeatures(ports)) ?? null)) ?? undefined;
  const matches = analyses.filter(({ partner, analysis }) => isMatch(partner, analysis, ports));
  const results = Object.fromEntries(matches.map(({ analysis, resultUri }) => [analysis, resultUri]));
  const { uri, rows, matched } = await steps.run('features', () => makeFeatures({ results, ...(events ? { events } : {}) }, ports));
  return { featuresUri: uri, eventColumns: events?.columns ?? [], rows, matched };
});

const isMatch = (partner: string, analysis: string, { contract }: Ports): boolean =>
  contract.collaborations.some((one) => one.partner === partner && one.analyses.some(({ name, kind }) => name === analysis && kind === 'match'));
