import { DescribeExecutionCommand, type ExecutionListItem, GetExecutionHistoryCommand, type HistoryEvent, ListExecutionsCommand, SendTaskFailureCommand, SendTaskSuccessCommand, type SFNClient } from '@aws-sdk/client-sfn';
import { callFailed } from './errors';

/** Of AWS: where an approval is asked, and who may be asked for it. */
export interface Machine {
  client: SFNClient;
  arn: string;
}

/** The newest executions first; of those alone that still run, where that is asked. */
export async function* executions({ client, arn }: Machine, onlyRunning: boolean): AsyncGenerator<ExecutionListItem> {
  let nextToken: string | undefined;
  do {
    const page = await told('ListExecutions', arn, client.send(new ListExecutionsCommand({ stateMachineArn: arn, ...(onlyRunning ? { statusFilter: 'RUNNING' } : {}), nextToken })));
    yield* page.executions ?? [];
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
}

/** Events of an execution, a page at a time, the latest page first. */
export async function* history({ client, arn }: Machine, executionArn: string, pageSize: number): AsyncGenerator<readonly HistoryEvent[]> {
  let nextToken: string | undefined;
  do {
    const page = await told('GetExecutionHistory', arn, client.send(new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: pageSize, includeExecutionData: true, nextToken })));
    yield page.events ?? [];
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
}

export async function inputOf({ client, arn }: Machine, executionArn: string): Promise<unknown> {
  const { input } = await told('DescribeExecution', arn, client.send(new DescribeExecutionCommand({ executionArn })));
  return JSON.parse(input ?? 'null');
}

export async function succeed({ client }: Machine, taskToken: string, output: object): Promise<void> {
  await client.send(new SendTaskSuccessCommand({ taskToken, output: JSON.stringify(output) }));
}

export async function fail({ client }: Machine, taskToken: string, error: string, cause: string): Promise<void> {
  await client.send(new SendTaskFailureCommand({ taskToken, error, cause }));
}

async function told<Answer>(call: string, arn: string, answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    throw callFailed(call, arn, error);
  }
}
