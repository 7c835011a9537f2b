/** Where one request ends recall by e-mail (RFC 8058), by the token of the mail's preferences link. */
export const unsubscribePath = (token: string): string => `/unsubscribe/${token}`;
