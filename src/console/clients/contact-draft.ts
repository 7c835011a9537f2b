import type { ClientRecordFragment, EditClientInput } from '../api/generated/graphql.js';

/** What is typed of a client's contacts, by the paths of the API's input. */
export interface ContactDraft {
  readonly givenName: string;
  readonly familyName: string;
  readonly phone: string;
  readonly email: string;
  readonly address: string;
  readonly birthDate: string;
  readonly language: string;
  readonly timeZone: string;
  readonly 'emergencyContact.name': string;
  readonly 'emergencyContact.phone': string;
  readonly 'emergencyContact.relationship': string;
  readonly 'guardian.name': string;
  readonly 'guardian.phone': string;
  readonly 'guardian.email': string;
  readonly 'guardian.relationship': string;
}

export function contactDraftOf(client: ClientRecordFragment): ContactDraft {
  const { givenName, familyName, phone, email, address, birthDate, language, timeZone } = client;
  const { emergencyContact: emergency, guardian } = client;
  return {
    ...{ givenName, familyName },
    ...{ phone: phone ?? '', email: email ?? '', address: address ?? '' },
    ...{ birthDate: birthDate ?? '', language: language ?? '', timeZone: timeZone ?? '' },
    'emergencyContact.name': emergency?.name ?? '',
    'emergencyContact.phone': emergency?.phone ?? '',
    'emergencyContact.relationship': emergency?.relationship ?? '',
    'guardian.name': guardian?.name ?? '',
    'guardian.phone': guardian?.phone ?? '',
    'guardian.email': guardian?.email ?? '',
    'guardian.relationship': guardian?.relationship ?? '',
  };
}

/** As the API takes it: what is empty is not known, and of somebody of whom nothing is typed nothing is. */
export function contactsOf(draft: ContactDraft): Omit<EditClientInput, 'id' | 'version'> {
  const { givenName, familyName } = draft;
  const known = (name: keyof ContactDraft): string | null => draft[name].trim() || null;
  return {
    ...{ givenName, familyName },
    ...{ phone: known('phone'), email: known('email'), address: known('address') },
    ...{ birthDate: known('birthDate'), language: known('language'), timeZone: known('timeZone') },
    emergencyContact: ifKnown({
      name: draft['emergencyContact.name'],
      phone: draft['emergencyContact.phone'],
      relationship: known('emergencyContact.relationship'),
    }),
    guardian: ifKnown({
      name: draft['guardian.name'],
      phone: known('guardian.phone'),
      email: known('guardian.email'),
      relationship: known('guardian.relationship'),
    }),
  };
}

const ifKnown = <Person extends object>(person: Person): Person | null =>
  Object.values(person).some(Boolean) ? person : null;
