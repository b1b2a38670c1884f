/** The owner's state machine on AWS, as its stack names it and `parley approve` finds it. */
export const MACHINE = 'parley-owner-segmentation';
