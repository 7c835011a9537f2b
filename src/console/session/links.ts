/** Pages that whoever got a link comes to, signed in or not. */
export type LinkPage = 'accept-invitation' | 'reset-password';

/** A link with a token, to be handed over. What stands behind the # goes to no server and into no log. */
export const linkTo = (page: LinkPage, token: string): string =>
  new URL(`/console/${page}#${token}`, window.location.href).href;

/** The token of the link that this page was opened by; empty where the link was cut off. */
export const tokenOfLink = (): string => window.location.hash.slice(1);
