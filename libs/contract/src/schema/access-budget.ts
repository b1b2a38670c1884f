// Follows CreatePrivacyBudgetTemplate of the AWS Clean Rooms API (privacyBudgetType ACCESS_BUDGET): what stands under `parameters.accessBudget`.
import { z } from 'zod';

export const BUDGET_PERIODS = ['CALENDAR_DAY', 'CALENDAR_WEEK', 'CALENDAR_MONTH'] as const;
export const BUDGET_TYPES = [...BUDGET_PERIODS, 'LIFETIME'] as const;

export const budgetParameterSchema = z.strictObject({
  type: z.enum(BUDGET_TYPES).describe('The period that `budget` is for. Periods begin at 00:00 UTC, weeks on Monday.'),
  budget: z.int().min(1).max(1_000_000).describe('How many queries may use the table.'),
  autoRefresh: z.enum(['ENABLED', 'DISABLED']).optional().describe('Whether each period brings a new budget. Not with LIFETIME.'),
});

/** How often a table may be used: a budget for each period, one for all time, or both. */
export const accessBudgetSchema = z.strictObject({
  budgetParameters: z.array(budgetParameterSchema).min(1).max(2),
});

export type BudgetParameter = z.infer<typeof budgetParameterSchema>;
export type AccessBudget = z.infer<typeof accessBudgetSchema>;
