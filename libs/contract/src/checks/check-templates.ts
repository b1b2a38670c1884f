import { isDeepStrictEqual } from 'node:util';
import type { Problem } from '@parley/errors';
import type { Analysis } from '../contract';
import { duplicateName, strangerAccount, templateRegion, templateTwice } from '../errors';
import type { PartyDraft } from '../party-draft';
import { TEMPLATE_ARN } from '../schema/analysis-template';
import type { TermsDraft } from '../terms-draft';

/** What an analysis says of its template: made by a party of the pair, in its region; one ARN, one text; each parameter once. */
export function checkTemplates(terms: TermsDraft, owner: PartyDraft | undefined, partners: readonly PartyDraft[]): Problem[] {
  return [...terms.analyses].flatMap(([partner, analyses]) => {
    const pair = [owner, partners.find(({ id }) => id === partner)];
    const accounts = pair.flatMap((party) => party?.head?.account ?? []);
    return analyses.flatMap((analysis, at) => {
      if (!analysis.analysisTemplate) return [];
      const { arn, analysisParameters } = analysis.analysisTemplate;
      const below = (...path: (string | number)[]) => terms.at('partners', partner, 'analyses', at, 'analysisTemplate', ...path);
      const [, region = '', creator = ''] = TEMPLATE_ARN.exec(arn) ?? [];
      const problems: Problem[] = [];
      if (accounts.length === pair.length && !accounts.includes(creator)) problems.push(strangerAccount(below('arn'), 'arn', creator, accounts));
      if (terms.terms && terms.terms.region !== region) problems.push(templateRegion(below('arn'), region, terms.terms.region));
      const twin = analyses.slice(0, at).find((other) => other.analysisTemplate?.arn === arn);
      if (twin && !sameTemplate(twin, analysis)) problems.push(templateTwice(below('arn'), twin.name));
      analysisParameters.forEach(({ name }, index) => {
        const first = analysisParameters.findIndex((parameter) => parameter.name === name);
        if (first < index) problems.push(duplicateName(below('analysisParameters', index, 'name'), 'analysisParameters', name));
      });
      return problems;
    });
  });
}

/** Two analyses may run one template, with values of their own. */
function sameTemplate(one: Analysis, other: Analysis): boolean {
  return one.sqlText === other.sqlText && isDeepStrictEqual(one.analysisTemplate?.analysisParameters, other.analysisTemplate?.analysisParameters);
}
