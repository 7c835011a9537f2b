import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addTypenameSelectionDocumentTransform, preset } from '@graphql-codegen/client-preset';
import { codegen } from '@graphql-codegen/core';
import { buildASTSchema, isAbstractType, parse, visit } from 'graphql';

const CONSOLE = 'src/console';
const GENERATED = join(CONSOLE, 'api/generated/');
/** Of what the preset makes: the types and documents, and what the server is to trust. */
const WANTED = ['graphql.ts', 'persisted-documents.json'];
/** How the console sees the API's scalars: as JSON has them. */
const SCALARS = { ID: 'string', DateTime: 'string', LocalDate: 'string', LocalTime: 'string', TimeZone: 'string' };

/** Makes the console's types and documents from the committed schema and its .graphql files; throws where they do not fit it. */
export async function makeConsoleTypes() {
  const schema = parse(readFileSync('schema.graphql', 'utf8'));
  const documents = readdirSync(CONSOLE, { recursive: true })
    .filter((name) => name.endsWith('.graphql'))
    .sort()
    .map((name) => {
      const rawSDL = readFileSync(join(CONSOLE, name), 'utf8');
      return { location: join(CONSOLE, name), rawSDL, document: parse(rawSDL) };
    });
  const schemaAst = buildASTSchema(schema);
  const sections = await preset.buildGeneratesSection({
    baseOutputDir: GENERATED,
    schema,
    schemaAst,
    documents,
    config: { enumsAsTypes: true, useTypeImports: true, skipTypename: false, scalars: SCALARS, strictScalars: true },
    presetConfig: { fragmentMasking: false, persistedDocuments: { hashAlgorithm: 'sha256' } },
    // The cache goes by the type of each object, and a trusted document cannot be changed on the way.
    documentTransforms: [{ name: 'typename', transformObject: addTypenameSelectionDocumentTransform, config: {} }],
    plugins: [],
    pluginMap: {},
  });
  mkdirSync(GENERATED, { recursive: true });
  for (const section of sections.filter(({ filename }) => WANTED.some((name) => filename.endsWith(`/${name}`)))) {
    writeFileSync(section.filename, await codegen(section));
  }
  writeFileSync(join(GENERATED, 'possible-types.ts'), possibleTypesModule(schemaAst, documents));
}

/** What the cache must know of interfaces and unions to see which fragment an answer fits: of those that fragments name. */
function possibleTypesModule(schema, documents) {
  const named = new Set();
  for (const { document } of documents) visit(document, { NamedType: ({ name }) => void named.add(name.value) });
  const types = [...named].map((name) => schema.getType(name)).filter((type) => isAbstractType(type));
  const entries = types.map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)]);
  return `export const POSSIBLE_TYPES = ${JSON.stringify(Object.fromEntries(entries), null, 2)};\n`;
}
