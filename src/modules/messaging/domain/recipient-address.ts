/** By whom a client may be reached. */
interface Contacts {
  readonly email: string | null;
  readonly phone: string | null;
  readonly guardianEmail: string | null;
  readonly guardianPhone: string | null;
}

/**
 * Where a message goes: an e-mail address, or a number in E.164. A minor's messages go to the guardian where one can be reached
 * (DOMAIN.md, Records: minors have a guardian who signs), and else to the minor.
 */
export function addressOf(channel: 'email' | 'sms', contacts: Contacts, isMinor: boolean): string | null {
  const { email, phone, guardianEmail, guardianPhone } = contacts;
  if (channel === 'email') return (isMinor ? guardianEmail : null) ?? email;
  const number = (isMinor ? guardianPhone : null) ?? phone;
  return number === null ? null : `+${number.replace(/\D/g, '')}`;
}
