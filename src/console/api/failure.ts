import type { CombinedError } from '@urql/core';

const codesOf = ({ graphQLErrors }: CombinedError): unknown[] =>
  graphQLErrors.map(({ extensions }) => extensions['code']);

export const isUnauthenticated = (error: CombinedError): boolean => codesOf(error).includes('UNAUTHENTICATED');

export const isForbidden = (error: CombinedError): boolean => codesOf(error).includes('FORBIDDEN');

export const isNotFound = (error: CombinedError): boolean => codesOf(error).includes('NOT_FOUND');

/** This page was built before the program that answers it: reading it again mends that. */
export const isOutdated = (error: CombinedError): boolean => codesOf(error).includes('PERSISTED_QUERY_NOT_FOUND');

export const isOffline = ({ networkError }: CombinedError): boolean => networkError !== undefined;

/** What to tell whoever sits here. The API's sentences are for people. */
export function sentenceOf(error: CombinedError): string {
  if (isOffline(error)) return 'The program does not answer. See whether it was done before you try again.';
  if (isOutdated(error)) return 'There is a newer version of this page. Reload it.';
  return error.graphQLErrors.map(({ message }) => message).join(' ');
}
