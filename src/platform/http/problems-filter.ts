import { Catch, HttpException, Inject } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { Forbidden, InvalidInput, newId, NotFound, Unauthenticated } from '../../kernel/index.js';
import { LOGGER, traceOf } from '../telemetry/index.js';
import { BrokenOff, NoRoom, TooLarge } from './http-errors.js';

interface Problem {
  readonly status: number;
  /** As GraphQL's errors have it in `extensions.code`. */
  readonly code: string;
  readonly message: string;
  readonly violations?: InvalidInput['violations'];
}

const RETRY_SECONDS = 5;

/**
 * What a program that asks over plain HTTP is told of an error, as JSON: the same codes and sentences as in GraphQL, and of
 * what was not foreseen a number alone, under which the log holds the rest.
 */
@Catch()
export class ProblemsFilter implements ExceptionFilter {
  constructor(@Inject(LOGGER) private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    const foreseen = foreseenProblem(error);
    const { status, ...problem } = foreseen ?? this.unforeseen(error, http.getRequest<FastifyRequest>());
    if (status === 401) void reply.header('www-authenticate', 'Bearer');
    if (status === 503) void reply.header('retry-after', String(RETRY_SECONDS));
    void reply.code(status).header('cache-control', 'no-store').send(problem);
  }

  private unforeseen(error: unknown, { routeOptions }: FastifyRequest): Problem {
    const id = newId();
    this.logger.error({ errorId: id, path: routeOptions.url, ...traceOf(error) }, 'unexpected error');
    const message = `Something went wrong on our side. Its number is ${id}.`;
    return { status: 500, code: 'INTERNAL_SERVER_ERROR', message };
  }
}

function foreseenProblem(error: unknown): Problem | undefined {
  if (error instanceof InvalidInput) {
    return { status: 400, code: 'BAD_USER_INPUT', message: error.message, violations: error.violations };
  }
  if (error instanceof HttpException) {
    return { status: error.getStatus(), code: 'BAD_REQUEST', message: 'The request is not one that is served here.' };
  }
  const known = KNOWN.find(([kind]) => error instanceof kind);
  return known && { status: known[1], code: known[2], message: (error as Error).message };
}

const KNOWN: readonly [new (...args: never[]) => Error, number, string][] = [
  [Unauthenticated, 401, 'UNAUTHENTICATED'],
  [Forbidden, 403, 'FORBIDDEN'],
  [NotFound, 404, 'NOT_FOUND'],
  [BrokenOff, 408, 'BROKEN_OFF'],
  [TooLarge, 413, 'TOO_LARGE'],
  [NoRoom, 503, 'NO_ROOM'],
];
