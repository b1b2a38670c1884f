/**
 * One entry of `InAppMessageCampaigns` in the answer of Pinpoint's GetInAppMessages (API model of 2016-12-01), so that
 * renderers written for it keep working. Members that Parley never fills are left out.
 */
export interface InAppContent {
  CampaignId: string;
  InAppMessage: {
    Content: {
      BackgroundColor?: string;
      HeaderConfig?: { Alignment: 'LEFT' | 'CENTER' | 'RIGHT'; Header: string; TextColor: string };
      BodyConfig?: { Alignment: 'LEFT' | 'CENTER' | 'RIGHT'; Body: string; TextColor: string };
      ImageUrl?: string;
      PrimaryBtn?: { DefaultConfig: { ButtonAction: 'LINK' | 'DEEP_LINK' | 'CLOSE'; Text: string; Link?: string } };
    }[];
    CustomConfig?: Record<string, string>;
    Layout: InAppLayout;
  };
  /** 1 is shown first, 5 last. */
  Priority: number;
  /** `EndDate` is ISO 8601. */
  Schedule: { EndDate: string };
  DailyCap?: number;
  SessionCap?: number;
  TotalCap?: number;
}

export const IN_APP_LAYOUTS = ['BOTTOM_BANNER', 'TOP_BANNER', 'OVERLAYS', 'MOBILE_FEED', 'MIDDLE_BANNER', 'CAROUSEL'] as const;
export type InAppLayout = (typeof IN_APP_LAYOUTS)[number];
