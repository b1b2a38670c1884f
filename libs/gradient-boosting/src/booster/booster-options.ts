import { z } from 'zod';
import { badSettings } from '../errors';

const share = z.number().gt(0).max(1);

/** What a booster is trained with. The first five are the plan's; names and defaults are its too. */
export const boosterSettingsSchema = z.strictObject({
  trees: z.int().min(1).max(5000).default(200),
  learningRate: z.number().gt(0).max(1).default(0.05),
  /** Most leaves of a tree; trees grow the best leaf first. */
  leaves: z.int().min(2).max(255).default(15),
  minRowsInLeaf: z.int().min(1).default(50),
  /** Most bins for the values of a feature; missing has one more of its own. */
  bins: z.int().min(2).max(255).default(255),
  /** L2 penalty on leaf values. */
  lambda: z.number().min(0).default(0),
  /** Share of the columns that each tree may use. */
  featureShare: share.default(1),
  /** Share of the rows that each tree sees, drawn without replacement. */
  rowShare: share.default(1),
  /** Stop when the validation log loss has not improved for so many trees; 0 never stops. Needs validation data. */
  earlyStoppingRounds: z.int().min(0).default(0),
  seed: z.int().min(0).max(0xffff_ffff).default(1),
});

export type BoosterSettings = z.infer<typeof boosterSettingsSchema>;

/** Settings to override, and an ear for progress. */
export interface BoosterOptions extends Partial<BoosterSettings> {
  /** Called after each tree with the number of trees done. */
  onTree?: (done: number) => void;
}

/** Fills in defaults; throws MODEL_OPTIONS_INVALID with every setting that is out of range. */
export function resolveSettings(options: BoosterOptions): BoosterSettings {
  const { onTree: _, ...settings } = options;
  const parsed = boosterSettingsSchema.safeParse(settings);
  if (parsed.success) return parsed.data;
  throw badSettings(
    parsed.error.issues.map((issue) => ({
      message: `The booster option ${issue.path.join('.') || '(root)'} is wrong: ${issue.message}.`,
      repair: 'Give a value in range, or leave it out for the default.',
    })),
  );
}
