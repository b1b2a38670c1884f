/** Of a step's function, as its logs, traces and metrics name it. */
export const serviceName = (app: string): string => `parley-${app}`;

export const METRICS_NAMESPACE = 'Parley';

/** Metrics of the function that sends, each with an alarm: something waits for a person. */
export const WATCHED_METRICS = {
  /** People who passed the gate and got nothing, since the stop switch is on. */
  stopped: 'SendsStopped',
  /** Runs that the volume limit held. */
  overVolume: 'VolumeLimitPassed',
  /** Dead letters there are at the end of a run. */
  deadLetters: 'DeadLettersWaiting',
} as const;
