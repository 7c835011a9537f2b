import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { InvalidInput } from '../../kernel/index.js';
import { checkContent } from './check-content.js';

const bytes = (...parts: (string | number[] | Buffer)[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));

const uint32 = (value: number): Buffer => {
  const field = Buffer.alloc(4);
  field.writeUInt32BE(value);
  return field;
};
const pngChunk = (name: string, data: Buffer): Buffer => bytes(uint32(data.length), name, data, [0, 0, 0, 0]);

const PDF = bytes('%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF\n');
const PNG = bytes(
  [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  pngChunk('IHDR', bytes(uint32(1), uint32(1), [8, 0, 0, 0, 0])),
  pngChunk('IDAT', deflateSync(Buffer.from([0, 0]))),
  pngChunk('IEND', Buffer.alloc(0)),
);
const JPEG = bytes(
  [0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, ...Buffer.from('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0],
  [0xff, 0xda, 0x00, 0x03, 0x01, 0x12, 0xff, 0x00, 0xff, 0xd0, 0x34],
  [0xff, 0xd9],
);
const WEBP = bytes('RIFF', [0x10, 0, 0, 0], 'WEBP', 'VP8L', [3, 0, 0, 0], [0x2f, 0, 0], [0]);
const ZIP_END = bytes('PK\x05\x06', Buffer.alloc(18));

const WHOLE: [string, Buffer][] = [
  ['application/pdf', PDF],
  ['image/png', PNG],
  ['image/jpeg', JPEG],
  ['image/webp', WEBP],
];

/** The rule that the file breaks. */
async function broken(file: Uint8Array, declared: string): Promise<string | undefined> {
  try {
    await checkContent(file, declared);
  } catch (error) {
    if (error instanceof InvalidInput) return error.violations[0]!.rule;
    throw error;
  }
  return undefined;
}

describe('the content of a file', () => {
  it.each(WHOLE)('is taken when it is a whole %s', async (type, file) => {
    expect(await checkContent(file, type)).toBe(type);
  });

  it.each(WHOLE)('is not taken as a whole %s when any part of its end is missing', async (type, file) => {
    for (let length = 0; length < file.length - 1; length += 1) {
      expect([length, await broken(file.subarray(0, length), type)]).not.toEqual([length, undefined]);
    }
  });

  it.each(WHOLE)('is not taken when %s is declared to be something else', async (type, file) => {
    const declared = type === 'image/png' ? 'image/jpeg' : 'image/png';
    expect(await broken(file, declared)).toBe('isAsDeclared');
    expect(await broken(file, 'text/html')).toBe('isAsDeclared');
  });

  it.each(WHOLE)('is not taken when a ZIP archive follows a %s', async (type, file) => {
    expect(await broken(bytes(file, 'PK\x03\x04', Buffer.alloc(60), ZIP_END), type)).toMatch(/isWhole|isOneThing/);
  });

  it('is not taken when the archive hides in the comment of a JPEG, or in a chunk of a PNG', async () => {
    const hidden = bytes([0xff, 0xfe, 0x00, 0x02 + ZIP_END.length], ZIP_END);
    expect(await broken(bytes(JPEG.subarray(0, 20), hidden, JPEG.subarray(20)), 'image/jpeg')).toBe('isOneThing');
    const chunk = pngChunk('zTXt', ZIP_END);
    expect(await broken(bytes(PNG.subarray(0, 33), chunk, PNG.subarray(33)), 'image/png')).toBe('isOneThing');
  });

  it.each(['<script>alert(1)</script>', '<HTML>', '<svg onload=x>', '<!DOCTYPE html>'])(
    'is not taken when a picture begins like a web page: %s',
    async (markup) => {
      const comment = bytes([0xff, 0xfe, 0x00, 0x02 + markup.length], markup);
      expect(await broken(bytes(JPEG.subarray(0, 20), comment, JPEG.subarray(20)), 'image/jpeg')).toBe('isOneThing');
    },
  );

  it('is not taken when a PDF document follows the header of a picture', async () => {
    expect(await broken(bytes(JPEG, PDF), 'image/jpeg')).toBe('isOneThing');
  });

  it('is taken when a telephone has put a second picture behind the first', async () => {
    expect(await broken(bytes(JPEG, JPEG), 'image/jpeg')).toBeUndefined();
  });

  it.each([
    ['nothing', '', 'isNotEmpty'],
    ['a web page', '<!DOCTYPE html><html><script>alert(1)</script></html>', 'isMediaType'],
    ['a drawing that can run scripts', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', 'isMediaType'],
    ['a drawing with a declaration', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', 'isMediaType'],
    ['an animation', 'GIF89a\x01\x00\x01\x00\x00\x00\x00;', 'isMediaType'],
    ['a program', 'MZ\x90\x00', 'isMediaType'],
    ['an archive', 'PK\x03\x04\x14\x00\x00\x00', 'isMediaType'],
    ['plain text', 'Dear colleague', 'isMediaType'],
    ['PDF behind a line of text', `hello\n${PDF.toString('latin1')}`, 'isMediaType'],
  ])('is not taken when it is %s', async (_, content, rule) => {
    expect(await broken(bytes(content), 'application/pdf')).toBe(rule);
  });

  it('is judged without an error, whatever it is, and never taken for something without its signature', async () => {
    const tails = fc.uint8Array({ maxLength: 400 });
    const heads = fc.constantFrom(...WHOLE.map(([, file]) => file.subarray(0, 12)), Buffer.alloc(0));
    await fc.assert(
      fc.asyncProperty(heads, tails, async (head, tail) => {
        const file = bytes(Buffer.from(head), Buffer.from(tail));
        for (const [type, whole] of WHOLE) {
          if ((await broken(file, type)) === undefined) expect(file.subarray(0, 3)).toEqual(whole.subarray(0, 3));
        }
      }),
    );
  });
});
