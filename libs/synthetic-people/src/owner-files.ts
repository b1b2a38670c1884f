import { consentsFile } from './consents-file';
import { asWritten, OWNER_DIRT, writeEmail } from './dirt';
import type { Population } from './person';
import { Random } from './random';
import { csvFile, type SourceFile } from './source-file';

export const CUSTOMER_COLUMNS = [
  'customer_id', 'email', 'phone', 'first_name', 'zone', 'consent', 'tenure_months', 'orders_last_year', 'days_since_order', 'average_basket',
  'favourite_category', 'sign_up_channel', 'newsletter_opens', 'returns_last_year', 'bought_again', 'push_token', 'push_service',
] as const;

export const ZONES = [
  ['America/New_York', 41], ['America/Chicago', 25], ['America/Los_Angeles', 20], ['America/Denver', 8], ['America/Phoenix', 3],
  ['Pacific/Honolulu', 1], ['America/Puerto_Rico', 0.5], ['', 1.5],
] as const;

/** Some never said; no answer is no consent. */
export const CONSENTS = [
  ['true', 78],
  ['false', 20],
  ['', 2],
] as const;

const REGIONS = ['north', 'east', 'south', 'west'] as const;
const SUPPRESSED = 0.01;
const HAS_APP = 0.5;
const SERVICES = [
  ['GCM', 60],
  ['APNS', 40],
] as const;

export function customerId(index: number): string {
  return `C${String(index + 1).padStart(7, '0')}`;
}

export function customersFile(people: Population): SourceFile {
  const written = Random.named(people.seed, 'customers as written');
  return csvFile('owner/customers.csv', CUSTOMER_COLUMNS, rows());

  function* rows() {
    for (let index = 0; index < people.rows; index++) {
      const random = written.fork(index);
      const { identity, shop, boughtAgain } = people.person(index);
      const { email, phone } = asWritten(identity, OWNER_DIRT, random);
      yield [
        customerId(index), email, phone, random.chance(0.04) ? '' : identity.firstName, random.weighted(ZONES), random.weighted(CONSENTS),
        shop.tenureMonths, shop.ordersLastYear, shop.daysSinceOrder, shop.averageBasket,
        shop.favouriteCategory, shop.signUpChannel, shop.newsletterOpens, shop.returnsLastYear, boughtAgain ? 'yes' : 'no',
        ...device(random),
      ];
    }
  }
}

/** Half of them have the shop's app. A token has the shape of no service's, so that none can be sent to. */
export function device(random: Random): [token: string, service: string] {
  return random.chance(HAS_APP) ? [`made-up-${random.hex(24)}`, random.weighted(SERVICES)] : ['', ''];
}

/** What the default contract's customers said of each channel. */
export function consentFile(people: Population): SourceFile {
  return consentsFile('owner/consents.csv', people.seed, people.rows, customerId);
}

/** One row a customer who ordered last year, as the till wrote it. */
export function ordersFile(people: Population): SourceFile {
  const written = Random.named(people.seed, 'orders as written');
  return csvFile('owner/orders.csv', ['customer_id', 'email', 'region', 'spend'], rows());

  function* rows() {
    for (let index = 0; index < people.rows; index++) {
      const { identity, shop } = people.person(index);
      if (shop.ordersLastYear === 0) continue;
      const random = written.fork(index);
      const spend = Math.round(100 * shop.ordersLastYear * (shop.averageBasket ?? 0)) / 100;
      yield [customerId(index), asWritten(identity, OWNER_DIRT, random).email, random.pick(REGIONS), spend];
    }
  }
}

/** Addresses of the default contract's customers never to send to. */
export function suppressionFile(people: Population): SourceFile {
  return suppressionList('owner/suppression.csv', people.seed, people.rows, (index) => people.identity(index).email);
}

/** Addresses never to send to: bounces and complaints of some customers, as another system writes them. */
export function suppressionList(path: string, seed: number, rows: number, emailOf: (index: number) => string | undefined): SourceFile {
  const listed = Random.named(seed, 'suppression');
  return csvFile(path, ['email'], addresses());

  function* addresses() {
    for (let index = 0; index < rows; index++) {
      const random = listed.fork(index);
      const email = random.chance(SUPPRESSED) ? emailOf(index) : undefined;
      if (email !== undefined) yield [writeEmail(email, random)];
    }
  }
}
