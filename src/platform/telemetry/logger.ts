/** The token under which the process's pino logger is injected. */
export const LOGGER = Symbol('logger');
