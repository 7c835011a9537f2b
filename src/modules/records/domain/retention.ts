import { anniversary, latest } from './local-date.js';
import type { LocalDate } from './local-date.js';

const ADULT_YEARS = 18;

/** How long a clinical record is kept. */
export interface RetentionRule {
  /** Years after the last visit, 1 to 100. */
  readonly years: number;
  /** Years after a client who came before the 18th birthday has turned 18, 0 to 100. */
  readonly yearsAfterAdulthood: number;
}

/** A rule of one jurisdiction, and where it comes from. */
export interface JurisdictionRule extends RetentionRule {
  readonly source: string;
}

/** DOMAIN.md, Records: 10 years after the last visit; minors until 10 years after turning 18. */
export const DEFAULT_RETENTION: JurisdictionRule = {
  years: 10,
  yearsAfterAdulthood: 10,
  source: 'Default of the program',
};

/**
 * What ships, by jurisdiction as clinics name it (ISO 3166, with a subdivision where that one legislates); to be confirmed by
 * each practice, which can set its own. A jurisdiction that is not here has its country's rule, or else the default.
 */
export const SHIPPED_RETENTION: Readonly<Record<string, JurisdictionRule>> = {
  'AU-ACT': {
    years: 7,
    yearsAfterAdulthood: 7,
    source: 'Health Records (Privacy and Access) Act 1997 (ACT), principle 4.1',
  },
  'AU-NSW': { years: 7, yearsAfterAdulthood: 7, source: 'Health Records and Information Privacy Act 2002 (NSW), s 25' },
  'AU-VIC': { years: 7, yearsAfterAdulthood: 7, source: 'Health Records Act 2001 (Vic), principle 4.2' },
  'CA-ON': { years: 10, yearsAfterAdulthood: 10, source: 'College of Massage Therapists of Ontario, record keeping' },
  DE: { years: 10, yearsAfterAdulthood: 10, source: 'BGB § 630f (3); for minors the default of the program' },
  NZ: {
    years: 10,
    yearsAfterAdulthood: 10,
    source: 'Health (Retention of Health Information) Regulations 1996; for minors the default of the program',
  },
};

/** The jurisdiction's own rule, then its country's, then the default; what a practice has set comes before what ships. */
export function ruleOf(jurisdiction: string, own: Readonly<Record<string, RetentionRule>>): JurisdictionRule {
  const [country] = jurisdiction.split('-') as [string];
  for (const place of [jurisdiction, country]) {
    const set = own[place];
    if (set) return { ...set, source: 'Set by the practice' };
    const shipped = SHIPPED_RETENTION[place];
    if (shipped) return shipped;
  }
  return DEFAULT_RETENTION;
}

/** A first and a last day; the same where there is only one. */
export interface Span {
  readonly firstOn: LocalDate;
  readonly lastOn: LocalDate;
}

/** What the clock of one person's record depends on: the person under all ids that were merged. */
export interface ClockFacts {
  readonly birthDate: LocalDate | null;
  /** The visits that took place, by jurisdiction of the clinic and in its calendar. */
  readonly visits: readonly (Span & { readonly jurisdiction: string })[];
  /** When things were entered into the clinical record, or null where there is none. */
  readonly entries: Span | null;
  /** Whose rule counts for a record without a visit. */
  readonly homeJurisdiction: string;
}

/** Until when a record is kept, and why. */
export interface Retention {
  /** The first local date on which it is kept no longer. */
  readonly endsOn: LocalDate;
  readonly jurisdiction: string;
  readonly rule: JurisdictionRule;
  /** The last visit, or the last entry where that is later or there was no visit. */
  readonly countedFrom: LocalDate;
  readonly because: 'last_visit' | 'minor';
}

/**
 * Until when the law, or the practice, keeps a clinical record: the longest of what the jurisdictions of all clinics say that
 * the person came to. An entry after the last visit starts the clock anew, so that a form that was filled in for a visit to
 * come does not go with the visits of long ago. Null where there is no record.
 */
export function retentionOf(facts: ClockFacts, own: Readonly<Record<string, RetentionRule>> = {}): Retention | null {
  const { entries, visits, birthDate } = facts;
  if (entries === null) return null;
  const countedFrom = latest([entries, ...visits].map(({ lastOn }) => lastOn));
  const adultOn = birthDate === null ? null : anniversary(birthDate, ADULT_YEARS);
  const wasMinor = adultOn !== null && [entries, ...visits].some(({ firstOn }) => firstOn < adultOn);
  const places = visits.length > 0 ? visits.map(({ jurisdiction }) => jurisdiction) : [facts.homeJurisdiction];
  const ends = [...new Set(places)].sort().map((jurisdiction) => {
    const rule = ruleOf(jurisdiction, own);
    return { jurisdiction, countedFrom, rule, ...endOf(countedFrom, wasMinor ? adultOn : null, rule) };
  });
  return ends.reduce((longest, one) => (one.endsOn > longest.endsOn ? one : longest));
}

/** `adultOn` is the 18th birthday of somebody who was treated before it. */
function endOf(
  countedFrom: LocalDate,
  adultOn: LocalDate | null,
  { years, yearsAfterAdulthood }: RetentionRule,
): Pick<Retention, 'endsOn' | 'because'> {
  const forAdult = anniversary(countedFrom, years);
  const forMinor = adultOn === null ? forAdult : anniversary(adultOn, yearsAfterAdulthood);
  return forMinor > forAdult ? { endsOn: forMinor, because: 'minor' } : { endsOn: forAdult, because: 'last_visit' };
}
