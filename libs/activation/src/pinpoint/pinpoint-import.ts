import type { ChannelName, PushService } from '../channel';
import { activationErrors } from '../errors';

/** Types of an endpoint that an import file may name (Pinpoint user guide, "Importing segments"). */
export type PinpointChannelType = PushService | 'EMAIL' | 'SMS' | 'CUSTOM';

/** One endpoint of an import file. */
export interface PinpointEndpoint {
  id: string;
  channelType: PinpointChannelType;
  address: string;
  userId: string;
  optOut: 'ALL' | 'NONE';
  /** IANA zone. */
  timezone?: string;
  attributes?: Record<string, string>;
  metrics?: Record<string, number>;
}

/** A job takes 1 GB, which is some 250,000 endpoints of 4 KB; a project has 250 custom attributes; names 50 and values 100 characters. */
export const PINPOINT_LIMITS = { bytes: 1_000_000_000, endpoints: 250_000, attributes: 250, nameCharacters: 50, valueCharacters: 100 } as const;

const FIXED = ['Id', 'ChannelType', 'Address', 'User.UserId', 'OptOut', 'Demographic.Timezone'];

/**
 * Endpoints as the CSV that Amazon Pinpoint's import jobs took, for archives and for tools that still read it: no call is
 * made. In parts of one job each, every one with its header. UTF-8, no line breaks or tabs in a value, the numbers of a metric plain.
 *
 * It is for programs: a value keeps its bytes, even one that a spreadsheet would take for a formula.
 *
 * @throws inputError ACTIVATION_PINPOINT_IMPORT for too many attributes or too long a name: never with a value.
 */
export function* pinpointImportParts(endpoints: Iterable<PinpointEndpoint>, columns: { attributes?: readonly string[]; metrics?: readonly string[] }, limits: { bytes: number; endpoints: number } = PINPOINT_LIMITS): Generator<string> {
  const { attributes = [], metrics = [] } = columns;
  checkNames(attributes, metrics);
  const header = line([...FIXED, ...attributes.map((name) => `Attributes.${name}`), ...metrics.map((name) => `Metrics.${name}`)]);
  let part = header;
  let bytes = Buffer.byteLength(header);
  let rows = 0;
  for (const endpoint of endpoints) {
    const text = line(valuesOf(endpoint, attributes, metrics));
    const size = Buffer.byteLength(text);
    if (rows > 0 && (rows === limits.endpoints || bytes + size > limits.bytes)) {
      yield part;
      [part, bytes, rows] = [header, Buffer.byteLength(header), 0];
    }
    part += text;
    bytes += size;
    rows += 1;
  }
  if (rows > 0) yield part;
}

/** The type that an address of ours has. @param service of a push token */
export function pinpointChannelType(channel: ChannelName, service?: PushService): PinpointChannelType {
  if (channel === 'push') return service ?? 'GCM';
  return channel === 'email' ? 'EMAIL' : channel === 'sms' ? 'SMS' : 'CUSTOM';
}

function valuesOf({ id, channelType, address, userId, optOut, timezone, attributes = {}, metrics = {} }: PinpointEndpoint, names: readonly string[], numbers: readonly string[]): string[] {
  return [
    id,
    channelType,
    address,
    userId,
    optOut,
    timezone ?? '',
    ...names.map((name) => [...(attributes[name] ?? '')].slice(0, PINPOINT_LIMITS.valueCharacters).join('')),
    ...numbers.map((name) => numberText(metrics[name])),
  ];
}

function checkNames(attributes: readonly string[], metrics: readonly string[]): void {
  const names = [...attributes, ...metrics];
  const long = names.find((name) => name.length > PINPOINT_LIMITS.nameCharacters || /[^\w.-]/.test(name));
  if (names.length > PINPOINT_LIMITS.attributes) throw activationErrors.pinpointImport(`${names.length} attributes and metrics, above Pinpoint's ${PINPOINT_LIMITS.attributes}`);
  if (long !== undefined) throw activationErrors.pinpointImport(`the name ${long} is longer than ${PINPOINT_LIMITS.nameCharacters} characters, or has others than letters, digits, _, . and -`);
}

function numberText(value: number | undefined): string {
  return value === undefined || !Number.isFinite(value) ? '' : String(value);
}

function line(values: readonly string[]): string {
  return `${values.map((value) => quoted(value.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, ' '))).join(',')}\n`;
}

function quoted(value: string): string {
  return /[",]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
