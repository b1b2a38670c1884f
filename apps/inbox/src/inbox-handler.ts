import { type DynamoInbox, RECEIPTS } from '@parley/aws-activation';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { z } from 'zod';

/** An HTTP API's event. The authorizer's part is there only on a route that has one: without it nobody is known. */
export type InboxEvent = APIGatewayProxyEventV2 & {
  requestContext: APIGatewayProxyEventV2['requestContext'] & { authorizer?: { jwt?: { claims: Record<string, unknown> } } };
};

export interface InboxHandlerProps {
  inbox: Pick<DynamoInbox, 'messagesOf' | 'receive'>;
  /** The claim that holds the customer's id. */
  personClaim: string;
  clock: () => Date;
  logger: { warn(message: string): void };
}

/** `{"Receipts": [{"CampaignId", "TreatmentId", "Event": "displayed" | "clicked" | "dismissed"}]}`, named as in the messages themselves. */
const receiptsSchema = z.strictObject({
  Receipts: z
    .array(z.strictObject({ CampaignId: z.string().min(1).max(256), TreatmentId: z.string().min(1).max(256), Event: z.enum(RECEIPTS) }))
    .min(1)
    .max(100),
});

/**
 * A person's inbox. GET answers in the form of Pinpoint's GetInAppMessages, so that renderers written for it keep working;
 * `TreatmentId` is the run. POST notes what the person did with messages; a dismissed one is shown no more. Whose inbox it is
 * the verified token says and nothing else of the request, so nobody reads or changes another's.
 */
export function inboxHandler({ inbox, personClaim, clock, logger }: InboxHandlerProps): (event: InboxEvent) => Promise<APIGatewayProxyStructuredResultV2> {
  return async (event) => {
    const person = event.requestContext.authorizer?.jwt?.claims[personClaim];
    if (typeof person !== 'string' || person === '') {
      logger.warn(`the token has no claim ${personClaim} that says who its bearer is; set PERSON_CLAIM, or put it into the token`);
      return answer(401, { message: 'the token does not say who you are' });
    }
    const { method } = event.requestContext.http;
    if (method === 'GET') return answer(200, { InAppMessageCampaigns: await inbox.messagesOf(person, clock()) });
    if (method !== 'POST') return { ...answer(405, { message: 'GET reads messages, POST notes what became of them' }), headers: { ...HEADERS, allow: 'GET, POST' } };
    const receipts = readReceipts(event);
    if ('problems' in receipts) return answer(400, { message: 'the receipts could not be read', problems: receipts.problems });
    const noted = await Promise.all(
      receipts.Receipts.map(({ CampaignId, TreatmentId, Event }) => inbox.receive(person, { campaign: CampaignId, runId: TreatmentId }, Event, clock())),
    );
    return answer(200, { Noted: noted.filter(Boolean).length, Unknown: noted.filter((one) => !one).length });
  };
}

const HEADERS = { 'content-type': 'application/json', 'cache-control': 'no-store' };

function readReceipts({ body = '', isBase64Encoded }: InboxEvent): z.infer<typeof receiptsSchema> | { problems: string[] } {
  const text = isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;
  try {
    const parsed = receiptsSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : { problems: parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) };
  } catch {
    return { problems: ['the body is not JSON'] };
  }
}

function answer(statusCode: number, body: object): APIGatewayProxyStructuredResultV2 {
  return { statusCode, headers: HEADERS, body: JSON.stringify(body) };
}
