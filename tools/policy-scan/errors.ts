import { inputError, type ParleyError } from '@parley/errors';

/** Texts of what the scan itself can't do. What it finds is no error: a finding has its rule's words. */

export const notAPlan = (why: string): ParleyError =>
  inputError('PLAN_NOT_READABLE', { message: `not a Terraform plan: ${why}`, repair: 'terraform plan -out=plan.bin && terraform show -json plan.bin > plan.json' });

export const fileNotReadable = (file: string, why: string): ParleyError =>
  inputError('PLAN_NOT_READABLE', { file, message: `can't be read: ${why}`, repair: 'name the file that `terraform show -json plan.bin` wrote' });

export const noFile = (): ParleyError => inputError('PLAN_NOT_NAMED', { message: 'no plan is named', repair: 'node tools/policy-scan/scan.mjs PLAN.json [--json]' });
