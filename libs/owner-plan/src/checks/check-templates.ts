import { join } from 'node:path';
import { readText } from '@parley/contract';
import type { Problem } from '@parley/errors';
import Handlebars from 'handlebars';
import { templateMissing, templateSyntax } from '../errors';
import type { Plan } from '../schema/plan';
import type { At } from './at';

/** Every campaign's template is there and parses. */
export async function checkTemplates(plan: Plan, root: string, at: At): Promise<Problem[]> {
  const found = await Promise.all(
    plan.campaigns.map(async ({ template }, index): Promise<Problem[]> => {
      const label = `owner/${template}`;
      const { text, problem } = await readText(join(root, label), label, 'a template');
      if (problem) return [templateMissing(at('campaigns', index, 'template'), template, problem.message)];
      return checkSyntax(text, label);
    }),
  );
  return found.flat();
}

function checkSyntax(text: string, file: string): Problem[] {
  try {
    Handlebars.parse(text);
    return [];
  } catch (error) {
    const [first = '', ...rest] = (error as Error).message.split('\n');
    const line = Number(/on line (\d+)/.exec(first)?.[1]);
    const expected = rest.find((part) => part.startsWith('Expecting'));
    return [templateSyntax({ file, ...(line > 0 && { line }) }, expected ?? first)];
  }
}
