/** What the service's model asks of one named kind of value. */
export interface ValueFacts {
  /** Least and most: characters of a string, members of a list or map, or the number itself. */
  min?: number;
  max?: number;
  /** The whole string must match. */
  pattern?: string;
  enum?: readonly string[];
  /** A number without a fraction. */
  whole?: boolean;
  /** The kind of a list's members, and of a map's keys and values. */
  each?: string;
  key?: string;
  value?: string;
}
