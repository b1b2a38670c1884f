/**
 * The part of the Amazon States Language that Parley uses: JSONPath alone, Map inline. What is not here is refused by
 * `checkDefinition`, since the local runner passes over fields it does not know.
 */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** A payload: members whose name ends in `.$` hold a JSONPath. */
export type Payload = { readonly [name: string]: Json };

export interface Retrier {
  ErrorEquals: readonly string[];
  IntervalSeconds: number;
  MaxAttempts: number;
  BackoffRate: number;
  MaxDelaySeconds?: number;
  JitterStrategy?: 'FULL' | 'NONE';
}

export interface Catcher {
  ErrorEquals: readonly string[];
  ResultPath: string;
  Next: string;
}

type Onward = { Next: string; End?: undefined } | { End: true; Next?: undefined };

interface Shaped {
  Comment?: string;
  ResultPath?: string | null;
}

export type TaskState = Shaped &
  Onward & {
    Type: 'Task';
    Resource: string;
    Parameters: Payload;
    ResultSelector?: Payload;
    TimeoutSeconds: number;
    Retry?: readonly Retrier[];
    Catch?: readonly Catcher[];
  };

export type MapState = Shaped &
  Onward & {
    Type: 'Map';
    ItemsPath: string;
    ItemSelector: Payload;
    MaxConcurrency: number;
    ItemProcessor: StateMachineDefinition & { ProcessorConfig: { Mode: 'INLINE' } };
  };

export type PassState = Shaped & Onward & { Type: 'Pass'; Parameters?: Payload; Result?: Json; OutputPath?: string };

export type WaitState = Onward & { Type: 'Wait'; Comment?: string; SecondsPath: string };

export interface ChoiceState {
  Type: 'Choice';
  Comment?: string;
  Choices: readonly ({ Variable: string; Next: string } & ({ BooleanEquals: boolean } | { IsPresent: boolean }))[];
  Default: string;
}

export interface FailState {
  Type: 'Fail';
  Comment?: string;
  Error: string;
  Cause: string;
}

export interface SucceedState {
  Type: 'Succeed';
  Comment?: string;
}

export type State = TaskState | MapState | PassState | WaitState | ChoiceState | FailState | SucceedState;

export type States = Readonly<Record<string, State>>;

export interface StateMachineDefinition {
  Comment?: string;
  StartAt: string;
  States: States;
}
