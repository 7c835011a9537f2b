/** How far from a file's beginning programs look for what it is: PDF readers by custom, browsers by the sniffing standard. */
const SNIFFED = 1_024;
/** The end record of a ZIP archive without its comment, and the longest comment. */
const [ZIP_END, LONGEST_COMMENT] = [22, 65_535];
const MARKUP = /<(?:!doctype|html|head|body|script|svg|iframe|style)\b/i;

/**
 * Whether another program could take the file for something else than it is: for a web page, for a PDF document behind a
 * picture's header, or for a ZIP archive, which programs read from its end (also Java's and Office's).
 */
export function hasSecondMeaning(file: Uint8Array): boolean {
  const head = Array.from(file.subarray(0, SNIFFED), (byte) => String.fromCharCode(byte)).join('');
  return MARKUP.test(head) || head.indexOf('%PDF-') > 0 || endsAsZip(file);
}

function endsAsZip(file: Uint8Array): boolean {
  const data = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const first = Math.max(0, file.length - ZIP_END - LONGEST_COMMENT);
  for (let at = file.length - ZIP_END; at >= first; at -= 1) {
    if (data.getUint32(at) === 0x504b0506 && at + ZIP_END + data.getUint16(at + 20, true) <= file.length) return true;
  }
  return false;
}
