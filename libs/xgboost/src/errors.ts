import { fault, inputError, type ParleyError, refusal } from '@parley/errors';

export const encoderDiffers = (found: string, wanted: string): ParleyError =>
  refusal('XGBOOST_ENCODER_DIFFERS', {
    message: `The encoder is version ${found.slice(0, 12)}, and the model was trained with version ${wanted.slice(0, 12)}.`,
    repair: 'Score with the encoder that lies beside the model, or train again: fields would mean other things than the model learnt.',
  });

export const encoderBroken = (problems: readonly string[]): ParleyError =>
  fault('XGBOOST_ENCODER_BROKEN', problems.map((message) => ({ message: `The stored encoder: ${message}.`, repair: 'Train again.' })));

export const encoderLacks = (names: readonly string[]): ParleyError =>
  fault('XGBOOST_ENCODER_LACKS', names.map((name) => ({ message: `The encoder does not know the feature "${name}".`, repair: 'Train again with all features.' })));

export const kindsDiffer = (name: string, wanted: string, found: string | undefined): ParleyError =>
  fault('XGBOOST_KINDS_DIFFER', {
    message: `The encoder knows "${name}" as ${wanted}; ${found === undefined ? 'the data lacks it' : `the data has it as ${found}`}.`,
    repair: 'Encode the data that the encoder was made for.',
  });

export const tooFewFields = (): ParleyError =>
  inputError('XGBOOST_TOO_FEW_FIELDS', {
    message: "SageMaker's XGBoost reads lines of two fields or more, and these features make one.",
    repair: 'Name another feature in owner/plan.yaml, or take engine: { kind: booster }.',
  });

export const noImage = (region: string, known: readonly string[], asOf: string): ParleyError =>
  inputError('XGBOOST_NO_IMAGE', {
    message: `No XGBoost container is known in ${region} (table of ${asOf}).`,
    repair: `Deploy in one of ${known.join(', ')}, take engine: { kind: booster }, or add the region's account to libs/xgboost/src/images.json.`,
  });

export const scoresUnreadable = (counts: { rows: number; unreadable: number; twice: number; missing: number }): ParleyError =>
  fault('XGBOOST_SCORES_UNREADABLE', {
    message: `Of ${counts.rows} rows ${counts.missing} have no score and ${counts.twice} have two; ${counts.unreadable} lines can't be read.`,
    repair: 'Look at the transform job and its output; then run the scoring again.',
  });
