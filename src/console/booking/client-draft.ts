/** What the desk writes down of somebody who is new. */
export interface ClientDraft {
  readonly givenName: string;
  readonly familyName: string;
  readonly phone: string;
  readonly email: string;
}

const NOBODY: ClientDraft = { givenName: '', familyName: '', phone: '', email: '' };
const PHONE = /^[+(]?\d[\d\s()/.-]*$/;

/** What was typed to find somebody, where it belongs in the form for a new client. The last of several names is the family's. */
export function draftFrom(typed: string): ClientDraft {
  const text = typed.trim();
  if (text.includes('@')) return { ...NOBODY, email: text };
  if (PHONE.test(text)) return { ...NOBODY, phone: text };
  const names = text.split(/\s+/);
  const familyName = names.length > 1 ? names.pop()! : '';
  return { ...NOBODY, givenName: names.join(' '), familyName };
}

/** As the API takes it: what is empty is not known. */
export function inputOf({ givenName, familyName, phone, email }: ClientDraft) {
  return { givenName, familyName, phone: phone.trim() || null, email: email.trim() || null };
}
