/** One thing a party's tables permit or demand, in words. Two sets of rules differ by their facts. */
export interface Fact {
  /** What makes it the same fact in both: table, field, value. */
  id: string;
  table: string;
  /** The field in AWS's words. */
  field: string;
  /** `permits`: having it lets others learn more. `guards`: having it lets them learn less. */
  kind: 'permits' | 'guards';
  /** What the one who runs queries or receives results can do while it holds. */
  words: string;
  /** For a guard: what the one who queries can do once it is gone. */
  without?: string;
  /** For a guard with a level, such as a threshold: higher is stricter. */
  level?: number;
}
