/** The owner's Lambda functions that are steps of the state machine: each a folder below `apps/`, and a handler in `handlers/`. */
export const STEP_APPS = ['check-inputs', 'run-analysis', 'build-features', 'evaluate-model', 'train-model', 'score', 'build-segments', 'activate-segments', 'report'] as const;

export type StepApp = (typeof STEP_APPS)[number];
