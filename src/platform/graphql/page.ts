import type { Type } from '@nestjs/common';
import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { InvalidInput } from '../../kernel/index.js';
import { Allow, ANYONE, STAFF } from './allow.js';

const LARGEST_PAGE = 100;
const USUAL_PAGE = 25;

@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: USUAL_PAGE, description: `How many at most, 1 to ${LARGEST_PAGE}.` })
  @IsInt()
  @Min(1)
  @Max(LARGEST_PAGE)
  first: number = USUAL_PAGE;

  @Field(() => String, { nullable: true, description: 'The end cursor of the page before.' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  after?: string | null;
}

@Allow(ANYONE)
@ObjectType()
export class PageInfo {
  @Field()
  hasNextPage: boolean;

  @Field(() => String, { nullable: true })
  endCursor: string | null;
}

/** One page of rows: up to `first`, each with the position a cursor is made of. */
export interface Connection<T> {
  edges: { node: T; cursor: string }[];
  pageInfo: PageInfo;
}

/** Declares the Relay types `<Name>Edge` and `<Name>Connection` for a node type. */
export function connectionOf<T>(node: Type<T>, name: string): Type<Connection<T>> {
  @Allow(STAFF)
  @ObjectType(`${name}Edge`)
  class Edge {
    @Field(() => node)
    node: T;

    @Field()
    cursor: string;
  }

  @Allow(STAFF)
  @ObjectType(`${name}Connection`)
  class NodeConnection implements Connection<T> {
    @Field(() => [Edge])
    edges: Edge[];

    @Field()
    pageInfo: PageInfo;
  }
  return NodeConnection;
}

/** Makes a page of rows that were read with one row more than asked for. */
export function toConnection<Row, T>(
  rows: readonly Row[],
  first: number,
  toNode: (row: Row) => T,
  position: (row: Row) => readonly (string | number)[],
): Connection<T> {
  const edges = rows.slice(0, first).map((row) => ({ node: toNode(row), cursor: encodeCursor(position(row)) }));
  return { edges, pageInfo: { hasNextPage: rows.length > first, endCursor: edges.at(-1)?.cursor ?? null } };
}

export const encodeCursor = (position: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url');

/** Reads a cursor of `length` parts. Throws `InvalidInput` for anything that `encodeCursor` did not make. */
export function decodeCursor(cursor: string, length: number): (string | number)[] {
  const invalid = InvalidInput.of('after', 'cursor', 'The cursor is not one that this list has given.');
  let position: unknown;
  try {
    position = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch (error) {
    if (error instanceof SyntaxError) throw invalid;
    throw error;
  }
  const fits = (part: unknown): boolean => typeof part === 'string' || typeof part === 'number';
  if (!Array.isArray(position) || position.length !== length || !position.every(fits)) throw invalid;
  return position as (string | number)[];
}
