import type { CreateCollaborationInput } from '@aws-sdk/client-cleanrooms';
import type { FieldProblem } from '../../service-error';
import type { Checked } from '../service-operation';

/** Who takes part, under what abilities, and who pays, as it is asked for. */
export interface Seat {
  account: string;
  displayName: string;
  abilities: readonly string[];
  /** `queryCompute.isResponsible` where it was said. */
  pays: boolean | undefined;
  /** Where it stands in the request. */
  field: string;
}

/** The creator's seat, then those of the members it invites. */
export function seatsOf(input: Checked<CreateCollaborationInput>, creator: string): Seat[] {
  const own: Seat = {
    account: creator,
    displayName: input.creatorDisplayName,
    abilities: input.creatorMemberAbilities,
    pays: input.creatorPaymentConfiguration?.queryCompute.isResponsible,
    field: 'creator',
  };
  const invited = input.members.map(({ accountId, displayName, memberAbilities, paymentConfiguration }, at): Seat => ({
    account: accountId,
    displayName,
    abilities: memberAbilities,
    pays: paymentConfiguration?.queryCompute.isResponsible,
    field: `members[${at}]`,
  }));
  return [own, ...invited];
}

/** Everything about the members that contradicts itself (clean-rooms-semantics.md 1.2). */
export function checkSeats(seats: readonly Seat[]): FieldProblem[] {
  return [...checkAccounts(seats), ...checkAbilities(seats), ...checkPayers(seats)];
}

/** The seat that pays for queries: who was named, else the query runner. */
export function payerOf(seats: readonly Seat[]): Seat | undefined {
  return seats.find(({ pays }) => pays) ?? seats.find(isRunner);
}

const isRunner = ({ abilities }: Seat): boolean => abilities.includes('CAN_QUERY');

const abilitiesField = ({ field }: Seat): string => (field === 'creator' ? 'creatorMemberAbilities' : `${field}.memberAbilities`);
const paymentField = ({ field }: Seat): string =>
  `${field === 'creator' ? 'creatorPaymentConfiguration' : `${field}.paymentConfiguration`}.queryCompute.isResponsible`;

function checkAccounts([creator, ...invited]: readonly Seat[]): FieldProblem[] {
  const seen = new Set<string>();
  return invited.flatMap(({ account, field }) => {
    const twice = seen.has(account);
    seen.add(account);
    if (account === creator?.account) return [{ name: `${field}.accountId`, message: 'The creator is a member already: leave it out here.' }];
    return twice ? [{ name: `${field}.accountId`, message: `Account ${account} is named twice.` }] : [];
  });
}

function checkAbilities(seats: readonly Seat[]): FieldProblem[] {
  const repeated = seats
    .filter(({ abilities }) => new Set(abilities).size < abilities.length)
    .map((seat) => ({ name: abilitiesField(seat), message: 'An ability is named twice.' }));
  const [runner, ...others] = seats.filter(isRunner);
  const several = others.map((seat) => ({ name: abilitiesField(seat), message: 'Only one member can have CAN_QUERY.' }));
  const received = seats.some(({ abilities }) => abilities.includes('CAN_RECEIVE_RESULTS'));
  const unheard = runner && !received ? [{ name: abilitiesField(runner), message: 'Some member needs CAN_RECEIVE_RESULTS where one has CAN_QUERY.' }] : [];
  return [...repeated, ...several, ...unheard];
}

function checkPayers(seats: readonly Seat[]): FieldProblem[] {
  const [payer, ...others] = seats.filter(({ pays }) => pays);
  const several = others.map((seat) => ({ name: paymentField(seat), message: 'Only one member can pay for queries.' }));
  const unpaid = seats.filter((seat) => isRunner(seat) && seat.pays === false && !payer);
  return [
    ...several,
    ...unpaid.map((seat) => ({ name: paymentField(seat), message: 'The member that can query pays unless another member is named.' })),
  ];
}
