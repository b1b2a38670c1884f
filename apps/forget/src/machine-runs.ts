import type { SFN } from '@aws-sdk/client-sfn';
import type { Runs } from '@parley/erasure';

/** Executions of the owner's state machine; before the machine is deployed there are none. */
export function machineRuns(sfn: Pick<SFN, 'listExecutions'>, stateMachineArn: string): Runs {
  const newest = async (statusFilter?: 'RUNNING') => {
    try {
      const { executions = [] } = await sfn.listExecutions({ stateMachineArn, maxResults: 1, ...(statusFilter ? { statusFilter } : {}) });
      return executions[0]; // newest first
    } catch (error) {
      if (error instanceof Error && error.name === 'StateMachineDoesNotExist') return undefined;
      throw error;
    }
  };
  return {
    underWay: async () => (await newest('RUNNING')) !== undefined,
    begunSince: async (at) => ((await newest())?.startDate?.getTime() ?? Number.NEGATIVE_INFINITY) >= at.getTime(),
  };
}
