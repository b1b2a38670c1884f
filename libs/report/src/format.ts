const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const upTo3 = new Intl.NumberFormat('en', { maximumFractionDigits: 3 });
const percentage = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 });
const finePercentage = new Intl.NumberFormat('en', { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
const moment = new Intl.DateTimeFormat('en', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
const list = new Intl.ListFormat('en');

export const count = (value: number): string => whole.format(value);
export const number = (value: number): string => upTo3.format(value);
/** Fixed decimals, for columns that are compared. */
export const fixed = (value: number, digits = 3): string => value.toFixed(digits).replace('-', '−');
export const signed = (value: number, digits = 3): string => (value > 0 ? '+' : '') + fixed(value, digits);
/** A difference of two shares. */
export const points = (value: number): string => `${signed(100 * value, 1)} points`;
/** Whole percent from 10% up, a decimal below. */
export const percent = (share: number): string => (Math.abs(share) >= 0.0995 || share === 0 ? percentage : finePercentage).format(share);
export const share = (part: number, of: number): string => (of === 0 ? '–' : percent(part / of));
export const seconds = (value: number): string => (value >= 90 ? `${Math.floor(value / 60)} min ${Math.round(value % 60)} s` : `${value.toFixed(value < 10 ? 1 : 0)} s`);
export const dateTime = (iso: string): string => `${moment.format(new Date(iso))} UTC`;
export const inWords = (items: readonly string[]): string => list.format(items);
export const plural = (value: number, one: string, many = `${one}s`): string => `${count(value)} ${value === 1 ? one : many}`;
