import 'reflect-metadata';
import { writeFile } from 'node:fs/promises';
import { MODULE_METADATA } from '@nestjs/common/constants.js';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { FEATURES } from './app.module.js';
import { SCHEMA_OPTIONS } from './graphql.module.js';
import { Acts } from './platform/database/index.js';
import { assertEveryFieldHasRule, keyMutations } from './platform/graphql/index.js';

type Provider = (new (...args: never[]) => object) | { readonly provide: unknown };

/** Writes schema.graphql, which is committed, from the resolvers alone: no database is asked. */
const resolvers = FEATURES.flatMap(
  (feature) => Reflect.getMetadata(MODULE_METADATA.PROVIDERS, feature) as Provider[],
).filter((provider) => typeof provider === 'function');
const builder = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, { logger: false });
const schema = await builder.get(GraphQLSchemaFactory).create(resolvers, SCHEMA_OPTIONS);
await builder.close();
keyMutations(assertEveryFieldHasRule(schema), new Acts({ accessTokenSecret: '' }));
await writeFile('schema.graphql', `${printSchema(lexicographicSortSchema(schema))}\n`);
