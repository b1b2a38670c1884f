import type { StepApp } from '../machine/step-apps';
import { activateSegmentsHandler } from './activate-segments';
import { buildFeaturesHandler } from './build-features';
import { buildSegmentsHandler } from './build-segments';
import { checkInputsHandler } from './check-inputs';
import type { StepHandler } from './define-step';
import { evaluateModelHandler } from './evaluate-model';
import { reportHandler } from './report';
import { runAnalysisHandler } from './run-analysis';
import { scoreHandler } from './score';
import { trainModelHandler } from './train-model';

/** The handler of every step's function: what a rehearsal runs in process. A Lambda bundle imports its own alone. */
export const stepHandlers: Readonly<Record<StepApp, StepHandler>> = {
  'check-inputs': checkInputsHandler,
  'run-analysis': runAnalysisHandler,
  'build-features': buildFeaturesHandler,
  'evaluate-model': evaluateModelHandler,
  'train-model': trainModelHandler,
  score: scoreHandler,
  'build-segments': buildSegmentsHandler,
  'activate-segments': activateSegmentsHandler,
  report: reportHandler,
};
