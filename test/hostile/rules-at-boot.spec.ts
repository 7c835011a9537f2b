import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Field, Mutation, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { AppModule } from '../../src/app.module.js';
import { readConfig } from '../../src/platform/config/index.js';
import { Allow } from '../../src/platform/graphql/index.js';
import { RECORDS_KEY, TOKEN_SECRET } from '../support/api.js';
import { createTestDatabase } from '../support/cluster.js';
import type { TestDatabase } from '../support/cluster.js';

@ObjectType()
class Loophole {
  @Field()
  name: string;
}

@Resolver()
class ForgottenQuery {
  @Query(() => String)
  everything(): string {
    return 'all of it';
  }
}

@Resolver()
class ForgottenMutation {
  @Mutation(() => Boolean)
  deleteEverything(): boolean {
    return true;
  }
}

@Resolver()
class ForgottenType {
  @Allow(['owner'])
  @Query(() => Loophole)
  loophole(): Loophole {
    return { name: 'open' };
  }
}

describe('the boot', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  /** The whole program with one more resolver. */
  const boot = async (resolver: new () => object): Promise<void> => {
    @Module({
      imports: [
        AppModule.for(
          readConfig({
            ...{ NODE_ENV: 'test', PORT: '0', LOG_LEVEL: 'silent' },
            ...{ DATABASE_URL: database.appUrl, ACCESS_TOKEN_SECRET: TOKEN_SECRET, RECORDS_KEY },
          }),
        ),
      ],
      providers: [resolver],
    })
    class WithOneMore {}
    const app = await NestFactory.create(WithOneMore, new FastifyAdapter(), { logger: false, abortOnError: false });
    try {
      await app.init();
    } finally {
      await app.close();
    }
  };

  it.each([
    ['Query.everything', ForgottenQuery],
    ['Mutation.deleteEverything', ForgottenMutation],
    ['Loophole.name', ForgottenType],
  ])('stops at %s, which has no rule, and names it', async (field, resolver) => {
    await expect(boot(resolver)).rejects.toThrow(`These fields have no rule of access (@Allow): ${field}.`);
  });
});
