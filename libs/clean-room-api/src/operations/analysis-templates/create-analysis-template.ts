import type { CreateAnalysisTemplateInput, CreateAnalysisTemplateOutput } from '@aws-sdk/client-cleanrooms';
import type { FieldProblem } from '../../service-error';
import type { TemplateRecord } from '../../state/records';
import { activeMembership } from '../access/own-membership';
import { templateArn } from '../arns';
import { changeAndTell } from '../change-and-tell';
import { notInLocalService, refuseWrongFields, templateNameTaken } from '../problems';
import { withinQuota } from '../quotas';
import { type Checked, operation } from '../service-operation';
import { putTags } from '../tags/tags';
import { readTemplate } from './read-template';
import { templateDetail } from './template-detail';
import { templateView } from './template-view';

/** A text that members may permit, and the member who can query may run. All members can read it. */
export const createAnalysisTemplate = operation<CreateAnalysisTemplateInput, CreateAnalysisTemplateOutput>(
  'CreateAnalysisTemplate',
  async (input, call) => {
    const { caller, service } = call;
    const { membershipIdentifier, name, description, tags, analysisParameters: parameters = [], schema: _schema, format: _format, source: _source, ...kept } = input;
    activeMembership(call, membershipIdentifier);
    const text = sqlOf(input);
    refuseWrongFields(checkNames(parameters));
    const referencedTables = await readTemplate({ text, parameters }, caller.account);

    // Looked up once the text is read: the state may have changed meanwhile.
    const membership = activeMembership(call, membershipIdentifier);
    const others = service.state.all('templates').filter(({ membershipId }) => membershipId === membership.id);
    if (others.some((other) => other.name === name)) throw templateNameTaken(name);
    withinQuota(call, 'analysisTemplates', others.length + 1);
    const id = service.ids();
    const now = service.clock().getTime();
    const template: TemplateRecord = {
      id,
      arn: templateArn(caller, membership.id, id),
      account: caller.account,
      membershipId: membership.id,
      collaborationId: membership.collaborationId,
      name,
      ...(description !== undefined && { description }),
      text,
      parameters,
      referencedTables,
      kept,
      createTime: now,
      updateTime: now,
    };
    await changeAndTell(call, (draft, tell) => {
      draft.put('templates', id, template);
      putTags(draft, template.arn, tags);
      tell({ detailType: 'Analysis Template Created', resource: template.arn, detail: templateDetail(template) });
    });
    return { analysisTemplate: templateView(call, template) };
  },
);

function sqlOf(input: Checked<CreateAnalysisTemplateInput>): string {
  if (input.format !== 'SQL') throw notInLocalService('format', 'PySpark analysis templates', 'Use format SQL.');
  if (input.syntheticDataParameters) throw notInLocalService('syntheticDataParameters', 'synthetic data generation', 'Leave it out.');
  const { text } = input.source as { text?: string };
  if (text === undefined) throw notInLocalService('source.artifacts', 'analysis templates from artifacts', 'Write the SQL in source.text.');
  return text;
}

function checkNames(parameters: readonly { name: string }[]): FieldProblem[] {
  const names = parameters.map(({ name }) => name);
  return names.flatMap((name, at) =>
    names.indexOf(name) < at ? [{ name: `analysisParameters[${at}].name`, message: `Parameter ${name} is declared twice.` }] : [],
  );
}
