import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/index.js';
import { ReadClientFacts } from './client-facts.js';
import type { ClientFacts, DecisionContent } from './client-facts.js';
import { screenAll } from './domain/index.js';
import type { Treatment, Verdict } from './domain/index.js';

/** A visit that is booked, or could be. */
export interface AskedVisit {
  readonly treatment: Treatment;
  /** Local date of the visit in the clinic's calendar, YYYY-MM-DD. */
  readonly date: string;
  /** Where it is booked: what its therapist decided counts. */
  readonly appointmentId?: string;
}

export interface ScreenedVisit extends Verdict {
  /** The treating therapist has decided about the visit as it is: this date, this treatment, and no new risk since. */
  readonly decided: boolean;
}

/** The verdict for visits of a client, by the last answers, the practice's rules, clearances and decisions. */
@Injectable()
export class ScreenVisit {
  constructor(private readonly facts: ReadClientFacts) {}

  /** Two statements in one journey. Whoever books holds the client's lock, or new answers may slip in. */
  async execute(tx: Tx, { clientId, ...visit }: AskedVisit & { readonly clientId: string }): Promise<ScreenedVisit> {
    const [screened] = await this.many(tx, { clientId, visits: [visit] });
    return screened!;
  }

  /** As `execute`, in as many statements. */
  async many(
    tx: Tx,
    { clientId, visits }: { readonly clientId: string; readonly visits: readonly AskedVisit[] },
  ): Promise<ScreenedVisit[]> {
    const ids = visits.flatMap(({ appointmentId }) => appointmentId ?? []);
    const facts = await this.facts.execute(tx, clientId, ids);
    return visits.map((visit) => screenBy(facts, visit));
  }

  /** Visits of many clients, as on a therapist's day, in as many statements as one. In their order. */
  async ofClients(tx: Tx, visits: readonly (AskedVisit & { readonly clientId: string })[]): Promise<ScreenedVisit[]> {
    const clientIds = [...new Set(visits.map(({ clientId }) => clientId))];
    const appointmentIds = visits.flatMap(({ appointmentId }) => appointmentId ?? []);
    const facts = await this.facts.ofClients(tx, clientIds, appointmentIds);
    return visits.map((visit) => screenBy(facts.get(visit.clientId)!, visit));
  }
}

export function screenBy(facts: ClientFacts, { treatment, date, appointmentId }: AskedVisit): ScreenedVisit {
  const { technique, pressure } = treatment;
  const last = appointmentId === undefined ? undefined : facts.decisions.get(appointmentId);
  const decision = last && isOf(last, { technique, pressure, date }) ? last : null;
  const { rules, profiles, clearances } = facts;
  const verdict = screenAll(rules, profiles, { technique, pressure, date, clearances, decision });
  return { ...verdict, decided: decision !== null };
}

const isOf = (decision: DecisionContent, visit: Treatment & { readonly date: string }): boolean =>
  decision.date === visit.date &&
  decision.technique === visit.technique &&
  decision.pressure?.min === visit.pressure?.min &&
  decision.pressure?.max === visit.pressure?.max;
