import type { MediaType } from './media-type.js';

const PNG_HEAD = 8;
/** Length and name of a chunk before its data, and a checksum after it. */
const [PNG_CHUNK_HEAD, PNG_CHUNK_TAIL] = [8, 4];
const RIFF_HEAD = 12;
const RIFF_CHUNK_HEAD = 8;
const [EOI, SOS, FIRST_RESTART, LAST_RESTART, TEM] = [0xd9, 0xda, 0xd0, 0xd7, 0x01];

const nameAt = (file: Uint8Array, at: number, length = 4): string =>
  String.fromCharCode(...file.subarray(at, at + length));

const view = (file: Uint8Array): DataView => new DataView(file.buffer, file.byteOffset, file.byteLength);

/**
 * Whether a file of this type is there from its beginning to its end, with its parts in their places (ISO 32000-1 7.5,
 * PNG 3 clause 5, ITU T.81 annex B, RFC 9649): an upload that broke off is not. The pictures themselves are not decoded.
 */
export function isWhole(file: Uint8Array, type: MediaType): boolean {
  if (type === 'application/pdf') return isWholePdf(file);
  if (type === 'image/png') return isWholePng(file);
  return type === 'image/jpeg' ? isWholeJpeg(file) : isWholeWebp(file);
}

/** Begins with the header, and nothing but white space follows the last end mark. */
function isWholePdf(file: Uint8Array): boolean {
  let end = file.length;
  while (end > 0 && [0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20].includes(file[end - 1]!)) end -= 1;
  return nameAt(file, 0, 5) === '%PDF-' && end > 13 && nameAt(file, end - 5, 5) === '%%EOF';
}

/** Chunk follows chunk from the header to the end chunk, which is the end of the file too. */
function isWholePng(file: Uint8Array): boolean {
  let at = PNG_HEAD;
  if (nameAt(file, at + 4) !== 'IHDR') return false;
  while (at + PNG_CHUNK_HEAD + PNG_CHUNK_TAIL <= file.length) {
    const name = nameAt(file, at + 4);
    at += PNG_CHUNK_HEAD + view(file).getUint32(at) + PNG_CHUNK_TAIL;
    if (name === 'IEND') return at === file.length;
  }
  return false;
}

/**
 * Segment follows segment from the start of the image to its end, with at least one scan. What follows the end is not
 * looked at here: telephones put a second picture or a short film there.
 */
function isWholeJpeg(file: Uint8Array): boolean {
  let scans = 0;
  for (let at = 2; at + 1 < file.length;) {
    const marker = file[at + 1]!;
    if (file[at] !== 0xff) return false;
    if (marker === EOI) return scans > 0;
    if (marker === 0xff) at += 1;
    else if (marker === TEM || (marker >= FIRST_RESTART && marker <= LAST_RESTART)) at += 2;
    else {
      if (at + 4 > file.length) return false;
      at += 2 + view(file).getUint16(at + 2);
      if (marker === SOS) {
        scans += 1;
        at = endOfScan(file, at);
      }
    }
  }
  return false;
}

/** Where the next marker stands that is no part of the compressed picture. */
function endOfScan(file: Uint8Array, from: number): number {
  for (let at = file.indexOf(0xff, from); at !== -1; at = file.indexOf(0xff, at + 1)) {
    const next = file[at + 1] ?? 0;
    const belongs = next === 0x00 || next === 0xff || (next >= FIRST_RESTART && next <= LAST_RESTART);
    if (!belongs) return at;
  }
  return file.length;
}

/** The container is as long as it says, chunks fill it, and the first of them is a picture's. */
function isWholeWebp(file: Uint8Array): boolean {
  if (file.length < RIFF_HEAD + RIFF_CHUNK_HEAD || !/^VP8[ LX]$/.test(nameAt(file, RIFF_HEAD))) return false;
  if (view(file).getUint32(4, true) + 8 !== file.length) return false;
  let at = RIFF_HEAD;
  while (at + RIFF_CHUNK_HEAD <= file.length) {
    const size = view(file).getUint32(at + 4, true);
    at += RIFF_CHUNK_HEAD + size + (size % 2);
  }
  return at === file.length;
}
