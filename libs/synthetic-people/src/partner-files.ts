import { asWritten, PARTNER_DIRT } from './dirt';
import { partnerId, type Membership } from './membership';
import { customerId } from './owner-files';
import type { Population } from './person';
import { Random } from './random';
import { csvFile, type SourceFile } from './source-file';

export const PANEL_COLUMNS = [
  'partner_id', 'email', 'phone', 'income_band', 'home_status', 'children_at_home', 'category_interest', 'trips_last_year', 'commute_minutes',
] as const;
export const AUDIENCE_COLUMNS = [
  'partner_id', 'email', 'phone', 'favourite_section', 'articles_a_week', 'evening_share', 'device', 'puzzle_player',
] as const;

/** The last area is too small for the partner's threshold at the default number of rows, and must stay hidden. */
const AREAS = [
  ['old town', 30], ['harbour', 25], ['north side', 20], ['west park', 15], ['airport', 9.7], ['the islands', 0.3],
] as const;
const SECTIONS = ['news', 'sport', 'food', 'travel', 'science', 'culture'] as const;

/** The useful partner's panel. */
export function panelFile(people: Population, members: Membership): SourceFile {
  const written = Random.named(people.seed, 'panel as written');
  return csvFile('partner-sample/people.csv', PANEL_COLUMNS, rows());

  function* rows() {
    for (const [place, index] of members.entries()) {
      const random = written.fork(index);
      const { identity, panel } = people.person(index);
      const { email, phone } = asWritten(identity, PARTNER_DIRT, random);
      yield [
        partnerId(place), email, phone, panel.incomeBand, panel.homeStatus, random.chance(0.08) ? undefined : panel.childrenAtHome,
        random.chance(0.12) ? undefined : panel.categoryInterest, panel.tripsLastYear, panel.commuteMinutes,
      ];
    }
  }
}

/** Where panel members who share a location went. */
export function visitsFile(people: Population, members: Membership): SourceFile {
  const written = Random.named(people.seed, 'visits as written');
  return csvFile('partner-sample/visits.csv', ['partner_id', 'email', 'area', 'visits'], rows());

  function* rows() {
    for (const [place, index] of members.entries()) {
      const random = written.fork(index);
      if (!random.chance(0.6)) continue;
      const { email } = asWritten(people.identity(index), PARTNER_DIRT, random);
      yield [partnerId(place), email, random.weighted(AREAS), 1 + random.poisson(2.2)];
    }
  }
}

/** The useless partner's readers: every column is independent of everything else. */
export function audienceFile(people: Population, members: Membership): SourceFile {
  const written = Random.named(people.seed, 'audience as written');
  return csvFile('partner-other/audience.csv', AUDIENCE_COLUMNS, rows());

  function* rows() {
    for (const [place, index] of members.entries()) {
      const random = written.fork(index);
      const { email, phone } = asWritten(people.identity(index), PARTNER_DIRT, random);
      yield [
        partnerId(place), email, phone, random.pick(SECTIONS), random.poisson(6),
        random.chance(0.1) ? undefined : Math.round(100 * random.uniform()) / 100, random.weighted([['mobile', 62], ['desktop', 30], ['tablet', 8]] as const), random.chance(0.2),
      ];
    }
  }
}

/** Who is who in truth: for scoring a matcher, never an input of one. */
export function truthFile(partner: string, rows: number, members: Membership): SourceFile {
  const pairs = [...members.entries()].filter(([, index]) => index < rows);
  pairs.sort(([, a], [, b]) => a - b);
  return csvFile(
    `truth-link/${partner}.csv`,
    ['customer_id', 'partner_id'],
    pairs.map(([place, index]) => [customerId(index), partnerId(place)]),
  );
}
