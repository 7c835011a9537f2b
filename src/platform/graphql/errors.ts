import { unwrapResolverError } from '@apollo/server/errors';
import type { ValidationError } from 'class-validator';
import { GraphQLError } from 'graphql';
import type { GraphQLFormattedError } from 'graphql';
import type { Logger } from 'pino';
import { Forbidden, InvalidInput, newId, NotFound, Unauthenticated } from '../../kernel/index.js';
import type { Violation } from '../../kernel/index.js';
import { traceOf } from '../telemetry/index.js';

/** Class-validator's tree of errors as a flat list: the dotted path of each field, the broken rule and its sentence. */
export function toInvalidInput(errors: readonly ValidationError[]): InvalidInput {
  const flatten = (error: ValidationError, path: string): Violation[] => {
    const field = path ? `${path}.${error.property}` : error.property;
    const own = Object.entries(error.constraints ?? {}).map(([rule, message]) => ({ field, rule, message }));
    return [...own, ...(error.children ?? []).flatMap((child) => flatten(child, field))];
  };
  return new InvalidInput(errors.flatMap((error) => flatten(error, '')));
}

/**
 * What a client is told of an error. Foreseen errors keep their sentence and get a code; of anything else the client
 * learns an id only, under which the log holds where it happened: never the message, which may repeat what somebody wrote,
 * nor statement parameters.
 */
export function formatError(logger: Logger) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const cause = unwrapResolverError(error);
    if (cause instanceof InvalidInput)
      return coded(formatted, cause.message, 'BAD_USER_INPUT', { violations: cause.violations });
    if (cause instanceof NotFound) return coded(formatted, cause.message, 'NOT_FOUND');
    if (cause instanceof Forbidden) return coded(formatted, cause.message, 'FORBIDDEN');
    if (cause instanceof Unauthenticated) return coded(formatted, cause.message, 'UNAUTHENTICATED');
    if (cause instanceof GraphQLError && formatted.extensions?.['code'] !== 'INTERNAL_SERVER_ERROR')
      return withViolations(formatted);
    const id = newId();
    logger.error({ errorId: id, path: formatted.path, ...traceOf(cause) }, 'unexpected error');
    return coded(formatted, `Something went wrong on our side. Its number is ${id}.`, 'INTERNAL_SERVER_ERROR');
  };
}

/** Quotes inside a value are written with a backslash there: the first bare one is that of the path. */
const UNFIT_VALUE = /^Variable "\$\w+" got invalid value .*? at "\w+([.[][^"]*)"; (?:Expected type "\w+"\. )?(.+)$/s;

/** Values that do not fit their type are refused by graphql-js, which says of which field in its sentence alone. */
function withViolations(formatted: GraphQLFormattedError): GraphQLFormattedError {
  const violation = typeViolation(formatted.message);
  return violation ? { ...formatted, extensions: { ...formatted.extensions, violations: [violation] } } : formatted;
}

function typeViolation(told: string): Violation | null {
  const [, path = '', sentence = ''] = UNFIT_VALUE.exec(told) ?? [];
  const missing = /(?:^|; )Field "(\w+)" of required type "[^"]+" was not provided\.$/.exec(sentence || told)?.[1];
  const names = path.split(/[.[\]]+/).filter((name) => name !== '');
  const field = (missing === undefined ? names : [...names, missing]).join('.');
  if (field === '') return null;
  const isAbsent = missing !== undefined || /^Expected non-nullable type ".+" not to be null\.$/.test(sentence);
  return { field, rule: 'type', message: isAbsent ? `${missing ?? names.at(-1)} must be given` : sentence };
}

function coded(
  { path, locations }: GraphQLFormattedError,
  message: string,
  code: string,
  more: Record<string, unknown> = {},
): GraphQLFormattedError {
  return { message, locations, path, extensions: { code, ...more } };
}
