import { useRef, useState } from 'react';
import { BookHeldDocument, HoldSlotDocument, ReleaseHoldDocument } from '../api/generated/graphql.js';
import type { BookAppointmentInput, BookingAnswerFragment, HoldSlotInput } from '../api/generated/graphql.js';
import { useAct } from '../api/act.js';
import type { Outcome } from '../api/act.js';
import { sentenceOf } from '../api/failure.js';

export interface BookingClinic {
  readonly id: string;
  readonly timeZone: string;
}

/** What somebody has pointed at before they began: with whom or in which room and, where they know it, when. */
export interface Wished {
  readonly therapistId?: string;
  readonly roomId?: string;
  readonly startsAt?: string;
  /** As people say it. */
  readonly words: string;
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

/** Holding, booking and letting go, each with the API's answer. */
function usePlaceActs() {
  const [hold, holding] = useAct(HoldSlotDocument);
  const [book, booking] = useAct(BookHeldDocument);
  const [release] = useAct(ReleaseHoldDocument);
  return {
    hold: async (input: HoldSlotInput) => answerOf(await hold({ input }), ({ holdSlot }) => holdSlot),
    book: async (input: BookAppointmentInput) => answerOf(await book({ input }), (data) => data.bookAppointment),
    release: (id: string) => release({ id }),
    busy: holding || booking,
  };
}

/**
 * A place for a client: held while somebody talks to them, then booked or let go. One at a time: before the next is held, the one
 * before is free again, since it would stand in its way.
 */
export function usePlace(onBooked: (visit: Held) => void) {
  const [held, setHeld] = useState<Held | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);
  /** What was tried last. */
  const tried = useRef<HoldSlotInput | null>(null);
  /** Set once nobody books any more: what is being held just then is let go. */
  const isOver = useRef(false);
  const { hold, book, release, busy } = usePlaceActs();

  const letGo = async (): Promise<void> => {
    setHeld(null);
    setRefused(null);
    // Where it cannot be released, its time is over by itself before long.
    if (held) await release(held.id);
  };

  const take = async (input: HoldSlotInput): Promise<void> => {
    await letGo();
    tried.current = input;
    const place = visitOf(await hold(input), setRefused);
    if (place && isOver.current) await release(place.id);
    else setHeld(place);
  };

  /** Tries again, with the reason why the rules in the way are set aside. */
  const override = async (reason: string): Promise<void> => {
    const { current } = tried;
    if (current) await take({ ...current, slot: { ...current.slot, override: { reason } } });
  };

  const bookHeld = async (clientId: string): Promise<void> => {
    if (!held) return;
    setRefused(null);
    const visit = visitOf(await book({ clientId, holdId: held.id }), setRefused);
    if (visit) onBooked(visit);
  };

  return { held, refused, busy, take, override, bookHeld, letGo, isOver };
}
