import { badArm, badShare } from '../errors';
import type { Arm } from './arm';
import { proportionDifference } from './proportion-difference';

export interface Incrementality {
  /** Shares that responded. */
  rates: { sent: number; heldOut: number };
  /** Sent less held out, with its 95 % interval: what sending added to the share. */
  difference: number;
  low: number;
  high: number;
  /** `difference` and interval, times the people sent to. */
  responders: { added: number; low: number; high: number };
  /** People in each of two equal arms that find an effect of `smallestEffect` four times in five. */
  neededPerArm: number;
  /** The size of two equal arms that would tell as much as these do: their harmonic mean. */
  peoplePerArm: number;
  verdict: 'adds' | 'nothing shown' | 'harms' | 'not enough people yet';
}

/**
 * What sending brought, from the holdout: the difference of two shares with Newcombe's interval.
 *
 * Below the needed number of people there is no verdict, whatever the interval says: looked at again and again while people come in,
 * a 95 % interval leaves out the truth far more often than one time in twenty.
 *
 * @param smallestEffect the least difference worth knowing, as a share: 0.005 is half a percentage point
 * @throws inputError `SEGMENTATION_BAD_ARM`, `SEGMENTATION_BAD_SHARE`
 */
export function incrementality(arms: { sent: Arm; heldOut: Arm }, smallestEffect: number): Incrementality {
  const { sent, heldOut } = arms;
  checkArm('sent', sent);
  checkArm('held out', heldOut);
  const { difference, low, high } = proportionDifference(sent, heldOut);
  // One responder and one other more than there were: a share of 0 would need nobody.
  const rate = (sent.responders + heldOut.responders + 1) / (sent.people + heldOut.people + 2);
  const needed = neededPerArm(rate, smallestEffect);
  const peoplePerArm = 2 / (1 / sent.people + 1 / heldOut.people);
  return {
    rates: { sent: sent.responders / sent.people, heldOut: heldOut.responders / heldOut.people },
    difference,
    low,
    high,
    responders: { added: difference * sent.people, low: low * sent.people, high: high * sent.people },
    neededPerArm: needed,
    peoplePerArm,
    verdict: peoplePerArm < needed ? 'not enough people yet' : low > 0 ? 'adds' : high < 0 ? 'harms' : 'nothing shown',
  };
}

/**
 * People in each of two equal arms: 16 p (1 - p) / effect², the rule of Lehr (Statistics in Medicine 11, 1992) for 80 % power at 5 %.
 *
 * @param rate p, the share that responds, from 0 to 1
 */
export function neededPerArm(rate: number, smallestEffect: number): number {
  if (!(smallestEffect > 0 && smallestEffect <= 1)) throw badShare('The smallest effect', smallestEffect);
  return Math.ceil((16 * rate * (1 - rate)) / smallestEffect ** 2);
}

function checkArm(name: string, { people, responders }: Arm): void {
  const whole = Number.isSafeInteger(people) && Number.isSafeInteger(responders);
  if (!whole || people < 1 || responders < 0 || responders > people) throw badArm(name, people, responders);
}
