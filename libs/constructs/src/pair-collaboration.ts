import { CleanroomsCollaboration } from '@cdktf/provider-aws/lib/cleanrooms-collaboration';
import { CleanroomsMembership } from '@cdktf/provider-aws/lib/cleanrooms-membership';
import type { Collaboration, Contract, Party } from '@parley/contract';
import { Construct } from 'constructs';

export interface PairCollaborationProps {
  owner: Party;
  partner: Party;
  collaboration: Collaboration;
  terms: Contract['terms'];
  /** Bucket of the owner that query results go to. */
  resultsBucket: string;
}

/**
 * One Clean Rooms collaboration of an owner and one partner, with the owner's own membership. The owner queries and
 * receives; the partner only contributes. Changing the members replaces the collaboration, hence one a pair.
 */
export class PairCollaboration extends Construct {
  readonly collaboration: CleanroomsCollaboration;
  readonly membership: CleanroomsMembership;

  constructor(scope: Construct, id: string, props: PairCollaborationProps) {
    super(scope, id);
    const { owner, partner, collaboration, terms, resultsBucket } = props;
    this.collaboration = new CleanroomsCollaboration(this, 'collaboration', {
      name: `parley-${owner.id}-${partner.id}`,
      description: collaboration.description,
      creatorDisplayName: owner.name,
      creatorMemberAbilities: ['CAN_QUERY', 'CAN_RECEIVE_RESULTS'],
      queryLogStatus: terms.queryLog,
      member: [{ accountId: partner.account, displayName: partner.name, memberAbilities: [] }],
    });
    this.membership = new CleanroomsMembership(this, 'membership', {
      collaborationId: this.collaboration.id,
      queryLogStatus: terms.queryLog,
      defaultResultConfiguration: [
        { outputConfiguration: [{ s3: [{ bucket: resultsBucket, keyPrefix: partner.id, resultFormat: 'PARQUET' }] }] },
      ],
    });
  }
}
