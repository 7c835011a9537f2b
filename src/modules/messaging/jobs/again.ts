/** A message that was put on its way and has come to no end by then is put on its way again: the queue has lost it. */
export const AGAIN = '60 seconds';
