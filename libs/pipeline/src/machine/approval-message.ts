import { z } from 'zod';
import type { Payload } from './asl';
import { wouldSend } from './payloads';
import { STEP_ERRORS } from './step-failure';

/** What the person who is asked reads: the commands first, then the counts, then the way without Parley. */
export const APPROVAL_MESSAGE: Payload = {
  'ToApprove.$': "States.Format('parley approve {}', $.run.id)",
  'ToDecline.$': "States.Format('parley approve {} --no', $.run.id)",
  'RunId.$': '$.run.id',
  'WouldSend.$': '$.activation.wouldSend',
  WithoutParley: {
    ToApprove: `aws stepfunctions send-task-success --task-token TaskToken --task-output '{"by":"your name"}'`,
    ToDecline: `aws stepfunctions send-task-failure --task-token TaskToken --error ${STEP_ERRORS.notApproved}`,
  },
  'TaskToken.$': '$$.Task.Token',
};

/** The parameters of the state that asks, as an execution's history keeps them. */
export const askedApproval = z.object({ Message: z.object({ RunId: z.string(), WouldSend: wouldSend, TaskToken: z.string() }) });

export type AskedApproval = z.infer<typeof askedApproval>['Message'];
