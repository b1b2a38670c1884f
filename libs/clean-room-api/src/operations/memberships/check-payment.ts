import type { MembershipPaymentConfiguration } from '@aws-sdk/client-cleanrooms';
import type { MemberRecord } from '../../state/records';
import { wrongConfiguration } from '../problems';
import type { Checked } from '../service-operation';

const FIELD = 'paymentConfiguration.queryCompute.isResponsible';

/**
 * A member accepts just what the creator set, neither more nor less. Who is to pay for another's queries says so; the query
 * runner need not (API text of CreateMembership, model 2022-02-17).
 */
export function checkPayment(accepted: Checked<MembershipPaymentConfiguration> | undefined, { abilities, paymentConfiguration }: MemberRecord): void {
  const set = paymentConfiguration.queryCompute.isResponsible;
  if (accepted ? accepted.queryCompute.isResponsible === set : !set || abilities.includes('CAN_QUERY')) return;
  throw wrongConfiguration(
    FIELD,
    set ? 'The creator made you responsible for query compute costs: accept with true.' : 'You are not responsible for query compute costs: write false.',
  );
}
