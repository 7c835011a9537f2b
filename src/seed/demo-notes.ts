import type { DemoPerson, DemoPlan } from './demo-people.js';

/** A visit that took place, by which the records are told. */
export interface DemoTreatment {
  readonly id: string;
  readonly clientId: string;
  readonly clientName: string;
  readonly clinicId: string;
  readonly technique: string;
  readonly minutes: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
}

/** Pressure by technique, as a careful therapist would begin. */
const PRESSURE: Readonly<Record<string, number>> = { swedish: 2, deep_tissue: 4, trigger_point: 4 };

/** Relief in a session, and what of it is left at the next one, by how many visits there were. */
const REACTIONS = [
  'Relaxed, a little light-headed on getting up; sat for a minute and had water.',
  'Felt warm and loose; no complaints.',
  'Tender at the end of the deeper work, settled before leaving.',
];

/** The note of the person's nth visit (from 0): what hurts gets a little better each time. */
export function noteOf(person: DemoPerson, { technique, minutes }: DemoTreatment, n: number): object {
  const site = { region: person.finding.region.toUpperCase(), side: person.finding.side.toUpperCase() };
  const before = Math.max(1, person.pain - n);
  const after = Math.max(0, before - 2);
  const place = person.finding.region.replaceAll('_', ' ');
  return {
    subjective:
      n === 0
        ? `First visit. ${capital(place)} at ${before} of 10 today.`
        : `Reports ${before} of 10 at the ${place} since the last visit.`,
    objective: `Raised tone at the ${place}, warm, no swelling. Range of motion ${n === 0 ? 'limited at the end' : 'freer than last time'}.`,
    assessment:
      n === 0 ? 'Responds well to moderate pressure.' : 'Improving from visit to visit; holds longer between sessions.',
    plan: 'Same areas next time, a little more work on the neighbouring muscles if tolerated.',
    findings: [
      { ...site, kind: n % 2 === 0 ? 'TENSION' : 'TRIGGER_POINT', intensity: Math.max(1, before - 1), remark: null },
    ],
    techniques: [
      { technique: technique.toUpperCase(), pressure: PRESSURE[technique] ?? 2, sites: [site], minutes: minutes - 10 },
    ],
    consent: { treatment: 'GIVEN', written: [] },
    scoresBefore: [
      { instrument: 'PAIN', value: before },
      { instrument: 'STRESS', value: Math.max(1, 7 - n) },
      { instrument: 'SLEEP_QUALITY', value: Math.min(9, 4 + n) },
    ],
    scoresAfter: [
      { instrument: 'PAIN', value: after },
      { instrument: 'STRESS', value: Math.max(0, 5 - n) },
    ],
    reaction: REACTIONS[n % REACTIONS.length],
    selfCare: person.selfCare.map((item) => ({ item })),
    recommendation: { interval: n < 4 ? 'P7D' : 'P14D', followUp: null },
  };
}

/** What the two agree upon after the first visit; the rest is what the goal suggests. */
export const planOf = ({ goal, season, remarks }: DemoPlan): object => ({ goal, season, remarks });

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
