import { inputError, type ParleyError } from '@parley/errors';

/** Texts of what the scan itself can't do. What it finds is no error: a finding has its rule's words. */

export const notAPlan = (why: string): ParleyError =>
  inputError('PLAN_NOT_READABLE', { message: `not a Terraform plan: ${why}`, repair: 'terraform plan -out=plan.bin && terraform show -json plan.bin > plan.json' });

export const fileNotReadable = (why: string): ParleyError =>
  inputError('PLAN_NOT_READABLE', { message: `can't be read: ${why}`, repair: 'name the file that `terraform show -json plan.bin` wrote' });

export const badUsage = (why: string): ParleyError => inputError('PLAN_NOT_NAMED', { message: why, repair: 'node tools/policy-scan/scan.mjs PLAN.json… [--json]' });
