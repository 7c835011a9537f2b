import { InvalidInput, NotFound } from '../../kernel/index.js';
import type { Tx } from '../../platform/database/index.js';
import { isMinor, isPossibleBirthDate } from './domain/birth-date.js';
import type { OtherCareKind } from './domain/other-care-kind.js';
import { readPhoneNumber } from './domain/phone-number.js';
import type { Client } from './storage/client.entity.js';
import { countryOf } from './storage/search-clients.js';

interface Contact {
  readonly name: string;
  readonly phone?: string | null;
  readonly relationship?: string | null;
}

/** What the desk writes down about a client. What is undefined stays as it is; null clears it. */
export interface ClientDetails {
  readonly givenName: string;
  readonly familyName: string;
  /** YYYY-MM-DD. */
  readonly birthDate?: string | null;
  readonly email?: string | null;
  readonly phone?: string | null;
  readonly address?: string | null;
  /** In which they are written to, as two letters (ISO 639-1); null: English. */
  readonly language?: string | null;
  /** IANA name of where they live; null: the clinic's. */
  readonly timeZone?: string | null;
  readonly preferences?: {
    readonly pressure?: number | null;
    readonly music?: string | null;
    readonly aroma?: string | null;
    readonly draping?: string | null;
    readonly therapistId?: string | null;
  } | null;
  readonly emergencyContact?: Contact | null;
  readonly guardian?: (Contact & { readonly email?: string | null }) | null;
  /** All of it: what the list leaves out is forgotten. */
  readonly otherCare?: readonly CareElsewhere[] | null;
}

export interface CareElsewhere {
  readonly kind: OtherCareKind;
  readonly providerName?: string | null;
  readonly providerPhone?: string | null;
}

/** The details as the columns that hold them. Throws `InvalidInput` for a phone number or a birth date that cannot be. */
export async function columnsOf(tx: Tx, details: Partial<ClientDetails>): Promise<Partial<Client>> {
  const { givenName, familyName, birthDate, email, address, language, timeZone } = details;
  if (birthDate && !isPossibleBirthDate(birthDate, tx.now.getTime())) {
    throw InvalidInput.of('birthDate', 'possible', 'birthDate must not be in the future, nor more than 130 years ago.');
  }
  const named = { givenName, familyName, birthDate, email, address, language, timeZone };
  return { ...named, ...preferenceColumns(details), ...(await contactColumns(tx, details)) };
}

function preferenceColumns({ preferences }: Partial<ClientDetails>): Partial<Client> {
  if (preferences === undefined) return {};
  const { pressure = null, music = null, aroma = null, draping = null, therapistId = null } = preferences ?? {};
  return {
    preferredPressure: pressure,
    preferredMusic: music,
    preferredAroma: aroma,
    preferredDraping: draping,
    preferredTherapistId: therapistId,
  };
}

async function contactColumns(
  tx: Tx,
  { phone, emergencyContact, guardian }: Partial<ClientDetails>,
): Promise<Partial<Client>> {
  const numbers = [phone, emergencyContact?.phone, guardian?.phone];
  const country = numbers.some(Boolean) ? await countryOf(tx) : '';
  const number = (field: string, typed: string | null | undefined) =>
    typed ? phoneNumber(field, typed, country) : null;
  const own = number('phone', phone);
  return {
    ...(phone !== undefined && { phone: own?.display ?? null, phoneKey: own?.key ?? null }),
    ...(emergencyContact !== undefined && {
      emergencyName: emergencyContact?.name ?? null,
      emergencyPhone: number('emergencyContact.phone', emergencyContact?.phone)?.display ?? null,
      emergencyRelationship: emergencyContact?.relationship ?? null,
    }),
    ...(guardian !== undefined && {
      guardianName: guardian?.name ?? null,
      guardianPhone: number('guardian.phone', guardian?.phone)?.display ?? null,
      guardianEmail: guardian?.email ?? null,
      guardianRelationship: guardian?.relationship ?? null,
    }),
  };
}

function phoneNumber(field: string, typed: string, country: string) {
  const number = readPhoneNumber(typed, country);
  if (!number) throw InvalidInput.of(field, 'phone', `${field} must be a phone number.`);
  return number;
}

/** Throws `InvalidInput` for a minor without a guardian (DOMAIN: minors have a guardian who signs). */
export function refuseMinorAlone(
  tx: Tx,
  { birthDate, guardianName }: Pick<Client, 'birthDate' | 'guardianName'>,
): void {
  if (!birthDate || guardianName || !isMinor(birthDate, tx.now.getTime())) return;
  throw InvalidInput.of('guardian', 'required_for_minor', 'A client under 18 needs a guardian.');
}

/** For the unit's refusals: a preferred therapist who is not of the practice breaks the foreign key. */
export const noSuchTherapist = (details: Partial<ClientDetails>) => ({
  clients_preferred_therapist: (): never => {
    throw new NotFound('therapist', details.preferences?.therapistId ?? undefined);
  },
});
