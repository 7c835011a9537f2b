// `npm run demo:forward -- P2D`: puts the clock of a running development start forward, to see what happens by then.
const by = process.argv[2];
const url = `http://localhost:${process.env.PORT ?? 3000}/demo/clock`;
if (by === undefined) fail('Say by how much, as in: npm run demo:forward -- P2D');

const response = await fetch(url, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ by }),
}).catch(() => fail(`Nothing answers at ${url}: start it first with npm start.`));
const answer = await response.json().catch(() => ({}));
if (!response.ok) fail(answer.message ?? `${url} does not put clocks forward: only a development start does.`);
console.log(
  `It is ${answer.now} now. What is due by then comes to /mailbox, or in the morning where it is night at the clinic.`,
);

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
