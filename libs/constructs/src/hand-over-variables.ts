import { TerraformVariable } from 'cdktf';
import type { Construct } from 'constructs';

/**
 * What the owner hands a partner, as Terraform variables: the hand-over file is a `hand-over.auto.tfvars.json`. It is not
 * trusted: the partner's pre-flight asks AWS itself and compares.
 */
export function handOverVariables(scope: Construct): { collaborationId: TerraformVariable; ownerAccount: TerraformVariable } {
  const variable = (name: string, description: string, regex: string) => {
    const made = new TerraformVariable(scope, name, { type: 'string', description, nullable: false });
    made.addValidation({ condition: `\${can(regex("${regex}", var.${name}))}`, errorMessage: `${name}: ${description}.` });
    return made;
  };
  variable('region', 'The region of the collaboration, such as us-east-1', '^[a-z]{2}(-[a-z]+)+-[0-9]$');
  return {
    collaborationId: variable('collaboration_id', 'The id of the collaboration, from the hand-over file', '^[0-9a-f-]{36}$'),
    ownerAccount: variable('owner_account', "The owner's AWS account, 12 digits, from the hand-over file", '^[0-9]{12}$'),
  };
}
