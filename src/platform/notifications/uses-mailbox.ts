import type { Config } from '../config/index.js';

/** Whether this start keeps what it would send where its user can read it: never in production, nor with a mail server. */
export const usesMailbox = ({ environment, smtp }: Pick<Config, 'environment' | 'smtp'>): boolean =>
  environment !== 'production' && smtp === undefined;
