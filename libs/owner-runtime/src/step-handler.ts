import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { Tracer } from '@aws-lambda-powertools/tracer';
import { METRICS_NAMESPACE, type Ports, type RunPayload, runPayload, serviceName, type StepApp, StepFailure, type StepHandler, type StepWatcher } from '@parley/pipeline';
import type { Context } from 'aws-lambda';
import { z } from 'zod';
import { readEnvironment } from './environment';
import { logFailure } from './log-failure';
import { type ActivationPorts, portsOpener } from './open-ports';
import { readOwnerFiles } from './owner-files';
import { addFailureMetrics, addStepMetrics } from './step-metrics';

export interface StepOptions {
  /** For the function that sends, and the one that counts who may be written to: opens their ports, once a start. */
  activation?: () => ActivationPorts | Promise<ActivationPorts>;
}

/** Every step's payload names its run. */
const ofRun = z.object({ run: runPayload });

/**
 * A step of the state machine as a Lambda function: ports of AWS, a log in JSON with the run's id, a few metrics, a trace. What a
 * step throws leaves as a `StepFailure`, whose name the machine's retriers know. Neither log, metric nor error holds a value
 * of a person's row.
 */
export function stepHandler(app: StepApp, handler: StepHandler, options: StepOptions = {}): (event: unknown, context?: Context) => Promise<unknown> {
  const named = { serviceName: serviceName(app) };
  const logger = new Logger(named);
  const metrics = new Metrics({ namespace: METRICS_NAMESPACE, ...named });
  const tracer = new Tracer(named);
  let opening: Promise<(run: RunPayload, watcher: StepWatcher) => Ports> | undefined;
  const open = () => (opening ??= openRuntime(options).catch((error: unknown) => {
    opening = undefined;
    throw error;
  }));
  return async (event, context) => {
    if (context) logger.addContext(context);
    metrics.captureColdStartMetric();
    const segment = tracer.isTracingEnabled() ? tracer.getSegment()?.addNewSubsegment(`## ${app}`) : undefined;
    const start = performance.now();
    try {
      const opener = await open();
      const { run } = ofRun.parse(event);
      logger.appendKeys({ runId: run.id });
      const answer = await handler(event, opener(run, watcher(logger)));
      addStepMetrics(metrics, answer, (performance.now() - start) / 1000);
      return answer;
    } catch (error) {
      logFailure(logger, error);
      addFailureMetrics(metrics, error);
      segment?.addErrorFlag();
      throw new StepFailure(error);
    } finally {
      segment?.close();
      metrics.publishStoredMetrics();
      logger.resetKeys();
    }
  };
}

async function openRuntime({ activation }: StepOptions): Promise<(run: RunPayload, watcher: StepWatcher) => Ports> {
  const environment = readEnvironment(process.env);
  const files = await readOwnerFiles(environment.LAMBDA_TASK_ROOT);
  return portsOpener({ environment, files, ...(activation ? { activation: await activation() } : {}) });
}

function watcher(logger: Logger): StepWatcher {
  return {
    started: (step) => logger.info('step started', { step }),
    ended: (step, seconds, reused) => logger.info('step ended', { step, seconds, reused }),
  };
}
