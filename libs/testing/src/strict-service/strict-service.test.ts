import { AthenaClient, StartQueryExecutionCommand, type StartQueryExecutionCommandInput } from '@aws-sdk/client-athena';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetApnsChannelCommand, PinpointClient, SendMessagesCommand, type SendMessagesCommandInput } from '@aws-sdk/client-pinpoint';
import { PinpointSMSVoiceV2Client, SendTextMessageCommand, type SendTextMessageCommandInput } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { DescribeTrainingJobCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { type Behaviours, ConnectionLost, inputProblems, startStrictService, WireFault } from '.';
import cases from './strict-service.cases.json';

const SMS = '@aws-sdk/client-pinpoint-sms-voice-v2';
const PUSH = '@aws-sdk/client-pinpoint';
const settings = (endpoint: string) => ({ endpoint, region: 'eu-west-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' }, maxAttempts: 1 });

async function using<T>(name: string, behaviours: Behaviours, run: (endpoint: string) => Promise<T>): Promise<T> {
  const service = await startStrictService(name, behaviours);
  try {
    return await run(service.endpoint);
  } finally {
    await service.stop();
  }
}

const accepted = (input: SendMessagesCommandInput) => ({
  MessageResponse: {
    ApplicationId: input.ApplicationId ?? '',
    Result: { token: { DeliveryStatus: 'SUCCESSFUL', StatusCode: 200, MessageId: 'm1' } },
  },
});

it('speaks restJson1: labels, payload and answer are those of the client', async () => {
  const asked = { ApplicationId: 'app/1', MessageRequest: { Addresses: { token: { ChannelType: 'GCM' as const } }, MessageConfiguration: {} } };
  await using(PUSH, { SendMessages: accepted }, async (endpoint) => {
    const { MessageResponse } = await new PinpointClient(settings(endpoint)).send(new SendMessagesCommand(asked));
    expect(MessageResponse).toEqual(accepted(asked).MessageResponse);
  });
});

it('speaks awsJson1.0 and 1.1, with times as the client has them', async () => {
  const at = new Date('2026-07-01T12:00:00Z');
  await using(SMS, { SendTextMessage: ({ DestinationPhoneNumber }: SendTextMessageCommandInput) => ({ MessageId: DestinationPhoneNumber }) }, async (endpoint) => {
    const client = new PinpointSMSVoiceV2Client(settings(endpoint));
    const command = new SendTextMessageCommand({ DestinationPhoneNumber: '+447700900123', MessageType: 'PROMOTIONAL' });
    expect((await client.send(command)).MessageId).toBe('+447700900123');
  });
  const job = { TrainingJobName: 'job', TrainingJobArn: 'arn', ModelArtifacts: { S3ModelArtifacts: 's3://b/k' }, TrainingJobStatus: 'Completed', SecondaryStatus: 'Completed' };
  const output = { ...job, CreationTime: at, ResourceConfig: { VolumeSizeInGB: 1 }, StoppingCondition: {} };
  await using('@aws-sdk/client-sagemaker', { DescribeTrainingJob: () => output }, async (endpoint) => {
    const described = await new SageMakerClient(settings(endpoint)).send(new DescribeTrainingJobCommand({ TrainingJobName: 'job' }));
    expect(described.CreationTime).toEqual(at);
  });
});

it('refuses by the names and statuses that the service declares, and breaks a connection', async () => {
  const behaviours: Behaviours = {
    SendMessages: () => {
      throw new WireFault('TooManyRequestsException');
    },
    GetApnsChannel: () => {
      throw new ConnectionLost();
    },
  };
  await using(PUSH, behaviours, async (endpoint) => {
    const client = new PinpointClient(settings(endpoint));
    const push = new SendMessagesCommand({ ApplicationId: 'a', MessageRequest: { MessageConfiguration: {} } });
    await expect(client.send(push)).rejects.toMatchObject({ name: 'TooManyRequestsException', $metadata: { httpStatusCode: 429 } });
    await expect(client.send(new GetApnsChannelCommand({ ApplicationId: 'a' }))).rejects.toThrow('socket hang up');
  });
});

it('makes the test fail where a request is wrong, even if the client swallowed the 400', async () => {
  const service = await startStrictService('@aws-sdk/client-athena', { StartQueryExecution: () => ({ QueryExecutionId: 'q' }) });
  const wrong = { QueryString: 'SELECT 1', ResultConfiguration: { OutputLocation: 7 } } as unknown as StartQueryExecutionCommandInput;
  await expect(new AthenaClient(settings(service.endpoint)).send(new StartQueryExecutionCommand(wrong))).rejects.toMatchObject({ name: 'ValidationException' });
  expect(service.calls).toEqual([]);
  await expect(service.stop()).rejects.toThrow('StartQueryExecution: input.ResultConfiguration.OutputLocation must be a string');
});

it('makes the test fail where its own answer is none that the service gives, or a behaviour breaks or lacks', async () => {
  const answer = await startStrictService(PUSH, { SendMessages: () => ({ MessageResponse: { ApplicationId: 'a', Results: {} } }) });
  await new PinpointClient(settings(answer.endpoint)).send(new SendMessagesCommand({ ApplicationId: 'a', MessageRequest: { MessageConfiguration: {} } })).catch(() => undefined);
  await expect(answer.stop()).rejects.toThrow('SendMessages: the answer.MessageResponse.Results is unknown');

  const broken = await startStrictService('@aws-sdk/client-dynamodb', {});
  await expect(new DynamoDBClient(settings(broken.endpoint)).send(new PutItemCommand({ TableName: 't', Item: { k: { S: 'v' } } }))).rejects.toThrow();
  await expect(broken.stop()).rejects.toThrow('PutItem: the test gives this operation no behaviour');

  await expect(startStrictService(PUSH, { SendMessage: () => ({}) })).rejects.toThrow('has no operation SendMessage');
  const undeclared = await startStrictService(PUSH, { SendMessages: () => Promise.reject(new WireFault('NoSuchException')) });
  await new PinpointClient(settings(undeclared.endpoint)).send(new SendMessagesCommand({ ApplicationId: 'a', MessageRequest: { MessageConfiguration: {} } })).catch(() => undefined);
  await expect(undeclared.stop()).rejects.toThrow('a behaviour broke');
});

it('knows a request that nobody signed', async () => {
  const service = await startStrictService(PUSH, { SendMessages: accepted });
  const { status } = await fetch(`${service.endpoint}/v1/apps/a/messages?debug=1`, { method: 'POST', body: '{"MessageConfiguration":{}}' });
  expect(status).toBe(400);
  await expect(service.stop()).rejects.toThrow('must be signed');
  expect(service.problems).toEqual(['SendMessages: the request must be signed (AWS Signature Version 4), with host and x-amz-date', 'SendMessages: query parameter debug is unknown']);
});

describe('checks an input by its schema', () => {
  it.each(cases)('$title', ({ service, operation, input, problems }) => {
    expect(inputProblems(`@aws-sdk/client-${service}`, operation, input)).toEqual(problems);
  });
});
