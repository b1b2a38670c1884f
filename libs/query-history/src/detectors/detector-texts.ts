import type { DetectorId } from '../warning';

export interface DetectorText {
  attacks: readonly number[];
  says: string;
  repair: string;
  /** What a history must hold before the detector speaks: no history without it is warned of. */
  speaks: string;
}

/** What each detector sees, the attacks it is a sign of, and what would stop them. */
export const DETECTORS: Readonly<Record<DetectorId, DetectorText>> = {
  differencing: {
    attacks: [1, 4],
    says: 'Two groups were asked for that differ only by a few people: taken from each other, the results tell of these.',
    repair: 'Ask the runner what the second query was for; set an access budget, or allow approved templates only.',
    speaks: 'one query leaves out what two conditions together describe, or one condition within two others, and another query of the same sums does not',
  },
  tracker: {
    attacks: [3],
    says: 'Two groups were asked for that together hold everybody, and have only a few people in common.',
    repair: 'Ask the runner what the queries were for; set an access budget, or allow approved templates only.',
    speaks: 'two queries of the same sums whose conditions cover all rows between them and overlap in about one value of a column',
  },
  'exclusion-sweep': {
    attacks: [1, 4],
    says: 'The same sums were asked for again and again, each time without one other small group.',
    repair: 'Ask the runner what the queries were for; set an access budget.',
    speaks: 'three values of a column, each left out of an otherwise equal query within 30 days; placeholders such as "unknown" and moving windows of days do not count',
  },
  'value-sweep': {
    attacks: [1, 29],
    says: 'The same query was asked for one value of a column after the other.',
    repair: 'Offer the grouping as an approved query; set an access budget.',
    speaks: 'more than 24 values of one column in otherwise equal queries within 30 days',
  },
  'threshold-probing': {
    attacks: [31],
    says: 'The same question was asked with many limits on a sum: the answers bracket the hidden value.',
    repair: 'Do not allow the aggregate, or set an access budget.',
    speaks: 'five limits on one aggregate in otherwise equal queries within 30 days',
  },
  bisection: {
    attacks: [1, 20],
    says: 'The limits of one condition close in on a value.',
    repair: 'Make the column coarser before it enters the room, or set an access budget.',
    speaks: 'six limits on one column in otherwise equal queries within 30 days, each step at most two thirds of the one before, in both directions',
  },
  'overlapping-groups': {
    attacks: [7],
    says: 'The same sums were asked for by very many different groupings: together they can be solved for single people.',
    repair: 'Allow fewer dimension columns together, or set an access budget.',
    speaks: 'ten different groupings by two or more columns of one sum within 30 days',
  },
  repetition: {
    attacks: [48, 53],
    says: 'The same question was asked very often, or in many wordings.',
    repair: 'Set an access budget. With noise, equal questions must get equal answers.',
    speaks: 'more than 24 runs of one question within a day, or five wordings of it within a week',
  },
  'own-table-changes': {
    attacks: [2, 17, 29],
    says: "The runner changed its own table between runs of one query more often than a day's refresh does, or went back to an earlier state.",
    repair: 'Agree on how often tables are refreshed; set an access budget, which is keyed by the data.',
    speaks: 'four states of the own table within 24 hours for one query, or an earlier state that comes again after another',
  },
  'refresh-bracketing': {
    attacks: [56],
    says: 'One query was run just before and just after a refresh of your table, several times: the difference is who joined.',
    repair: 'Refresh less often, or in larger parts; set an access budget.',
    speaks: 'three refreshes within 30 days with a run of one query within an hour on either side',
  },
  'refusal-probing': {
    attacks: [28, 32, 39, 42],
    says: 'Many different queries were refused within a day, for several reasons: somebody is feeling for the limits.',
    repair: 'Ask the runner; `parley explain` judges a query without asking the room.',
    speaks: 'twelve different refused texts within 24 hours, for at least three reasons',
  },
  'budget-pressure': {
    attacks: [54],
    says: 'A used-up access budget was asked again and again.',
    repair: 'Ask the runner. The budget held.',
    speaks: 'ten refusals for the budget within an hour',
  },
};
