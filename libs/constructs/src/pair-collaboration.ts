import { CleanroomsCollaboration } from '@cdktf/provider-aws/lib/cleanrooms-collaboration';
import { CleanroomsMembership } from '@cdktf/provider-aws/lib/cleanrooms-membership';
import { collaborationMembers } from '@parley/clean-room-resources';
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
    const { members, ...made } = collaborationMembers({ owner, terms }, partner, collaboration);
    this.collaboration = new CleanroomsCollaboration(this, 'collaboration', { ...made, member: members });
    this.membership = new CleanroomsMembership(this, 'membership', {
      collaborationId: this.collaboration.id,
      queryLogStatus: terms.queryLog,
      defaultResultConfiguration: [
        { outputConfiguration: [{ s3: [{ bucket: resultsBucket, keyPrefix: partner.id, resultFormat: 'PARQUET' }] }] },
      ],
    });
  }
}
