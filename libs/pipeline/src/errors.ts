import { fault, inputError, type ParleyError, refusal } from '@parley/errors';

export const definitionInvalid = (messages: readonly string[]): ParleyError =>
  fault('STATE_MACHINE_INVALID', messages.map((message) => ({ message, repair: 'keep to what libs/pipeline/src/machine/asl.ts names' })));

export const noHandler = (state: string, resource: string): ParleyError =>
  fault('STATE_MACHINE_INVALID', { message: `Nothing runs the state ${state} here (${resource}).`, repair: 'give runMachineLocally a handler for this resource' });

export const tooManyAnalyses = (analyses: number, most: number): ParleyError =>
  inputError('TOO_MANY_ANALYSES', {
    message: `The contract has ${analyses} analyses; one run of the state machine can wait for ${most}, since Step Functions keeps 25,000 events of an execution.`,
    repair: 'Put analyses together, or take away what nothing uses.',
  });

/** `issues` name members, never values. */
export const stepInputInvalid = (app: string, issues: readonly string[]): ParleyError =>
  fault('STEP_INPUT_INVALID', issues.map((message) => ({ message: `${app}: ${message}`, repair: 'start the state machine with an input of the shape in docs/ARCHITECTURE.md' })));

export const analysisFailed = (analysis: string, partner: string, ended: string, queryId: string, code: string): ParleyError =>
  fault('ANALYSIS_FAILED', {
    message: `The analysis ${analysis} with ${partner} ended as ${ended}`,
    repair: `The owner's log of query ${queryId} has the detail. Run the same command again to try again.`,
    code,
  });

export const analysisTooLong = (analysis: string, partner: string, hours: number): ParleyError =>
  fault('ANALYSIS_TOO_LONG', {
    message: `The analysis ${analysis} with ${partner} still runs after ${hours} hours.`,
    repair: 'See the query in Clean Rooms. The next run with the same id finds it and waits on.',
  });

export const notAnnounced = (party: string, table: string): ParleyError =>
  inputError('PARTNER_DATA_UNANNOUNCED', {
    message: `${party} has not said that its table ${table} is ready.`,
    repair: `Wait for ${party}'s upload: its normalising function then puts PartnerDataReady on the owner's bus.`,
  });

export const announcedByAnother = (party: string): ParleyError =>
  refusal('ANNOUNCED_BY_ANOTHER', {
    message: `An announcement in the name of ${party} came from an account that is not the one of its party.yaml.`,
    repair: 'Find out who may put events on the bus, before anything runs on their word.',
  });

export const unknownCampaignSegment = (campaign: string): ParleyError =>
  refusal('CAMPAIGN_WITHOUT_SEGMENT', { message: `The campaign ${campaign} names no segment of this run.`, repair: 'Correct its segment in owner/plan.yaml.' });

export const approvalUnsigned = (): ParleyError =>
  refusal('APPROVAL_UNSIGNED', { message: 'The approval does not say who gave it.', repair: 'Answer with {"by": "your name"}; the run must be started again.' });

export const notApproved = (): ParleyError =>
  refusal('NOT_APPROVED', { message: 'Nobody approved the campaigns.', repair: 'Read the report, then run again with --approve.' });

export const outputOfFit = (fit: string, found: number): ParleyError =>
  fault('FIT_OUTPUT_MISSING', {
    message: `The transform job of the model "${fit}" left ${found} outputs where one is read.`,
    repair: 'Look at the job in SageMaker; then start the run again.',
  });

/** `here`: the engine that this process has. */
export const engineNotHere = (asked: string, here: string): ParleyError =>
  inputError('ENGINE_NOT_HERE', {
    message: `The plan's engine is ${asked}, and this run has ${here} alone.`,
    repair:
      asked === 'sagemaker'
        ? 'SageMaker is reached from the deployed state machine only. To rehearse, write model: engine: { kind: booster } in owner/plan.yaml; the scores will be of another engine.'
        : 'Deploy owner-segmentation again: its state machine was built for another plan.',
  });
