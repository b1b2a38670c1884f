import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { Construct } from 'constructs';
import { policyTooWide } from '../errors';
import { policyDocument, type PolicyStatement, type TrustStatement } from './policy-statement';

export interface LeastPrivilegeRoleProps {
  name: string;
  /** What the role is for, as IAM shows it. */
  description: string;
  /** Who may assume it. Each statement has a condition: a service's name alone would let anyone's resources use it. */
  trust: readonly TrustStatement[];
  statements: readonly PolicyStatement[];
  /** Sids of statements that name every resource, each with the reason: AWS has none narrower for the action. */
  everyResource?: Readonly<Record<string, string>>;
}

/**
 * A role with one policy of its own and a trust policy with conditions. Synthesis fails on an action with a wildcard,
 * on a resource `*` without a reason, on trust without a condition, and on two statements of one name.
 *
 * @example
 * new LeastPrivilegeRole(this, 'reader', { name: 'reader', description: 'Reads', trust, statements });
 */
export class LeastPrivilegeRole extends Construct {
  readonly role: IamRole;
  /** What needs the role at work, and not just to exist, waits for it. */
  readonly policy: IamRolePolicy;

  constructor(scope: Construct, id: string, { name, description, trust, statements, everyResource = {} }: LeastPrivilegeRoleProps) {
    super(scope, id);
    this.node.addValidation({ validate: () => tooWide(trust, statements, everyResource).map((what) => policyTooWide(name, what)) });
    this.role = new IamRole(this, 'role', { name, description, assumeRolePolicy: policyDocument(trust), maxSessionDuration: 3600 });
    this.policy = new IamRolePolicy(this, 'policy', { name, role: this.role.id, policy: policyDocument(statements) });
  }
}

function tooWide(trust: readonly TrustStatement[], statements: readonly PolicyStatement[], everyResource: Readonly<Record<string, string>>): string[] {
  const sids = statements.map(({ Sid }) => Sid);
  return [
    ...sids.filter((sid, index) => sids.indexOf(sid) < index).map((sid) => `two statements are called ${sid}, which IAM refuses`),
    ...trust.filter(({ Condition }) => Object.keys(Condition).length === 0).map(({ Sid }) => `trust ${Sid} has no condition`),
    ...statements
      .filter(({ Effect }) => Effect === 'Allow')
      .flatMap(({ Sid, Action, Resource }) => [
        ...list(Action).filter((action) => action.includes('*')).map((action) => `${Sid} allows the action ${action}`),
        ...list(Resource).filter((resource) => resource === '*' && !everyResource[Sid]).map(() => `${Sid} allows every resource`),
      ]),
  ];
}

const list = (value: string | string[]): string[] => (typeof value === 'string' ? [value] : value);
