import { fault, inputError, type ParleyError, type Problem } from '@parley/errors';

/** Two arrays that should describe the same rows do not: a bug of the caller. */
export function rowsDiffer(what: string, rows: number, expected: number): ParleyError {
  return fault('SEGMENTATION_ROWS_DIFFER', { message: `${what}: ${rows} rows where ${expected} were expected.` });
}

export function noRows(what: string): ParleyError {
  return inputError('SEGMENTATION_NO_ROWS', { message: `${what} has no rows.`, repair: 'Give at least one row.' });
}

/** A score that is not a number would sort anywhere: nothing computed from it can be trusted. */
export function scoreNotANumber(count: number): ParleyError {
  return fault('SEGMENTATION_SCORE_NOT_A_NUMBER', { message: `${count} scores are not finite numbers.` });
}

export function labelNotBinary(): ParleyError {
  return fault('SEGMENTATION_LABEL_NOT_BINARY', { message: 'Labels must be 0 or 1.' });
}

export function oneClass(metric: string): ParleyError {
  return inputError('SEGMENTATION_ONE_CLASS', {
    message: `${metric} needs rows with a positive and rows with a negative label; these rows have only one of them.`,
    repair: 'Check the value that means yes, or take more rows.',
  });
}

export function tooFewToJudge(problems: readonly string[], atLeast: number): ParleyError {
  return inputError(
    'SEGMENTATION_TOO_FEW_TO_JUDGE',
    problems.map((message) => ({
      message,
      repair: `Judging needs at least ${atLeast} rows of each label in each part: take more rows or another testShare.`,
    })),
  );
}

export function badShare(what: string, value: number): ParleyError {
  return inputError('SEGMENTATION_BAD_SHARE', { message: `${what} is ${value}.`, repair: 'Give a share above 0 and at most 1.' });
}

export function badArm(arm: string, people: number, responders: number): ParleyError {
  return inputError('SEGMENTATION_BAD_ARM', {
    message: `The people ${arm} are ${people}, with ${responders} who responded.`,
    repair: 'Give whole numbers: at least one person, and no more responders than people.',
  });
}

/** All columns that cannot be features, at once. */
export function badColumns(problems: readonly Problem[]): ParleyError {
  return inputError('SEGMENTATION_BAD_COLUMN', problems);
}

export function duplicateFeatures(names: readonly string[]): ParleyError {
  return inputError(
    'SEGMENTATION_DUPLICATE_FEATURE',
    names.map((name) => ({
      message: `Two features are named "${name}".`,
      repair: "Rename one of them in the analysis's SELECT (… AS …).",
    })),
  );
}

export function unknownFeatures(names: readonly string[]): ParleyError {
  return inputError(
    'SEGMENTATION_UNKNOWN_FEATURE',
    names.map((name) => ({ message: `There is no feature "${name}".`, repair: 'Name a column of the data.' })),
  );
}

export function kindsDiffer(feature: string): ParleyError {
  return fault('SEGMENTATION_KINDS_DIFFER', { message: `Feature "${feature}" is numeric in one table and categorical in the other.` });
}

export function tooFewThirds(thirds: number): ParleyError {
  return fault('SEGMENTATION_TOO_FEW_THIRDS', { message: `${thirds} drawn thirds have no spread; judgeModel needs at least 2.` });
}

/** An engine that left a model out: nothing can be judged without it. */
export function fitMissing(fit: string): ParleyError {
  return fault('SEGMENTATION_FIT_MISSING', { message: `The model "${fit}" has no scores.`, repair: 'Run every fit that planFits names, then judge.' });
}

export function scoresDiffer(fit: string, scores: number, rows: number): ParleyError {
  return fault('SEGMENTATION_SCORES_DIFFER', { message: `The model "${fit}" has ${scores} scores for ${rows} rows.`, repair: 'Run that fit again.' });
}

export function tooMuchForBooster(work: number, most: number): ParleyError {
  return inputError('SEGMENTATION_TOO_MUCH_FOR_BOOSTER', {
    message: `Judging these models takes ${work.toExponential(1)} rows times features times trees; our booster ends in the time of a Lambda function with ${most.toExponential(1)} at most.`,
    repair: 'In owner/plan.yaml write model: engine: { kind: sagemaker }, or take fewer features or trees.',
  });
}

export function orderIsAFeature(column: string): ParleyError {
  return inputError('SEGMENTATION_ORDER_IS_A_FEATURE', {
    message: `"${column}" orders the rows in time and is a feature as well.`,
    repair: 'Leave it out of the features: what a model learns about past dates says nothing about the next ones.',
  });
}

export function badOrder(message: string): ParleyError {
  return inputError('SEGMENTATION_BAD_ORDER', { message, repair: 'Order by a column that has a value in every row, or split at random.' });
}

export function badEvents(message: string, repair: string): ParleyError {
  return inputError('SEGMENTATION_BAD_EVENTS', { message, repair });
}

export function duplicateIds(count: number): ParleyError {
  return inputError('SEGMENTATION_DUPLICATE_IDS', {
    message: `${count} ids occur more than once.`,
    repair: 'Give each person one row.',
  });
}
