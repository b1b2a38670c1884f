import { CleanRooms } from '@aws-sdk/client-cleanrooms';
import { CloudControlClient } from '@aws-sdk/client-cloudcontrol';

/** How one member reaches AWS, or a server that speaks its protocols. */
export interface Connection {
  region: string;
  /** Other than AWS's. */
  endpoint?: string;
  credentials: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
}

/** The two services a member's resources are made by. */
export interface MemberApi {
  account: string;
  cleanRooms: CleanRooms;
  control: CloudControlClient;
  close(): void;
}

export function openMemberApi(account: string, connection: Connection): MemberApi {
  const cleanRooms = new CleanRooms(connection);
  const control = new CloudControlClient(connection);
  const close = () => {
    cleanRooms.destroy();
    control.destroy();
  };
  return { account, cleanRooms, control, close };
}
