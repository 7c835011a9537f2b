import { QueryFailedError, QueryRunnerAlreadyReleasedError } from 'typeorm';
import { isPassing } from './is-passing.js';

const coded = (code: string): Error => Object.assign(new Error(code), { code });

describe('an error of the database', () => {
  it('passes where the connection broke off between two statements of a unit', () => {
    expect(isPassing(new QueryRunnerAlreadyReleasedError())).toBe(true);
  });

  it.each([
    'ECONNREFUSED',
    'ECONNRESET',
    'EPIPE',
    'ERR_STREAM_DESTROYED',
    '08006',
    '40001',
    '40P01',
    '53300',
    '57P01',
    '57P03',
  ])('passes: %s', (code) => {
    expect(isPassing(coded(code))).toBe(true);
    expect(isPassing(new QueryFailedError('SELECT', [], coded(code)))).toBe(true);
  });

  it.each([
    'Connection terminated unexpectedly',
    'Connection terminated due to connection timeout',
    'timeout exceeded when trying to connect',
    'Client has encountered a connection error and is not queryable',
  ])('passes where a connection is lost: %s', (message) => {
    expect(isPassing(new Error(message))).toBe(true);
    expect(isPassing(new QueryFailedError('SELECT', [], new Error(message)))).toBe(true);
  });

  it.each(['23505', '23514', '42501', '42P01', '22P02', '57014', 'XX001', 'P0001'])(
    'does not pass by itself: %s',
    (code) => {
      expect(isPassing(coded(code))).toBe(false);
      expect(isPassing(new QueryFailedError('SELECT', [], coded(code)))).toBe(false);
    },
  );

  it.each([new TypeError('x is undefined'), 'a text', undefined])('is none: %s', (error) => {
    expect(isPassing(error)).toBe(false);
  });
});
