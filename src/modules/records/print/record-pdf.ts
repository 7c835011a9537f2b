import { setImmediate as breathe } from 'node:timers/promises';
import type { Print, RecordEntry } from '../../clinical-access/index.js';
import type { HandedOver } from '../record-document.js';
import type { WholeRecord } from '../whole-record.js';
import { BODY, Paper, STRONG } from './paper.js';

const LABEL_WIDTH = 120;
const GAP = 8;
const FOR: Readonly<Record<HandedOver['purpose'], string>> = { client: 'the client', clinic: 'another clinic' };

/** The whole record on paper. Between entries other requests get their turn: a long record takes seconds. */
export async function recordPdf(record: WholeRecord, handedOver: HandedOver): Promise<Buffer> {
  const { client, practice } = record;
  const name = `${client.givenName} ${client.familyName}`;
  const paper = new Paper(`Client record, ${practice.name}`);
  paper.text(name, { font: 'bold', size: 18 });
  paper.text(`Client record, kept by ${practice.name}`, { font: 'regular', size: 11 });
  paper.text(`Made for ${FOR[handedOver.purpose]} on ${instant(handedOver.madeAt)}`);
  printClient(paper, record);
  for (const { part, entries } of record.parts) {
    heading(paper, part.title);
    if (entries.length === 0) paper.text('Nothing recorded.');
    for (const entry of entries) {
      printEntry(paper, entry);
      await breathe();
    }
  }
  // The name last: one that runs from right to left would take the date with it.
  return paper.finish(`${practice.name} · ${instant(handedOver.madeAt)} · ${name}`);
}

/** In UTC, as the document for programs has it. */
function instant(at: Date): string {
  const text = at.toLocaleString('en-GB', { timeZone: 'UTC', dateStyle: 'long', timeStyle: 'short' });
  return `${text} UTC`;
}

function heading(paper: Paper, title: string): void {
  paper.space(18);
  paper.keep(80);
  paper.text(title, { font: 'bold', size: 13 });
  paper.rule();
  paper.space(2);
}

function printClient(paper: Paper, { client, otherCare, consents, recordIds }: WholeRecord): void {
  heading(paper, 'Client');
  const person = (...parts: (string | null)[]): string => parts.filter((part) => part !== null).join(', ');
  const facts: [string, string | null][] = [
    ['Born', client.birthDate],
    ['E-mail', client.email],
    ['Telephone', client.phone],
    ['Address', client.address],
    ['Emergency contact', person(client.emergencyName, client.emergencyRelationship, client.emergencyPhone)],
    ['Guardian', person(client.guardianName, client.guardianRelationship, client.guardianPhone, client.guardianEmail)],
    ['Pressure', client.preferredPressure === null ? null : `${client.preferredPressure} of 5`],
    ['Music', client.preferredMusic],
    ['Aroma', client.preferredAroma],
    ['Draping', client.preferredDraping],
    ...otherCare.map(({ kind, providerName, providerPhone }): [string, string] => {
      return [`Other care: ${kind}`, person(providerName, providerPhone) || 'yes'];
    }),
    ...consents.map(({ channel, purpose, granted }): [string, string] => {
      return [`Messages: ${purpose} by ${channel}`, granted ? 'agreed' : 'declined'];
    }),
    ['Record', recordIds.join('\n')],
  ];
  const known = facts.filter((fact): fact is [string, string] => Boolean(fact[1]));
  printBlock(paper, { kind: 'facts', facts: known });
}

function printEntry(paper: Paper, { title, at, print }: RecordEntry): void {
  paper.space(8);
  paper.keep(44);
  paper.text(`${title} · ${instant(at)}`, { font: 'bold', size: 10.5 });
  for (const block of print) {
    paper.space(2);
    printBlock(paper, block);
  }
}

function printBlock(paper: Paper, block: Print): void {
  switch (block.kind) {
    case 'text':
      paper.keep(30);
      paper.text(block.label, STRONG);
      if (block.text !== '') paper.text(block.text);
      break;
    case 'facts':
      for (const [label, value] of block.facts) printFact(paper, label, value);
      break;
    case 'table':
      printTable(paper, block);
  }
}

function printFact(paper: Paper, label: string, value: string): void {
  const { x, width } = paper.box;
  const rest = { x: x + LABEL_WIDTH + GAP, width: width - LABEL_WIDTH - GAP };
  paper.row([
    { text: label, style: STRONG, box: { x, width: LABEL_WIDTH } },
    { text: value, style: BODY, box: rest },
  ]);
}

function printTable(paper: Paper, { columns, rows }: Extract<Print, { kind: 'table' }>): void {
  const { x, width } = paper.box;
  const each = (width + GAP) / columns.length;
  const cells = (texts: readonly string[], style: typeof BODY) =>
    texts.map((text, at) => ({ text, style, box: { x: x + at * each, width: each - GAP } }));
  paper.keep(40);
  paper.row(cells(columns, STRONG));
  paper.rule();
  for (const row of rows) paper.row(cells(row, BODY));
}
