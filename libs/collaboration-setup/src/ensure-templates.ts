import { templateResource } from '@parley/clean-room-resources';
import type { Collaboration, TableSpec } from '@parley/contract';
import { ensureResource } from './ensure-resource';
import type { MemberApi } from './member-api';

/** ARN of each template as made, by its ARN in the contract. */
export type TemplateArns = ReadonlyMap<string, string>;

/**
 * The analysis templates that the pair's analyses run. A contract names the ARN that AWS once gave; a collaboration made anew
 * has others.
 */
export async function ensureTemplates(members: readonly { api: MemberApi; membershipId: string }[], { analyses }: Collaboration): Promise<TemplateArns> {
  const arns = new Map<string, string>();
  for (const { name, sqlText, analysisTemplate } of analyses) {
    if (!analysisTemplate || arns.has(analysisTemplate.arn)) continue;
    const creator = analysisTemplate.arn.split(':')[4]; // arn:aws:cleanrooms:REGION:ACCOUNT:…
    const { api, membershipId } = members.find((one) => one.api.account === creator) ?? stranger(analysisTemplate.arn);
    const template = templateResource({ membershipId, name, text: sqlText, parameters: analysisTemplate.analysisParameters });
    const { Arn } = await ensureResource(api, template, ({ Name }) => Name === name);
    arns.set(analysisTemplate.arn, String(Arn));
  }
  return arns;
}

/** A table whose rule names the templates as made. */
export const withArns = (arns: TemplateArns) => (table: TableSpec): TableSpec => ({ ...table, analysisRule: renamed(table.analysisRule, arns) });

function renamed<T>(value: T, arns: TemplateArns): T {
  if (arns.size === 0 || value === undefined) return value;
  return JSON.parse(JSON.stringify(value), (_, part: unknown) => (typeof part === 'string' ? (arns.get(part) ?? part) : part)) as T;
}

function stranger(arn: string): never {
  throw new Error(`no member of the pair created the template ${arn}`);
}
