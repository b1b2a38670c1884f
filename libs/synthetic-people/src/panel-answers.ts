import type { Random } from './random';

export const INCOME_BANDS = ['under 30k', '30k to 60k', '60k to 100k', 'over 100k'] as const;
export const HOME_STATUSES = ['owns', 'rents', 'lives with family'] as const;

/** What the useful partner, a consumer panel, knows of a person. */
export interface PanelAnswers {
  incomeBand: (typeof INCOME_BANDS)[number];
  homeStatus: (typeof HOME_STATUSES)[number];
  childrenAtHome: number;
  /** 0 to 100. */
  categoryInterest: number;
  tripsLastYear: number;
  commuteMinutes: number;
}

const INCOME_EFFECT = { 'under 30k': -0.6, '30k to 60k': -0.15, '60k to 100k': 0.25, 'over 100k': 0.6 } as const;
const HOME_EFFECT = { owns: 0.15, rents: -0.1, 'lives with family': -0.2 } as const;

export function inventPanelAnswers(random: Random): PanelAnswers {
  return {
    incomeBand: random.weighted([['under 30k', 25], ['30k to 60k', 30], ['60k to 100k', 28], ['over 100k', 17]] as const),
    homeStatus: random.weighted([['owns', 55], ['rents', 35], ['lives with family', 10]] as const),
    childrenAtHome: random.weighted([[0, 55], [1, 18], [2, 18], [3, 7], [4, 2]] as const),
    categoryInterest: Math.round(10 * Math.min(100, Math.max(0, 50 + 20 * random.normal()))) / 10,
    tripsLastYear: random.poisson(2),
    commuteMinutes: Math.max(0, Math.round(27 + 14 * random.normal())),
  };
}

/** What these answers add to the log-odds of buying again. The commute adds nothing, on purpose. */
export function panelEffect(panel: PanelAnswers): number {
  const smallFamily = panel.childrenAtHome === 1 || panel.childrenAtHome === 2;
  return (
    INCOME_EFFECT[panel.incomeBand] +
    HOME_EFFECT[panel.homeStatus] +
    (smallFamily ? 0.35 : -0.2) +
    0.042 * (panel.categoryInterest - 50) +
    0.1 * (panel.tripsLastYear - 2)
  );
}

/** Answers that say the opposite: what spoke for buying again now speaks against it. */
export function reversed(panel: PanelAnswers): PanelAnswers {
  const last = INCOME_BANDS.length - 1;
  return {
    ...panel,
    incomeBand: INCOME_BANDS[last - INCOME_BANDS.indexOf(panel.incomeBand)]!,
    categoryInterest: Math.round(10 * (100 - panel.categoryInterest)) / 10,
    tripsLastYear: Math.max(0, 4 - panel.tripsLastYear),
  };
}
