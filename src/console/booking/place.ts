import { useRef, useState } from 'react';
import { BookHeldDocument, HoldSlotDocument, ReleaseHoldDocument } from '../api/generated/graphql.js';
import type { BookingAnswerFragment, HoldSlotInput } from '../api/generated/graphql.js';
import { useAct } from '../api/act.js';
import type { Outcome } from '../api/act.js';
import { sentenceOf } from '../api/failure.js';

export interface BookingClinic {
  readonly id: string;
  readonly timeZone: string;
}

export type Held = Extract<BookingAnswerFragment, { __typename: 'AppointmentPayload' }>['appointment'];
/** Why not, in the API's words, and what can be had instead. */
export type Refused =
  Exclude<BookingAnswerFragment, { __typename: 'AppointmentPayload' }> | { readonly message: string };

type Answer = BookingAnswerFragment | { readonly message: string };

function answerOf<Data>(outcome: Outcome<Data> | null, of: (data: Data) => BookingAnswerFragment): Answer | null {
  if (!outcome) return null;
  return 'error' in outcome ? { message: sentenceOf(outcome.error) } : of(outcome.data);
}

/** What is held or booked now. */
function visitOf(answer: Answer | null, otherwise: (refused: Refused) => void): Held | null {
  if (answer && 'appointment' in answer) return answer.appointment;
  if (answer) otherwise(answer);
  return null;
}

/**
 * A place for a client: held while somebody talks to them, then booked or let go. One at a time: before the next is held, the one
 * before is free again, since it would stand in its way.
 */
export function usePlace(onBooked: (visit: Held) => void) {
  const [held, setHeld] = useState<Held | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);
  /** Set once nobody books any more: what is being held just then is let go. */
  const isOver = useRef(false);
  const [hold, holding] = useAct(HoldSlotDocument);
  const [book, booking] = useAct(BookHeldDocument);
  const [release] = useAct(ReleaseHoldDocument);

  const letGo = async (): Promise<void> => {
    setHeld(null);
    setRefused(null);
    // Where it cannot be released, its time is over by itself before long.
    if (held) await release({ id: held.id });
  };

  const take = async (input: HoldSlotInput): Promise<void> => {
    await letGo();
    const place = visitOf(
      answerOf(await hold({ input }), ({ holdSlot }) => holdSlot),
      setRefused,
    );
    if (place && isOver.current) await release({ id: place.id });
    else setHeld(place);
  };

  const bookHeld = async (clientId: string): Promise<void> => {
    if (!held) return;
    setRefused(null);
    const outcome = await book({ input: { clientId, holdId: held.id } });
    const visit = visitOf(
      answerOf(outcome, (data) => data.bookAppointment),
      setRefused,
    );
    if (visit) onBooked(visit);
  };

  return { held, refused, busy: holding || booking, take, bookHeld, letGo, isOver };
}
