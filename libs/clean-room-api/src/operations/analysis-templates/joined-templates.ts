import type { Placed } from '../../state/ordered-records';
import type { TemplateRecord } from '../../state/records';
import type { State } from '../../state/state';
import { isThere } from '../schemas/joined-associations';

/** The templates of a collaboration, in the order they were made. */
export function joinedTemplates(state: State, collaborationId: string): Placed<TemplateRecord>[] {
  return state.placed('templates').filter(({ value }) => value.collaborationId === collaborationId && isThere(state, value));
}

/** The template of this ARN; one of another collaboration is none. */
export function templateOfArn(state: State, collaborationId: string, arn: string): TemplateRecord | undefined {
  return joinedTemplates(state, collaborationId).find(({ value }) => value.arn === arn)?.value;
}
