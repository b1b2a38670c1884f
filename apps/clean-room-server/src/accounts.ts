/** An account of the local service, and the key pair that signs for it. */
export interface Account {
  /** Twelve digits. */
  id: string;
  accessKey: string;
  secret: string;
}
