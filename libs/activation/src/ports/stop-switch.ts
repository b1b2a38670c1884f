/** Stops every campaign, or one, before its next batch. Every adapter passes `stopSwitchCases`. */
export interface StopSwitch {
  isStopped(campaign: string): Promise<boolean>;
}
