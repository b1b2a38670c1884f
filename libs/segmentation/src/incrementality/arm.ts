/**
 * People as the lot dealt them, and how many of them did what the message was for. Everyone counts whom the lot put into the arm,
 * delivered or not: leaving out those who were not reached would compare unlike people.
 */
export interface Arm {
  people: number;
  responders: number;
}
