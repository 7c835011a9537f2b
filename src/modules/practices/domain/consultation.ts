/** Whether a service has a consultation in it, or is nothing else (DOMAIN.md, Session plan). */
export enum Consultation {
  NONE = 'none',
  INCLUDED = 'included',
  ONLY = 'only',
}
