import type { Findings } from '../refusals';
import { translateCondition } from './translate-condition';
import { translateValue } from './translate-value';
import type { Translator } from './translator';

/** Translates checked expressions; what DuckDB has no form for goes to `findings` as a refusal. */
export function createTranslator(findings: Findings): Translator {
  const translator: Translator = {
    findings,
    value: (expression, bare = false) => translateValue(expression, translator, bare),
    condition: (expression) => translateCondition(expression, translator),
  };
  return translator;
}
