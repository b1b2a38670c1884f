import { type ConfiguredTableTerms, configuredTableResource, fixedTerms } from '@parley/clean-room-resources';
import { checkRule, type TableSpec } from '@parley/contract';
import { Construct } from 'constructs';
import { ruleInvalid } from '../errors';
import { CleanRoomsResource } from './clean-rooms-resource';

/**
 * A configured table with its analysis rule, which is checked again at synthesis by the code of `parley check`. What AWS
 * can't change in place is part of the name: a change makes a new table beside the old one before that one goes.
 *
 * @example
 * const people = new ConfiguredTable(this, 'people', { table, namePrefix: 'parley-owner', glue });
 * new TableAssociation(this, 'people-association', { configuredTableId: people.id, … });
 */
export class ConfiguredTable extends Construct {
  readonly table: CleanRoomsResource;

  constructor(scope: Construct, id: string, terms: ConfiguredTableTerms) {
    super(scope, id);
    const { table } = terms;
    this.node.addValidation({ validate: () => checkRule(draftOf(table)).map(({ message }) => ruleInvalid(table.name, message)) });
    this.table = new CleanRoomsResource(this, 'table', { ...configuredTableResource(terms), createBeforeDestroy: true, replacedWhen: fixedTerms(terms) });
  }

  get id(): string {
    return this.table.output('ConfiguredTableIdentifier');
  }
}

const draftOf = (table: TableSpec): Parameters<typeof checkRule>[0] => ({ name: table.name, spec: table, incomplete: false, at: () => ({}), keyAt: () => ({}) });
