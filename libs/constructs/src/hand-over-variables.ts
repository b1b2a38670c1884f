import { REGIONS } from '@parley/contract';
import { TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';

const UUID = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';

export interface HandOver {
  region: TerraformVariable;
  collaborationId: TerraformVariable;
  eventBusArn: TerraformVariable;
  hashKeyArn: TerraformVariable;
  ownerAccount: TerraformVariable;
  ownerMembershipId: TerraformVariable;
}

/**
 * What the owner hands a partner, as Terraform variables: the hand-over file is a `hand-over.auto.tfvars.json`. It is not
 * trusted: the partner's pre-flight asks AWS itself and compares.
 */
export function handOverVariables(scope: Construct): HandOver {
  const variable = (name: string, description: string, condition: string) => {
    const made = new TerraformVariable(scope, name, { type: 'string', description, nullable: false });
    made.addValidation({ condition: `\${${condition}}`, errorMessage: `${name}: ${description}.` });
    return made;
  };
  return {
    region: variable('region', `The region of the collaboration, one of ${REGIONS.join(', ')}`, `contains(${JSON.stringify(REGIONS)}, var.region)`),
    collaborationId: variable('collaboration_id', 'The id of the collaboration, from the hand-over file', matches('collaboration_id', UUID)),
    eventBusArn: variable('event_bus_arn', "The owner's event bus that is told of new data, from the hand-over file", matches('event_bus_arn', '^arn:aws:events:[a-z0-9-]+:[0-9]{12}:event-bus/parley-owner-partners$')),
    hashKeyArn: variable('hash_key_arn', "The secret with the pair's hash key, from the hand-over file", matches('hash_key_arn', '^arn:aws:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:parley/pair-key/')),
    ownerAccount: variable('owner_account', "The owner's AWS account, 12 digits, from the hand-over file", matches('owner_account', '^[0-9]{12}$')),
    ownerMembershipId: variable('owner_membership_id', "The id of the owner's membership, which runs the queries, from the hand-over file", matches('owner_membership_id', UUID)),
  };
}

const matches = (name: string, regex: string): string => `can(regex("${regex}", var.${name}))`;
