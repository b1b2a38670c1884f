import { join } from 'node:path';
import { filledIn, prefixed, type Resources } from './stack-policies';
import { partyFile, stacks } from './synthesised';

/** A function as the stacks write it. */
export interface FunctionSettings {
  party: string;
  name: string;
  /** Zip of its code. */
  code: string;
  /** How many layers it has: what it loads that is not in its zip. */
  layers: number;
  environment: Readonly<Record<string, string>>;
}

/** Every Lambda function of a party, with what it would be told on AWS. Throws on a reference it can't fill in. */
export function functionsOf(party: string, outdir: string): FunctionSettings[] {
  const { account } = partyFile(party);
  return stacks(join(outdir, party)).flatMap(({ folder, json }) => {
    const resources = { ...json.resource, ...prefixed(json.data) } as Resources;
    return Object.values(resources.aws_lambda_function ?? {}).map((one) => {
      const { variables = {} } = (one.environment ?? {}) as { variables?: Record<string, string> };
      return {
        party,
        name: String(one.function_name),
        code: join(folder, String(one.filename)),
        layers: ((one.layers ?? []) as unknown[]).length,
        environment: Object.fromEntries(Object.entries(variables).map(([key, text]) => [key, filledIn(text, resources, party, account)])),
      };
    });
  });
}
